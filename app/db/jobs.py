"""A job's row: its lock, and the status that follows from its tasks."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import String, bindparam, func, text, update
from sqlmodel import Session, col, select

from app.db.tables.columns import utc_now
from app.db.tables.jobs import JobRow
from app.domain.states import ENDED, TaskState, count, job_status

_LOCKED = select(JobRow).where(col(JobRow.id) == bindparam("job", type_=String)).with_for_update()

# Without those that a retry has replaced.
_STATES = text("""
    SELECT state, clock_timestamp() FROM tasks t
    WHERE job_id = :job
      AND NOT EXISTS (SELECT FROM tasks n WHERE n.job_id = :job AND n.retry_of = t.id)""")


def locked(session: Session, job_id: str) -> JobRow | None:
    """
    The job, locked until the transaction ends.

    Whatever ends a task locks its job first: without this, two tasks that end together each see
    the other still running, and the job never ends.
    """
    options = {"populate_existing": True}
    return session.execute(_LOCKED, {"job": job_id}, execution_options=options).scalar_one_or_none()


def _states_now(session: Session, job_id: str) -> tuple[list[TaskState], datetime]:
    """States of the job's tasks, and the moment."""
    found = session.execute(_STATES, {"job": job_id}).all()
    return [TaskState(state) for state, _ in found], found[0][1] if found else utc_now()


def recount(session: Session, job: JobRow) -> bool:
    """Bring a locked job's status and counts up to its tasks; True when it ended just now."""
    session.flush()
    states, now = _states_now(session, job.id)
    was_ended = job.status in ENDED
    counts = count(states)
    job.status = job_status(states, cancel_requested=job.cancel_requested_at is not None)
    job.task_count = counts.total
    job.completed_count = counts.completed
    job.failed_count = counts.failed
    job.cancelled_count = counts.cancelled
    ends = job.status in ENDED
    if counts.ended or any(s != TaskState.PENDING for s in states):
        job.started_at = job.started_at or now
    if ends and not was_ended:
        job.ended_at = now
    if not ends:
        job.ended_at = job.seen_at = None
    session.add(job)
    return ends and not was_ended


def see(session: Session, person_id: str, job_ids: Sequence[str] | None) -> list[str]:
    """They have looked at these ended jobs, or at all; returns those that were news."""
    unseen = select(col(JobRow.id)).where(
        col(JobRow.person_id) == person_id,
        col(JobRow.ended_at).is_not(None),
        col(JobRow.seen_at).is_(None),
    )
    if job_ids is not None:
        unseen = unseen.where(col(JobRow.id).in_(job_ids))
    statement = (
        update(JobRow)
        .where(col(JobRow.id).in_(unseen.with_for_update(skip_locked=True)))
        .values(seen_at=func.now())
        .returning(col(JobRow.id))
    )
    options = {"synchronize_session": False}
    return list(session.execute(statement, execution_options=options).scalars())
