"""`revision` prints which schema the database has; `downgrade` brings it back to the one in MIGRATION_STATE.

What users wrote stays, but for what only the newer schema has room for. Safe to run again.
"""

import os
import sys

import sqlalchemy as sa
from flask import Config

from db_upgrade import CONFIG, connected, locked, make_app, say

# Before the first release the database is empty. Its tables stay after a rollback, and the next release migrates them.
EMPTY = "empty"


def main(command):
    config = Config("/")
    config.from_pyfile(CONFIG)
    engine = sa.create_engine(config["SQLALCHEMY_DATABASE_URI"])
    with connected(engine) as connection:
        if command == "revision":
            print(revision(connection), flush=True)
            return
        with locked(connection):
            downgrade(connection, os.environ["MIGRATION_STATE"])


def revision(connection):
    """The revisions of FlaskBB and its plugins."""
    found = EMPTY
    if sa.inspect(connection).has_table("alembic_version"):
        found = ",".join(connection.scalars(sa.text("SELECT version_num FROM alembic_version ORDER BY 1"))) or EMPTY
    # No open transaction: it would hold back what a migration wants to alter.
    connection.commit()
    return found


def downgrade(connection, wanted):
    if revision(connection) == wanted:
        say(f"the schema is at {wanted} already")
        return
    if wanted == EMPTY:
        say("there was no schema before; the new one stays for the next release")
        return
    with make_app().app_context():
        from flaskbb.extensions import alembic

        for target in wanted.split(","):
            alembic.downgrade(target)
    reached = revision(connection)
    if reached != wanted:
        sys.exit(f"db-downgrade: the schema is at {reached}, not at {wanted}")
    say(f"the schema is back at {wanted}")


if __name__ == "__main__":
    main(sys.argv[1])
