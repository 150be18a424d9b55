"""Clears away what was written down about what ended a while ago."""

from dataclasses import dataclass

from sqlalchemy import text

from app.db import deliveries
from app.db.transaction import Database
from app.domain.records import Keeping

_AT_ONCE = 1_000

# The partial index holds nothing but such lines, so the search is as short as they are few.
_FORGET = text("""
    DELETE FROM events WHERE id IN (
        SELECT e.id FROM events e JOIN tasks t ON t.id = e.task_id
        WHERE e.kind IN ('hinted', 'fenced', 'poll_failed')
          AND t.ended_at < now() - CASE t.state WHEN 'completed' THEN CAST(:completed AS interval)
                                                ELSE CAST(:failed AS interval) END
        LIMIT :most)
    RETURNING id""")

# Lines are numbered in the order they come in, so the oldest lie at the beginning of the primary
# key, and a sweep looks at no more than it could remove.
_FORGET_HISTORIES = text("""
    DELETE FROM events WHERE id IN (
        SELECT e.id FROM (SELECT id, job_id FROM events ORDER BY id LIMIT :most) e
        JOIN jobs j ON j.id = e.job_id WHERE j.ended_at < now() - CAST(:older AS interval))
    RETURNING id""")


@dataclass(frozen=True)
class Records:
    """The queue's own records first, a job's whole history much later; the job itself stays."""

    db: Database
    keeping: Keeping

    def forget(self) -> int:
        """Remove some that are old enough; returns how many. Call again while there are more."""
        with self.db.transaction() as tx:
            found = tx.session.execute(
                _FORGET,
                {
                    "completed": self.keeping.completed,
                    "failed": self.keeping.failed,
                    "most": _AT_ONCE,
                },
            )
            return len(found.all())

    def forget_histories(self) -> int:
        """Remove some lines of jobs that ended long ago; returns how many."""
        if self.keeping.histories is None:
            return 0
        with self.db.transaction() as tx:
            values = {"older": self.keeping.histories, "most": _AT_ONCE}
            return len(tx.session.execute(_FORGET_HISTORIES, values).all())

    def forget_deliveries(self) -> None:
        """Remove some messages whose last try was long ago."""
        with self.db.transaction() as tx:
            deliveries.forget(tx.session, older=self.keeping.deliveries)
