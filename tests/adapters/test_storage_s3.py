"""What holds of a bucket alone: bad weather on the way, signed addresses, litter."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from app.adapters.s3_settings import S3Settings
from app.adapters.storage_s3 import S3Storage
from app.domain.errors import StorageAway
from tests.adapters.conftest import MAX
from tests.adapters.test_storage import PART, pieces
from tests.simulators.bucket import Bucket, Seen, Weather, bucket_server

ROOT = Path(__file__).parents[2]
SMALL, LARGE = 1000, 2 * PART + 1000
KEY = "music/a.wav"
is_put: Callable[[Seen], bool] = lambda seen: seen.method == "PUT"  # noqa: E731 -- a word for tests
is_get: Callable[[Seen], bool] = lambda seen: seen.method == "GET"  # noqa: E731 -- a word for tests


def put(s3: S3Storage, size: int) -> None:
    s3.put(KEY, pieces(size), content_type="audio/wav", meta={"title": "비 오는 밤", "task": "t"})


def body(s3: S3Storage) -> bytes:
    return b"".join(s3.read(KEY))


def litter(bucket: Bucket) -> list[str]:
    return bucket.objects() + bucket.unfinished()


@pytest.mark.parametrize("trouble", ["reset", "lost", "503 SlowDown", "500 InternalError"])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_what_passes_is_tried_again(
    s3: S3Storage, weather: Weather, *, size: int, trouble: str
) -> None:
    weather.brings(trouble, times=2, when=is_put)

    put(s3, size)

    assert body(s3) == b"".join(pieces(size))


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("dead", "does not answer|connection to the store broke"),
        ("reset", "does not answer|connection to the store broke"),
        ("503 SlowDown", "asks for patience"),
        ("403 InvalidAccessKeyId", "does not know this key: check S3_ACCESS_KEY_ID"),
        ("403 SignatureDoesNotMatch", "refuses the signature"),
        ("403 AccessDenied", "refuses this key in bucket songs-"),
        ("400 BadDigest", "damaged on their way"),
    ],
)
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_what_stays_is_told_in_a_sentence_and_leaves_nothing(
    s3: S3Storage, bucket: Bucket, weather: Weather, *, size: int, trouble: str, words: str
) -> None:
    # The first part has arrived when it happens.
    weather.brings(
        trouble, times=3, when=lambda seen: is_put(seen) and "partNumber=1&" not in seen.path
    )

    with pytest.raises(StorageAway, match=words) as told:
        put(s3, size)

    assert "a secret key" not in str(told.value)
    assert litter(bucket) == []


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_damaged_object_is_noticed_and_not_kept(
    s3: S3Storage, bucket: Bucket, weather: Weather, size: int
) -> None:
    weather.brings("bent", when=lambda seen: is_put(seen) and "partNumber=1&" not in seen.path)

    with pytest.raises(StorageAway, match=r"something else|refuses"):
        put(s3, size)

    assert litter(bucket) == []


def test_a_server_that_dies_in_the_middle_is_one_sentence() -> None:
    with ExitStack() as server:
        url = server.enter_context(bucket_server())
        s3 = S3Storage(Bucket.make(url, "songs").settings(), max_bytes=MAX, attempts=2)

        def dying() -> Iterator[bytes]:
            yield b"".join(pieces(PART + 1))
            server.close()
            yield from pieces(PART)

        with pytest.raises(StorageAway, match="does not answer"):
            s3.put(KEY, dying(), content_type="audio/wav")


def test_a_bucket_that_is_missing_is_one_sentence(bucket: Bucket) -> None:
    s3 = S3Storage(bucket.settings().model_copy(update={"bucket": "nowhere"}), max_bytes=MAX)

    with pytest.raises(StorageAway, match="The bucket nowhere does not exist"):
        put(s3, SMALL)


def test_a_download_that_breaks_goes_on_where_it_was(s3: S3Storage, weather: Weather) -> None:
    put(s3, LARGE)
    weather.brings("cut", times=2, when=is_get)

    assert body(s3) == b"".join(pieces(LARGE))


def test_a_download_that_keeps_breaking_is_told(s3: S3Storage, weather: Weather) -> None:
    put(s3, LARGE)
    weather.brings("cut", times=10, when=is_get)

    with pytest.raises(StorageAway, match="broke"):
        body(s3)


def test_an_object_carries_what_it_is(s3: S3Storage, bucket: Bucket) -> None:
    stored = s3.put(
        KEY, pieces(SMALL), content_type="audio/wav", meta={"title": "비 & rain", "task": "task_1"}
    )

    head = bucket.client.head_object(Bucket=bucket.name, Key=f"our/songs/{KEY}")
    assert head["ContentType"] == "audio/wav"
    assert head["Metadata"] == {
        "task": "task_1",
        "title": "%EB%B9%84 & rain",
        "sha256": stored.sha256,
    }


def test_a_signed_address_gives_the_file_its_name_and_type(s3: S3Storage) -> None:
    put(s3, SMALL)

    link = s3.link(
        KEY,
        filename="비_노래.wav",
        content_type="audio/wav",
        ttl=timedelta(minutes=1),
        download=True,
    )

    answer = httpx.get(link or "", headers={"Range": "bytes=10-19"})
    assert (answer.status_code, answer.content) == (206, b"".join(pieces(SMALL))[10:20])
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"file.wav\"; filename*=UTF-8''%EB%B9%84_%EB%85%B8%EB%9E%98.wav"
    )


def test_without_the_signature_nobody_reads(s3: S3Storage, bucket: Bucket) -> None:
    put(s3, SMALL)

    answer = httpx.get(f"{bucket.url}/{bucket.name}/our/songs/{KEY}")

    assert answer.status_code == 403


def test_browsers_are_sent_to_the_public_address(bucket: Bucket) -> None:
    settings = bucket.settings(public_endpoint_url="https://files.example", path_style=False)
    s3 = S3Storage(settings, max_bytes=MAX)

    link = s3.link(KEY, filename="a.wav", content_type="audio/wav", ttl=timedelta(minutes=1))

    assert urlsplit(link or "").netloc == f"{bucket.name}.files.example"


def test_a_store_that_browsers_cannot_reach_gives_no_address(bucket: Bucket) -> None:
    s3 = S3Storage(bucket.settings(proxy=True), max_bytes=MAX)

    assert s3.link(KEY, filename="a", content_type="a/b", ttl=timedelta(minutes=1)) is None


def test_uploads_of_dead_writers_are_aborted_once_they_are_old(
    s3: S3Storage, bucket: Bucket
) -> None:
    for key in (f"our/songs/{KEY}", "theirs"):
        bucket.client.create_multipart_upload(Bucket=bucket.name, Key=key)

    s3._abort_old(before=datetime(2000, 1, 1, tzinfo=UTC))
    young = len(bucket.unfinished())
    s3.tidy()  # this server says of all its uploads that they are years old

    assert young == 2
    assert bucket.unfinished() == ["half of theirs"]


def test_tidying_waits_for_better_weather(s3: S3Storage, weather: Weather) -> None:
    weather.brings("403 AccessDenied", times=3)

    s3.tidy()

    assert weather.seen


@pytest.mark.parametrize(
    ("given", "kept"), [("", ""), ("/", ""), ("a/b", "a/b/"), ("/a/", "a/")], ids=str
)
def test_a_folder_is_written_one_way(given: str, kept: str) -> None:
    assert S3Settings(prefix=given).prefix == kept


@pytest.mark.parametrize("values", [{"prefix": "a/../b"}, {"access_key_id": "half"}])
def test_half_a_configuration_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"go up|go together"):
        S3Settings(**values)  # pyright: ignore[reportArgumentType] -- by name


def test_a_worker_loads_nothing_of_it_before_the_first_file() -> None:
    words = (
        "import sys, workers.main; from app.bootstrap import studio; studio();"
        "assert not {'boto3', 'botocore', 'fastapi', 'reflex'} & set(sys.modules)"
    )

    environment = {
        "S3_BUCKET": "songs",
        "DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    done = subprocess.run(
        [sys.executable, "-c", words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
