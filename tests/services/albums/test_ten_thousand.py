"""Ten thousand pictures: lists read the page they show and not the rest."""

from typing import Any

import pytest
from sqlalchemy import event

from app.domain.medium import Medium
from tests.engine.conftest import House
from tests.engine.photos import wedding

PICTURES, SONGS = 10_000, 3_000


@pytest.fixture
def full(house: House) -> str:
    """A library of ten thousand pictures in one album, with songs made since; the album's id."""
    album_id = wedding(house)
    for medium, jobs, each in (("photo", PICTURES // 100, 100), ("song", SONGS, 1)):
        house.sql(
            """
            INSERT INTO jobs (id, person_id, medium, title, provider, model, params, search, status,
                price, task_count, completed_count, failed_count, cancelled_count, created_at,
                ended_at)
            SELECT 'job_' || %(medium)s || n, %(person)s, %(medium)s, 'Our day', 'camera', 'sketch',
                jsonb_build_object('album_id', %(album)s::text, 'mode', 'batch'), 'our day',
                'completed', 1, %(each)s, %(each)s, 0, 0, now(), now()
            FROM generate_series(1, %(jobs)s) AS n""",
            medium=medium,
            person=house.person,
            album=album_id,
            jobs=jobs,
            each=each,
        )
        house.sql(
            """
            INSERT INTO assets (id, root_id, leads, job_id, task_id, person_id, medium, name, key,
                content_type, size, sha256, meta, is_main, favourite, created_at)
            SELECT 'asset_' || j.id || '_' || i, j.id || '.' || i, true, j.id, j.id || '_' || i,
                j.person_id, j.medium, 'a', j.id || i, 'image/jpeg', 1, 'x', '{}', true, false,
                now() - make_interval(mins => i)
            FROM jobs j, generate_series(1, %(each)s) AS i WHERE j.medium = %(medium)s""",
            medium=medium,
            each=each,
        )
    house.sql("""
        INSERT INTO album_jobs (job_id, album_id)
        SELECT id, params ->> 'album_id' FROM jobs WHERE medium = 'photo'""")
    house.sql("ANALYZE jobs, assets, album_jobs")
    return album_id


def rows_read(house: House, act: Any) -> int:
    """How many rows every node of every plan of this gives, all together."""
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(house.studio.sql, "before_cursor_execute", note)
    act()
    event.remove(house.studio.sql, "before_cursor_execute", note)
    read = 0
    with house.studio.sql.begin() as connection:
        for statement, parameters in asked:
            explained = f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}"
            [plan] = connection.exec_driver_sql(explained, parameters).scalar_one()
            read += _rows(plan["Plan"])
    return read


def _rows(plan: dict[str, Any]) -> int:
    here = int(plan["Actual Rows"] * plan["Actual Loops"])
    removed = int(plan.get("Rows Removed by Filter", 0) * plan["Actual Loops"])
    return here + removed + sum(_rows(each) for each in plan.get("Plans", ()))


def test_lists_read_what_they_show(house: House, full: str) -> None:
    library, person = house.studio.library, house.person
    page = library.page(person, medium=Medium.PHOTO)

    first = rows_read(house, lambda: library.page(person, medium=Medium.PHOTO))
    later = rows_read(
        house, lambda: library.page(person, medium=Medium.PHOTO, cursor=page.next_cursor)
    )

    assert len(page.items) == 24
    assert max(first, later) < 1_000
    whole = house.studio.albums.get(person, full)
    assert whole.album.pictures == PICTURES


def test_a_set_among_many_is_read_alone(house: House, full: str) -> None:
    read = rows_read(house, lambda: house.studio.albums.shoots(house.person, full, limit=2))

    assert read < 6_000
