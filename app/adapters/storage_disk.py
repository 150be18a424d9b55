"""Files in a directory: written beside, then renamed, so a file is whole or not there."""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from app.domain.errors import BadOutput, NotFound
from app.domain.ports import Listed, Stored

_CHUNK = 256 * 1024
_DRAFT_LIVES_S = 3600.0


class DiskStorage:
    """Storage for one machine, or for several that mount the same directory."""

    def __init__(self, root: Path, *, max_bytes: int) -> None:
        self._root = root.resolve()
        self._drafts = self._root / ".drafts"
        self._max = max_bytes

    def put(
        self,
        key: str,
        chunks: Iterable[bytes],
        *,
        content_type: str,
        meta: Mapping[str, str] | None = None,
    ) -> Stored:
        """Write a file whole or not at all. Raises `BadOutput` past the largest size."""
        del content_type, meta  # a disk keeps neither; the asset's row does
        target = self._inside(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        self._drafts.mkdir(parents=True, exist_ok=True)
        draft = self._drafts / f"{uuid4().hex}.part"
        try:
            stored = self._write(draft, key, chunks)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        return stored

    def stat(self, key: str) -> Stored | None:
        """What is stored under the key; reads it once, for its checksum."""
        path = self._inside(key)
        if not path.is_file():
            return None
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
        return Stored(key=key, size=path.stat().st_size, sha256=digest.hexdigest())

    def read(self, key: str, *, start: int = 0) -> Iterator[bytes]:
        """Stream a file from a byte on. Raises `NotFound`."""
        path = self._inside(key)
        if not path.is_file():
            raise NotFound("This file is not there any more.")
        with path.open("rb") as file:
            file.seek(start)
            while chunk := file.read(_CHUNK):
                yield chunk

    def delete(self, key: str) -> None:
        """Remove a file; nothing happens when there is none."""
        self._inside(key).unlink(missing_ok=True)

    def path(self, key: str) -> Path | None:
        """Where the file is on this machine."""
        return self._inside(key)

    def link(
        self,
        key: str,
        *,
        filename: str,
        content_type: str,
        ttl: timedelta,
        download: bool = False,
    ) -> str | None:
        """A disk hands out no addresses: files go through the web process."""
        del key, filename, content_type, ttl, download
        return None

    def list(self, prefix: str = "", *, after: str = "") -> Iterator[Listed]:
        """Files whose keys begin so, in order, from behind `after`; drafts are none."""
        if self._root.is_dir():
            yield from self._walk("", prefix, after)

    def tidy(self) -> None:
        """Remove what writers that died left half-written."""
        long_ago = time.time() - _DRAFT_LIVES_S
        for draft in self._drafts.glob("*.part"):
            with suppress(FileNotFoundError):
                if draft.stat().st_mtime < long_ago:
                    draft.unlink()

    def _walk(self, folder: str, prefix: str, after: str) -> Iterator[Listed]:
        with os.scandir(self._root / folder) as entries:
            # A folder takes its place as its keys do: by its name with the stroke behind it.
            found = sorted((each.name + "/" * each.is_dir(), each) for each in entries)
        for name, entry in found:
            key = folder + name
            if name.endswith("/"):
                fits = key.startswith(prefix) or prefix.startswith(key)
                if fits and key != ".drafts/" and (key > after or after.startswith(key)):
                    yield from self._walk(key, prefix, after)
            elif key.startswith(prefix) and key > after:
                with suppress(FileNotFoundError):
                    told = entry.stat()
                    at = datetime.fromtimestamp(told.st_mtime, UTC)
                    yield Listed(key, told.st_size, at)

    def _write(self, draft: Path, key: str, chunks: Iterable[bytes]) -> Stored:
        size, digest = 0, hashlib.sha256()
        with draft.open("xb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > self._max:
                    raise BadOutput(f"the file is larger than {self._max // 1_000_000} MB")
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        return Stored(key=key, size=size, sha256=digest.hexdigest())

    def _inside(self, key: str) -> Path:
        """The path of a key. Keys are ours, and still none may lead out of the directory."""
        path = (self._root / key).resolve()
        if not path.is_relative_to(self._root) or path == self._root:
            raise ValueError(f"not a storage key: {key!r}")
        return path
