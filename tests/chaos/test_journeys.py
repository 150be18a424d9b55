"""A web process dies between a log and its song: then both are there, or neither."""

from collections.abc import Callable

import pytest

from app.domain.journeys.course import TrackStatus
from app.domain.journeys.views import Begun, Book, Entry
from app.domain.states import JobStatus
from tests.chaos.lanes import Lane

pytestmark = pytest.mark.chaos

DEMIAN = Book("데미안")
RAIN = Entry(thoughts="비가 온다")


def logs(lane: Lane, journey_id: str) -> list[str]:
    page = lane.studio.journeys.logs(lane.person, journey_id)
    assert all(log.track and log.track.job_id for log in page.items)
    return [log.version for log in page.items]


def heard(lane: Lane, begun: Begun) -> TrackStatus:
    """How its song stands once a good worker had its time."""
    assert begun.log.track is not None
    assert begun.log.track.job_id is not None
    job = lane.studio.jobs.get(lane.person, begun.log.track.job_id)
    assert lane.work_until_ended(job).status is JobStatus.COMPLETED
    _end_the_others(lane, begun.journey.id)
    lane.audit(job)
    return lane.studio.journeys.track(lane.person, begun.log.track.id).status


def _end_the_others(lane: Lane, journey_id: str) -> None:
    """The songs of a journey are made side by side: credits are held until the last one ended."""
    for log in lane.studio.journeys.logs(lane.person, journey_id).items:
        assert log.track is not None
        assert log.track.job_id is not None
        lane.work_until_ended(lane.studio.jobs.get(lane.person, log.track.job_id))


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_death_while_a_journey_begins(lane: Callable[[str], Lane], when: str) -> None:
    here = lane("sketch")
    journeys, known = here.studio.journeys, here.studio.journeys.page(here.person).items

    here.read_and_die(f"start.{when}_commit", key=f"begin {when}")

    left = [each for each in journeys.page(here.person).items if each not in known]
    assert len(left) == (1 if when == "after" else 0)
    assert [logs(here, each.id) for each in left] == [["v0"]] * len(left)
    begun = journeys.start(here.person, DEMIAN, key=f"begin {when}")
    assert [begun.journey.id] == [each.id for each in left] or when == "before"
    assert logs(here, begun.journey.id) == ["v0"]
    assert heard(here, begun) is TrackStatus.COMPLETED


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_death_while_a_log_is_written(lane: Callable[[str], Lane], when: str) -> None:
    here = lane("sketch")
    journey = here.studio.journeys.start(here.person, DEMIAN).journey

    here.read_and_die(f"start.{when}_commit", key=f"log {when}", journey=journey.id)

    assert logs(here, journey.id) == (["v0", "v1"] if when == "after" else ["v0"])
    written = here.studio.journeys.add_log(here.person, journey.id, RAIN, key=f"log {when}")
    assert logs(here, journey.id) == ["v0", "v1"]
    assert heard(here, written) is TrackStatus.COMPLETED
