"""Many files as one archive, made while it is sent: memory stays flat, whatever it holds."""

import logging
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import NotFound
from app.domain.ports import Storage

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Entry:
    """One file of an archive."""

    stem: str
    ending: str
    key: str
    at: datetime
    content: Iterable[bytes] | None = None
    """What is in it, where it does not lie in storage."""


class _Pipe:
    """Takes what an archive writes, until it is fetched. It cannot go back."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, chunk: bytes) -> int:
        self._held.append(bytes(chunk))
        return len(chunk)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        held, self._held = b"".join(self._held), []
        return held


def pack(storage: Storage, entries: Iterable[Entry]) -> Iterator[bytes]:
    """
    A ZIP archive, piece by piece. Songs are packed already, so nothing is compressed.

    A file that is not there any more is left out. Raises `StorageAway`.
    """
    pipe, names = _Pipe(), set[str]()
    with zipfile.ZipFile(pipe, "w") as archive:  # pyright: ignore[reportArgumentType, reportCallIssue] -- it only writes
        for entry in entries:
            chunks = storage.read(entry.key) if entry.content is None else iter(entry.content)
            try:
                first = next(chunks, b"")
            except NotFound:
                log.warning("packing.missing", extra={"key": entry.key})
                continue
            info = zipfile.ZipInfo(_name(entry, names), date_time=entry.at.timetuple()[:6])
            with archive.open(info, "w", force_zip64=True) as file:
                file.write(first)
                for chunk in chunks:
                    file.write(chunk)
                    yield pipe.take()
            yield pipe.take()
    yield pipe.take()


def _name(entry: Entry, taken: set[str]) -> str:
    """Its name, with a number behind it where another one has the same."""
    name, number = f"{entry.stem}.{entry.ending}", 1
    while name.lower() in taken:
        number += 1
        name = f"{entry.stem} ({number}).{entry.ending}"
    taken.add(name.lower())
    return name
