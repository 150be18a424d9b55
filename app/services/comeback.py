"""Comes back to a task later, in the state it is in: nothing was lost, nothing is decided yet."""

from datetime import timedelta
from typing import Any

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.services.engine import Engine


def come_back(  # noqa: PLR0913 -- when, why, and what is known better by then
    engine: Engine,
    task: TaskRow,
    *,
    wait: timedelta,
    kind: str,
    problem: str,
    result: list[dict[str, Any]] | None = None,
) -> None:
    """
    Give the claim back and count one more vain try; the clock rings again after the wait.

    `result` stands in place of the one that is known.
    """
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
            **({} if result is None else {"result": result}),
        )
        if kept is not None:
            rows.record(tx.session, task, kind, tries=tries, problem=problem[:300])
    if kept is None:
        engine.fenced(task)
