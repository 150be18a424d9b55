"""The next piece is ready when its reader is: off unless asked for, never over the budget."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.errors import ProviderRejected
from app.domain.journeys import pace
from app.domain.journeys.course import TrackStatus
from app.domain.journeys.views import Begun, MusicSettings
from app.services.journeys.journeys import Journeys
from tests.engine.conftest import House
from tests.services.journeys.conftest import entry

NOON = datetime(2026, 1, 10, 12, tzinfo=UTC)
DAILY = [NOON - timedelta(days=days) for days in (3, 2, 1)]
PRICE = 3


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (timedelta(hours=10), False),
        (timedelta(hours=18), True),
        (timedelta(days=2), True),
        (timedelta(days=4), False),
    ],
)
def test_a_piece_is_begun_a_quarter_of_the_gap_before_its_log(
    after: timedelta, *, due: bool
) -> None:
    assert pace.is_time(DAILY[-1] + after, DAILY) is due


def test_two_logs_have_no_pace() -> None:
    assert pace.next_log(DAILY[:2]) is None
    assert not pace.is_time(NOON, DAILY[:2])


@pytest.mark.parametrize(
    ("budget", "spent", "may"), [(None, 0, False), (0, 0, False), (3, 0, True), (5, 3, False)]
)
def test_a_budget_is_never_exceeded(budget: int | None, spent: int, *, may: bool) -> None:
    assert pace.may_spend(budget, spent, PRICE) is may


@pytest.fixture
def daily(house: House, journeys: Journeys, begun: Begun) -> str:
    """A journey with a calm log a day, whose next one is about to be written."""
    for _ in range(2):
        journeys.add_log(house.person, begun.journey.id, entry("고요하다"))
    house.answer()
    house.sql(
        "UPDATE reading_logs SET created_at = now() - interval '1 day' * (3 - n) - interval '20 h'"
        " + interval '1 day'"
    )
    return begun.journey.id


def allow(house: House, journeys: Journeys, journey_id: str, budget: int | None) -> None:
    journeys.edit(house.person, journey_id, music=MusicSettings(ahead_budget=budget))


def test_without_a_budget_nothing_is_prepared(house: House, journeys: Journeys, daily: str) -> None:
    assert journeys.prepare() == 0
    allow(house, journeys, daily, PRICE - 1)
    assert journeys.prepare() == 0


def test_a_piece_that_fits_is_there_when_the_log_is_written(
    house: House, journeys: Journeys, daily: str
) -> None:
    allow(house, journeys, daily, PRICE)

    prepared = [journeys.prepare() for _ in range(2)]
    house.answer()
    log = journeys.add_log(house.person, daily, entry("여전히 고요하다")).log

    assert prepared == [1, 0]
    assert log.track is not None
    assert log.track.status is TrackStatus.COMPLETED
    assert log.track.plan.why[-1].code == "ahead.joined"
    assert len(house.sketch.bought) == 4
    state = journeys.ahead(house.person, daily)
    assert (state.spent, state.waits) == (PRICE, False)


def test_a_piece_that_does_not_fit_stays_as_a_spare(
    house: House, journeys: Journeys, daily: str
) -> None:
    allow(house, journeys, daily, PRICE)
    journeys.prepare()
    house.answer()

    log = journeys.add_log(house.person, daily, entry("눈물이 났다")).log

    assert log.track is not None
    assert (log.track.status, log.track.plan.mood) == (TrackStatus.PENDING, "sad")
    assert house.sql("SELECT state FROM prepared_pieces") == [("spare",)]
    assert len(house.studio.library.page(house.person).items) == 4


def test_a_piece_that_failed_costs_nothing_and_is_not_joined(
    house: House, journeys: Journeys, daily: str
) -> None:
    allow(house, journeys, daily, PRICE)
    house.sketch.on_call.append(ProviderRejected("no"))
    journeys.prepare()
    house.answer()

    log = journeys.add_log(house.person, daily, entry("고요하다")).log

    assert journeys.ahead(house.person, daily).spent == 0
    assert log.track is not None
    assert log.track.status is TrackStatus.PENDING


def test_a_piece_goes_with_its_journey(house: House, journeys: Journeys, daily: str) -> None:
    allow(house, journeys, daily, PRICE)
    journeys.prepare()

    journeys.delete(house.person, daily)
    house.answer()

    assert house.studio.library.page(house.person).items == ()
    assert len(house.sketch.bought) == 3


def test_a_piece_that_failed_is_tried_once_more_after_a_while(
    house: House, journeys: Journeys, daily: str
) -> None:
    allow(house, journeys, daily, budget=10)
    house.sketch.on_call.append(ProviderRejected("no"))
    assert journeys.prepare() == 1
    house.answer()

    at_once = journeys.prepare()
    house.sql("UPDATE prepared_pieces SET created_at = now() - interval '7 h'")
    later = journeys.prepare()

    assert (at_once, later) == (0, 1)
    assert journeys.ahead(house.person, daily).waits
