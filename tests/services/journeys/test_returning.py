"""A journey that was let go comes back with its logs and the songs that went with it."""

import pytest

from app.domain.errors import NotFound
from app.domain.journeys.course import TrackStatus
from app.domain.journeys.views import Begun
from app.services.journeys.journeys import Journeys
from tests.engine.conftest import House
from tests.services.journeys.conftest import entry


def test_a_journey_comes_back_whole(house: House, journeys: Journeys, begun: Begun) -> None:
    journeys.add_log(house.person, begun.journey.id, entry())
    house.answer()
    journeys.delete(house.person, begun.journey.id)

    [gone] = journeys.let_go(house.person)
    back = journeys.restore(house.person, begun.journey.id)

    assert (gone.id, gone.title, gone.logs) == (begun.journey.id, "데미안", 2)
    assert (back.logs, back.songs) == (2, 2)
    assert journeys.let_go(house.person) == ()
    assert house.studio.trash.page(house.person).items == ()
    assert len(journeys.listening(house.person, begun.journey.id)) == 2


def test_what_was_let_go_before_stays_there(house: House, journeys: Journeys, begun: Begun) -> None:
    added = journeys.add_log(house.person, begun.journey.id, entry())
    house.answer()
    journeys.remove_log(house.person, added.log.id)
    journeys.delete(house.person, begun.journey.id)

    back = journeys.restore(house.person, begun.journey.id)

    assert (back.logs, back.songs) == (1, 1)
    assert len(house.studio.trash.page(house.person).items) == 1


def test_what_was_stopped_by_letting_go_can_be_made_again(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    journeys.delete(house.person, begun.journey.id)
    journeys.restore(house.person, begun.journey.id)
    assert begun.log.track is not None
    stopped = journeys.track(house.person, begun.log.track.id)

    journeys.generate(house.person, stopped.id)
    house.answer()

    assert stopped.status is TrackStatus.ERROR
    assert journeys.track(house.person, stopped.id).status is TrackStatus.COMPLETED


def test_nobody_restores_what_is_somebody_elses_or_over(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    journeys.delete(house.person, begun.journey.id)
    with pytest.raises(NotFound):
        journeys.restore(house.newcomer(), begun.journey.id)
    house.sql("UPDATE journeys SET deleted_at = now() - interval '40 days'")

    with pytest.raises(NotFound):
        journeys.restore(house.person, begun.journey.id)

    assert journeys.let_go(house.person) == ()
