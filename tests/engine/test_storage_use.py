"""The meter counts every byte that is stored, and what is full starts nothing more."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, text

from app.domain.errors import Refused, StorageFull
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.views import WeightView
from tests.engine.conftest import House
from tests.engine.test_trash import in_wav, song


def limit(house: House, size: int | None) -> None:
    """The operator allows so many bytes to people without a plan."""
    limits = replace(house.studio.engine.limits, storage_free=size)
    object.__setattr__(house.studio.engine, "limits", limits)


def stored(house: House) -> int:
    files = house.studio.settings.files.rglob("*")
    return sum(path.stat().st_size for path in files if path.is_file())


def test_takes_formats_and_the_trash_are_counted_to_the_byte(house: House) -> None:
    first, second = song(house), song(house)
    in_wav(house, first.files[0].id)
    house.studio.jobs.delete(house.person, first.id)

    use = house.studio.storage_use.of(house.person)

    assert use.bytes == stored(house)
    assert use.in_trash == first.files[0].size + 4
    assert use.media == (WeightView(Medium.SONG, things=2, formats=1, bytes=use.bytes),)
    assert use.limit is None
    house.studio.trash.remove(house.person, first.id)
    assert house.studio.storage_use.of(house.person).bytes == second.files[0].size


def test_somebody_elses_files_weigh_nothing(house: House) -> None:
    song(house)

    assert house.studio.storage_use.of(house.newcomer()).media == ()


def test_a_start_beyond_the_limit_is_refused_until_there_is_room(house: House) -> None:
    job = song(house)
    limit(house, job.files[0].size)

    with pytest.raises(StorageFull, match="empty the trash") as caught:
        house.start()

    assert caught.value.over == 1
    house.studio.jobs.delete(house.person, job.id)
    with pytest.raises(StorageFull):
        house.start()
    house.studio.trash.remove(house.person, job.id)
    house.start()


def test_it_is_said_beside_whatever_else_stands_against_a_start(house: House) -> None:
    limit(house, song(house).files[0].size)
    house.sql("UPDATE accounts SET available = 0 WHERE id = %(id)s", id=house.person)

    with pytest.raises(Refused) as caught:
        house.start()

    house.sql("UPDATE accounts SET available = 10000 - 3 WHERE id = %(id)s", id=house.person)
    assert [problem.code for problem in caught.value.problems] == [
        "not_enough_credits",
        "storage_full",
    ]


def test_what_is_bought_is_kept_however_full_it_is(house: House) -> None:
    limit(house, 10)
    jobs = [house.start() for _ in range(3)]

    house.answer()

    assert {house.job(job).status for job in jobs} == {JobStatus.COMPLETED}


def test_a_hundred_thousand_files_are_weighed_where_they_are_listed(house: House) -> None:
    job = song(house)
    with house.studio.sql.begin() as connection:
        connection.execute(
            text("""
                INSERT INTO assets (id, job_id, task_id, person_id, medium, name, key, content_type,
                    size, sha256, meta, is_main, root_id, take, leads, favourite, created_at)
                SELECT 'asset_' || n, job_id, 'task_' || n, person_id, medium, name, key || n,
                    content_type, 1000, sha256, meta, true, root_id, n, false, false, created_at
                FROM assets, generate_series(2, 100000) n WHERE job_id = :job"""),
            {"job": job.id},
        )
    told: list[int] = []

    @event.listens_for(house.studio.sql, "after_cursor_execute")
    def note(_: object, cursor: Any, *__: object) -> None:
        told.append(cursor.rowcount)

    use = house.studio.storage_use.of(house.person)

    assert use.media[0].things == 100_000
    assert use.bytes == 99_999 * 1000 + job.files[0].size
    # The database adds up: as many rows come here as for a single song.
    assert sum(told) < 10
