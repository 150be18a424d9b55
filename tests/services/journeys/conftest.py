"""Journeys of a house whose providers a test can script."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from app.domain.journeys.views import Begun, Book, Entry
from app.services.journeys.journeys import Journeys
from tests.engine.conftest import House, house, template_url

__all__ = ["house", "template_url"]

DEMIAN = Book("데미안", authors=("헤르만 헤세",), pages=220, subjects=("고전",))


@pytest.fixture
def journeys(house: House) -> Journeys:
    """What the house's studio does with journeys."""
    return house.studio.journeys


@pytest.fixture
def begun(house: House, journeys: Journeys) -> Begun:
    """A journey that has just begun."""
    return journeys.start(house.person, DEMIAN)


@contextmanager
def counted(house: House) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    said: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(house.studio.sql, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(house.studio.sql, "before_cursor_execute", note)


def many_logs(house: House, journey_id: str, count: int) -> None:
    """So many finished logs, each with a take, written as an outsider would."""
    house.sql(
        """INSERT INTO jobs (id, person_id, medium, title, provider, model, params, search, status,
               price, task_count, completed_count, failed_count, cancelled_count, created_at,
               ended_at, seen_at)
           SELECT 'job_x' || i, %(p)s, 'song', 'x', 'sketch', 'sketch', '{}', '', 'completed',
               0, 1, 1, 0, 0, now(), now(), now() FROM generate_series(1, %(n)s) i""",
        p=house.person,
        n=count,
    )
    house.sql(
        """INSERT INTO assets (id, root_id, leads, take, job_id, task_id, person_id, medium, name,
               key, content_type, size, sha256, meta, is_main, favourite, created_at)
           SELECT 'asset_x' || i, 'job_x' || i, true, 1, 'job_x' || i, 'task_x' || i, %(p)s, 'song',
               'song.mp3', 'x' || i, 'audio/mpeg', 1, 'x', '{}', true, false, now()
           FROM generate_series(1, %(n)s) i""",
        p=house.person,
        n=count,
    )
    house.sql(
        """INSERT INTO reading_logs (id, journey_id, n, version, kind, thoughts, quote,
               quote_shared, moods, music_on, created_at, updated_at)
           SELECT 'log_x' || i, %(j)s, i, 'v' || i, 'log', 'quiet', '', false, '[]', true, now(),
               now() FROM generate_series(1, %(n)s) i""",
        j=journey_id,
        n=count,
    )
    house.sql(
        """INSERT INTO music_tracks (id, log_id, job_id, root_id, prompt, genre, mood, tempo,
               instruments, sung, language, why, edited, created_at, updated_at)
           SELECT 'track_x' || i, 'log_x' || i, 'job_x' || i, 'job_x' || i, 'x', 'folk', 'calm', 80,
               '[]', false, 'ko', '[]', false, now(), now() FROM generate_series(1, %(n)s) i""",
        n=count,
    )
    house.sql("UPDATE journeys SET next_n = %(n)s + 1 WHERE id = %(j)s", j=journey_id, n=count)


def entry(thoughts: str = "비가 오는 밤, 조금 슬펐다", **values: Any) -> Entry:
    """A log about the rain."""
    return Entry(thoughts=thoughts, **values)
