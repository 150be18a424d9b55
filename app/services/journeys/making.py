"""The music of logs: begun, tried again, made once more, stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, or_, select

from app.db.tables.jobs import JobRow
from app.db.tables.journeys import JourneyRow, MusicTrackRow, ReadingLogRow
from app.db.transaction import Transaction
from app.domain.errors import Conflict, Problem
from app.domain.ids import new_id
from app.domain.journeys.changing import changed
from app.domain.journeys.course import LogKind, TrackStatus
from app.domain.journeys.plans import PlanChange
from app.domain.journeys.views import Generated, TrackView
from app.domain.states import ENDED, JobStatus
from app.domain.views import Order
from app.services import gate, trash
from app.services.journeys.ahead import PreparesAhead
from app.services.journeys.planning import PlansMusic
from app.services.journeys.reading import now, owned_track
from app.services.journeys.shown import plan_in, write_plan
from app.services.stopping import stop_tasks


@dataclass(frozen=True)
class MakesMusic(PreparesAhead):
    """
    Starts jobs for tracks.

    Rows are locked in one order: the person, the journey, its jobs.
    """

    def edit_plan(self, person_id: str, track_id: str, change: PlanChange) -> TrackView:
        """Change what a song is to be, for its next take."""
        with self.engine.db.transaction() as tx:
            *_, track = owned_track(tx.session, person_id, track_id, lock=True)
            write_plan(track, changed(plan_in(track), change))
            self._touch(tx, track)
            return self._track(tx.session, person_id, track_id)

    def generate(self, person_id: str, track_id: str) -> Generated:
        """
        See to it that a track gets its music; safe to repeat.

        Completed answers at once, at work says `already`, pending is rung, failed is tried again.
        Raises what stands against a new start, as `NotEnoughCredits`.
        """
        with self.engine.db.transaction("start") as tx:
            gate.lock_person(tx.session, person_id)
            journey, log, track = owned_track(tx.session, person_id, track_id, lock=True)
            view = self._track(tx.session, person_id, track_id)
            if view.status is TrackStatus.PENDING:
                self._ring(tx, view.job_id)
            if view.status is not TrackStatus.ERROR:
                return Generated(_SAID[view.status], view)
            order = self._order(journey, log, plan_in(track), take_of=track.root_id)
            failed = _failed_with(self, tx.session, view.job_id, order)
            if failed is None:
                self._begin(tx, person_id, track, order)
                return Generated("retrying", self._track(tx.session, person_id, track_id))
        return self._retry(person_id, track_id, failed)

    def regenerate(
        self,
        person_id: str,
        track_id: str,
        change: PlanChange | None = None,
        *,
        key: str | None = None,
    ) -> TrackView:
        """Another take, with this changed; older takes are kept. `Conflict` while one is made."""
        with self.engine.db.transaction("start") as tx:
            gate.lock_person(tx.session, person_id)
            journey, log, track = owned_track(tx.session, person_id, track_id, lock=True)
            view = self._track(tx.session, person_id, track_id)
            if key is not None and _is_known(tx.session, person_id, key, track):
                return view
            if view.is_at_work:
                raise Conflict("Its music is being made already.")
            if change is not None:
                write_plan(track, changed(plan_in(track), change))
            order = self._order(journey, log, plan_in(track), take_of=track.root_id, key=key)
            self._begin(tx, person_id, track, order)
            return self._track(tx.session, person_id, track_id)

    def stop(self, person_id: str, track_id: str) -> TrackView:
        """Stop what has not been bought; what was bought arrives and is kept."""
        with self.engine.db.transaction() as tx:
            *_, track = owned_track(tx.session, person_id, track_id, lock=True)
            self._stop(tx, track)
            return self._track(tx.session, person_id, track_id)

    def _retry(self, person_id: str, track_id: str, job_id: str) -> Generated:
        """The same job once more; somebody may have been faster."""
        try:
            self.jobs.retry(person_id, job_id)
        except Conflict:
            return Generated("already", self.track(person_id, track_id))
        return Generated("retrying", self.track(person_id, track_id))

    def _compose(
        self,
        tx: Transaction,
        journey: JourneyRow,
        log: ReadingLogRow,
        change: PlanChange | None,
    ) -> None:
        """
        Plan the music of a log and start it. When it cannot start, the track says why.

        A change that cannot be raises `Invalid`: then nothing at all is written.
        """
        track = MusicTrackRow(
            id=new_id("track"), log_id=log.id, prompt="", genre="", mood="", tempo=0, language=""
        )
        plan = self._plan(tx.session, journey, log, change)
        ready = self._ready(tx.session, journey.id, plan) if log.kind == LogKind.LOG else None
        write_plan(track, ready[1] if ready else plan)
        if ready:
            track.job_id = track.root_id = ready[0]
        self._touch(tx, track)
        if not ready:
            self._try(tx, journey, log, track)

    def _try(
        self, tx: Transaction, journey: JourneyRow, log: ReadingLogRow, track: MusicTrackRow
    ) -> None:
        """Begin the music of a track, or write down why that cannot be now."""
        try:
            with tx.session.begin_nested():
                order = self._order(journey, log, plan_in(track), take_of=track.root_id)
                self._begin(tx, journey.person_id, track, order)
        except Problem as problem:
            track.refused_code, track.refused_reason = problem.code, problem.message
            self._touch(tx, track)

    def _begin(self, tx: Transaction, person_id: str, track: MusicTrackRow, order: Order) -> None:
        """A job for a track; both are true or neither. Raises what stands against it."""
        (job_id,) = self.jobs.begin(tx, person_id, [self.jobs.plan(order)])
        track.job_id, track.root_id = job_id, track.root_id or job_id
        track.refused_code = track.refused_reason = None
        self._touch(tx, track)

    def _touch(self, tx: Transaction, track: MusicTrackRow) -> None:
        track.updated_at = now(tx)
        tx.session.add(track)
        tx.session.flush()

    def _ring(self, tx: Transaction, job_id: str | None) -> None:
        job = tx.session.get(JobRow, job_id) if job_id else None
        if job is not None:
            tx.after_commit(lambda: self.engine.doorbell.admit(job.provider))

    def _stop(self, tx: Transaction, track: MusicTrackRow) -> None:
        for job in _jobs_of(tx.session, [track]):
            if job.status not in ENDED:
                stop_tasks(self.engine, tx, job)

    def _let_go(self, tx: Transaction, log_ids: list[str]) -> None:
        """Songs of these logs go to the trash with every take; what runs is stopped first."""
        stays = self.engine.lifetimes.trash
        of_logs = select(MusicTrackRow).where(col(MusicTrackRow.log_id).in_(log_ids))
        for job in _jobs_of(tx.session, tx.session.exec(of_logs).all()):
            if job.status not in ENDED:
                stop_tasks(self.engine, tx, job)
            trash.put(self.engine, tx, job, stays=stays)
            if not stays:
                tx.after_commit(self.engine.doorbell.sweep)


_SAID: dict[TrackStatus, Literal["completed", "already", "rung"]] = {
    TrackStatus.COMPLETED: "completed",
    TrackStatus.GENERATING: "already",
    TrackStatus.PENDING: "rung",
}


def _jobs_of(session: Session, tracks: Sequence[MusicTrackRow]) -> list[JobRow]:
    """Every job of these tracks that is there, locked, always in the order of their ids."""
    roots = [track.root_id for track in tracks if track.root_id]
    statement = (
        select(JobRow)
        .where(or_(col(JobRow.id).in_(roots), col(JobRow.take_of).in_(roots)))
        .where(col(JobRow.deleted_at).is_(None))
        .order_by(col(JobRow.id))
        .with_for_update()
    )
    return list(session.exec(statement, execution_options={"populate_existing": True}).all())


def _failed_with(
    makes: PlansMusic, session: Session, job_id: str | None, order: Order
) -> str | None:
    """The job that failed with exactly this order; it is tried again rather than started anew."""
    job = session.get(JobRow, job_id) if job_id else None
    if job is None or job.status != JobStatus.FAILED:
        return None
    plan = makes.jobs.plan(order)
    same = plan.params.model_dump(mode="json", exclude_none=True) == job.params
    return job.id if same and plan.provider.id == job.provider else None


def _is_known(session: Session, person_id: str, key: str, track: MusicTrackRow) -> bool:
    """Whether this click came before. Raises `Conflict` for a key of something else."""
    statement = select(JobRow).where(col(JobRow.person_id) == person_id, col(JobRow.key) == key)
    job = session.exec(statement).one_or_none()
    if job is not None and track.root_id not in {job.id, job.take_of}:
        raise Conflict("This key was used for another request.")
    return job is not None
