"""
Takes over a task that nobody holds, and parks one that worker after worker died over.

A lease that lapsed while the database or the whole studio was away is not held against the task.
"""

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.domain.retry import why_parked
from app.domain.states import TaskState
from app.services import ending
from app.services.ending import Reason
from app.services.engine import Engine


def take_over(
    engine: Engine, task_id: str, state: TaskState, *, note: bool = True
) -> TaskRow | None:
    """
    Claim the task in this state; None when somebody holds it, or when it was parked just now.

    `note` writes the claim into the history: a step that only ever claims need not say so.
    """
    with engine.db.transaction("take_over") as tx:
        task = rows.claim(tx.session, task_id, state=state, owner=engine.owner, lease=engine.lease)
        if task is not None and note:
            counts = {"crashes": task.crashes, "outages": task.outages}
            rows.record(tx.session, task, "taken_over", **counts)
    if task is None:
        return None
    problem = why_parked(crashes=task.crashes, outages=task.outages)
    if not problem:
        return task
    fail(engine, task, Reason("crashed", detail=problem))
    return None


def fail(engine: Engine, task: TaskRow, reason: Reason) -> None:
    """End a claimed task; when the claim was lost meanwhile, that is counted."""
    with engine.db.transaction() as tx:
        ended = ending.fail(engine, tx, task, reason)
    if not ended:
        engine.fenced(task)
