"""Whether the studio does its work: not whether processes run, but whether things get done."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.db.transaction import Database

CLOCK_LATE_S = 15.0
DUE_LATE_S = 60.0

_CLOCK_AGE = text("""
    SELECT extract(epoch FROM now() - max(seen_at)) FROM processes WHERE kind = 'clock'""")

# What a worker should have taken by now: admitted, or active with nobody holding it.
_OLDEST_DUE = text("""
    SELECT extract(epoch FROM now() - min(greatest(due_at, coalesce(lease_until, due_at))))
    FROM tasks
    WHERE due_at <= now()
      AND ((state = 'pending' AND admitted_until > now())
        OR (state IN ('submitting', 'generating', 'saving')
            AND (lease_until IS NULL OR lease_until < now())))""")


_SIGNED_HERE = text("""
    SELECT count(*) FROM processes
    WHERE kind = :kind AND host = :host AND seen_at > now() - make_interval(secs => :within)""")


@dataclass(frozen=True)
class HealthReport:
    """What is right and what is not; sentences for an operator."""

    ok: bool
    database: bool
    redis: bool
    clock_age_s: float | None
    """Seconds since a clock last signed; None when none ever did."""
    oldest_due_s: float | None
    """Seconds that the oldest ready step has waited for a worker; None when none waits."""
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Health:
    """Looks at the database, Redis, the clock and the work."""

    db: Database
    redis_is_alive: Callable[[], bool]

    def signed_here(self, kind: str, *, within_s: float) -> bool:
        """Whether a process of this kind and this machine signed lately; raises what SQL raises."""
        asked = {"kind": kind, "host": socket.gethostname(), "within": within_s}
        with self.db.transaction() as tx:
            return bool(tx.session.execute(_SIGNED_HERE, asked).scalar_one())

    def report(self) -> HealthReport:
        """Look now. Never raises."""
        problems: list[str] = []
        redis = self.redis_is_alive()
        if not redis:
            problems.append("Redis does not answer.")
        try:
            with self.db.transaction() as tx:
                clock = tx.session.execute(_CLOCK_AGE).scalar_one()
                due = tx.session.execute(_OLDEST_DUE).scalar_one()
        except SQLAlchemyError:
            problems.append("PostgreSQL does not answer.")
            return HealthReport(
                ok=False,
                database=False,
                redis=redis,
                clock_age_s=None,
                oldest_due_s=None,
                problems=problems,
            )
        clock_age = None if clock is None else float(clock)
        oldest = None if due is None else float(due)
        if clock_age is None or clock_age > CLOCK_LATE_S:
            problems.append("No clock runs: nothing that was lost is rung again.")
        if oldest is not None and oldest > DUE_LATE_S:
            problems.append(f"A step has waited {oldest:.0f} s for a worker.")
        return HealthReport(
            ok=not problems,
            database=True,
            redis=redis,
            clock_age_s=clock_age,
            oldest_due_s=oldest,
            problems=problems,
        )
