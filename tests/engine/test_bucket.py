"""What becomes of bought and made songs when the bucket is in trouble."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.adapters.storage_s3 import S3Storage
from app.domain.errors import StorageAway
from app.domain.providing import Check, MadeFile, RemoteFile, RemoteState
from app.domain.retry import MAX_REMAKES, MAX_SAVES
from app.domain.states import JobStatus
from app.domain.uploads import UploadState
from app.domain.views import JobView
from tests.engine.conftest import House
from tests.engine.pixels import photo
from tests.engine.scripted import SONG
from tests.engine.test_crashes import answer_and_die, die, recover
from tests.simulators.bucket import Bucket, Seen, Weather, stormy

COVER = MadeFile("other.mp3", "audio/mpeg", is_main=False)


@dataclass
class Away:
    """A house whose files are in a bucket that may be out of reach."""

    house: House
    bucket: Bucket
    weather: Weather

    def retry_until_it_ends(self, job: JobView) -> int:
        """Let every pause pass; returns how many times it was tried again."""
        for tries in range(MAX_SAVES + 1):
            if self.house.job(job).ended_at is not None:
                return tries
            self.house.sql("UPDATE tasks SET due_at = now(), rung_at = NULL")
            self.house.tick()
        raise AssertionError("it never ended")

    def litter(self) -> list[str]:
        """Everything in the bucket."""
        return self.bucket.objects() + self.bucket.unfinished()

    def detail(self) -> str:
        """What the operator reads."""
        [(detail,)] = self.house.sql("SELECT failure_detail FROM tasks")
        return str(detail)


@pytest.fixture
def away(house: House, s3_server: str) -> Iterator[Away]:
    """A bucket behind weather."""
    with stormy(s3_server) as weather:
        bucket = Bucket.make(s3_server, f"songs-{house.person[-8:]}", through=weather.url)
        storage = S3Storage(bucket.settings(), max_bytes=10_000_000, attempts=1)
        house.studio = replace(house.studio, storage=storage)
        yield Away(house, bucket, weather)


def bought(away: Away) -> JobView:
    """A song that the provider has made; bringing it home was tried once."""
    job = away.house.start("keyed")
    away.house.answer()
    away.house.sql("UPDATE tasks SET due_at = now()")
    away.house.tick()
    return job


@pytest.mark.parametrize("trouble", ["503 SlowDown", "reset", "lost", "bent", "500 InternalError"])
def test_a_bought_song_is_fetched_and_stored_again(away: Away, trouble: str) -> None:
    away.weather.brings(trouble, times=3, when=lambda seen: seen.method == "PUT")

    job = bought(away)
    away.retry_until_it_ends(job)

    ended = away.house.job(job)
    assert ended.status is JobStatus.COMPLETED
    assert len(away.house.keyed.bought) == 1
    assert len(away.litter()) == 1


def test_a_bucket_that_stays_away_is_told_after_half_an_hour_and_leaves_nothing(
    away: Away,
) -> None:
    before = away.house.studio.accounts.person(away.house.person).available
    away.weather.brings("403 AccessDenied", times=1000, when=lambda seen: seen.method == "PUT")

    job = bought(away)
    tries = away.retry_until_it_ends(job)

    ended = away.house.job(job)
    assert ended.status is JobStatus.FAILED
    assert ended.failure is not None
    assert ended.failure.code == "not_saved"
    assert "The store refuses this key in bucket songs-" in away.detail()
    assert 1 + tries >= MAX_SAVES - 1
    assert away.litter() == []
    assert away.house.studio.accounts.person(away.house.person).available == before


def test_what_was_stored_of_files_that_never_came_together_is_removed(away: Away) -> None:
    files = (RemoteFile("scripted://1", SONG), RemoteFile("scripted://2", COVER))
    away.house.keyed.checks.append(Check(RemoteState.DONE, files=files))

    def is_song(seen: Seen) -> bool:
        return seen.method == "PUT" and "other" not in seen.path

    away.weather.brings("507 NoSpace", times=1000, when=is_song)

    job = bought(away)
    half = away.litter()
    away.retry_until_it_ends(job)

    assert len(half) == 1
    assert away.house.job(job).status is JobStatus.FAILED
    assert away.litter() == []


def test_a_sketch_is_made_again_and_then_given_up(away: Away) -> None:
    away.weather.brings("dead")

    job = away.house.start("sketch")
    away.house.answer()
    tries = away.retry_until_it_ends(job)

    assert away.house.job(job).status is JobStatus.FAILED
    assert "The store does not answer" in away.detail() or "broke" in away.detail()
    assert 1 + tries == MAX_REMAKES


def writes(seen: Seen) -> bool:
    return seen.method == "PUT"


def spooled(away: Away) -> list[Path]:
    root = away.house.studio.settings.data_dir / "spool"
    return [path for path in root.rglob("*") if path.is_file()]


def test_bytes_that_come_only_once_wait_here_for_the_store(away: Away) -> None:
    away.weather.brings("503 SlowDown", times=4, when=writes)

    job = away.house.start("caller")
    away.house.answer()
    waiting = away.house.job(job), len(spooled(away))
    away.retry_until_it_ends(job)

    assert (waiting[0].status, waiting[1]) == (JobStatus.GENERATING, 1)
    assert away.house.job(job).status is JobStatus.COMPLETED
    assert len(away.house.caller.bought) == 1
    assert len(away.litter()) == 1
    assert spooled(away) == []


def test_a_store_that_stays_away_is_told_and_nothing_lies_about(away: Away) -> None:
    away.weather.brings("403 AccessDenied", times=1000, when=writes)

    job = away.house.start("caller")
    away.house.answer()
    tries = away.retry_until_it_ends(job)

    failure = away.house.job(job).failure
    assert failure is not None
    assert failure.code == "not_saved"
    assert tries >= MAX_SAVES - 1
    assert spooled(away) == []
    assert len(away.house.caller.bought) == 1


def test_a_worker_that_died_while_it_stored_has_lost_nothing(
    away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = away.house.start("caller")
    with monkeypatch.context() as patched:
        patched.setattr(S3Storage, "put", lambda *_, **__: die())
        answer_and_die(away.house)

    recover(away.house)

    assert away.house.job(job).status is JobStatus.COMPLETED
    assert len(away.house.caller.bought) == 1
    assert spooled(away) == []


def test_another_machine_leaves_it_to_the_one_that_has_it(away: Away, tmp_path: Path) -> None:
    away.weather.brings("503 SlowDown", times=1, when=writes)
    job = away.house.start("caller")
    away.house.answer()
    here = away.house.studio
    elsewhere = here.settings.model_copy(update={"data_dir": tmp_path / "elsewhere"})

    away.house.studio = replace(here, settings=elsewhere)
    for _ in range(MAX_SAVES + 1):
        away.house.sql("UPDATE tasks SET due_at = now(), rung_at = NULL")
        away.house.tick()
    waiting = away.house.job(job).status
    away.house.studio = here
    away.retry_until_it_ends(job)

    assert waiting is JobStatus.GENERATING
    assert away.house.job(job).status is JobStatus.COMPLETED
    assert away.house.events("not_saved") == 0


def test_a_machine_that_never_comes_back_is_not_waited_for_for_ever(
    away: Away, tmp_path: Path
) -> None:
    away.weather.brings("503 SlowDown", times=1, when=writes)
    job = away.house.start("caller")
    away.house.answer()
    elsewhere = away.house.studio.settings.model_copy(update={"data_dir": tmp_path / "elsewhere"})
    away.house.studio = replace(away.house.studio, settings=elsewhere)

    away.house.sql("UPDATE tasks SET deadline_at = now() - interval '1 s'")
    away.retry_until_it_ends(job)

    assert away.house.job(job).status is JobStatus.FAILED


def test_whether_it_came_home_is_asked_again_when_the_store_is_back(
    away: Away, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = away.house.start("caller")
    with monkeypatch.context() as patched:
        patched.setattr("app.services.ending.complete", lambda *_, **__: die())
        answer_and_die(away.house)
    for path in spooled(away):
        path.unlink()
    away.weather.brings("503 SlowDown", times=2)

    recover(away.house)

    assert away.house.job(job).status is JobStatus.COMPLETED
    assert len(away.house.caller.bought) == 1


def test_a_photo_that_somebody_brings_lies_in_the_bucket_and_its_pieces_do_not(
    away: Away,
) -> None:
    away.weather.brings("503 SlowDown", times=1, when=lambda seen: seen.method == "PUT")
    uploads, person, data = away.house.studio.uploads, away.house.person, photo()
    begun = uploads.begin(person, name="me.jpg", size=len(data))
    with pytest.raises(StorageAway):
        uploads.append(person, begun.id, offset=0, chunks=[data[:500]])
    assert uploads.get(person, begun.id).offset == 0

    uploads.append(person, begun.id, offset=0, chunks=[data[:500]])
    uploads.append(person, begun.id, offset=500, chunks=[data[500:]])
    away.house.answer()

    ready = uploads.get(person, begun.id)
    assert ready.state is UploadState.READY
    names = sorted(key.rpartition("/")[2] for key in away.bucket.objects())
    assert names == ["photo.jpg", "thumb.webp"]
    file = uploads.open(person, begun.id)
    assert len(b"".join(file.read())) == ready.size
    uploads.delete(person, begun.id)
    assert away.litter() == []
