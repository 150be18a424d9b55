"""Brings the files of a finished order home."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from app.db import tasks as rows
from app.db.tables.assets import AssetRow
from app.db.tables.tasks import TaskRow
from app.domain.errors import BadOutput, LinkExpired, ProviderBusy, ProviderProblem
from app.domain.medium import Medium
from app.domain.providing import MadeFile, Poller, RemoteFile, RemoteState
from app.domain.retry import MAX_SAVES, MAX_WRONG_FILES, come_back_after
from app.domain.states import TaskState
from app.services import describing, ending, filing, spooling, tracing, weather
from app.services.comeback import come_back
from app.services.ending import Reason
from app.services.engine import Engine
from app.services.takeover import fail, take_over

log = logging.getLogger(__name__)

_ASK_ANOTHER_AFTER = timedelta(seconds=10)
_ANSWERS_WITHIN_S = 20.0


class Source(Protocol):
    """Where finished files are fetched from."""

    def fetch(self, file: RemoteFile) -> AbstractContextManager[Iterator[bytes]]:
        """Stream one of them."""
        ...


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
        poller = provider if isinstance(provider, Poller) else None
        source = poller or spooling.Spooled(self.engine, task, provider.medium)
        with tracing.step("task.save", task), self.engine.leases.hold(task):
            assets, problem = self._fetch_all(task, provider.medium, source)
            if problem is None:
                self._complete(task, assets)
            else:
                self._not_saved(task, poller, problem, came=assets)

    def _fetch_all(
        self, task: TaskRow, medium: Medium, source: Source
    ) -> tuple[list[AssetRow], Exception | None]:
        """What came, and what went wrong with the first that did not."""
        assets: list[AssetRow] = []
        wrong: Exception | None = None
        for file in remote_files(task):
            try:
                assets.append(self._fetch(task, medium, source, file))
            except Exception as problem:  # noqa: BLE001 -- whatever happened, the row must say it
                wrong = wrong or problem
        return assets, wrong

    def _fetch(self, task: TaskRow, medium: Medium, source: Source, file: RemoteFile) -> AssetRow:
        self.engine.at("fetch.before_call")
        with source.fetch(file) as chunks:
            stored = filing.put(self.engine.storage, task, medium, file.file, _not_empty(chunks))
        self.engine.at("fetch.after_call")
        return describing.describe(self.engine, stored)

    def _complete(self, task: TaskRow, assets: list[AssetRow]) -> None:
        with self.engine.db.transaction("ended") as tx:
            weather.answered(tx, task.provider)
            done = ending.complete(self.engine, tx, task, assets)
        if not done:
            self.engine.fenced(task)
            filing.forget_unwanted(self.engine.db, self.engine.storage, task, assets)
        else:
            self._forget_spooled(task)

    def _not_saved(
        self, task: TaskRow, poller: Poller | None, problem: Exception, *, came: list[AssetRow]
    ) -> None:
        """It is bought: the files are worth more tries than the order was, and one is a song."""
        if isinstance(problem, spooling.Elsewhere) and not is_over(task):
            self._leave_to_its_machine(task)
            return
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
            self._forget_spooled(task)
            return
        asked = problem.retry_after if isinstance(problem, ProviderBusy) else None
        wait = asked or come_back_after(tries)
        links = _other_links(poller, task) if poller and isinstance(problem, LinkExpired) else None
        come_back(self.engine, task, wait=wait, kind="not_saved", problem=words, result=links)

    def _leave_to_its_machine(self, task: TaskRow) -> None:
        """This was no try: the machine that has the files is rung in its turn."""
        free = {"lease_owner": None, "lease_until": None, "rung_at": None}
        with self.engine.db.transaction() as tx:
            rows.write(tx.session, task, due_at=rows.NOW + _ASK_ANOTHER_AFTER, **free)

    def _forget_spooled(self, task: TaskRow) -> None:
        medium = self.engine.provider(task.provider).medium
        files = [remote.file for remote in remote_files(task)]
        spooling.forget(self.engine, task, medium, files)


def _other_links(poller: Poller, task: TaskRow) -> list[dict[str, Any]] | None:
    """Addresses end after a while: what is still there is told again. Nothing is ordered."""
    try:
        question = asyncio.wait_for(poller.check(task.remote_id or ""), _ANSWERS_WITHIN_S)
        answer = asyncio.run(question)
    except Exception as problem:  # noqa: BLE001 -- then the ones that are known are tried again
        log.warning(
            "save.no_other_links", extra={"task_id": task.id, "problem": type(problem).__name__}
        )
        return None
    is_whole = answer.state is RemoteState.DONE and len(answer.files) >= len(remote_files(task))
    return as_result(answer.files) if is_whole else None


def is_over(task: TaskRow) -> bool:
    """Whether it is past its deadline."""
    return task.deadline_at is not None and task.deadline_at < datetime.now(UTC)


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
