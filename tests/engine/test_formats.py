"""A song in another format is written once, whole, and never for nobody."""

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Barrier, Thread

import pytest
import soundfile

from app.adapters.storage_s3 import S3Storage
from app.domain.errors import Conflict, NotFound, TooMany
from app.domain.formats import Format
from app.domain.retry import MAX_OUTAGES
from app.domain.views import RenditionView
from app.media.song import SongParams
from app.providers.sketch_song import render_song
from app.services.handing import OpenFile
from app.services.renditions import AT_ONCE
from tests.engine.conftest import House
from tests.engine.scripted import MP3
from tests.simulators.bucket import Bucket

SECONDS = 3.0


@cache
def real_song() -> bytes:
    """An MP3 that players play."""
    params = SongParams(prompt="rain", length_s=int(SECONDS))
    return render_song(params, seed=1, progress=lambda _: None, title="Rain").mp3


@pytest.fixture(params=["disk", "s3"])
def stored(request: pytest.FixtureRequest, house: House) -> House:
    """A house whose files are on a disk, and one whose files are in a bucket."""
    if request.param == "s3":
        server = request.getfixturevalue("s3_server")
        bucket = Bucket.make(server, f"songs-{house.person[-8:]}")
        move_to(house, S3Storage(bucket.settings(), max_bytes=10_000_000, attempts=2))
    return house


def move_to(house: House, storage: S3Storage) -> None:
    """From now on files are kept there."""
    house.studio = replace(house.studio, storage=storage)


def song(house: House, *, body: bytes | None = None) -> str:
    """The id of a finished song's file."""
    house.sketch.body = body or real_song()
    job = house.start()
    house.answer()
    return house.job(job).files[0].id


def ask(house: House, file: str, format_: Format = Format.WAV) -> RenditionView:
    return house.studio.renditions.ask(house.person, file, format_)


def state(house: House, file: str, format_: Format = Format.WAV) -> str:
    views = house.studio.renditions.of(house.person, file)
    return next(view.state for view in views if view.format == format_)


def opened(house: House, file: str, format_: Format = Format.WAV) -> OpenFile:
    found = house.studio.renditions.open(house.person, file, format_)
    assert isinstance(found, OpenFile)
    return found


def kept(house: House, folder: str = "") -> list[Path]:
    root = house.studio.settings.files
    return sorted(path for path in (root / folder).rglob("*") if path.is_file())


@pytest.mark.parametrize("format_", [Format.WAV, Format.FLAC, Format.OGG])
def test_it_sounds_as_it_did(stored: House, format_: Format) -> None:
    file = song(stored)
    original, rate = soundfile.read(io.BytesIO(real_song()))

    first = ask(stored, file, format_)
    stored.answer()

    there = opened(stored, file, format_)
    made, made_rate = soundfile.read(io.BytesIO(b"".join(there.read())))
    assert (first.state, state(stored, file, format_)) == ("pending", "ready")
    assert made_rate == rate
    assert abs(len(made) - len(original)) / rate < 0.05
    assert there.filename == f"Rain.{format_}"
    assert stored.studio.storage.stat(there.key) is not None


def test_its_own_format_is_there_at_once(house: House) -> None:
    file = song(house)

    view = ask(house, file, Format.MP3)

    assert view.state == "ready"
    assert house.bell.rung == []
    assert b"".join(opened(house, file, Format.MP3).read()) == real_song()


def test_opening_what_is_not_there_yet_asks_for_it_once(house: House) -> None:
    file = song(house)

    views = [house.studio.renditions.open(house.person, file, Format.WAV) for _ in range(3)]
    house.answer()

    assert [view.state for view in views if isinstance(view, RenditionView)] == ["pending"] * 3
    assert house.sql("SELECT fence FROM renditions") == [(1,)]
    assert opened(house, file).size > 0


def test_many_at_once_are_one_work(house: House) -> None:
    file = song(house)
    ask(house, file)
    together = Barrier(4)

    def work() -> None:
        together.wait()
        house.studio.converting.convert(file, Format.WAV)

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert house.sql("SELECT state, fence FROM renditions") == [("ready", 1)]


def test_a_ring_that_was_lost_is_rung_by_the_clock(house: House) -> None:
    file = song(house)
    ask(house, file)
    house.bell.rung.clear()
    house.sql("UPDATE renditions SET rung_at = NULL")

    house.tick()

    assert state(house, file) == "ready"


def test_a_dead_worker_is_followed_by_another_that_overwrites(house: House) -> None:
    file = song(house)
    ask(house, file)
    half_dead(house)

    house.tick()

    assert state(house, file) == "ready"
    assert len(kept(house, "formats")) == 1


def test_what_kills_its_workers_is_given_up(house: House) -> None:
    file = song(house)
    ask(house, file)
    half_dead(house, crashes=2)

    house.tick()

    assert state(house, file) == "failed"
    assert house.sql("SELECT failure_code FROM renditions") == [("crashed",)]


def test_an_outage_is_not_held_against_a_song(house: House) -> None:
    file = song(house)
    ask(house, file)
    half_dead(house, crashes=2, watched=False)

    house.tick()

    assert state(house, file) == "ready"
    assert house.sql("SELECT crashes, outages FROM renditions") == [(2, 1)]


def test_what_brings_everything_down_is_given_up_in_the_end(house: House) -> None:
    file = song(house)
    ask(house, file)
    half_dead(house, watched=False)
    house.sql("UPDATE renditions SET outages = %(most)s", most=MAX_OUTAGES - 1)

    house.tick()

    assert state(house, file) == "failed"


def half_dead(house: House, *, crashes: int = 0, watched: bool = True) -> None:
    """A worker took it and was not heard of again, and others were there all the time or not."""
    house.bell.rung.clear()
    if watched:
        house.lapse()
    house.sql(
        "UPDATE renditions SET state = 'making', fence = fence + 1, rung_at = NULL,"
        " lease_owner = 'somebody', lease_until = now() - interval '1 s', crashes = %(crashes)s",
        crashes=crashes,
    )


def between(house: House, act: Callable[[], object]) -> None:
    """Let this happen after the file was written and before its row says so."""
    put = house.studio.storage.put

    class Storage:
        def __getattr__(self, name: str) -> object:
            return getattr(house.studio.storage, name)

        def put(self, *args: object, **values: object) -> object:
            done = put(*args, **values)  # pyright: ignore[reportArgumentType] -- handed on
            act()
            return done

    engine = replace(house.studio.converting.engine, storage=Storage())  # pyright: ignore[reportArgumentType]
    house.studio.converting = replace(house.studio.converting, engine=engine)


def test_a_worker_that_was_believed_dead_writes_nothing(house: House) -> None:
    file = song(house)
    ask(house, file)
    between(house, lambda: house.sql("UPDATE renditions SET fence = fence + 1"))

    house.answer()

    assert state(house, file) == "making"
    assert len(kept(house, "formats")) == 1


def test_a_song_that_is_deleted_meanwhile_leaves_nothing(house: House) -> None:
    file = song(house)
    [(job,)] = house.sql("SELECT id FROM jobs")
    ask(house, file)
    between(house, lambda: house.studio.jobs.erase(house.person, str(job)))

    house.answer()

    assert kept(house) == []


def test_a_song_goes_with_all_its_formats(house: House) -> None:
    file = song(house)
    [(job,)] = house.sql("SELECT id FROM jobs")
    for format_ in (Format.WAV, Format.OGG):
        ask(house, file, format_)
    house.answer()
    before = len(kept(house))

    house.studio.jobs.erase(house.person, str(job))

    assert (before, kept(house)) == (3, [])


def test_a_song_that_cannot_be_read_fails_with_a_sentence_and_may_be_asked_for_again(
    house: House,
) -> None:
    file = song(house, body=MP3)
    ask(house, file)
    house.answer()

    with pytest.raises(Conflict, match="could not be written as wav"):
        house.studio.renditions.open(house.person, file, Format.WAV)
    again = ask(house, file)

    assert again.state == "pending"
    assert house.bell.rung == [("convert", f"{file} wav")]
    assert kept(house, "formats") == []


def test_trouble_of_ours_passes(house: House) -> None:
    file = song(house)
    ask(house, file)
    folder = house.studio.settings.files / "formats"
    folder.write_bytes(b"in the way")

    house.answer()
    waiting = state(house, file)
    folder.unlink()
    house.sql("UPDATE renditions SET due_at = now(), rung_at = NULL")
    house.tick()

    assert (waiting, state(house, file)) == ("pending", "ready")


def test_trouble_that_stays_is_told(house: House) -> None:
    file = song(house)
    ask(house, file)
    (house.studio.settings.files / "formats").write_bytes(b"in the way")

    for _ in range(3):
        house.sql("UPDATE renditions SET due_at = now(), rung_at = NULL")
        house.tick()

    assert state(house, file) == "failed"


def test_a_process_that_stops_hands_it_to_another(house: House) -> None:
    file = song(house)
    ask(house, file)
    house.bell.rung.clear()
    house.studio.engine.stopping.set()

    house.studio.converting.convert(file, Format.WAV)
    rung = list(house.bell.rung)
    house.studio.engine.stopping.clear()
    house.answer()

    assert rung == [("convert", f"{file} wav")]
    assert state(house, file) == "ready"
    assert house.sql("SELECT crashes FROM renditions") == [(0,)]


def test_nobody_else_may_ask(house: House) -> None:
    file, other = song(house), house.newcomer()

    for act in (house.studio.renditions.ask, house.studio.renditions.open):
        with pytest.raises(NotFound):
            act(other, file, Format.WAV)
    with pytest.raises(NotFound):
        house.studio.renditions.of(other, file)


def test_nobody_fills_the_line(house: House) -> None:
    files = [song(house) for _ in range(3)]
    wanted = [(file, each) for file in files for each in (Format.WAV, Format.FLAC, Format.OGG)]

    for file, format_ in wanted[:AT_ONCE]:
        ask(house, file, format_)

    with pytest.raises(TooMany):
        ask(house, *wanted[AT_ONCE])
    ask(house, *wanted[0])
