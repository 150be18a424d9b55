"""Litter in storage is found and removed; what a row names, or may come to name, never is."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

from app.db import orphans as rows
from app.db.naming import COLUMNS
from app.db.schema import metadata
from app.domain.ids import new_id
from app.services.orphans import Orphans
from tests.engine.conftest import House
from tests.engine.scripted import MP3

OLD = f"music/2026-01-01T00-00-00-000Z_Rain_{'x' * 10}.mp3"


def files(house: House) -> Path:
    return house.studio.settings.files


def kept(house: House) -> list[str]:
    root = files(house)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def litter(house: House, key: str, *, days: float = 2) -> None:
    house.studio.storage.put(key, [MP3], content_type="audio/mpeg")
    age(files(house) / key, days=days)


def age(path: Path, *, days: float) -> None:
    at = time.time() - days * 86_400
    os.utime(path, (at, at))


def sweep(house: House) -> int:
    """A whole sweep, whenever the last one was."""
    house.sql("UPDATE sweeps SET ended_at = NULL, lease_until = NULL")
    return house.studio.orphans.sweep()


def test_what_no_row_names_is_removed_and_what_one_names_stays(house: House) -> None:
    house.start()
    house.answer()
    [named] = kept(house)
    age(files(house) / named, days=2)
    litter(house, OLD)
    litter(house, f"formats/{new_id('asset')}.wav")

    assert sweep(house) == 2

    assert kept(house) == [named]
    standing = house.studio.orphans.standing()
    assert (standing.phase, standing.seen, standing.waiting, standing.removed) == (
        "resting",
        3,
        0,
        2,
    )


def test_every_table_that_keeps_keys_of_storage_is_asked() -> None:
    # Keys of another kind: what a caller chose so that the same order is given once; found litter.
    others = {"jobs", "journeys", "reading_logs", "orphans"}

    keeps = {table.name for table in metadata.sorted_tables if "key" in table.columns} - others

    assert keeps - {table for table, _ in COLUMNS} == set()


def test_what_is_younger_than_a_day_or_not_ours_is_left_alone(house: House) -> None:
    litter(house, OLD, days=0.9)
    for key in ("music/holiday.mp3", "letters/a.txt", "music/2026-01-01_Rain.mp3"):
        litter(house, key)

    assert sweep(house) == 0

    assert len(kept(house)) == 4


def test_a_file_whose_task_has_not_ended_is_left_alone(house: House) -> None:
    job = house.start("blind")
    [(task,)] = house.sql("SELECT id FROM tasks WHERE job_id = %(id)s", id=job.id)
    litter(house, f"music/2026-01-01T00-00-00-000Z_Rain_{str(task)[-10:]}.mp3")
    assert sweep(house) == 0

    house.studio.jobs.cancel(house.person, job.id)

    assert sweep(house) == 1


def test_a_format_is_left_alone_while_its_song_is_there(house: House) -> None:
    job = house.start()
    house.answer()
    litter(house, f"formats/{house.job(job).files[0].id}.wav")

    assert sweep(house) == 0


def test_what_gets_its_row_between_listing_and_removing_stays(house: House) -> None:
    litter(house, OLD)
    listing = Orphans(house.studio.engine)
    with house.studio.db.transaction() as tx:
        claim = rows.claim(tx.session, every=timedelta(0), lease=timedelta(seconds=1))
    assert claim is not None
    listing._list(claim, time.monotonic() + 5)
    assert listing.standing().waiting == 1
    job = house.start()
    house.answer()
    house.sql("UPDATE assets SET key = %(key)s WHERE job_id = %(id)s", key=OLD, id=job.id)

    assert listing.sweep() == 0

    assert (files(house) / OLD).exists()


def test_it_rests_for_its_time_and_goes_on_where_it_stopped(house: House) -> None:
    assert house.studio.orphans.sweep() == 0
    litter(house, OLD)
    assert house.studio.orphans.sweep() == 0

    house.sql("UPDATE sweeps SET ended_at = now() - interval '25 h'")

    assert house.studio.orphans.sweep() == 1
    never = Orphans(house.studio.engine, every=None)
    house.sql("UPDATE sweeps SET ended_at = NULL")
    assert never.sweep() == 0


def test_when_nearly_everything_seems_to_be_litter_an_operator_is_asked(house: House) -> None:
    for number in range(120):
        litter(house, f"music/2026-01-01T00-00-00-000Z_Rain_{number:010}.mp3")

    assert sweep(house) == 0
    standing = house.studio.orphans.standing()
    assert (standing.phase, standing.waiting, len(kept(house))) == ("doubting", 120, 120)

    assert house.studio.orphans.trust()
    house.studio.orphans.sweep()

    assert kept(house) == []
    assert not house.studio.orphans.trust()


def test_a_sweep_that_runs_all_the_time_never_takes_what_is_being_stored(house: House) -> None:
    """Threads store songs, with files that look days old at once, while others sweep."""
    stop, put = Event(), house.studio.storage.put

    def put_old(key: str, *rest: object, **more: object) -> object:
        stored = put(key, *rest, **more)  # pyright: ignore[reportArgumentType]
        age(files(house) / key, days=3)
        time.sleep(0.002)  # the moment between an object and its row, made longer
        return stored

    house.studio.storage.put = put_old  # pyright: ignore[reportAttributeAccessIssue]
    for number in range(60):
        litter(house, f"music/2026-01-01T00-00-00-000Z_Rain_{number:010}.mp3")

    def sweeping() -> None:
        while not stop.is_set():
            sweep(house)

    jobs = [house.start() for _ in range(40)]
    tasks = [str(row[0]) for row in house.sql("SELECT id FROM tasks")]
    house.sql("UPDATE tasks SET admitted_until = now() + interval '1 h'")
    with ThreadPoolExecutor(6) as pool:
        sweepers = [pool.submit(sweeping) for _ in range(2)]
        list(pool.map(house.studio.making.make, tasks))
        stop.set()
        for sweeper in sweepers:
            sweeper.result()
    sweep(house)

    songs = [house.job(job).files[0].id for job in jobs]
    paths = [house.studio.library.open(house.person, song).path for song in songs]
    assert kept(house) == sorted(str(path.relative_to(files(house))) for path in paths if path)
