"""One engine per process, made lazily: web servers fork after import."""

from datetime import timedelta

from sqlalchemy import Engine, create_engine


def make_engine(url: str, *, pool_size: int = 10) -> Engine:
    """
    An engine for one process.

    Connections are checked before use, because a restarted server must not fail the first person
    who comes after; a statement that runs for a minute is a fault, not a wait.
    """
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        pool_recycle=int(timedelta(minutes=30).total_seconds()),
        pool_timeout=10,
        connect_args={
            "connect_timeout": 5,
            "application_name": "meanwhile",
            "options": "-c statement_timeout=60000 -c timezone=UTC",
        },
    )
