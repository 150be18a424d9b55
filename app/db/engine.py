"""One engine per process, made lazily: web servers fork after import."""

import select
import time
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

_TRUST_S = 5.0
"""An idle connection that was used this lately is asked by a look at its socket only."""


def make_engine(url: str, *, pool_size: int = 10) -> Engine:
    """
    An engine for one process.

    Connections are checked before use, because a restarted server must not fail the first person
    who comes after; a statement that runs for a minute is a fault, not a wait.
    """
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_recycle=int(timedelta(minutes=30).total_seconds()),
        pool_timeout=10,
        connect_args={
            "connect_timeout": 5,
            # A machine that went away without a word is noticed in half a minute.
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 20_000,
            "application_name": "meanwhile",
            "options": "-c statement_timeout=60000 -c timezone=UTC",
        },
    )
    event.listen(engine, "checkin", _note)
    event.listen(engine, "checkout", lambda dbapi, record, _: _check(engine, dbapi, record))
    return engine


def _note(_: Any, record: Any) -> None:
    record.info["used"] = time.monotonic()


def _check(engine: Engine, connection: Any, record: Any) -> None:
    """
    Whether a pooled connection still leads anywhere; raises `DisconnectionError` for another.

    A server that ended it, or died, has closed the socket, and a closed socket can be read: that
    costs no round trip. Only a silence of some length may hide a broken way; then it is asked.
    """
    used = record.info.pop("used", None)
    if used is None:
        return
    if time.monotonic() - used < _TRUST_S and not _has_news(connection):
        return
    try:
        alive = engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as problem:
        raise DisconnectionError("the connection was closed") from problem
    if not alive:
        raise DisconnectionError("the connection was closed")


def _has_news(connection: Any) -> bool:
    """Whether something lies on the socket that nobody asked for; most often, that it is closed."""
    try:
        number = connection.fileno()
    except Exception:  # noqa: BLE001 -- a connection that knows it is closed
        return True
    look = select.poll()
    look.register(number, select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(look.poll(0))
