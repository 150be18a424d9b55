"""The doctor asks the bucket, and says what to do."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from app.bootstrap import studio
from app.host import bucket as host_bucket
from app.host import questions
from app.host.doctor import Answer, Case
from app.settings import Settings, settings
from tests.simulators.bucket import Bucket, Weather, stormy

_numbers = count(1)


@pytest.fixture
def asked(
    s3_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Answer]]:
    """Ask the question about a bucket that is reached through this address."""

    def ask(url: str | None = None, *, name: str | None = None) -> Answer:
        bucket = Bucket.make(s3_server, f"doctor-{next(_numbers)}")
        for key, value in {
            "DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/none",
            "REDIS_URL": "redis://127.0.0.1:1/0",
            "STUDIO_DATA_DIR": str(tmp_path),
            "S3_BUCKET": name or bucket.name,
            "S3_ENDPOINT_URL": url or s3_server,
            "S3_ACCESS_KEY_ID": "test",
            "S3_SECRET_ACCESS_KEY": "a secret key",
        }.items():
            monkeypatch.setenv(key, value)
        settings.cache_clear()
        studio.cache_clear()
        own = Settings()
        answer = questions.storage(Case(own, tmp_path, tmp_path, None, None))
        if name is None:
            assert bucket.objects() == []
        return answer

    yield ask
    settings.cache_clear()
    studio.cache_clear()


@pytest.fixture
def weather(s3_server: str) -> Iterator[Weather]:
    """A way to the server that can be disturbed."""
    with stormy(s3_server) as weather:
        yield weather


def test_a_bucket_that_works_is_green(asked: Callable[..., Answer]) -> None:
    answer = asked()

    assert answer.ok
    assert "writes, reads and removes, private, same time" in answer.words
    assert "no CORS rule for http://127.0.0.1:3000" in answer.words


def test_a_bucket_that_is_missing_is_red(asked: Callable[..., Answer]) -> None:
    answer = asked(name="nowhere")

    assert not answer.ok
    assert answer.words.startswith("The bucket nowhere does not exist")
    assert answer.next_step == "Check the S3_ settings."


def test_a_key_that_is_refused_is_red(asked: Callable[..., Answer], weather: Weather) -> None:
    weather.brings("403 SignatureDoesNotMatch", times=100)

    answer = asked(weather.url)

    assert not answer.ok
    assert "refuses the signature" in answer.words
    assert "a secret key" not in answer.words + answer.next_step


def test_clocks_that_are_far_apart_are_red(asked: Callable[..., Answer], weather: Weather) -> None:
    weather.brings("an hour ago", times=100, when=lambda seen: seen.method == "HEAD")

    answer = asked(weather.url)

    assert not answer.ok
    assert "s behind ours" in answer.words
    assert "clock" in answer.next_step


def test_a_bucket_that_everybody_reads_is_red(
    asked: Callable[..., Answer], weather: Weather
) -> None:
    weather.brings(
        "200 public",
        times=100,
        when=lambda seen: (
            "doctor/" in seen.path
            and seen.method == "GET"
            and "Signature" not in seen.path
            and not seen.is_signed
        ),
    )

    answer = asked(weather.url)

    assert not answer.ok
    assert "so may everybody" in answer.words


def test_files_on_a_disk_are_no_bucket() -> None:
    assert host_bucket.examine(_Disk(), "a", origin="") is None  # pyright: ignore[reportArgumentType]


class _Disk:
    """No bucket."""
