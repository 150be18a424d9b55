"""Orders a task from a provider that answers with an id, and clears up orders cut short."""

from dataclasses import dataclass
from datetime import timedelta

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.domain.errors import (
    OutcomeUnknown,
    ProviderBusy,
    ProviderOutOfMoney,
    ProviderRejected,
)
from app.domain.providing import Poller, Provider
from app.domain.retry import MAX_LOOKS, come_back_after
from app.domain.states import TaskState
from app.services import tracing, trouble, weather
from app.services.admission import Admission
from app.services.comeback import come_back
from app.services.engine import Engine
from app.services.making import spec_of
from app.services.takeover import take_over

FIRST_POLL = timedelta(seconds=1)


@dataclass(frozen=True)
class Ordering:
    """The `submit` step. The intent is committed before the call, the id before the first poll."""

    engine: Engine
    admission: Admission

    def submit(self, task_id: str) -> None:
        """Order this task if it is admitted, or clear up after a worker that died ordering it."""
        found = self.admission.begin(task_id, into=_into)
        if found is None:
            return
        provider, task = found
        if task is not None and task.attempt > 1 and provider.traits.finds_reference:
            self._look_up(task, provider)
        elif task is not None:
            self._order(task, provider)
        elif (task := take_over(self.engine, task_id, TaskState.SUBMITTING)) is not None:
            self._resume(task, provider)

    def _resume(self, task: TaskRow, provider: Poller) -> None:
        """An order may have gone out. Never order again where that could buy twice."""
        if provider.traits.honours_key:
            self._order(task, provider)
        elif provider.traits.finds_reference:
            self._look_up(task, provider)
        else:
            self._trouble(task, OutcomeUnknown("the worker died while the order was in flight"))

    def _order(self, task: TaskRow, provider: Poller) -> None:
        with tracing.step("task.submit", task), self.engine.leases.hold(task):
            try:
                self.engine.at("submit.before_call")
                if not self._may_order(task, provider):
                    self.engine.fenced(task)
                    return
                alone = self.engine.leases.last_look(task, needed=not provider.traits.honours_key)
                with tracing.call("provider.submit"), alone:
                    remote_id = provider.submit(spec_of(self.engine, task), key=task.id)
                self.engine.at("submit.after_call")
            except (ProviderBusy, ProviderRejected, ProviderOutOfMoney) as refusal:
                self._trouble(task, refusal)
            except Exception as problem:  # noqa: BLE001 -- it may have been bought, whatever it was
                self._look_again(task, provider, problem)
            else:
                self._ordered(task, remote_id)

    def _may_order(self, task: TaskRow, provider: Poller) -> bool:
        """A worker that was frozen may wake after another ordered, or gave the order up."""
        return provider.traits.honours_key or self.engine.leases.renew(task)

    def _look_up(self, task: TaskRow, provider: Poller) -> None:
        with tracing.step("task.look_up", task), self.engine.leases.hold(task):
            try:
                self.engine.at("find.before_call")
                remote_id = provider.find(task.id)
                self.engine.at("find.after_call")
            except Exception as problem:  # noqa: BLE001 -- not knowing is not "not bought"
                self._look_again(task, provider, problem)
                return
        if remote_id is None:
            self._order(task, provider)
        else:
            self._ordered(task, remote_id)

    def _look_again(self, task: TaskRow, provider: Poller, problem: Exception) -> None:
        """The answer was lost: ask again later where that buys nothing, else say so."""
        may_ask = provider.traits.honours_key or provider.traits.finds_reference
        tries = task.poll_errors + 1
        if may_ask and tries < MAX_LOOKS:
            words = f"{type(problem).__name__}: {problem}"
            wait = come_back_after(tries)
            come_back(self.engine, task, wait=wait, kind="looking_again", problem=words)
        elif may_ask:
            self._trouble(task, OutcomeUnknown(f"asked {tries} times: {problem}"))
        else:
            self._trouble(task, problem)

    def _ordered(self, task: TaskRow, remote_id: str) -> None:
        with self.engine.db.transaction("ordered") as tx:
            weather.answered(tx, task.provider)
            moved = rows.move(
                tx.session,
                task,
                TaskState.GENERATING,
                remote_id=remote_id,
                due_at=rows.NOW + FIRST_POLL,
                poll_errors=0,
            )
            if moved is not None:
                rows.record(tx.session, moved, "ordered", remote_id=remote_id)
                self.engine.announce(tx, task.person_id)
        if moved is None:
            self.engine.fenced(task)

    def _trouble(self, task: TaskRow, problem: Exception) -> None:
        if not trouble.handle(self.engine, task, problem):
            self.engine.fenced(task)


def _into(provider: Provider) -> tuple[Poller, TaskState]:
    """Where work is while it is ordered. Raises `TypeError` for who takes no orders."""
    if not isinstance(provider, Poller):
        raise TypeError(f"{provider.id} takes no orders")
    return provider, TaskState.SUBMITTING
