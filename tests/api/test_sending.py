"""Files that are in a bucket: by a signed address, or through the web process."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import httpx
import pytest

from app.adapters.storage_s3 import S3Storage
from tests.api.conftest import Visitor
from tests.engine.conftest import House
from tests.engine.scripted import MP3
from tests.simulators.bucket import Bucket, Weather, stormy

SIZE = len(MP3)


def move(house: House, server: str, *, proxy: bool) -> Bucket:
    """From now on files are in a bucket."""
    bucket = Bucket.make(server, f"songs-{house.person[-8:]}")
    storage = S3Storage(bucket.settings(proxy=proxy), max_bytes=10_000_000, attempts=2)
    house.studio = replace(house.studio, storage=storage)
    return bucket


@pytest.fixture
def signed(house: House, s3_server: str) -> Bucket:
    """A bucket that browsers reach."""
    return move(house, s3_server, proxy=False)


@pytest.fixture
def proxied(house: House, s3_server: str) -> Bucket:
    """A bucket that only we reach."""
    return move(house, s3_server, proxy=True)


def url_of(visitor: Visitor) -> str:
    return visitor.song(title="비 노래")["files"][0]["url"]


def test_the_browser_is_sent_to_a_signed_address(signed: Bucket, ann: Visitor) -> None:
    answer = ann.client.get(url_of(ann))

    assert answer.status_code == 307
    assert answer.headers["cache-control"] == "private, no-store"
    there = httpx.get(answer.headers["location"], headers={"Range": "bytes=0-3"})
    assert (there.status_code, there.content) == (206, MP3[:4])
    assert there.headers["content-type"] == "audio/mpeg"
    assert there.headers["content-disposition"].startswith("inline;")


def test_a_download_from_a_signed_address_has_its_name(signed: Bucket, ann: Visitor) -> None:
    answer = ann.client.get(url_of(ann), params={"download": "1"})

    there = httpx.get(answer.headers["location"])
    assert there.headers["content-disposition"] == (
        f"attachment; filename=\"file.mp3\"; filename*=UTF-8''{quote('비_노래.mp3')}"
    )


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=100-", 100, SIZE),
        ("bytes=-4", SIZE - 4, SIZE),
        (f"bytes=0-{SIZE * 2}", 0, SIZE),
        ("bytes=0-1,5-6", 0, SIZE),
        ("lines=1-2", 0, SIZE),
        ("", 0, SIZE),
    ],
)
def test_through_us_comes_what_was_asked_for(
    proxied: Bucket, ann: Visitor, *, asked: str, start: int, stop: int
) -> None:
    answer = ann.client.get(url_of(ann), headers={"Range": asked})

    part = (start, stop) != (0, SIZE)
    assert (answer.status_code, answer.content) == (206 if part else 200, MP3[start:stop])
    assert answer.headers.get("content-range") == (
        f"bytes {start}-{stop - 1}/{SIZE}" if part else None
    )
    assert answer.headers["content-length"] == str(stop - start)
    assert answer.headers["accept-ranges"] == "bytes"


def test_a_part_that_is_not_there_is_told(proxied: Bucket, ann: Visitor) -> None:
    answer = ann.client.get(url_of(ann), headers={"Range": f"bytes={SIZE}-"})

    assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{SIZE}")


def test_through_us_versions_and_heads_work_as_from_a_disk(proxied: Bucket, ann: Visitor) -> None:
    url = url_of(ann)
    head = ann.client.head(url)
    etag = head.headers["etag"]

    other = ann.client.get(url, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    same = ann.client.get(url, headers={"Range": "bytes=0-9", "If-Range": etag})
    held = ann.client.get(url, headers={"If-None-Match": etag})

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(SIZE)
    assert (other.status_code, same.status_code, held.status_code) == (200, 206, 304)


def test_what_vanished_from_the_bucket_is_not_there(proxied: Bucket, ann: Visitor) -> None:
    url = url_of(ann)
    for key in proxied.objects():
        proxied.client.delete_object(Bucket=proxied.name, Key=key)

    assert ann.client.get(url).status_code == 404


def test_a_store_that_is_away_is_said_in_words(
    house: House, s3_server: str, guest: Callable[[], Visitor]
) -> None:
    with stormy(s3_server) as weather:
        url, ann = _through(weather, house, s3_server, guest)
        weather.brings("dead")

        answer = ann.client.get(url)

    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "unavailable"
    assert answer.headers["retry-after"] == "5"


def _through(
    weather: Weather, house: House, server: str, guest: Callable[[], Visitor]
) -> tuple[str, Visitor]:
    bucket = Bucket.make(server, f"songs-{house.person[-8:]}", through=weather.url)
    storage = S3Storage(bucket.settings(proxy=True), max_bytes=10_000_000, attempts=2)
    object.__setattr__(house.studio.engine, "storage", storage)
    ann = guest()
    return url_of(ann), ann
