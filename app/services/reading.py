"""What a person sees of their jobs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, bindparam, tuple_
from sqlmodel import Session, col, select

from app.db.tables.jobs import JobRow
from app.db.tables.tasks import EventRow, TaskRow
from app.domain.cursors import decode, encode
from app.domain.errors import NotFound
from app.domain.medium import Medium
from app.domain.states import JobStatus, TaskState
from app.domain.views import EventView, Failure, JobView, Page, Snapshot, TaskView
from app.services import ledger
from app.services.engine import Engine
from app.services.views import job_views

_UNSEEN_MOST = 20
PAGE_MOST = 100


@dataclass(frozen=True)
class ReadsJobs:
    """Jobs of people. Somebody else's job is `NotFound`, always."""

    engine: Engine

    def get(self, person_id: str, job_id: str) -> JobView:
        """One job. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            job = owned(tx.session, person_id, job_id)
            return job_views(self.engine, tx.session, [job])[0]

    def get_all(self, person_id: str, job_ids: Sequence[str]) -> tuple[JobView, ...]:
        """These jobs, in this order. What is not theirs, or not there any more, is left out."""
        statement = select(JobRow).where(*_visible(person_id), col(JobRow.id).in_(job_ids))
        with self.engine.db.transaction() as tx:
            found = {job.id: job for job in tx.session.exec(statement).all()}
            jobs = [found[job_id] for job_id in job_ids if job_id in found]
            return tuple(job_views(self.engine, tx.session, jobs))

    def running(self, person_id: str) -> tuple[JobView, ...]:
        """Jobs that have not ended, the oldest first."""
        with self.engine.db.transaction() as tx:
            return job_views(self.engine, tx.session, running_jobs(tx.session, person_id))

    def unseen(self, person_id: str) -> tuple[JobView, ...]:
        """Jobs that ended since the person last looked, the latest first; at most twenty."""
        with self.engine.db.transaction() as tx:
            return job_views(self.engine, tx.session, _unseen(tx.session, person_id))

    def snapshot(self, person_id: str) -> Snapshot:
        """What runs, what is news and the credits: one look of one moment."""
        with self.engine.db.transaction() as tx:
            running = running_jobs(tx.session, person_id)
            news = _unseen(tx.session, person_id)
            views = job_views(self.engine, tx.session, [*running, *news])
            available, held = ledger.balance(tx.session, person_id)
        return Snapshot(views[: len(running)], views[len(running) :], available, held)

    def page(  # noqa: PLR0913 -- the filters of one list
        self,
        person_id: str,
        *,
        statuses: Sequence[JobStatus] = (),
        medium: Medium | None = None,
        search: str | None = None,
        cursor: str | None = None,
        limit: int = 24,
    ) -> Page[JobView]:
        """
        Jobs, the latest first; only those in these states, where some are named.

        Raises `Invalid` for a cursor that is not ours.
        """
        statement = select(JobRow).where(*_visible(person_id))
        if statuses:
            statement = statement.where(col(JobRow.status).in_(statuses))
        if medium is not None:
            statement = statement.where(col(JobRow.medium) == medium)
        if search and search.strip():
            statement = statement.where(
                col(JobRow.search).contains(search.strip().lower(), autoescape=True)
            )
        if cursor is not None:
            place = tuple_(col(JobRow.created_at), col(JobRow.id))
            statement = statement.where(place < decode(cursor))
        limit = max(1, min(limit, PAGE_MOST))
        latest_first = (col(JobRow.created_at).desc(), col(JobRow.id).desc())
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(statement.order_by(*latest_first).limit(limit + 1)).all()
            views = job_views(self.engine, tx.session, found[:limit])
        last = found[limit - 1] if len(found) > limit else None
        return Page(views, encode(last.created_at, last.id) if last else None)

    def tasks(self, person_id: str, job_id: str) -> tuple[TaskView, ...]:
        """The tasks of a job with the history of each. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            owned(tx.session, person_id, job_id)
            found = tx.session.exec(
                select(TaskRow)
                .where(col(TaskRow.job_id) == job_id)
                .order_by(col(TaskRow.index), col(TaskRow.created_at))
            ).all()
            lines = tx.session.exec(
                select(EventRow).where(col(EventRow.job_id) == job_id).order_by(col(EventRow.id))
            ).all()
        makers = self.engine.providers
        seeded = {id_ for id_, maker in makers.items() if maker.traits.is_seeded}
        return tuple(_task_view(each, lines, is_seeded=each.provider in seeded) for each in found)


def _visible(person: Any) -> tuple[Any, ...]:
    return (col(JobRow.person_id) == person, col(JobRow.deleted_at).is_(None))


# Asked by every look of every tab: built once.
_PERSON = bindparam("person", type_=String)
_RUNNING = (
    select(JobRow)
    .where(*_visible(_PERSON), col(JobRow.ended_at).is_(None))
    .order_by(col(JobRow.created_at), col(JobRow.id))
)
_UNSEEN = (
    select(JobRow)
    .where(*_visible(_PERSON), col(JobRow.ended_at).is_not(None), col(JobRow.seen_at).is_(None))
    .order_by(col(JobRow.ended_at).desc())
    .limit(_UNSEEN_MOST)
)


def running_jobs(session: Session, person_id: str) -> Sequence[JobRow]:
    """The person's jobs that have not ended, the oldest first."""
    return session.execute(_RUNNING, {"person": person_id}).scalars().all()


def _unseen(session: Session, person_id: str) -> Sequence[JobRow]:
    return session.execute(_UNSEEN, {"person": person_id}).scalars().all()


def owned(session: Session, person_id: str, job_id: str, *, lock: bool = False) -> JobRow:
    """The person's job, locked if asked. Raises `NotFound`, also for somebody else's."""
    statement = select(JobRow).where(*_visible(person_id), col(JobRow.id) == job_id)
    if lock:
        statement = statement.with_for_update()
    job = session.exec(statement).one_or_none()
    if job is None:
        raise NotFound("There is no such thing here.")
    return job


def _task_view(task: TaskRow, lines: Sequence[EventRow], *, is_seeded: bool) -> TaskView:
    failed = task.failure_code
    return TaskView(
        id=task.id,
        index=task.index,
        state=TaskState(task.state),
        attempt=task.attempt,
        progress=task.progress,
        failure=Failure(failed, task.failure_reason or "") if failed else None,
        price=task.price,
        seed=task.seed if is_seeded else None,
        created_at=task.created_at,
        ended_at=task.ended_at,
        retry_of=task.retry_of,
        events=tuple(
            EventView(at=line.at, task_id=line.task_id, kind=line.kind, data=shown(line))
            for line in lines
            if line.task_id == task.id
        ),
    )


_SHOWN = frozenset({"attempt", "price", "code", "reason", "files", "tries", "errors", "missing"})


def shown(line: EventRow) -> dict[str, Any]:
    """What of an event its owner may see; process ids and raw answers are the operator's."""
    return {key: value for key, value in line.data.items() if key in _SHOWN}
