"""How the doctor reaches the servers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.host.doctor import Case

if TYPE_CHECKING:
    from redis import Redis
    from sqlalchemy import Engine

_SILENT_S = 30


def seen(case: Case, which: str) -> int:
    """How many processes of this kind signed lately."""
    from sqlalchemy import text

    query = f"""SELECT count(*) FROM processes
        WHERE {which} AND seen_at > now() - interval '{_SILENT_S} seconds'"""  # noqa: S608 - ours
    with engine(case) as asked, asked.connect() as connection:
        return int(connection.execute(text(query)).scalar_one())


@contextmanager
def engine(case: Case) -> "Iterator[Engine]":
    """The database. Raises `ConnectionError` where none is known."""
    from app.db.engine import make_engine

    if not case.database_url:
        message = "PostgreSQL does not answer."
        raise ConnectionError(message)
    made = make_engine(case.database_url, pool_size=1)
    try:
        yield made
    finally:
        made.dispose()


def redis(case: Case) -> "Redis":
    """A client that asks once."""
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    once = Retry(NoBackoff(), 0)
    url = case.redis_url or ""
    return Redis.from_url(url, socket_timeout=2, decode_responses=True, retry=once)
