"""Brings a database to the newest shape, and back."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from alembic import command
from app.db.news import forget_other_servers

_SCRIPTS = Path(__file__).parents[2] / "alembic"
_LOCK = 0x6D77_6D69  # one migration at a time, whoever starts it


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    return config


def head() -> str | None:
    """The newest revision there is."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def current(engine: Engine) -> str | None:
    """The revision this database is at; None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(engine: Engine, *, to: str = "head") -> None:
    """Migrate up or down to a revision. Two that start together run one after the other."""
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:k)"), {"k": _LOCK})
        config = _config()
        config.attributes["connection"] = connection
        is_known_ahead = to in ("head", head())
        (command.upgrade if is_known_ahead else command.downgrade)(config, to)
        if is_known_ahead:
            forget_other_servers(connection)
