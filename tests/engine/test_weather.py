"""What is said of a provider that is not at its best."""

import pytest

from app.domain.medium import Medium
from tests.engine.conftest import House


def finished(house: House, *, seconds: int, ago: str) -> None:
    """Three songs of a minute that took so long each, so long ago."""
    for _ in range(3):
        job = house.start()
        house.answer()
        house.sql(
            "UPDATE tasks SET size = 60, ended_at = now() - CAST(%(ago)s AS interval), "
            "started_at = now() - CAST(%(ago)s AS interval) - make_interval(secs => %(took)s) "
            "WHERE job_id = %(job)s",
            ago=ago,
            took=seconds,
            job=job.id,
        )


@pytest.mark.parametrize(("length_s", "now_s", "usual_s"), [(60, 90, 30), (120, 180, 60)])
def test_a_slow_provider_is_told_in_seconds_of_what_is_asked_for(
    house: House, length_s: int, now_s: float, usual_s: float
) -> None:
    finished(house, seconds=30, ago="2 hours")
    finished(house, seconds=90, ago="1 minute")

    params = {"prompt": "rain", "length_s": length_s}
    sky = house.studio.jobs.quote(Medium.SONG, params, provider="sketch").weather

    assert (sky.sky, round(sky.now_s or 0), round(sky.usual_s or 0)) == ("slow", now_s, usual_s)
