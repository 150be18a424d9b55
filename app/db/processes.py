"""
Signs of life: who is there, and since when without a gap.

They tell a worker that died from a database that was away. While nobody could sign, nobody could
prolong a lease either, and a lease that lapsed then says nothing about its worker.
"""

import socket
from datetime import datetime, timedelta
from typing import Any

import psutil
from sqlalchemy import SQLColumnExpression, and_, case, exists, func, not_, text
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from app.db.tables.processes import ProcessRow
from app.domain.version import VERSION

SIGN = text("""
    INSERT INTO processes (id, kind, host, pid, leads, backend_pid,
                           version, queues, threads, memory)
    VALUES (:id, :kind, :host, :pid, :leads, :backend, :version, :queues, :threads, :memory)
    ON CONFLICT (id) DO UPDATE
    SET seen_at = now(), leads = excluded.leads, backend_pid = excluded.backend_pid,
        threads = excluded.threads, memory = excluded.memory,
        steady_since = CASE WHEN processes.seen_at < now() - CAST(:gap AS interval)
                            THEN now() ELSE processes.steady_since END
    RETURNING drains""")
LEAVE = text("DELETE FROM processes WHERE id = :id RETURNING drains")


def signature(  # noqa: PLR0913 -- what a process tells of itself
    id_: str,
    kind: str,
    *,
    lease: timedelta,
    queues: str = "",
    leads: bool = False,
    backend: int | None = None,
) -> dict[str, Any]:
    """The values of `SIGN` for this process, as it is now."""
    me = psutil.Process()
    return {
        "id": id_,
        "kind": kind,
        "host": socket.gethostname(),
        "pid": me.pid,
        "leads": leads,
        "backend": backend,
        "gap": gap(lease),
        "version": VERSION,
        "queues": queues,
        "threads": me.num_threads(),
        "memory": me.memory_info().rss,
    }


def gap(lease: timedelta) -> timedelta:
    """
    A silence of this length breaks a row of signs.

    A lease is prolonged at a third of its time and, failing that, all the time: an outage loses it
    only when it lasts for the other two thirds. A gap is a little shorter, so none is overlooked.
    """
    return lease * 0.6


def watched(
    owner: SQLColumnExpression[str | None],
    lapsed: SQLColumnExpression[datetime | None],
    *,
    lease: timedelta,
) -> ColumnElement[bool]:
    """
    Whether another process signed without a gap from the last sign of this lease until now.

    Then the database was there, the studio was there, and only the lease's owner was not.
    """
    row = ProcessRow
    return exists().where(
        col(row.id) != owner,
        col(row.steady_since) <= lapsed - lease,
        col(row.seen_at) > func.now() - gap(lease),
    )


def blame(row: Any, *, lease: timedelta) -> dict[Any, Any]:
    """Who is to blame for a lease that lapsed: its worker, or an outage that hit everybody."""
    lapsed = col(row.lease_until).is_not(None)
    alone = watched(col(row.lease_owner), col(row.lease_until), lease=lease)
    return {
        col(row.crashes): col(row.crashes) + case((and_(lapsed, alone), 1), else_=0),
        col(row.outages): col(row.outages) + case((and_(lapsed, not_(alone)), 1), else_=0),
    }
