"""Brings the files of a finished order home."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.db.tables.assets import AssetRow
from app.db.tables.tasks import TaskRow
from app.domain.errors import BadOutput, ProviderBusy, ProviderProblem
from app.domain.ports import MadeFile, Poller, RemoteFile
from app.domain.retry import MAX_SAVES, MAX_WRONG_FILES, come_back_after
from app.domain.states import TaskState
from app.services import ending, filing, listening, weather
from app.services.comeback import come_back
from app.services.ending import Reason
from app.services.engine import Engine
from app.services.takeover import fail, take_over


@dataclass(frozen=True)
class Saving:
    """The `save` step. Safe to repeat: the key comes from the task, so a repeat overwrites."""

    engine: Engine

    def save(self, task_id: str) -> None:
        """Fetch and store every file of this task, then end it."""
        task = take_over(self.engine, task_id, TaskState.SAVING, note=False)
        if task is None:
            return
        provider = self.engine.provider(task.provider)
        if not isinstance(provider, Poller):
            raise TypeError(f"{provider.id} has no files to fetch")
        with self.engine.leases.hold(task):
            assets, problem = self._fetch_all(task, provider)
            if problem is None:
                self._complete(task, assets)
            else:
                self._not_saved(task, problem, came=assets)

    def _fetch_all(
        self, task: TaskRow, provider: Poller
    ) -> tuple[list[AssetRow], Exception | None]:
        """What came, and what went wrong with the first that did not."""
        assets: list[AssetRow] = []
        wrong: Exception | None = None
        for file in remote_files(task):
            try:
                assets.append(self._fetch(task, provider, file))
            except Exception as problem:  # noqa: BLE001 -- whatever happened, the row must say it
                wrong = wrong or problem
        return assets, wrong

    def _fetch(self, task: TaskRow, provider: Poller, file: RemoteFile) -> AssetRow:
        self.engine.at("fetch.before_call")
        with provider.fetch(file) as chunks:
            stored = filing.put(
                self.engine.storage, task, provider.medium, file.file, _not_empty(chunks)
            )
        self.engine.at("fetch.after_call")
        return listening.describe(self.engine, stored)

    def _complete(self, task: TaskRow, assets: list[AssetRow]) -> None:
        with self.engine.db.transaction("ended") as tx:
            weather.answered(tx, task.provider)
            done = ending.complete(self.engine, tx, task, assets)
        if not done:
            self.engine.fenced(task)
            filing.forget_unwanted(self.engine.db, self.engine.storage, task, assets)

    def _not_saved(self, task: TaskRow, problem: Exception, *, came: list[AssetRow]) -> None:
        """It is bought: the files are worth more tries than the order was, and one is a song."""
        code = problem.code if isinstance(problem, ProviderProblem) else "not_saved"
        tries = task.poll_errors + 1
        words = f"{type(problem).__name__}: {problem}"
        most = MAX_WRONG_FILES if isinstance(problem, BadOutput) else MAX_SAVES
        if tries >= most and any(asset.is_main for asset in came):
            self._complete(task, came)
            return
        if tries >= most:
            fail(self.engine, task, Reason(code, detail=words))
            medium = self.engine.provider(task.provider).medium
            files = [remote.file for remote in remote_files(task)]
            filing.forget_given_up(self.engine.db, self.engine.storage, task, medium, files)
            return
        asked = problem.retry_after if isinstance(problem, ProviderBusy) else None
        wait = asked or come_back_after(tries)
        come_back(self.engine, task, wait=wait, kind="not_saved", problem=words)


def remote_files(task: TaskRow) -> list[RemoteFile]:
    """The files that the provider said are ready."""
    return [
        RemoteFile(url=entry["url"], file=MadeFile(**entry["file"])) for entry in task.result or []
    ]


def as_result(files: tuple[RemoteFile, ...]) -> list[dict[str, Any]]:
    """The same as a column."""
    return [
        {
            "url": remote.url,
            "file": {
                "name": remote.file.name,
                "content_type": remote.file.content_type,
                "meta": remote.file.meta,
                "is_main": remote.file.is_main,
            },
        }
        for remote in files
    ]


def _not_empty(chunks: Iterator[bytes]) -> Iterator[bytes]:
    empty = True
    for chunk in chunks:
        empty = empty and not chunk
        yield chunk
    if empty:
        raise BadOutput("the provider sent an empty file")
