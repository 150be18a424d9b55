"""Hands a stored file out: from this disk, at a signed address, or as a stream."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.domain.errors import NotFound
from app.domain.ports import Storage

_LINK_TTL = timedelta(minutes=15)


@dataclass(frozen=True)
class OpenFile:
    """A file to be handed out: on this machine, at a signed address, or else by `read`."""

    storage: Storage
    key: str
    path: Path | None
    link: str | None
    content_type: str
    filename: str
    size: int
    sha256: str

    def read(self, *, start: int = 0) -> Iterator[bytes]:
        """The bytes from one on. Raises `NotFound`, `StorageAway`."""
        return self.storage.read(self.key, start=start)


def hand_out(  # noqa: PLR0913 -- what a row knows of a file
    storage: Storage,
    key: str,
    *,
    filename: str,
    content_type: str,
    size: int,
    sha256: str,
    download: bool,
) -> OpenFile:
    """Where the bytes are. Links are signed now, live for minutes and are never kept."""
    path, link = storage.path(key), None
    if path is None:
        link = storage.link(
            key, filename=filename, content_type=content_type, ttl=_LINK_TTL, download=download
        )
    elif not path.is_file():
        raise NotFound("This file is not there any more.")
    return OpenFile(storage, key, path, link, content_type, filename, size, sha256)
