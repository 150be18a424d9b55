"""Comes back to a task later, in the state it is in: nothing was lost, nothing is decided yet."""

from datetime import timedelta

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.services.engine import Engine


def come_back(engine: Engine, task: TaskRow, *, wait: timedelta, kind: str, problem: str) -> None:
    """Give the claim back and count one more vain try; the clock rings again after the wait."""
    tries = task.poll_errors + 1
    with engine.db.transaction("saved") as tx:
        kept = rows.write(
            tx.session,
            task,
            poll_errors=tries,
            lease_owner=None,
            lease_until=None,
            rung_at=None,
            due_at=rows.NOW + wait,
        )
        if kept is not None:
            rows.record(tx.session, task, kind, tries=tries, problem=problem[:300])
    if kept is None:
        engine.fenced(task)
