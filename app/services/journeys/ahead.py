"""The next piece of a journey, made before its log is written, within a month's budget."""

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.db import jobs as job_rows
from app.db.tables.jobs import JobRow
from app.db.tables.journeys import JourneyRow, ReadingLogRow
from app.db.tables.prepared import PreparedRow
from app.db.transaction import Transaction
from app.domain.errors import Problem
from app.domain.journeys import pace
from app.domain.journeys.course import JourneyStatus, LogKind
from app.domain.journeys.plans import MusicPlan, Reason
from app.domain.journeys.views import Ahead, Entry
from app.domain.states import ENDED, JobStatus
from app.services import gate, trash
from app.services.journeys.planning import PlansMusic, log_row
from app.services.journeys.reading import now, owned
from app.services.stopping import stop_tasks

log = logging.getLogger(__name__)

P = PreparedRow
_WITHIN = text("""
    SELECT j.id, j.person_id, clock_timestamp() AS now, ARRAY(
        SELECT l.created_at FROM reading_logs l
        WHERE l.journey_id = j.id AND l.deleted_at IS NULL
        ORDER BY l.created_at DESC LIMIT 10) AS written
    FROM journeys j
    WHERE j.ahead_budget IS NOT NULL AND j.music_on AND j.status = 'reading'
      AND j.deleted_at IS NULL
      AND NOT EXISTS (
          SELECT FROM prepared_pieces p LEFT JOIN jobs made ON made.id = p.job_id
          WHERE p.journey_id = j.id AND p.state = 'waiting'
            AND (p.created_at > clock_timestamp() - :again
                 OR made.deleted_at IS NULL AND made.status NOT IN ('failed', 'cancelled')))""")
# What failed or was stopped gave its credits back.
_SPENT = text("""
    SELECT coalesce(sum(p.price), 0) FROM prepared_pieces p LEFT JOIN jobs j ON j.id = p.job_id
    WHERE p.journey_id = :journey AND p.created_at >= date_trunc('month', now())
      AND (j.id IS NULL OR j.status NOT IN ('failed', 'cancelled'))""")


@dataclass(frozen=True)
class PreparesAhead(PlansMusic):
    """Off unless a reader sets a budget, which is never exceeded."""

    def ahead(self, person_id: str, journey_id: str) -> Ahead:
        """Whether a piece waits, what the month has cost, and when a log is expected."""
        with self.engine.db.transaction() as tx:
            journey = owned(tx.session, person_id, journey_id)
            return Ahead(
                budget=journey.ahead_budget,
                spent=_spent(tx.session, journey_id),
                waits=_waiting(tx.session, journey_id) is not None,
                expected_at=pace.next_log(_written(tx.session, journey_id)),
            )

    def prepare(self) -> int:
        """What the clock has done now and then: begin what is due; returns how many."""
        with self.engine.db.transaction() as tx:
            found = tx.session.execute(_WITHIN, {"again": pace.AGAIN_AFTER}).all()
        due = [row for row in found if pace.is_time(row.now, row.written)]
        return sum(self._prepare(row.person_id, row.id) for row in due)

    def _prepare(self, person_id: str, journey_id: str) -> bool:
        try:
            with self.engine.db.transaction("start") as tx:
                gate.lock_person(tx.session, person_id)
                journey = owned(tx.session, person_id, journey_id, lock=True)
                return self._is_due(tx, journey) and self._order_ahead(tx, journey)
        except Problem as problem:
            log.info("piece.not_prepared", extra={"journey": journey_id, "why": problem.code})
            return False

    def _let_piece_go(self, tx: Transaction, journey_id: str) -> None:
        """What waits for a log that will not come goes to the trash; if it runs, it is stopped."""
        row = _waiting(tx.session, journey_id)
        job = job_rows.locked(tx.session, row.job_id) if row else None
        if job is not None and job.deleted_at is None:
            if job.status not in ENDED:
                stop_tasks(self.engine, tx, job)
            trash.put(self.engine, tx, job, stays=self.engine.lifetimes.trash)

    def _is_due(self, tx: Transaction, journey: JourneyRow) -> bool:
        _make_room(tx.session, journey.id, now(tx))
        return (
            journey.status == JourneyStatus.READING
            and _waiting(tx.session, journey.id) is None
            and pace.is_time(now(tx), _written(tx.session, journey.id))
        )

    def _order_ahead(self, tx: Transaction, journey: JourneyRow) -> bool:
        expected = log_row(journey, journey.next_n, LogKind.LOG, Entry())
        plan = self._plan(tx.session, journey, expected, None)
        planned = self.jobs.plan(self._order(journey, expected, plan))
        spent = _spent(tx.session, journey.id)
        if not pace.may_spend(journey.ahead_budget, spent, planned.price):
            return False
        (job_id,) = self.jobs.begin(tx, journey.person_id, [planned])
        row = P(job_id=job_id, journey_id=journey.id, price=planned.price, plan=asdict(plan))
        row.created_at = now(tx)
        tx.session.add(row)
        return True

    def _ready(
        self, session: Session, journey_id: str, wanted: MusicPlan
    ) -> tuple[str, MusicPlan] | None:
        """
        The piece that waits for the next log of a locked journey, if it fits what is wanted.

        It waits no longer either way: one that does not fit stays in the library as a spare.
        """
        row = _waiting(session, journey_id)
        if row is None:
            return None
        job = session.get(JobRow, row.job_id)
        prepared = _plan_in(row.plan)
        joins = job is not None and _is_there(job) and pace.fits(prepared, wanted)
        row.state = "joined" if joins else "spare"
        session.add(row)
        session.flush()
        return (row.job_id, prepared) if joins else None


def _waiting(session: Session, journey_id: str) -> PreparedRow | None:
    waits = (col(P.journey_id) == journey_id, col(P.state) == "waiting")
    return session.exec(select(P).where(*waits)).one_or_none()


def _make_room(session: Session, journey_id: str, at: datetime) -> None:
    """A piece that did not come is tried once more after a while: its credits are back."""
    row = _waiting(session, journey_id)
    job = session.get(JobRow, row.job_id) if row else None
    if row is None or row.created_at > at - pace.AGAIN_AFTER or (job and _is_there(job)):
        return
    row.state = "spare"
    session.add(row)
    session.flush()


def _is_there(job: JobRow) -> bool:
    return job.deleted_at is None and job.status not in {JobStatus.FAILED, JobStatus.CANCELLED}


def _spent(session: Session, journey_id: str) -> int:
    return int(session.execute(_SPENT, {"journey": journey_id}).scalar_one())


def _written(session: Session, journey_id: str) -> Sequence[datetime]:
    of_journey = (
        col(ReadingLogRow.journey_id) == journey_id,
        col(ReadingLogRow.deleted_at).is_(None),
    )
    latest = col(ReadingLogRow.created_at).desc()
    written = select(ReadingLogRow.created_at).where(*of_journey).order_by(latest).limit(10)
    return session.exec(written).all()


def _plan_in(kept: dict[str, Any]) -> MusicPlan:
    why = tuple(Reason(each["code"], each["values"]) for each in kept["why"])
    joined = (*why, Reason("ahead.joined"))
    return MusicPlan(**(kept | {"instruments": tuple(kept["instruments"]), "why": joined}))
