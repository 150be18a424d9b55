"""Makes a task with a provider that hands over the finished bytes within one call."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.db import tasks as rows
from app.db.tables.assets import AssetRow
from app.db.tables.tasks import TaskRow
from app.domain.errors import (
    Abandoned,
    Interrupted,
    OutcomeUnknown,
    ProviderFailed,
    ProviderProblem,
)
from app.domain.ports import MadeFile, Maker, Provider, TaskSpec
from app.domain.retry import MAX_REMAKES, come_back_after
from app.domain.states import TaskState
from app.services import ending, filing, listening, trouble, weather
from app.services.admission import Admission
from app.services.comeback import come_back
from app.services.engine import Engine
from app.services.takeover import take_over

_PROGRESS_EVERY_S = 1.0
_PROGRESS_STEP = 0.02


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
        elif assets := self._found(task, provider):
            self._complete(task, assets)
        else:
            self._give_up(task, OutcomeUnknown("the worker died while the call was in flight"))

    def _work(self, task: TaskRow, provider: Maker) -> None:
        bench = Bench(self.engine, task, provider)
        with self.engine.leases.hold(task):
            try:
                self.engine.at("make.before_call")
                provider.make(spec_of(task), bench)
                self.engine.at("make.after_call")
                bench.must_have_files()
            except Abandoned:
                self._abandoned(task, bench.assets)
            except Interrupted:
                self._hand_over(task)
            except Exception as problem:  # noqa: BLE001 -- whatever it is, the row must say it
                self._give_up(task, problem, repeatable=provider.traits.repeatable)
            else:
                self._complete(task, bench.assets)

    def _found(self, task: TaskRow, provider: Maker) -> list[AssetRow]:
        """Assets for the files of a finished call, when all of them are whole in storage."""
        expected = provider.expects(spec_of(task))
        found = [filing.find(self.engine.storage, task, provider.medium, f) for f in expected]
        whole = [asset for asset in found if asset] if found and all(found) else []
        return [listening.describe(self.engine, asset) for asset in whole]

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


def spec_of(task: TaskRow) -> TaskSpec:
    """What a provider needs to know of a task."""
    return TaskSpec(
        task_id=task.id,
        model=task.model,
        params=task.params,
        seed=task.seed,
        title=task.title,
        takes=task.takes,
    )


@dataclass
class Bench:
    """The workshop of one claim: reports progress and stores files under the claim's fence."""

    engine: Engine
    task: TaskRow
    provider: Maker
    assets: list[AssetRow] = field(default_factory=list)
    _told_share: float = 0.0
    _told_at: float = 0.0

    def progress(self, share: float) -> None:
        """Write the share of work done, at most once a second. Raises `Abandoned`."""
        self._check()
        now = time.monotonic()
        if now - self._told_at < _PROGRESS_EVERY_S or share - self._told_share < _PROGRESS_STEP:
            return
        self._told_at, self._told_share = now, share
        with self.engine.db.transaction() as tx:
            kept = rows.write(tx.session, self.task, progress=min(share, 1.0))
            if kept is None:
                raise Abandoned
            self.engine.announce(tx, self.task.person_id)

    def put(self, file: MadeFile, chunks: Iterable[bytes]) -> None:
        """Store one finished file. Raises `Abandoned`, `BadOutput`."""
        self._check()
        self.engine.at("store.before_call")
        asset = filing.put(self.engine.storage, self.task, self.provider.medium, file, chunks)
        self.engine.at("store.after_call")
        listening.describe(self.engine, asset)
        self.assets = [known for known in self.assets if known.name != file.name] + [asset]

    def must_have_files(self) -> None:
        """A call that gives no file was no good. Raises `ProviderFailed`."""
        if not any(asset.is_main for asset in self.assets):
            raise ProviderFailed("the provider gave no file")

    def _check(self) -> None:
        if self.engine.leases.is_lost(self.task):
            raise Abandoned
        if self.engine.stopping.is_set() and self.provider.traits.repeatable:
            raise Interrupted
        deadline = self.task.deadline_at
        if deadline is not None and datetime.now(UTC) > deadline:
            raise TooLate("it took longer than its deadline")


class TooLate(ProviderFailed):
    """The deadline passed while the work went on."""

    code = "late"
