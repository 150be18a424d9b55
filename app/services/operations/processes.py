"""Workers, clocks and web processes: who is there, and who is to take nothing new."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlmodel import Session

from app.db.tables.processes import ProcessRow
from app.db.transaction import Database
from app.domain.errors import Conflict, NotFound
from app.domain.operations import ProcessView
from app.services.operations.audit import note

SILENT_AFTER = timedelta(seconds=30)
SHOWN_FOR = timedelta(hours=1)
"""A process that died is shown for so long."""

_ALL = text("""
    WITH held AS (SELECT lease_owner, count(*) AS n FROM tasks
                  WHERE state IN ('submitting', 'generating', 'saving') AND lease_until > now()
                  GROUP BY 1)
    SELECT p.id, p.kind, p.host, p.pid, p.version, p.queues, p.threads, p.memory, p.leads,
           p.drains, p.started_at, coalesce(held.n, 0) AS holds,
           greatest(0, extract(epoch FROM now() - p.seen_at))::float8 AS age_s
    FROM processes p LEFT JOIN held ON held.lease_owner = p.id
    WHERE p.seen_at > now() - :shown AND (CAST(:id AS text) IS NULL OR p.id = :id)
    ORDER BY p.kind, p.host, p.started_at""")


@dataclass(frozen=True)
class Processes:
    """The table of processes, for operators."""

    db: Database

    def all(self) -> tuple[ProcessView, ...]:
        """Everybody who signed within an hour, with the tasks they have in hand."""
        with self.db.transaction() as tx:
            return _views(tx.session)

    def drain(self, process_id: str, *, drains: bool, by: str) -> ProcessView:
        """
        Have a worker take nothing new, or go on; it hears of it when it signs, within 10 s.

        What it has in hand it finishes. Raises `NotFound`, and `Conflict` for other processes.
        """
        with self.db.transaction() as tx:
            row = tx.session.get(ProcessRow, process_id, with_for_update=True)
            if row is None:
                raise NotFound("There is no such process.")
            if row.kind != "worker":
                raise Conflict("Only a worker takes tasks: stop this process where it runs.")
            if row.drains is not drains:
                act = "process.drain" if drains else "process.work"
                note(tx, by=by, act=act, target=process_id, data={"host": row.host})
                row.drains = drains
                tx.session.add(row)
                tx.session.flush()
            found = _views(tx.session, process_id)
        if not found:
            raise NotFound("There is no such process.")
        return found[0]


def _views(session: Session, id_: str | None = None) -> tuple[ProcessView, ...]:
    found = session.execute(_ALL, {"shown": SHOWN_FOR, "id": id_}).mappings()
    late = SILENT_AFTER.total_seconds()
    return tuple(ProcessView(**row, is_silent=row["age_s"] > late) for row in found)
