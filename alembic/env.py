"""Runs migrations on the connection it is given, or on `DATABASE_URL`."""

from sqlalchemy import Connection

from alembic import context
from app.db.engine import make_engine
from app.db.schema import metadata


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


_given = context.config.attributes.get("connection")
if _given is not None:
    _run(_given)
else:
    _engine = make_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with _engine.begin() as _connection:
        _run(_connection)
    _engine.dispose()
