"""Clears away what the queue wrote down about tasks that ended a while ago."""

from dataclasses import dataclass

from sqlalchemy import text

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


@dataclass(frozen=True)
class Records:
    """The queue's own records. What a person sees of a job is never touched."""

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
