"""
How work went, in equal steps of time.

The last hours are read from the tasks; what is older, from tallies that a chore writes. A tally
outlives its tasks, so that a chart of last month does not shrink when people empty their trash.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

KEPT = timedelta(days=400)

_SUMS = """
    count(*) AS n, coalesce(sum(price), 0) AS credits, count(started_at) AS begun,
    coalesce(sum(extract(epoch FROM started_at - created_at)), 0) AS waiting_s,
    coalesce(sum(extract(epoch FROM ended_at - started_at)), 0) AS making_s"""

# The last two hours are written again each time: what ended just before the hour may have been
# committed just after it. The first time, a month is written.
_KEEP = text(f"""
    INSERT INTO tallies (hour, provider, state, code, n, credits, begun, waiting_s, making_s)
    SELECT date_trunc('hour', ended_at), provider, state, coalesce(failure_code, ''), {_SUMS}
    FROM tasks
    WHERE ended_at >= coalesce((SELECT max(hour) - interval '1 hour' FROM tallies),
                               date_trunc('hour', now()) - interval '31 days')
      AND ended_at < date_trunc('hour', now())
    GROUP BY 1, 2, 3, 4
    ON CONFLICT (hour, provider, state, code) DO UPDATE
    SET n = excluded.n, credits = excluded.credits, begun = excluded.begun,
        waiting_s = excluded.waiting_s, making_s = excluded.making_s
    WHERE tallies.n < excluded.n""")  # noqa: S608 -- a constant of this file
_FORGET = text("DELETE FROM tallies WHERE hour < now() - :kept")

_SINCE = text("SELECT date_bin(:step, now(), '2000-01-01+00') - :window + :step")
_RAW = text(f"""
    SELECT date_bin(:step, ended_at, '2000-01-01+00') AS at, state, {_SUMS}
    FROM tasks WHERE ended_at >= :since GROUP BY 1, 2 ORDER BY 1""")  # noqa: S608
_KEPT_AND_RAW = text(f"""
    WITH told AS (
        SELECT hour AS ended_at, state, n, credits, begun, waiting_s, making_s FROM tallies
        WHERE hour >= :since AND hour < date_trunc('hour', now()) - interval '1 hour'
        UNION ALL
        SELECT date_trunc('hour', ended_at), state, {_SUMS} FROM tasks
        WHERE ended_at >= greatest(:since, date_trunc('hour', now()) - interval '1 hour')
        GROUP BY 1, 2)
    SELECT date_bin(:step, ended_at, '2000-01-01+00') AS at, state, sum(n) AS n,
           sum(credits) AS credits, sum(begun) AS begun, sum(waiting_s) AS waiting_s,
           sum(making_s) AS making_s
    FROM told GROUP BY 1, 2 ORDER BY 1""")  # noqa: S608


def keep(session: Session) -> None:
    """Write down the hours that are over. Doing it twice changes nothing."""
    session.execute(_KEEP)
    session.execute(_FORGET, {"kept": KEPT})


def steps(
    session: Session, *, window: timedelta, step: timedelta
) -> tuple[datetime, Sequence[Any]]:
    """Where the window starts, and for each step and state how many ended, and their sums."""
    asked: dict[str, Any] = {"window": window, "step": step}
    since = session.execute(_SINCE, asked).scalar_one()
    asked = {"since": since, "step": step}
    is_long = window > timedelta(hours=25)
    return since, session.execute(_KEPT_AND_RAW if is_long else _RAW, asked).all()
