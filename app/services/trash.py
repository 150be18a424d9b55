"""What people let go: nowhere else, and theirs again until its time is over."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import text, tuple_
from sqlmodel import Session, col, func, select

from app.db import renditions
from app.db import tasks as rows
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.transaction import Transaction
from app.domain.cursors import decode, encode
from app.domain.errors import NotFound
from app.domain.medium import Medium
from app.domain.pages import page_of
from app.domain.states import FINAL, JobStatus
from app.domain.views import Page, TrashedView
from app.services import letting, takes
from app.services.engine import Engine

log = logging.getLogger(__name__)

J = JobRow
PAGE_MOST = 100
# Locked, so that whoever restores it at this moment comes first or comes too late.
_OVER = text("""
    SELECT id FROM jobs j WHERE id = :id AND deleted_at IS NOT NULL
      AND (restorable_until IS NULL OR restorable_until <= now())
      AND NOT EXISTS (SELECT FROM tasks t WHERE t.job_id = j.id AND t.state <> ALL (:final))
    FOR UPDATE""")
# A task whose set stays remembers where its file went.
_NOTE = text("""
    INSERT INTO events (job_id, task_id, kind, data)
    SELECT DISTINCT t.job_id, t.id, 'removed', '{}'::jsonb
    FROM assets a JOIN tasks t ON t.id = a.task_id
    WHERE a.job_id = :id AND t.job_id <> :id""")
_ALL_OVER = text("""
    SELECT j.id FROM jobs j WHERE j.deleted_at IS NOT NULL
      AND (j.restorable_until IS NULL OR j.restorable_until <= now())
      AND NOT EXISTS (SELECT FROM tasks t WHERE t.job_id = j.id AND t.state <> ALL (:final))
    LIMIT 50""")


def put(engine: Engine, tx: Transaction, job: JobRow, *, stays: timedelta) -> None:
    """Let a locked job go, restorable for so long. What of it still runs is not stopped here."""
    now = tx.session.exec(select(rows.NOW)).one()
    job.key = None  # the same order may be given again
    job.deleted_at, job.restorable_until = now, now + stays
    tx.session.add(job)
    tx.session.flush()
    for root_id in takes.roots_of(tx.session, job):
        takes.lead(tx.session, root_id)
    engine.announce(tx, job.person_id)


def bring_back(engine: Engine, tx: Transaction, job: JobRow) -> str:
    """
    Restore a locked job. What left by its age alone is kept from then on.

    Returns where it is now: a picture that was let go out of its set is in there again.
    """
    if job.leaves_at is not None:
        job.kept_at = tx.session.exec(select(rows.NOW)).one()
    job.deleted_at = job.restorable_until = None
    job.announced_at = job.leaves_at = None
    tx.session.add(job)
    tx.session.flush()
    roots = takes.roots_of(tx.session, job)
    home = takes.bring_home(tx.session, job)
    for root_id in roots:
        takes.lead(tx.session, root_id)
    engine.announce(tx, job.person_id)
    return home


def clear(engine: Engine) -> int:
    """Remove for good what can be restored no longer and has ended; returns how many."""
    with engine.db.transaction() as tx:
        over = tx.session.execute(_ALL_OVER, {"final": list(FINAL)}).scalars().all()
    return sum(remove(engine, job_id) for job_id in over)


def remove(engine: Engine, job_id: str) -> bool:
    """
    Remove a job whose time in the trash is over, rows first and then files.

    A file without a row is only litter, and is found again. False when it stays.
    """
    with engine.db.transaction() as tx:
        if tx.session.execute(_OVER, {"id": job_id, "final": list(FINAL)}).first() is None:
            return False
        assets = text("SELECT key FROM assets WHERE job_id = :id")
        keys = [key for (key,) in tx.session.execute(assets, {"id": job_id})]
        keys += renditions.keys_of_job(tx.session, job_id)
        tx.session.execute(_NOTE, {"id": job_id})
        letting.note_let_go(engine, tx.session, job_id)
        tx.session.execute(text("DELETE FROM jobs WHERE id = :id"), {"id": job_id})
    for key in keys:
        try:
            engine.storage.delete(key)
        except OSError:
            log.exception("file.not_deleted")
    return True


@dataclass(frozen=True)
class Trash:
    """The trash of people. What is somebody else's, or over, is `NotFound`."""

    engine: Engine

    @property
    def stays(self) -> timedelta:
        """How long what is let go can be restored; nothing means that it goes at once."""
        return self.engine.lifetimes.trash

    def page(
        self, person_id: str, *, cursor: str | None = None, limit: int = 24
    ) -> Page[TrashedView]:
        """What can be restored, the latest first. Raises `Invalid` for a cursor not ours."""
        statement = select(J).where(*_restorable(person_id))
        place = tuple_(col(J.deleted_at), col(J.id))
        if cursor is not None:
            statement = statement.where(place < decode(cursor))
        limit = max(1, min(limit, PAGE_MOST))
        latest_first = (col(J.deleted_at).desc(), col(J.id).desc())
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(statement.order_by(*latest_first).limit(limit + 1)).all()
            weights = _weights(tx.session, [job.id for job in found])
        views = tuple(_view(job, weights.get(job.id, (0, 0))) for job in found[:limit])
        last = found[limit - 1] if len(found) > limit else None
        at = last.deleted_at if last else None
        return Page(views, encode(at, last.id) if last and at else None)

    def restore(self, person_id: str, job_id: str) -> str:
        """
        Bring it back with everything. What left by its age alone is kept from then on.

        Returns the job that it is in.
        """
        with self.engine.db.transaction() as tx:
            return bring_back(self.engine, tx, _trashed(tx.session, person_id, job_id))

    def remove(self, person_id: str, job_id: str) -> None:
        """Let it go for good, now; what still runs of it goes when it has ended."""
        with self.engine.db.transaction() as tx:
            job = _trashed(tx.session, person_id, job_id)
            job.restorable_until = tx.session.exec(select(rows.NOW)).one()
            tx.session.add(job)
            self.engine.announce(tx, person_id)
        remove(self.engine, job_id)

    def empty(self, person_id: str) -> int:
        """Let everything in it go for good; returns how many. Their files follow in a moment."""
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(select(J).where(*_restorable(person_id)).with_for_update())
            now = tx.session.exec(select(rows.NOW)).one()
            jobs = found.all()
            for job in jobs:
                job.restorable_until = now
                tx.session.add(job)
            self.engine.announce(tx, person_id)
            tx.after_commit(self.engine.doorbell.sweep)
        return len(jobs)


def _restorable(person_id: str) -> tuple[Any, ...]:
    return (
        col(J.person_id) == person_id,
        col(J.deleted_at).is_not(None),
        col(J.restorable_until) > func.now(),
    )


def _trashed(session: Session, person_id: str, job_id: str) -> JobRow:
    """Somebody's job that can be restored, locked. Raises `NotFound`."""
    mine = select(J).where(*_restorable(person_id), col(J.id) == job_id)
    job = session.exec(mine.with_for_update()).one_or_none()
    if job is None:
        raise NotFound("There is no such thing here.")
    return job


def _weights(session: Session, job_ids: list[str]) -> dict[str, tuple[int, int]]:
    """Files and bytes of these jobs, other formats not counted."""
    statement = (
        select(AssetRow.job_id, func.count(), func.sum(AssetRow.size))
        .where(col(AssetRow.job_id).in_(job_ids))
        .group_by(col(AssetRow.job_id))
    )
    return {job_id: (count, int(size)) for job_id, count, size in session.exec(statement)}


def _view(job: JobRow, weight: tuple[int, int]) -> TrashedView:
    medium = Medium(job.medium)
    return TrashedView(
        id=job.id,
        medium=medium,
        title=job.title,
        status=JobStatus(job.status),
        files=weight[0],
        size=weight[1],
        deleted_at=job.deleted_at or job.created_at,
        restorable_until=job.restorable_until or job.created_at,
        page=page_of(medium, job.id, album_id=str(job.params.get("album_id") or "")),
    )
