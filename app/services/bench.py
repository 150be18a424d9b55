"""Where a maker works: it tells how far it is there, and hands over what it made."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app.db import tasks as rows
from app.db.tables.assets import AssetRow
from app.db.tables.tasks import TaskRow
from app.domain.errors import Abandoned, Interrupted, ProviderFailed
from app.domain.providing import MadeFile, Maker
from app.services import describing, filing, spooling
from app.services.engine import Engine

_PROGRESS_EVERY_S = 1.0
_PROGRESS_STEP = 0.02


@dataclass
class Bench:
    """The workshop of one claim: reports progress and stores files under the claim's fence."""

    engine: Engine
    task: TaskRow
    provider: Maker
    assets: list[AssetRow] = field(default_factory=list)
    files: list[MadeFile] = field(default_factory=list)
    """All that was handed over."""
    is_late: bool = False
    """Whether one of them lies on this machine because the store is away."""
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
        asset = self._stored(file, chunks)
        self.engine.at("store.after_call")
        self.files = [known for known in self.files if known.name != file.name] + [file]
        if asset is None:
            self.is_late = True
            return
        describing.describe(self.engine, asset)
        self.assets = [known for known in self.assets if known.name != file.name] + [asset]

    def must_have_files(self) -> None:
        """A call that gives no file was no good. Raises `ProviderFailed`."""
        if not any(file.is_main for file in self.files):
            raise ProviderFailed("the provider gave no file")

    def _stored(self, file: MadeFile, chunks: Iterable[bytes]) -> AssetRow | None:
        medium = self.provider.medium
        if self.provider.traits.repeatable:
            return filing.put(self.engine.storage, self.task, medium, file, chunks)
        return spooling.put(self.engine, self.task, medium, file, chunks)

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
