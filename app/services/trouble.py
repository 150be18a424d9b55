"""What a provider's refusal means for the task: try again, or end."""

import logging
import random

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.domain.errors import (
    BadOutput,
    NotSent,
    OutcomeUnknown,
    ProviderBusy,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.services import ending, weather
from app.services.ending import Reason
from app.services.engine import Engine

log = logging.getLogger(__name__)
_rng = random.Random()  # noqa: S311 -- spreads load, keeps no secret


def handle(engine: Engine, task: TaskRow, problem: Exception) -> bool:
    """End the task or return it to the line; False when the claim was no longer ours."""
    log.warning(
        "task.trouble",
        extra={"task_id": task.id, "job_id": task.job_id, "problem": type(problem).__name__},
    )
    with engine.db.transaction("trouble") as tx:
        match problem:
            case ProviderBusy() if not engine.patience.ends(task.attempt):
                return _again(engine, tx, task, problem)
            case ProviderOutOfMoney():
                weather.closed(tx, task.provider, f"out of money: {problem}")
            case ProviderMisconfigured():
                weather.closed(tx, task.provider, f"refuses us: {problem}")
            case ProviderRejected():
                weather.answered(tx, task.provider)
            case BadOutput() | OutcomeUnknown() | ProviderBusy():
                weather.broke(tx, task.provider)
            case _:
                pass
        return ending.fail(engine, tx, task, reason_of(problem))


def reason_of(problem: Exception) -> Reason:
    """The failure in words. Only a refusal is told in the provider's own."""
    if isinstance(problem, ProviderRejected):
        return Reason(problem.code, reason=str(problem)[:500], detail=str(problem))
    if isinstance(problem, ProviderProblem):
        return Reason(problem.code, detail=str(problem))
    code = "not_saved" if isinstance(problem, OSError) else "broken"
    return Reason(code, detail=f"{type(problem).__name__}: {problem}")


def _again(engine: Engine, tx: ending.Transaction, task: TaskRow, problem: ProviderBusy) -> bool:
    wait = engine.patience.wait(task.attempt, retry_after=problem.retry_after, rng=_rng)
    if problem.retry_after is not None:
        weather.asked_to_wait(tx, task.provider, wait)
    elif not isinstance(problem, NotSent):
        weather.broke(tx, task.provider)
    values = {"attempt": task.attempt + 1, "due_at": rows.NOW + wait, "deadline_at": None}
    return ending.back_to_pending(engine, tx, task, values=values, kind="busy")
