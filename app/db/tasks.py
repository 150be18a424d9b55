"""
How a task is claimed, kept and moved: the only SQL that writes the engine's columns.

Every claim raises the fence and every later write names it, so a worker that was believed dead
changes nothing. The clock is the database's.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_, text, tuple_, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from app.db.processes import blame
from app.db.tables.tasks import EventRow, TaskRow
from app.domain.states import ACTIVE, TaskState, may_move

NOW = func.now()
T = TaskRow


def _free() -> ColumnElement[bool]:
    """Nobody holds a lease that still runs."""
    return or_(col(T.lease_until).is_(None), col(T.lease_until) < NOW)


def _lease(owner: str, lease: timedelta) -> dict[Any, Any]:
    return {
        col(T.lease_owner): owner,
        col(T.lease_until): NOW + lease,
        col(T.fence): col(T.fence) + 1,
        col(T.rung_at): NOW,
    }


def _one(session: Session, statement: Any) -> TaskRow | None:
    options = {"synchronize_session": False, "populate_existing": True}
    return session.execute(statement.returning(T), execution_options=options).scalar_one_or_none()


def claim(
    session: Session, task_id: str, *, state: TaskState, owner: str, lease: timedelta
) -> TaskRow | None:
    """
    Take over a task in this state that nobody holds.

    A lease that lapsed was not given back: its worker died, or nobody could keep a lease at that
    time; both are counted, apart.
    """
    statement = (
        update(T)
        .where(col(T.id) == task_id, col(T.state) == state, _free())
        .values({**blame(T, lease=lease), **_lease(owner, lease)})
    )
    return _one(session, statement)


def claim_polls(
    session: Session, provider: str, *, owner: str, lease: timedelta, limit: int = 100
) -> list[TaskRow]:
    """Take the provider's orders that are due to be asked about."""
    due = (
        select(col(T.id))
        .where(
            col(T.provider) == provider,
            col(T.state) == TaskState.GENERATING,
            col(T.remote_id).is_not(None),
            col(T.due_at) <= NOW,
            _free(),
        )
        .order_by(col(T.due_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    statement = (
        update(T)
        .where(col(T.id).in_(select(due.c.id)))
        .values({**blame(T, lease=lease), **_lease(owner, lease)})
        .returning(T)
    )
    options = {"synchronize_session": False, "populate_existing": True}
    return list(session.execute(statement, execution_options=options).scalars())


@dataclass(frozen=True)
class Look:
    """A question that was answered with "not yet"."""

    task_id: str
    fence: int
    wait: timedelta
    progress: float | None
    orders_before: int | None = None

    def tells_more_than(self, task: TaskRow) -> bool:
        """Whether it says of the task what was not known before."""
        before = (task.progress, task.orders_before)
        return (self.progress, self.orders_before) != before


_LOOKS = text("""
    UPDATE tasks SET due_at = now() + look.wait, progress = look.progress,
        orders_before = look.orders, poll_errors = 0,
        crashes = 0, lease_owner = NULL, lease_until = NULL
    FROM unnest(CAST(:ids AS text[]), CAST(:fences AS int[]), CAST(:waits AS interval[]),
                CAST(:shares AS double precision[]), CAST(:orders AS int[]))
         AS look (id, fence, wait, progress, orders)
    WHERE tasks.id = look.id AND tasks.fence = look.fence AND tasks.state = 'generating'
    RETURNING tasks.id""")


def write_looks(session: Session, looks: list[Look]) -> set[str]:
    """Write all of these under their fences and give the claims back; returns those still ours."""
    looks = sorted(looks, key=lambda look: look.task_id)
    values = {
        "ids": [look.task_id for look in looks],
        "fences": [look.fence for look in looks],
        "waits": [look.wait for look in looks],
        "shares": [look.progress for look in looks],
        "orders": [look.orders_before for look in looks],
    }
    return set(session.execute(_LOOKS, values).scalars())


def move(session: Session, task: TaskRow, to: TaskState, **values: Any) -> TaskRow | None:
    """
    Move a claimed task on; None when the claim is no longer ours, and then nothing was written.

    The lease is given back unless the values keep it.
    """
    if not may_move(task.state, to):
        raise AssertionError(f"{task.state} never becomes {to}")
    columns: dict[str, Any] = {"state": to, "crashes": 0, "lease_owner": None, "lease_until": None}
    return write(session, task, **(columns | {"orders_before": None} | values))


def write(session: Session, task: TaskRow, **values: Any) -> TaskRow | None:
    """Write under the claim's fence; None when the claim is no longer ours."""
    statement = (
        update(T)
        .where(col(T.id) == task.id, col(T.fence) == task.fence, col(T.state) == task.state)
        .values(**values)
    )
    return _one(session, statement)


def extend(
    session: Session, held: list[tuple[str, int]], *, lease: timedelta
) -> set[tuple[str, int]]:
    """
    Prolong these claims (task id and fence); returns the ones that are still ours.

    One that was given back already is not taken again: nobody would work on it.
    """
    statement = (
        update(T)
        .where(
            tuple_(col(T.id), col(T.fence)).in_(held),
            col(T.state).in_(ACTIVE),
            col(T.lease_until).is_not(None),
        )
        .values({col(T.lease_until): NOW + lease})
        .returning(col(T.id), col(T.fence))
    )
    kept = session.execute(statement, execution_options={"synchronize_session": False})
    return {(task_id, fence) for task_id, fence in kept}


def record(session: Session, task: TaskRow, kind: str, **data: Any) -> None:
    """Add a line to the task's history."""
    session.add(line_of(task, kind, **data))


def line_of(task: TaskRow, kind: str, **data: Any) -> EventRow:
    """The same, to be written together with other rows."""
    return EventRow(job_id=task.job_id, task_id=task.id, kind=kind, data=data)
