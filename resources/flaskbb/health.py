"""Health checks for the containers: `health app` and `health celery`. Exit 0 is healthy; else one line says why not."""

import socket
import sys
import urllib.error
import urllib.request

# As flaskbb.cfg reads it; importing FlaskBB for this would cost seconds.
REDIS_URL = "/run/secrets/redis_url"


def app():
    with urllib.request.urlopen("http://127.0.0.1:8080/-/health", timeout=4) as response:
        response.read()


def celery():
    from celery import Celery

    with open(REDIS_URL, encoding="utf-8") as file:
        broker = file.read().strip()
    worker = f"celery@{socket.gethostname()}"
    with Celery(broker=broker) as client:
        if not client.control.inspect(destination=[worker], timeout=5).ping():
            raise RuntimeError(f"{worker} does not answer a ping")


if __name__ == "__main__":
    try:
        {"app": app, "celery": celery}[sys.argv[1]]()
    except urllib.error.HTTPError as problem:
        sys.exit(f"{problem.code}: {problem.read(200).decode(errors='replace').strip()}")
    except Exception as problem:
        # Only the kind: a driver's message may hold the address with its password.
        sys.exit(type(problem).__name__)
