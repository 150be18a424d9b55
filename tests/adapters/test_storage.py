"""What holds of every storage: files are whole or not there, wherever they are kept."""

import hashlib
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from app.adapters.storage_s3 import S3Storage
from app.domain.errors import BadOutput, NotFound
from app.domain.ports import Storage
from tests.adapters.conftest import MAX

BODY = bytes(range(256)) * 1000
PART = 8 * 1024 * 1024
Keys = Callable[[], list[str]]
KOREAN = "music/2026-09-01T00-45-30-123Z_비_오는_밤_x7k2m9q4bd.mp3"


def put(storage: Storage, key: str, body: bytes) -> None:
    storage.put(key, iter([body[:100], body[100:]]), content_type="audio/mpeg")


def pieces(size: int, *, of: int = 100_000) -> Iterator[bytes]:
    """The same `size` bytes every time, in pieces that fit no part."""
    dice = random.Random(size)
    while size > 0:
        piece = dice.randbytes(min(of, size))
        size -= len(piece)
        yield piece


@pytest.mark.parametrize("key", ["music/a.mp3", KOREAN, "music/a+b (1) & 'c'.mp3"])
def test_what_is_put_is_read_again(storage: Storage, key: str) -> None:
    stored = storage.put(key, iter([BODY]), content_type="audio/mpeg")

    assert b"".join(storage.read(key)) == BODY
    assert b"".join(storage.read(key, start=1000)) == BODY[1000:]
    assert b"".join(storage.read(key, start=len(BODY))) == b""
    assert stored.sha256 == hashlib.sha256(BODY).hexdigest()
    assert storage.stat(key) == stored


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 2 * PART, 20_000_001])
def test_every_size_arrives_whole(storage: Storage, size: int) -> None:
    stored = storage.put("music/a.wav", pieces(size), content_type="audio/wav")

    expected = b"".join(pieces(size))
    assert b"".join(storage.read("music/a.wav")) == expected
    assert (stored.size, stored.sha256) == (size, hashlib.sha256(expected).hexdigest())
    assert storage.stat("music/a.wav") == stored


@pytest.mark.parametrize("size", [1000, PART + 1000])
def test_a_repeat_overwrites_itself(storage: Storage, keys: Keys, size: int) -> None:
    put(storage, "music/a.mp3", b"an older one")
    storage.put("music/a.mp3", pieces(size), content_type="audio/mpeg")

    assert keys() == ["music/a.mp3"]
    assert b"".join(storage.read("music/a.mp3")) == b"".join(pieces(size))


@pytest.mark.parametrize("size", [1000, PART + 1000])
def test_a_stream_that_breaks_leaves_the_old_file_and_no_litter(
    storage: Storage, keys: Keys, size: int
) -> None:
    put(storage, "music/a.mp3", BODY)

    def broken() -> Iterator[bytes]:
        yield from pieces(size)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        storage.put("music/a.mp3", broken(), content_type="audio/mpeg")

    assert b"".join(storage.read("music/a.mp3")) == BODY
    assert keys() == ["music/a.mp3"]


def test_too_large_is_refused_and_not_kept(storage: Storage, keys: Keys) -> None:
    with pytest.raises(BadOutput, match="larger than 40 MB"):
        storage.put("music/a.mp3", pieces(MAX + 1), content_type="audio/mpeg")

    assert storage.stat("music/a.mp3") is None
    assert keys() == []


@pytest.mark.parametrize("key", ["../a", "/etc/passwd", "music/../../a", ""])
def test_no_key_leads_out_of_the_folder(storage: Storage, key: str) -> None:
    with pytest.raises(ValueError, match="not a storage key"):
        put(storage, key, BODY)


def test_what_is_not_there_is_not_found_and_deleted_in_peace(storage: Storage) -> None:
    storage.delete("music/none.mp3")

    assert storage.stat("music/none.mp3") is None
    with pytest.raises(NotFound):
        next(storage.read("music/none.mp3"))


def test_what_is_deleted_is_gone(storage: Storage, keys: Keys) -> None:
    put(storage, "music/a.mp3", BODY)

    storage.delete("music/a.mp3")

    assert keys() == []


def test_a_listing_is_in_the_order_of_keys_and_goes_on_from_any(storage: Storage) -> None:
    names = ("music/a.mp3", "music/a/b.mp3", "music/a-b.mp3", KOREAN, "formats/z.wav", "music2/c")
    for name in names:
        put(storage, name, BODY)
    ours = sorted(name for name in names if name.startswith("music/"))

    assert [each.key for each in storage.list()] == sorted(names)
    assert [each.key for each in storage.list("music/")] == ours
    for at, name in enumerate(ours):
        assert [each.key for each in storage.list("music/", after=name)] == ours[at + 1 :]
    assert list(storage.list("nothing/")) == []
    first = next(storage.list("formats/"))
    assert first.size == len(BODY)
    assert abs((datetime.now(UTC) - first.changed_at).total_seconds()) < 60


def test_a_listing_is_fetched_page_by_page(s3: S3Storage) -> None:
    for number in range(1_005):
        s3.client.put_object(Bucket=s3.bucket, Key=s3.name(f"music/{number:04}"), Body=b"")

    assert [each.key for each in s3.list()] == [f"music/{n:04}" for n in range(1_005)]


def test_tidying_leaves_whole_files_alone(storage: Storage, keys: Keys) -> None:
    put(storage, "music/a.mp3", BODY)

    storage.tidy()

    assert keys() == ["music/a.mp3"]
