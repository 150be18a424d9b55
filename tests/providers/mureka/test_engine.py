"""A whole song by Mureka: ordered, asked about, fetched, heard, paid for."""

import pytest

from app.domain.medium import Medium
from app.domain.states import ENDED, JobStatus
from app.domain.views import JobView, Order
from tests.engine.conftest import House
from tests.engine.conftest import house as house  # noqa: PLC0414 -- a fixture
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.providers.mureka.conftest import WORDS, a_mureka
from tests.simulators.stage import Stage

PRICE = 8
HAD = 10_000


@pytest.fixture
def studio(house: House, simulator: Stage) -> House:
    """A studio where Mureka is offered."""
    providers = house.studio.providers
    assert isinstance(providers, dict)
    providers["mureka"] = a_mureka(simulator.url)
    return house


def sung(studio: House, words: str, *, takes: int = 1, **params: object) -> JobView:
    """The job once it ended."""
    asked = {"prompt": words} | params
    order = Order(Medium.SONG, asked, provider="mureka", takes=takes)
    job = studio.studio.jobs.start(studio.person, order)
    for _ in range(12):
        studio.answer()
        if studio.job(job).status in ENDED:
            break
        studio.lapse()
        studio.tick()
    return studio.job(job)


def spent(studio: House) -> int:
    person = studio.studio.accounts.person(studio.person)
    assert person.held == 0
    return HAD - person.available


def test_two_takes_are_ordered_once_kept_both_and_paid_both(
    studio: House, simulator: Stage
) -> None:
    job = sung(studio, "two takes", takes=2, lyrics=WORDS)

    assert job.status is JobStatus.COMPLETED
    assert [(f.take, f.leads, f.name) for f in job.files] == [
        (1, True, "song.mp3"),
        (2, False, "song-2.mp3"),
    ]
    assert spent(studio) == 2 * PRICE
    assert simulator.bought()["two takes"] == 1
    for file in job.files:
        assert 0.9 < file.meta["duration_s"] < 1.3
        assert len(file.meta["peaks"]) == 240
        assert WORDS in file.meta["lyrics"]


def test_what_did_not_come_is_not_paid(studio: House) -> None:
    job = sung(studio, "fewer [sim:fewer]", takes=2)

    assert job.status is JobStatus.COMPLETED
    assert spent(studio) == PRICE
    receipt = studio.studio.money.receipt(studio.person, job.id)
    assert (receipt.quoted, receipt.used, receipt.returned) == (2 * PRICE, PRICE, PRICE)


@pytest.mark.parametrize(
    ("marker", "code"),
    [
        ("reject=no names of artists", "rejected"),
        ("500-after", "outcome_unknown"),
        ("hang", "outcome_unknown"),
        ("fail", "provider_failed"),
        ("timeouted", "provider_failed"),
        ("no-choices", "provider_failed"),
        ("garbage", "bad_output"),
    ],
)
def test_what_was_not_made_costs_nothing_and_is_never_bought_twice(
    studio: House, simulator: Stage, marker: str, code: str
) -> None:
    words = f"trouble {marker} [sim:{marker}]"

    job = sung(studio, words)

    assert job.status is JobStatus.FAILED
    assert job.failure is not None
    assert job.failure.code == code
    assert spent(studio) == 0
    assert simulator.bought()[words] <= 1


def test_an_empty_account_there_pauses_it(studio: House) -> None:
    job = sung(studio, "no money [sim:quota]")

    assert job.failure is not None
    assert job.failure.code == "provider_out_of_money"
    quote = studio.studio.jobs.quote(Medium.SONG, {"prompt": "rain"}, provider="mureka")
    assert quote.weather.sky == "paused"


def test_what_its_maker_cancelled_costs_nothing(studio: House) -> None:
    job = sung(studio, "cancelled there [sim:cancelled]")

    assert job.status is JobStatus.CANCELLED
    assert spent(studio) == 0


def test_addresses_that_ended_are_asked_for_again(studio: House, simulator: Stage) -> None:
    words = "too late [sim:link-ends=60]"
    order = Order(Medium.SONG, {"prompt": words, "lyrics": WORDS}, provider="mureka")
    job = studio.studio.jobs.start(studio.person, order)
    studio.answer()
    studio.lapse()
    studio.studio.polling.poll_due("mureka")
    studio.sql(
        "UPDATE tasks SET result = regexp_replace(result::text, 'until=[0-9.]+', 'until=1')::jsonb"
    )

    for _ in range(3):
        studio.answer()
        studio.lapse()
        studio.tick()

    assert studio.job(job).status is JobStatus.COMPLETED
    assert simulator.bought()[words] == 1
    assert studio.events("not_saved") == 1
