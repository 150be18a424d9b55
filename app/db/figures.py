"""
Figures of the whole studio, for those who watch it: what waits, what is made, what went wrong.

Each is one query over an index, so that asking every few seconds costs little, however many jobs
there have been. What happened is told for a window of time that ends now.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

_STANDING = text("""
    SELECT provider, state, count(*) AS n, coalesce(sum(price), 0) AS credits,
           extract(epoch FROM now() - min(CASE WHEN state = 'pending' THEN due_at
                                               ELSE started_at END)) AS oldest_s
    FROM tasks WHERE state IN ('pending', 'submitting', 'generating', 'saving')
    GROUP BY provider, state ORDER BY provider, state""")

_ENDED = text("""
    SELECT provider, state, coalesce(failure_code, '') AS code, count(*) AS n
    FROM tasks WHERE ended_at > now() - :window
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""")

_PACE = text("""
    SELECT provider,
           percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (
               ORDER BY extract(epoch FROM started_at - created_at)::float8) AS waiting_s,
           percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (
               ORDER BY extract(epoch FROM ended_at - started_at)::float8) AS making_s
    FROM tasks
    WHERE ended_at > now() - :window AND state = 'completed' AND started_at IS NOT NULL
    GROUP BY provider ORDER BY provider""")

# How long a worker took to answer its doorbell, told by the lines that say that a task began.
_WOKEN = text("""
    WITH lately AS (
        SELECT DISTINCT job_id FROM tasks WHERE ended_at > now() - :window
        UNION SELECT job_id FROM tasks WHERE state IN ('submitting', 'generating', 'saving'))
    SELECT count(*) AS n, coalesce(percentile_cont(ARRAY[0.5, 0.95, 1]) WITHIN GROUP (
               ORDER BY (e.data ->> 'woken_ms')::float8 / 1000), '{0, 0, 0}') AS woken_s
    FROM lately JOIN events e ON e.job_id = lately.job_id
    WHERE e.kind IN ('submitting', 'generating') AND e.data ? 'woken_ms'
      AND e.at > now() - :window""")

_FENCED = text("""
    SELECT count(*) FROM events
    WHERE kind IN ('hinted', 'fenced', 'poll_failed') AND kind = 'fenced'""")

_CREDITS = text("""
    SELECT coalesce(sum(available), 0) AS available, coalesce(sum(held), 0) AS held
    FROM accounts""")

_DELIVERIES = text("""
    SELECT count(*) AS waiting, coalesce(extract(epoch FROM now() - min(due_at)), 0) AS oldest_s
    FROM deliveries WHERE state = 'pending' AND due_at <= now()""")

_PROVIDERS = text("""
    SELECT id, slots, paused, coalesce(blocked_until > now(), false) AS blocked,
           coalesce(open_until > now(), false) AS open
    FROM providers ORDER BY id""")

_PROCESSES = text("""
    SELECT id, kind, host, version, queues, leads, threads, memory, drains,
           extract(epoch FROM now() - seen_at) AS age_s,
           extract(epoch FROM now() - started_at) AS up_s
    FROM processes WHERE seen_at > now() - interval '10 minutes'
    ORDER BY kind, host, started_at""")


def standing(session: Session) -> Sequence[Any]:
    """Tasks that have not ended, by provider and state: how many, their price, the oldest."""
    return session.execute(_STANDING).all()


def ended(session: Session, *, window: Any) -> Sequence[Any]:
    """Tasks that ended within the window, by provider, state and reason."""
    return session.execute(_ENDED, {"window": window}).all()


def pace(session: Session, *, window: Any) -> Sequence[Any]:
    """Seconds in line and seconds of work of what was completed: half and 95 % took less."""
    return session.execute(_PACE, {"window": window}).all()


def woken(session: Session, *, window: Any) -> Any:
    """Seconds from the ring to the claim: half, 95 % and all took no longer."""
    return session.execute(_WOKEN, {"window": window}).one()


def fenced(session: Session) -> int:
    """Writes that came too late, of the tasks whose bookkeeping is still kept."""
    return int(session.execute(_FENCED).scalar_one())


def credits_(session: Session) -> Any:
    """Credits of everybody: what can be spent and what is held."""
    return session.execute(_CREDITS).one()


def deliveries(session: Session) -> Any:
    """Messages to the outside that are due, and for how many seconds the oldest has been."""
    return session.execute(_DELIVERIES).one()


def providers(session: Session) -> Sequence[Any]:
    """What we know of each provider."""
    return session.execute(_PROVIDERS).all()


def processes(session: Session) -> Sequence[Any]:
    """Workers, clocks and web processes that signed within ten minutes."""
    return session.execute(_PROCESSES).all()
