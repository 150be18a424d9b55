"""Archives are made while they are sent."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.adapters.storage_disk import DiskStorage
from app.services.packing import Entry, pack

MB = 1_000_000
AT = datetime(2026, 5, 3, tzinfo=UTC)


@pytest.fixture
def storage(tmp_path: Path) -> DiskStorage:
    return DiskStorage(tmp_path, max_bytes=1000 * MB)


def _song(storage: DiskStorage, size: int, number: int) -> Entry:
    """A song of so many noughts, which take no room on this disk."""
    key = f"music/{number}.wav"
    path = storage.path(key)
    assert path is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)
    return Entry("Rain", "wav", key, AT)


def _peak(chunks: Iterator[bytes]) -> tuple[int, int]:
    """How many bytes came, and how many were held at once."""
    tracemalloc.start()
    came = sum(len(chunk) for chunk in chunks)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return came, held


@pytest.mark.parametrize(("songs", "size"), [(1, 5 * MB), (1, 200 * MB), (40, 5 * MB)])
def test_an_archive_takes_the_same_memory_whatever_it_holds(
    storage: DiskStorage, songs: int, size: int
) -> None:
    entries = [_song(storage, size, number) for number in range(songs)]

    came, held = _peak(pack(storage, entries))

    assert came > songs * size
    assert held < 4 * MB


def test_files_of_one_name_are_told_apart_and_one_that_is_gone_is_left_out(
    storage: DiskStorage,
) -> None:
    entries = [_song(storage, 10, number) for number in range(3)]
    storage.delete(entries[1].key)

    archive = zipfile.ZipFile(io.BytesIO(b"".join(pack(storage, entries))))

    assert archive.testzip() is None
    assert archive.namelist() == ["Rain.wav", "Rain (2).wav"]
