"""Asks providers how far their orders are: many at once, on one event loop, in short batches."""

import asyncio
import logging
import random
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from app.db import tasks as rows
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Transaction
from app.domain.errors import OutcomeUnknown, ProviderBusy, ProviderProblem, ProviderRejected
from app.domain.providing import Check, Poller, RemoteState
from app.domain.retry import MAX_POLL_ERRORS, POLL_SOONEST, poll_again, poll_interval
from app.domain.states import TaskState
from app.services import continuing, ending, tracing, weather
from app.services.ending import Reason
from app.services.engine import Engine
from app.services.saving import as_result, is_over

log = logging.getLogger(__name__)
_rng = random.Random()  # noqa: S311 -- spreads load, keeps no secret
_AT_ONCE = 50
_CHECK_WITHIN_S = 20.0
"""Well inside the lease: an answer that comes later than this counts as none."""

_BATCH = 100
_STILL = frozenset({RemoteState.WAITING, RemoteState.WORKING})

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
                tx.session,
                provider_id,
                owner=self.engine.owner,
                lease=self.engine.lease,
                limit=_BATCH,
            )
            leaving = _cancel_requested(tx, tasks) if provider.traits.cancels_free else set()
        if not tasks:
            return 0
        if len(tasks) == _BATCH:
            # More may be due: another thread need not wait for the clock.
            self.engine.doorbell.poll(provider_id)
        with ExitStack() as kept:
            # A crowd of silent orders takes longer to ask than a lease lasts.
            for task in tasks:
                kept.enter_context(self.engine.leases.hold(task))
            self._stop_at_provider(provider, [task for task in tasks if task.job_id in leaving])
            self.engine.at("check.before_call")
            answers = asyncio.run(_ask(provider, tasks))
            self.engine.at("check.after_call")
            self._write_all(provider, list(zip(tasks, answers, strict=True)))
        return len(tasks)

    def _write_all(self, provider: Poller, answers: list[tuple[TaskRow, Answer]]) -> None:
        looks, others = [], []
        for task, answer in answers:
            look = _look(task, answer, provider)
            looks.append((task, look)) if look else others.append((task, answer))
        self._write_unchanged(looks)
        # Buying takes a call each: those that only need to be written do not wait for it.
        for task, answer in sorted(others, key=lambda each: _next_step(*each) is not None):
            try:
                if then := _next_step(task, answer):
                    continuing.go_on(self.engine, task, provider, then=then)
                else:
                    self._write(task, answer)
            except Exception:
                log.exception("poll.not_written", extra={"task_id": task.id})

    def _write_unchanged(self, looks: list[tuple[TaskRow, rows.Look]]) -> None:
        """Those that are still at work, all in one statement."""
        if not looks:
            return
        with self.engine.db.transaction("polled") as tx:
            kept = rows.write_looks(tx.session, [look for _, look in looks])
            moved = [t for t, look in looks if t.id in kept and look.tells_more_than(t)]
            self.engine.announce(tx, *(task.person_id for task in moved))
        for task, _ in looks:
            if task.id not in kept:
                self.engine.fenced(task)

    def _stop_at_provider(self, provider: Poller, tasks: list[TaskRow]) -> None:
        """Ask the provider to stop; its next answer says whether it did."""
        for task in tasks:
            try:
                provider.cancel(task.remote_id or "")
            except ProviderProblem:
                log.warning("poll.cancel_refused", extra={"task_id": task.id})

    def _write(self, task: TaskRow, answer: Answer) -> None:
        with tracing.step("task.answered", task), self.engine.db.transaction("polled") as tx:
            kept = self._decide(tx, task, answer)
        if not kept:
            self.engine.fenced(task)

    def _decide(self, tx: Transaction, task: TaskRow, answer: Answer) -> bool:
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
                # Those within their time were written together.
                return self._too_late(tx, task)

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

    def _no_answer(self, tx: Transaction, task: TaskRow, problem: Exception) -> bool:
        """One look that failed says nothing of the order; ten in a row do."""
        errors = task.poll_errors + 1
        detail = f"{type(problem).__name__}: {problem}"
        if isinstance(problem, ProviderRejected | OutcomeUnknown):
            # No other look will better that.
            code = "lost" if isinstance(problem, ProviderRejected) else problem.code
            return ending.fail(self.engine, tx, task, Reason(code, detail=detail))
        if errors >= MAX_POLL_ERRORS:
            weather.broke(tx, task.provider)
            return ending.fail(self.engine, tx, task, Reason("provider_unreachable", detail=detail))
        if is_over(task):
            return self._too_late(tx, task)
        rows.record(tx.session, task, "poll_failed", errors=errors, problem=str(problem)[:300])
        asked = problem.retry_after if isinstance(problem, ProviderBusy) else None
        wait = _wait_longer(task, errors, asked=asked)
        free = {"lease_owner": None, "lease_until": None}
        values = free | {"due_at": rows.NOW + wait, "poll_errors": errors}
        return rows.write(tx.session, task, **values) is not None

    def _too_late(self, tx: Transaction, task: TaskRow) -> bool:
        return ending.fail(self.engine, tx, task, Reason("late", detail="past its deadline"))


def _look(task: TaskRow, answer: Answer, provider: Poller) -> rows.Look | None:
    """What is to be written of an order that is still at work; None when more has happened."""
    if isinstance(answer, Exception) or answer.then or answer.state not in _STILL:
        return None
    if is_over(task):
        return None
    progress = task.progress
    if answer.progress is not None and provider.traits.reports_progress:
        progress = max(progress or 0.0, min(answer.progress, 1.0))
    return rows.Look(task.id, task.fence, _wait(task), progress, answer.ahead)


def _next_step(task: TaskRow, answer: Answer) -> str | None:
    """The id of a step that is to be bought now; nothing is bought past the deadline."""
    return None if isinstance(answer, Exception) or is_over(task) else answer.then


def _wait(task: TaskRow) -> timedelta:
    """How long until the next question."""
    left = None
    if task.started_at and task.progress:
        spent = datetime.now(UTC) - task.started_at
        left = spent * ((1 - task.progress) / task.progress)
    return poll_interval(left, rng=_rng)


def _wait_longer(task: TaskRow, errors: int, *, asked: timedelta | None) -> timedelta:
    """
    How long until the next question after one without an answer; none waits past its time.

    Whoever was asked to come back later does not come sooner.
    """
    wait = max(poll_again(errors, rng=_rng), asked or timedelta())
    if task.deadline_at is None:
        return wait
    return min(wait, max(task.deadline_at - datetime.now(UTC), POLL_SOONEST))


def _cancel_requested(tx: Transaction, tasks: Sequence[TaskRow]) -> set[str]:
    asked = select(JobRow.id).where(
        col(JobRow.id).in_({task.job_id for task in tasks}),
        col(JobRow.cancel_requested_at).is_not(None),
    )
    return set(tx.session.exec(asked)) if tasks else set()


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
