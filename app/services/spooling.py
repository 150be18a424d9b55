"""
What was bought and comes only once lies on this machine until the store has it.

Only the machine that took it in can bring it to the store, so the others leave the task to it.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.db.tables.assets import AssetRow
from app.db.tables.tasks import TaskRow
from app.domain.medium import Medium
from app.domain.providing import MadeFile, RemoteFile
from app.services import filing
from app.services.engine import Engine

log = logging.getLogger(__name__)

WAITS_FOR = timedelta(hours=1)
"""How long other machines wait for the one that has the file."""
_STAYS = timedelta(days=1)


class Elsewhere(Exception):
    """Another machine has the file."""


def put(
    engine: Engine, task: TaskRow, medium: Medium, file: MadeFile, chunks: Iterable[bytes]
) -> AssetRow | None:
    """Store a file that comes only once; None when the store is away and it lies here instead."""
    if engine.spool is None:
        return filing.put(engine.storage, task, medium, file, chunks)
    _tidy(engine)
    here = filing.put(engine.spool, task, medium, file, chunks)
    try:
        return filing.put(engine.storage, task, medium, file, engine.spool.read(here.key))
    except OSError as problem:
        log.warning("file.spooled", extra={"task_id": task.id, "problem": str(problem)})
        return None


def holds(engine: Engine, task: TaskRow, medium: Medium, files: Sequence[MadeFile]) -> bool:
    """Whether all of these lie here, whole."""
    spool = engine.spool
    if spool is None or not files:
        return False
    return all(filing.find(spool, task, medium, file) for file in files)


def forget(engine: Engine, task: TaskRow, medium: Medium, files: Iterable[MadeFile]) -> None:
    """Whatever became of it, it need not lie here any more."""
    if engine.spool is not None:
        for file in files:
            engine.spool.delete(filing.key_of(task, medium, file))


def as_remote(files: Iterable[MadeFile]) -> tuple[RemoteFile, ...]:
    """The same as files that are to be fetched."""
    return tuple(RemoteFile("spool:", file) for file in files)


@dataclass(frozen=True)
class Spooled:
    """The files of one task that lie here, to be fetched as from a provider."""

    engine: Engine
    task: TaskRow
    medium: Medium

    @contextmanager
    def fetch(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """The bytes. Raises `Elsewhere`."""
        key = filing.key_of(self.task, self.medium, file.file)
        if self.engine.spool is None or self.engine.spool.stat(key) is None:
            raise Elsewhere("another machine has it")
        yield self.engine.spool.read(key)


def _tidy(engine: Engine) -> None:
    """Remove what nobody came for."""
    if engine.spool is None:
        return
    engine.spool.tidy()
    long_ago = datetime.now(UTC) - _STAYS
    for each in engine.spool.list():
        if each.changed_at < long_ago:
            engine.spool.delete(each.key)
