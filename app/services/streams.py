"""What somebody who follows their jobs is told next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from app.db import news
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import EventRow
from app.domain.places import Place
from app.domain.views import EventView, JobView
from app.services.engine import Engine
from app.services.reading import owned, running_jobs, shown
from app.services.views import job_views

_MOST = 200
_NOT_THEIRS = frozenset({"fenced"})
"""The operator's business: nothing happened to the job."""


@dataclass(frozen=True)
class Line:
    """One thing that happened, and the job as it is now."""

    place: Place
    job: JobView
    event: EventView


@dataclass(frozen=True)
class Look:
    """What is true now, and what happened since a place."""

    place: Place
    """Everything up to here is in this look or was before it."""
    jobs: tuple[JobView, ...]
    """The job that is followed, or all that run."""
    lines: tuple[Line, ...] = ()
    resumed: bool = False
    """Whether it goes on from the place that was given."""
    is_behind: bool = False
    """More has happened that can be told in a moment: look again soon."""


@dataclass(frozen=True)
class Streams:
    """Reads on, for those who are told as things happen."""

    engine: Engine

    def look(self, person_id: str, *, after: Place | None, job_id: str | None = None) -> Look:
        """
        What happened after a place, or what is true when there is none: one look, in order.

        Looks that go on from each other's places tell every line once. Raises `NotFound`.
        """
        with self.engine.db.transaction() as tx:
            until = news.horizon(tx.session)
            # A place from beyond the horizon is none of this database.
            resumed = after is not None and after <= until
            # Before the lines: a job that has ended is not seen without the line that says so.
            now = _now(tx.session, person_id, job_id)
            found = _since(tx.session, person_id, after if resumed else None, job_id)
            safe = [row for row in found[:_MOST] if row.tx < until.tx]
            jobs = _with_theirs(tx.session, now, safe)
            views = {view.id: view for view in job_views(self.engine, tx.session, jobs)}
        is_all = len(safe) == len(found)
        place = until if len(safe) < _MOST or is_all else _place(safe[-1])
        return Look(
            place=place,
            jobs=tuple(views[job.id] for job in now),
            lines=tuple(_lines(safe, views)),
            resumed=resumed,
            is_behind=not is_all,
        )


def _now(session: Session, person_id: str, job_id: str | None) -> Sequence[JobRow]:
    return [owned(session, person_id, job_id)] if job_id else running_jobs(session, person_id)


def _since(
    session: Session, person_id: str, after: Place | None, job_id: str | None
) -> Sequence[EventRow]:
    """One more than is told at once, so that it is known whether there is more."""
    if after is None:
        return ()
    return news.lines(session, person_id, after=after, job_id=job_id, limit=_MOST + 1)


def _with_theirs(
    session: Session, jobs: Sequence[JobRow], rows: list[EventRow]
) -> Sequence[JobRow]:
    """These jobs, and those that the events are about."""
    others = {row.job_id for row in rows} - {job.id for job in jobs}
    if not others:
        return jobs
    return [*jobs, *session.exec(select(JobRow).where(col(JobRow.id).in_(others)))]


def _place(row: EventRow) -> Place:
    return Place(row.tx, row.id or 0)


def _lines(rows: Sequence[EventRow], views: dict[str, JobView]) -> Iterator[Line]:
    """What of these the owner is told; a job that was let go this moment has no more lines."""
    for row in rows:
        if row.kind not in _NOT_THEIRS and row.job_id in views:
            event = EventView(at=row.at, task_id=row.task_id, kind=row.kind, data=shown(row))
            yield Line(_place(row), views[row.job_id], event)
