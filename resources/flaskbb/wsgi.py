"""FlaskBB for uWSGI: behind proxies, and with an address that tells whether it can work."""

import os

from flaskbb import create_app
from flaskbb.extensions import db, redis_store
from sqlalchemy import text
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

HEALTH = "/-/health"


def check(app):
    """Asks the database and Redis; raises what they answer with when they do not."""
    with app.app_context():
        db.session.execute(text("SELECT 1"))
        redis_store.ping()


def with_health(app, wsgi_app):
    """Answers HEALTH outside of FlaskBB, which would count each check as a visitor."""

    def answer(environ, start_response):
        if environ.get("PATH_INFO") != HEALTH:
            return wsgi_app(environ, start_response)
        try:
            check(app)
            response = Response("ok\n")
        except Exception as problem:  # whatever it is, the container cannot serve
            # The message of a driver may quote the connection's address: its kind has to do.
            response = Response(f"{type(problem).__name__}\n", status=503)
        return response(environ, start_response)

    return answer


application = create_app(config="/etc/flaskbb/flaskbb.cfg")
# Traefik and nginx each add an address to X-Forwarded-For. Counting them right is what keeps rate limits per visitor.
proxies = int(os.environ.get("TRUSTED_PROXIES", "2"))
application.wsgi_app = with_health(
    application, ProxyFix(application.wsgi_app, x_for=proxies, x_proto=1, x_host=0)
)
