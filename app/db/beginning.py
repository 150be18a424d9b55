"""How an admitted task leaves the line: job, task and history in one statement."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import literal_column, text
from sqlmodel import Session, select

from app.db.tables.tasks import TaskRow
from app.domain.states import TaskState, job_status

_PROVIDER = text("SELECT provider FROM tasks WHERE id = :task")

# The job's lock is taken before the task's, as everywhere: the task is found through it.
_BEGIN = text("""
    WITH job AS (
        SELECT id, person_id, cancel_requested_at FROM jobs
        WHERE id = (SELECT job_id FROM tasks WHERE id = :task) FOR UPDATE),
    before AS (SELECT rung_at FROM tasks WHERE id = :task),
    task AS (
        UPDATE tasks SET state = :into, crashes = 0, admitted_until = NULL,
            started_at = coalesce(started_at, now()), deadline_at = now() + :deadline,
            lease_owner = :owner, lease_until = now() + :lease, fence = fence + 1, rung_at = now()
        FROM job
        WHERE tasks.id = :task AND tasks.job_id = job.id
          AND state = 'pending' AND admitted_until > now()
        RETURNING tasks.*),
    event AS (
        INSERT INTO events (job_id, task_id, kind, data)
        SELECT job_id, id, state, jsonb_build_object('attempt', attempt, 'woken_ms', round(
            extract(epoch FROM now() - before.rung_at) * 1000)) FROM task, before),
    begun AS (
        UPDATE jobs SET started_at = coalesce(jobs.started_at, task.started_at),
            status = CASE WHEN jobs.cancel_requested_at IS NULL THEN :at_work ELSE :leaving END
        FROM task WHERE jobs.id = task.job_id)
    SELECT task.*, job.person_id AS belongs_to FROM task JOIN job ON job.id = task.job_id""")
_BEGUN = select(TaskRow, literal_column("belongs_to")).from_statement(_BEGIN)


@dataclass(frozen=True)
class Begun:
    """A task that was taken out of the line, and whose job it is in."""

    task: TaskRow
    person_id: str


def provider_of(session: Session, task_id: str) -> str | None:
    """Who is to make this task; None when it is gone."""
    return session.execute(_PROVIDER, {"task": task_id}).scalar_one_or_none()


def begin(  # noqa: PLR0913 -- who, what and for how long
    session: Session,
    task_id: str,
    *,
    into: TaskState,
    owner: str,
    lease: timedelta,
    deadline: timedelta,
) -> Begun | None:
    """
    Take an admitted task out of the line; None when somebody was faster or its turn lapsed.

    A task at work says all of its job's status, whatever the other tasks do.
    """
    values = {
        "task": task_id,
        "into": into,
        "owner": owner,
        "lease": lease,
        "deadline": deadline,
        "at_work": job_status([into]),
        "leaving": job_status([into], cancel_requested=True),
    }
    found = session.execute(_BEGUN, values).one_or_none()
    return None if found is None else Begun(found[0], found[1])
