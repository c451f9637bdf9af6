"""Brings the database to this FlaskBB's version: schema, settings and plugins; an empty one gets its first contents.

Safe to run again, and by several at once: they take turns by a lock of PostgreSQL.
"""

import logging
import os
import subprocess
import sys
import time
from contextlib import contextmanager

import sqlalchemy as sa
from flask import Config

CONFIG = "/etc/flaskbb/flaskbb.cfg"
ADMIN_PASSWORD = "/run/secrets/flaskbb_admin_password"
# An arbitrary number that all migrations of FlaskBB share.
LOCK = 7_035_275_522
# A database that is being started gets this long to answer.
PATIENCE_SECONDS = 60
# More than any of Werkzeug's ways to hash takes.
PASSWORD_LENGTH = 255


def say(text):
    print(f"db-upgrade: {text}", flush=True)


def main():
    config = Config("/")
    config.from_pyfile(CONFIG)
    engine = sa.create_engine(config["SQLALCHEMY_DATABASE_URI"])
    with connected(engine) as connection, locked(connection):
        app = make_app()
        with app.app_context():
            upgrade_schema()
            update_settings()
            if is_empty():
                create_first_contents()
        register_plugins()
    say("done")


@contextmanager
def connected(engine):
    # The address as it may be shown: without the password.
    address = engine.url.render_as_string(hide_password=True)
    connection = connect(engine, address)
    say(f"connected to {address}")
    with connection:
        yield connection


def connect(engine, address):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return engine.connect()
        except sa.exc.OperationalError as problem:
            reason = str(problem.orig).strip().splitlines()[-1]
            if "authentication failed" in reason or time.monotonic() > deadline:
                sys.exit(f"db-upgrade: cannot connect to {address}: {reason}")
            say(f"{address} does not answer yet: {reason}")
            time.sleep(2)


@contextmanager
def locked(connection):
    """Holds the lock as long as the connection lives, so a killed migration leaves none behind."""
    if connection.dialect.name != "postgresql":
        yield
        return
    waiting = False
    while not connection.scalar(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK}):
        if not waiting:
            say("waiting for another migration")
        waiting = True
        connection.rollback()
        time.sleep(1)
    # No open transaction: it would hold back what the migration wants to alter.
    connection.commit()
    yield
    connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
    connection.commit()


def make_app():
    from flaskbb import create_app

    app = create_app(config=CONFIG)
    # Its steps are what the operator wants to read.
    steps = logging.getLogger("alembic.runtime.migration")
    steps.setLevel(logging.INFO)
    steps.addHandler(Steps())
    steps.propagate = False
    return app


class Steps(logging.Handler):
    def emit(self, record):
        message = record.getMessage()
        if message.startswith("Running"):
            say(message)


def upgrade_schema():
    from flaskbb.extensions import alembic

    if not alembic.current():
        create_schema()
    if set(alembic.heads()) - set(alembic.current()):
        alembic.upgrade("heads")
    widen_passwords()
    say(f"the schema is at {', '.join(sorted(head.revision for head in alembic.current()))}")


def create_schema():
    """FlaskBB's tables as they are today; plugins follow by migrations. As FlaskBB's installer does it.

    The whole history cannot be replayed on PostgreSQL: early revisions name constraints that it names otherwise.
    """
    from flaskbb.extensions import db
    from flaskbb.user.models import User
    from flaskbb.utils.populate import create_latest_db

    if sa.inspect(db.engine).has_table("users") and count(User) > 0:
        sys.exit(
            "db-upgrade: this database has users but no revision of its schema (table alembic_version): "
            "say which one it is with `flaskbb db stamp REVISION`, then try again"
        )
    create_latest_db()
    say("created the tables")


def widen_passwords():
    """FlaskBB 2.2.0 gives a password's hash 120 characters, while Werkzeug's hashes have 162 by now.

    SQLite does not mind; PostgreSQL refuses every registration.
    """
    from flaskbb.extensions import db

    column = next(c for c in sa.inspect(db.engine).get_columns("users") if c["name"] == "password")
    if column["type"].length and column["type"].length < PASSWORD_LENGTH:
        db.session.execute(sa.text(f"ALTER TABLE users ALTER COLUMN password TYPE VARCHAR({PASSWORD_LENGTH})"))
        db.session.commit()
        say(f"users.password has room for {PASSWORD_LENGTH} characters")


def update_settings():
    """Adds the settings that this version has and the database has not. Never changes one."""
    from flaskbb.extensions import cache
    from flaskbb.fixtures.settings import fixture
    from flaskbb.utils.populate import update_settings_from_fixture

    added = update_settings_from_fixture(fixture)
    # Running tasks share a copy in Redis.
    cache.delete("settings")
    count = sum(len(settings) for settings in added.values())
    say(f"{count} settings added" if count else "no settings are missing")


def is_empty():
    from flaskbb.forum.models import Category
    from flaskbb.user.models import User

    users, categories = count(User), count(Category)
    # The administrator alone, with nothing to administer, is a first run that was interrupted.
    return users == 0 or (users == 1 and categories == 0)


def count(model):
    from flaskbb.extensions import db

    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def create_first_contents():
    from flaskbb.user.models import User
    from flaskbb.utils.populate import create_welcome_forum

    create_groups()
    if not os.environ.get("MAIL_SERVER"):
        let_in_without_mail()
    if count(User) == 0:
        create_administrator()
    create_welcome_forum()
    say("created the welcome forum")


def create_groups():
    from flaskbb.extensions import db
    from flaskbb.fixtures.groups import fixture
    from flaskbb.user.models import Group

    present = set(db.session.scalars(sa.select(Group.name)))
    missing = [name for name in fixture if name not in present]
    for name in missing:
        Group(name=name, **fixture[name]).save()
    say(f"created the groups {', '.join(missing)}" if missing else "all groups are there")


def let_in_without_mail():
    """A new user gets a link by mail before he may log in; where no mail goes out, nobody ever could."""
    from flaskbb.management.models import Setting

    Setting.update({"activate_account": False})
    say("accounts need no activation by mail, since MAIL_SERVER is not set (the administrator can change it)")


def create_administrator():
    from flaskbb.utils.populate import create_user

    name = os.environ.get("ADMIN_NAME", "admin")
    email = os.environ.get("ADMIN_EMAIL", f"admin@{os.environ['SERVER_NAME']}")
    create_user(name, read_password(), email, "admin")
    say(f"created the administrator {name} <{email}>")


def read_password():
    try:
        with open(ADMIN_PASSWORD, encoding="utf-8") as file:
            password = file.read().strip()
    except FileNotFoundError:
        password = ""
    if not password:
        sys.exit(
            "db-upgrade: the first release needs a password for the administrator: "
            "give the secret flaskbb_admin_password to the service that the migration uses"
        )
    return password


def register_plugins():
    """Starting FlaskBB on a new schema writes its plugins down. Once here, not by all workers at the same moment."""
    listing = subprocess.run(
        ["flaskbb", "--config", CONFIG, "plugins", "list"], check=True, capture_output=True, text=True
    )
    for line in filter(None, map(str.strip, listing.stdout.splitlines())):
        say(line)


if __name__ == "__main__":
    main()
