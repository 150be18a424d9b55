"""Files on a disk are whole or not there."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.adapters.storage_disk import DiskStorage
from app.domain.errors import BadOutput, NotFound

BODY = bytes(range(256)) * 1000


@pytest.fixture
def storage(tmp_path: Path) -> DiskStorage:
    return DiskStorage(tmp_path / "files", max_bytes=1_000_000)


def put(storage: DiskStorage, key: str, body: bytes) -> None:
    storage.put(key, iter([body[:100], body[100:]]), content_type="audio/mpeg")


def test_what_is_put_is_read_again(storage: DiskStorage) -> None:
    stored = storage.put("music/a.mp3", iter([BODY]), content_type="audio/mpeg")

    assert b"".join(storage.read("music/a.mp3")) == BODY
    assert b"".join(storage.read("music/a.mp3", start=1000)) == BODY[1000:]
    assert stored.sha256 == hashlib.sha256(BODY).hexdigest()
    assert storage.stat("music/a.mp3") == stored


def test_a_repeat_overwrites_itself(storage: DiskStorage, tmp_path: Path) -> None:
    put(storage, "music/a.mp3", BODY)
    put(storage, "music/a.mp3", BODY)

    assert len(list((tmp_path / "files").rglob("*.mp3"))) == 1


def test_a_stream_that_breaks_leaves_the_old_file_and_no_litter(
    storage: DiskStorage, tmp_path: Path
) -> None:
    put(storage, "music/a.mp3", BODY)

    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        storage.put("music/a.mp3", broken(), content_type="audio/mpeg")

    assert b"".join(storage.read("music/a.mp3")) == BODY
    assert [p.name for p in (tmp_path / "files" / "music").iterdir()] == ["a.mp3"]


def test_what_dead_writers_left_is_removed_after_an_hour(
    storage: DiskStorage, tmp_path: Path
) -> None:
    drafts = tmp_path / "files" / ".drafts"
    drafts.mkdir(parents=True)
    old, new = drafts / "old.part", drafts / "new.part"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))

    storage.tidy()

    assert (old.exists(), new.exists()) == (False, True)


def test_too_large_is_refused_and_not_kept(storage: DiskStorage) -> None:
    with pytest.raises(BadOutput, match="larger than 1 MB"):
        storage.put("music/a.mp3", (BODY for _ in range(10)), content_type="audio/mpeg")

    assert storage.stat("music/a.mp3") is None


@pytest.mark.parametrize("key", ["../a", "/etc/passwd", "music/../../a", ""])
def test_no_key_leads_out_of_the_directory(storage: DiskStorage, key: str) -> None:
    with pytest.raises(ValueError, match="not a storage key"):
        put(storage, key, BODY)


def test_what_is_not_there_is_not_found_and_deleted_in_peace(storage: DiskStorage) -> None:
    storage.delete("music/none.mp3")

    assert storage.stat("music/none.mp3") is None
    with pytest.raises(NotFound):
        next(storage.read("music/none.mp3"))
