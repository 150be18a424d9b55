"""Makes a task with a provider that hands over the finished bytes within one call."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.db import tasks as rows
from app.db.tables.assets import AssetRow
from app.db.tables.tasks import TaskRow
from app.domain.errors import (
    Abandoned,
    Interrupted,
    OutcomeUnknown,
    ProviderProblem,
)
from app.domain.providing import MadeFile, Maker, Provider, TaskSpec
from app.domain.retry import MAX_REMAKES, MAX_SAVES, come_back_after
from app.domain.states import TaskState
from app.services import describing, ending, filing, references, spooling, tracing, trouble, weather
from app.services.admission import Admission
from app.services.bench import Bench
from app.services.comeback import come_back
from app.services.engine import Engine
from app.services.saving import as_result
from app.services.takeover import take_over


@dataclass(frozen=True)
class Making:
    """The `make` step: claim, call, store, end."""

    engine: Engine
    admission: Admission

    def make(self, task_id: str) -> None:
        """Make this task if it is admitted, or if the worker that made it died."""
        found = self.admission.begin(task_id, into=_into)
        if found is None:
            return
        provider, task = found
        if task is not None:
            self._work(task, provider)
        elif (task := take_over(self.engine, task_id, _into(provider)[1])) is not None:
            self._resume(task, provider)

    def _resume(self, task: TaskRow, provider: Maker) -> None:
        """What a dead worker left: made again when that costs nothing, recognised when whole."""
        if provider.traits.repeatable:
            self._work(task, provider)
            return
        expected = provider.expects(spec_of(self.engine, task))
        if spooling.holds(self.engine, task, provider.medium, expected):
            self._save_later(task, expected)
            return
        try:
            assets = self._found(task, provider)
        except OSError as problem:
            self._look_again(task, problem)
            return
        if assets:
            self._complete(task, assets)
        else:
            self._give_up(task, OutcomeUnknown("the worker died while the call was in flight"))

    def _work(self, task: TaskRow, provider: Maker) -> None:
        bench = Bench(self.engine, task, provider)
        with tracing.step("task.make", task), self.engine.leases.hold(task):
            try:
                self.engine.at("make.before_call")
                self._must_be_ours(task, provider)
                alone = self.engine.leases.last_look(task, needed=not provider.traits.repeatable)
                with tracing.call("provider.make"), alone:
                    provider.make(spec_of(self.engine, task), bench)
                self.engine.at("make.after_call")
                bench.must_have_files()
            except Abandoned:
                self._abandoned(task, bench.assets)
            except Interrupted:
                self._hand_over(task)
            except Exception as problem:  # noqa: BLE001 -- whatever it is, the row must say it
                self._give_up(task, problem, repeatable=provider.traits.repeatable)
            else:
                self._keep(task, bench)

    def _must_be_ours(self, task: TaskRow, provider: Maker) -> None:
        """A worker that was frozen may wake after another gave it up. Raises `Abandoned`."""
        if not provider.traits.repeatable and not self.engine.leases.renew(task):
            raise Abandoned

    def _found(self, task: TaskRow, provider: Maker) -> list[AssetRow]:
        """Assets for the files of a finished call, when all of them are whole in storage."""
        expected = provider.expects(spec_of(self.engine, task))
        found = [filing.find(self.engine.storage, task, provider.medium, f) for f in expected]
        whole = [asset for asset in found if asset] if found and all(found) else []
        return [describing.describe(self.engine, asset) for asset in whole]

    def _keep(self, task: TaskRow, bench: Bench) -> None:
        if bench.is_late:
            self._save_later(task, bench.files)
            return
        self._complete(task, bench.assets)
        spooling.forget(self.engine, task, bench.provider.medium, bench.files)

    def _save_later(self, task: TaskRow, files: Sequence[MadeFile]) -> None:
        """It is bought and lies on this machine: the store gets it as soon as it is back."""
        with self.engine.db.transaction("saved") as tx:
            weather.answered(tx, task.provider)
            moved = rows.move(
                tx.session,
                task,
                TaskState.SAVING,
                result=as_result(spooling.as_remote(files)),
                progress=1.0,
                deadline_at=rows.NOW + spooling.WAITS_FOR,
                due_at=rows.NOW + come_back_after(0),
                rung_at=None,
                poll_errors=0,
            )
            if moved is not None:
                rows.record(tx.session, moved, TaskState.SAVING)
                self.engine.announce(tx, task.person_id)
        if moved is None:
            self._abandoned(task, [])

    def _look_again(self, task: TaskRow, problem: OSError) -> None:
        """Whether it came home cannot be told while the store is away."""
        tries, words = task.poll_errors + 1, f"{type(problem).__name__}: {problem}"
        if tries < MAX_SAVES:
            wait = come_back_after(tries)
            come_back(self.engine, task, wait=wait, kind="looking_again", problem=words)
        else:
            self._give_up(task, OutcomeUnknown(f"looked {tries} times: {words}"))

    def _complete(self, task: TaskRow, assets: list[AssetRow]) -> None:
        with self.engine.db.transaction("ended") as tx:
            weather.answered(tx, task.provider)
            done = ending.complete(self.engine, tx, task, assets)
        if not done:
            self._abandoned(task, assets)

    def _give_up(self, task: TaskRow, problem: Exception, *, repeatable: bool = False) -> None:
        """An error of ours (a full disk, say) is no reason to lose what can be made again."""
        is_ours = not isinstance(problem, ProviderProblem)
        tries = task.poll_errors + 1
        if is_ours and repeatable and tries < MAX_REMAKES:
            words = f"{type(problem).__name__}: {problem}"
            wait = come_back_after(tries)
            come_back(self.engine, task, wait=wait, kind="not_made", problem=words)
        elif not trouble.handle(self.engine, task, problem):
            self._abandoned(task, [])

    def _hand_over(self, task: TaskRow) -> None:
        """Give the claim back and ring for another worker."""
        free = {"lease_owner": None, "lease_until": None, "rung_at": None, "progress": None}
        with self.engine.db.transaction("saved") as tx:
            if rows.write(tx.session, task, **free) is not None:
                rows.record(tx.session, task, "handed_over")
                cpu_bound = self.engine.provider(task.provider).traits.cpu_bound
                tx.after_commit(lambda: self.engine.doorbell.make(task.id, render=cpu_bound))

    def _abandoned(self, task: TaskRow, assets: list[AssetRow]) -> None:
        """The task is somebody else's now, or ended otherwise; then its files go too."""
        self.engine.fenced(task)
        filing.forget_unwanted(self.engine.db, self.engine.storage, task, assets)


def _into(provider: Provider) -> tuple[Maker, TaskState]:
    """Where work is while it is made. Raises `TypeError` for who does not make it in one call."""
    if not isinstance(provider, Maker):
        raise TypeError(f"{provider.id} does not make things itself")
    return provider, TaskState.GENERATING if provider.traits.repeatable else TaskState.SUBMITTING


def spec_of(engine: Engine, task: TaskRow) -> TaskSpec:
    """What a provider needs to know of a task. Raises `ProviderRejected` when a photo is gone."""
    return TaskSpec(
        task_id=task.id,
        model=task.model,
        params=task.params,
        seed=task.seed,
        title=task.title,
        takes=task.takes,
        references=references.of_task(engine, task),
    )
