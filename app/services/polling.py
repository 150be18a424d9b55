"""Asks providers how far their orders are: many at once, on one event loop, in short batches."""

import asyncio
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.db import tasks as rows
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Transaction
from app.domain.errors import ProviderProblem, ProviderRejected
from app.domain.ports import Check, Poller, RemoteState
from app.domain.retry import MAX_POLL_ERRORS, poll_interval
from app.domain.states import TaskState
from app.services import ending, weather
from app.services.ending import Reason
from app.services.engine import Engine
from app.services.saving import as_result

log = logging.getLogger(__name__)
_rng = random.Random()  # noqa: S311 -- spreads load, keeps no secret
_AT_ONCE = 50
_CHECK_WITHIN_S = 20.0
"""Well inside the lease: an answer that comes later than this counts as none."""

Answer = Check | Exception


@dataclass(frozen=True)
class Polling:
    """The `poll` step: claim what is due, ask concurrently, write what changed."""

    engine: Engine

    def poll_due(self, provider_id: str) -> int:
        """Ask about up to a hundred due orders of this provider; returns how many."""
        provider = self.engine.providers.get(provider_id)
        if not isinstance(provider, Poller):
            return 0
        with self.engine.db.transaction() as tx:
            tasks = rows.claim_polls(
                tx.session, provider_id, owner=self.engine.owner, lease=self.engine.lease
            )
            leaving = _cancel_requested(tx, tasks) if provider.traits.cancels_free else set()
        if not tasks:
            return 0
        self._stop_at_provider(provider, [task for task in tasks if task.job_id in leaving])
        self.engine.at("check.before_call")
        answers = asyncio.run(_ask(provider, tasks))
        self.engine.at("check.after_call")
        for task, answer in zip(tasks, answers, strict=True):
            try:
                self._write(task, answer, provider)
            except Exception:
                log.exception("poll.not_written", extra={"task_id": task.id})
        return len(tasks)

    def _stop_at_provider(self, provider: Poller, tasks: list[TaskRow]) -> None:
        """Ask the provider to stop; its next answer says whether it did."""
        for task in tasks:
            try:
                provider.cancel(task.remote_id or "")
            except ProviderProblem:
                log.warning("poll.cancel_refused", extra={"task_id": task.id})

    def _write(self, task: TaskRow, answer: Answer, provider: Poller) -> None:
        with self.engine.db.transaction("polled") as tx:
            kept = self._decide(tx, task, answer, provider)
        if not kept:
            self.engine.fenced(task)

    def _decide(self, tx: Transaction, task: TaskRow, answer: Answer, provider: Poller) -> bool:
        if isinstance(answer, Exception):
            return self._no_answer(tx, task, answer)
        match answer.state:
            case RemoteState.DONE:
                return self._done(tx, task, answer)
            case RemoteState.FAILED | RemoteState.REJECTED:
                code = "rejected" if answer.state is RemoteState.REJECTED else "provider_failed"
                return ending.fail(
                    self.engine, tx, task, Reason(code, reason=answer.reason, detail=answer.reason)
                )
            case RemoteState.CANCELLED:
                return ending.cancel(self.engine, tx, task)
            case RemoteState.WAITING | RemoteState.WORKING:
                return self._still_working(tx, task, answer, provider)

    def _done(self, tx: Transaction, task: TaskRow, answer: Check) -> bool:
        moved = rows.move(
            tx.session,
            task,
            TaskState.SAVING,
            result=as_result(answer.files),
            poll_errors=0,
            progress=1.0,
            rung_at=rows.NOW,
            due_at=rows.NOW,
        )
        if moved is None:
            return False
        rows.record(tx.session, task, TaskState.SAVING)
        tx.after_commit(lambda: self.engine.doorbell.save(task.id))
        self.engine.announce(tx, task.person_id)
        return True

    def _still_working(
        self, tx: Transaction, task: TaskRow, answer: Check, provider: Poller
    ) -> bool:
        if _is_over(task):
            return self._too_late(tx, task)
        values = _next_look(task) | {"poll_errors": 0, "crashes": 0}
        if answer.progress is not None and provider.traits.reports_progress:
            values["progress"] = max(task.progress or 0.0, min(answer.progress, 1.0))
            if values["progress"] != task.progress:
                self.engine.announce(tx, task.person_id)
        return rows.write(tx.session, task, **values) is not None

    def _no_answer(self, tx: Transaction, task: TaskRow, problem: Exception) -> bool:
        """One look that failed says nothing of the order; ten in a row do."""
        errors = task.poll_errors + 1
        rejected = isinstance(problem, ProviderRejected)
        if rejected or errors >= MAX_POLL_ERRORS:
            if not rejected:
                weather.broke(tx, task.provider)
            detail = f"{type(problem).__name__}: {problem}"
            code = "lost" if rejected else "provider_unreachable"
            return ending.fail(self.engine, tx, task, Reason(code, detail=detail))
        if _is_over(task):
            return self._too_late(tx, task)
        rows.record(tx.session, task, "poll_failed", errors=errors, problem=str(problem)[:300])
        values = _next_look(task) | {"poll_errors": errors}
        return rows.write(tx.session, task, **values) is not None

    def _too_late(self, tx: Transaction, task: TaskRow) -> bool:
        return ending.fail(self.engine, tx, task, Reason("late", detail="past its deadline"))


def _is_over(task: TaskRow) -> bool:
    return task.deadline_at is not None and task.deadline_at < datetime.now(UTC)


def _next_look(task: TaskRow) -> dict[str, object]:
    left = None
    if task.started_at and task.progress:
        spent = datetime.now(UTC) - task.started_at
        left = spent * ((1 - task.progress) / task.progress)
    wait = poll_interval(left, rng=_rng)
    return {"due_at": rows.NOW + wait, "lease_owner": None, "lease_until": None}


def _cancel_requested(tx: Transaction, tasks: Sequence[TaskRow]) -> set[str]:
    jobs = (tx.session.get(JobRow, task.job_id) for task in tasks)
    return {job.id for job in jobs if job is not None and job.cancel_requested_at is not None}


async def _ask(provider: Poller, tasks: Sequence[TaskRow]) -> list[Answer]:
    """One question per task, a bounded number at once; an exception is an answer too."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(task: TaskRow) -> Answer:
        async with gate:
            try:
                async with asyncio.timeout(_CHECK_WITHIN_S):
                    return await provider.check(task.remote_id or "")
            except Exception as problem:  # noqa: BLE001 -- counted, written, never lost
                return problem

    return list(await asyncio.gather(*(one(task) for task in tasks)))
