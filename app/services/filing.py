"""Brings files home: the key comes from the task, the content is looked at, the size is capped."""

import logging
from collections.abc import Iterable, Iterator, Sequence

from app.db.tables.assets import AssetRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Database
from app.domain.errors import BadOutput
from app.domain.files import file_key, kind_of, thumb_key
from app.domain.ids import new_id
from app.domain.medium import Medium
from app.domain.ports import Storage, Stored
from app.domain.providing import MadeFile
from app.domain.states import TaskState

log = logging.getLogger(__name__)

_ENOUGH_TO_TELL = 512


def put(
    storage: Storage, task: TaskRow, medium: Medium, file: MadeFile, chunks: Iterable[bytes]
) -> AssetRow:
    """Store one file of a task and describe it. Raises `BadOutput` when it is not what it says."""
    stored = storage.put(
        key_of(task, medium, file),
        _checked(file, chunks),
        content_type=file.content_type,
        meta={"task": task.id, "title": task.title},
    )
    return _asset(task, medium, file, stored)


def find(storage: Storage, task: TaskRow, medium: Medium, file: MadeFile) -> AssetRow | None:
    """Describe a file of this task that is whole in storage already; None when it is not."""
    stored = storage.stat(key_of(task, medium, file))
    return _asset(task, medium, file, stored) if stored else None


def forget_unwanted(
    db: Database, storage: Storage, task: TaskRow, assets: Sequence[AssetRow]
) -> None:
    """When a task was removed, cancelled or given up meanwhile, nobody will ask for its files."""
    thumbs = [thumb_key(asset.key) for asset in assets if asset.medium == Medium.PHOTO]
    _forget(db, storage, task, [*(asset.key for asset in assets), *thumbs])


def forget_given_up(
    db: Database, storage: Storage, task: TaskRow, medium: Medium, files: Iterable[MadeFile]
) -> None:
    """The same for what may be stored already of files that never came together."""
    _forget(db, storage, task, [key_of(task, medium, file) for file in files])


def _forget(db: Database, storage: Storage, task: TaskRow, keys: Iterable[str]) -> None:
    with db.transaction() as tx:
        now = tx.session.get(TaskRow, task.id)
    if now is not None and now.state not in (TaskState.FAILED, TaskState.CANCELLED):
        return
    for key in keys:
        try:
            storage.delete(key)
        except OSError as problem:
            log.warning("file.not_deleted", extra={"task_id": task.id, "problem": str(problem)})


def key_of(task: TaskRow, medium: Medium, file: MadeFile) -> str:
    """Where a file of this task is kept, or will be."""
    return file_key(medium, task.created_at, title=task.title, task_id=task.id, name=file.name)


def _asset(task: TaskRow, medium: Medium, file: MadeFile, stored: Stored) -> AssetRow:
    return AssetRow(
        id=new_id("asset"),
        root_id=task.job_id,
        job_id=task.job_id,
        task_id=task.id,
        person_id=task.person_id,
        medium=medium,
        name=file.name,
        key=stored.key,
        content_type=file.content_type,
        size=stored.size,
        sha256=stored.sha256,
        meta=file.meta,
        is_main=file.is_main,
    )


def _checked(file: MadeFile, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, once their beginning shows that they are what they claim to be."""
    head, rest = b"", iter(chunks)
    for chunk in rest:
        head += chunk
        if len(head) >= _ENOUGH_TO_TELL:
            break
    if kind_of(head) != file.content_type:
        found = kind_of(head) or ("nothing" if not head else "something else")
        raise BadOutput(f"{file.name} should be {file.content_type} but is {found}")
    yield head
    yield from rest
