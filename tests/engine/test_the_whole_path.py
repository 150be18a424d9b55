"""Both kinds of providers run through one engine."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from app.domain import pricing
from app.domain.errors import Conflict, Invalid, NotEnoughCredits, NotFound, ProviderRejected
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.views import Order
from app.services.engine import UnknownProvider
from tests.engine.conftest import House

LATELY = timedelta(seconds=5)
ALL = ["sketch", "caller", "keyed", "looked_up", "blind"]


@pytest.mark.parametrize("provider", ALL)
def test_a_job_is_made_stored_and_paid_for(house: House, provider: str) -> None:
    job = house.start(provider)
    assert job.status is JobStatus.PENDING

    house.answer()
    house.lapse()
    house.tick()

    done = house.job(job)
    assert done.status is JobStatus.COMPLETED
    opened = house.studio.library.open(house.person, done.files[0].id)
    assert opened.path is not None
    assert opened.path.read_bytes().startswith(b"ID3")
    person = house.studio.accounts.person(house.person)
    assert (person.available, person.held) == (10_000 - 3, 0)


@pytest.mark.parametrize("provider", ALL)
def test_a_refused_job_fails_in_words_and_costs_nothing(house: House, provider: str) -> None:
    getattr(house, provider).on_call.append(ProviderRejected("no names of real artists"))
    job = house.start(provider)

    house.answer()

    failed = house.job(job)
    assert failed.status is JobStatus.FAILED
    assert failed.failure is not None
    assert (failed.failure.code, failed.failure.reason) == (
        "rejected",
        "no names of real artists",
    )
    assert house.studio.accounts.person(house.person).available == 10_000


def test_a_retry_keeps_all_settings_and_points_to_the_failed_task(house: House) -> None:
    house.sketch.on_call.append(ProviderRejected("no"))
    job = house.start()
    house.answer()

    house.studio.jobs.retry(house.person, job.id)
    house.answer()

    assert house.job(job).status is JobStatus.COMPLETED
    first, second = house.studio.jobs.tasks(house.person, job.id)
    assert second.retry_of == first.id
    with pytest.raises(Conflict):
        house.studio.jobs.retry(house.person, job.id)


def test_another_try_says_and_costs_what_it_costs_today(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.sketch.on_call.append(ProviderRejected("no"))
    job = house.start()
    assert house.job(job).again_price == 0
    house.answer()
    monkeypatch.setitem(pricing.PRICES, ("sketch", "sketch"), pricing.Price(base=7))
    assert (house.job(job).price, house.job(job).again_price) == (3, 7)

    house.studio.jobs.retry(house.person, job.id)
    house.answer()

    assert house.studio.accounts.person(house.person).available == 10_000 - 7
    assert house.job(job).again_price == 7


def test_what_nobody_makes_any_more_is_not_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.sketch.on_call.append(ProviderRejected("no"))
    job = house.start()
    house.answer()
    monkeypatch.delitem(pricing.PRICES, ("sketch", "sketch"))
    assert house.job(job).again_price == 3

    with pytest.raises(UnknownProvider, match="no more"):
        house.studio.jobs.retry(house.person, job.id)

    monkeypatch.delitem(house.studio.jobs.engine.providers, "sketch")  # type: ignore[arg-type]
    with pytest.raises(UnknownProvider, match="not configured here"):
        house.studio.jobs.retry(house.person, job.id)
    assert house.job(job).status is JobStatus.FAILED


def test_another_take_has_another_seed(house: House) -> None:
    job = house.start()

    house.studio.jobs.again(house.person, job.id)
    house.answer()

    seeds = house.sql("SELECT seed FROM tasks")
    assert len(set(seeds)) == 2


def test_the_same_key_starts_one_job(house: House) -> None:
    order = Order(Medium.SONG, {"prompt": "rain"}, provider="sketch", key="k1")
    first = house.studio.jobs.start(house.person, order)

    second = house.studio.jobs.start(house.person, order)

    assert second.id == first.id
    other = Order(Medium.SONG, {"prompt": "snow"}, provider="sketch", key="k1")
    with pytest.raises(Conflict):
        house.studio.jobs.start(house.person, other)


def wish(words: str, *, key: str, **more: Any) -> Order:
    return Order(Medium.SONG, {"prompt": words}, provider="sketch", key=key, **more)


def test_the_same_wish_from_many_tabs_at_one_moment_is_one_job(house: House) -> None:
    def press(tab: int) -> str:
        order = wish("rain", key=f"tab {tab}")
        return house.studio.jobs.start_once(house.person, order, within=LATELY).id

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(press, range(8)))

    assert len(ids) == 1
    house.answer()
    assert house.studio.accounts.person(house.person).available == 10_000 - 3


def test_another_wish_is_another_job_and_so_is_the_same_one_later(house: House) -> None:
    def press(order: Order) -> str:
        return house.studio.jobs.start_once(house.person, order, within=LATELY).id

    first = press(wish("rain", key="1"))
    others = {press(wish("snow", key="2")), press(wish("rain", key="3", takes=2))}
    house.sql("UPDATE jobs SET created_at = created_at - interval '6 seconds'")
    later = press(wish("rain", key="4"))

    assert len({first, later, *others}) == 4


def test_what_was_taken_back_may_be_asked_for_again_at_once(house: House) -> None:
    def press(key: str) -> str:
        return house.studio.jobs.start_once(house.person, wish("rain", key=key), within=LATELY).id

    first = press("1")
    house.studio.jobs.cancel(house.person, first)

    assert press("2") != first


def test_a_form_that_is_sent_again_after_the_end_finds_what_it_began(house: House) -> None:
    order = wish("rain", key="1")
    first = house.studio.jobs.start_once(house.person, order, within=LATELY)
    house.answer()

    again = house.studio.jobs.start_once(house.person, order, within=LATELY)

    assert (again.id, again.status) == (first.id, JobStatus.COMPLETED)


def test_too_few_credits_start_nothing(house: House) -> None:
    poor = house.newcomer()
    house.sql(
        "DELETE FROM entries WHERE account_id = %(p)s OR transfer_id IN"
        " (SELECT id FROM transfers WHERE person_id = %(p)s)",
        p=poor,
    )
    house.sql("UPDATE accounts SET available = 0 WHERE id = %(p)s", p=poor)

    with pytest.raises(NotEnoughCredits, match="3 are missing") as caught:
        house.start(person=poor)

    assert caught.value.missing == 3
    assert house.sql("SELECT 1 FROM jobs") == []


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"prompt": "  "}, "prompt"),
        ({"prompt": "x" * 5000}, "prompt"),
        ({"prompt": "x", "length_s": 2}, "length_s"),
        ({"prompt": "x", "length_s": 601}, "length_s"),
        ({"prompt": "x", "volume": 11}, "volume"),
        ({}, "prompt"),
    ],
)
def test_a_bad_order_names_the_field(house: House, params: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        house.studio.jobs.start(house.person, Order(Medium.SONG, params))

    assert caught.value.field == field


def test_somebody_elses_job_is_not_found(house: House) -> None:
    job = house.start()
    stranger = house.newcomer()

    for act in (
        house.studio.jobs.get,
        house.studio.jobs.cancel,
        house.studio.jobs.retry,
        house.studio.jobs.again,
        house.studio.jobs.tasks,
        house.studio.jobs.delete,
        house.studio.jobs.erase,
    ):
        with pytest.raises(NotFound):
            act(stranger, job.id)


def test_a_deleted_job_leaves_no_file(house: House) -> None:
    job = house.start()
    house.answer()
    file = house.studio.library.open(house.person, house.job(job).files[0].id)
    assert file.path is not None

    house.studio.jobs.delete(house.person, job.id)
    house.studio.trash.remove(house.person, job.id)

    assert not file.path.exists()
    with pytest.raises(NotFound):
        house.job(job)


def test_cancelling_what_waits_returns_the_credits(house: House) -> None:
    job = house.start("caller")

    cancelled = house.studio.jobs.cancel(house.person, job.id)

    assert cancelled.status is JobStatus.CANCELLED
    house.answer()
    assert house.caller.bought == []
    assert house.studio.accounts.person(house.person).available == 10_000


def test_a_bought_task_arrives_after_a_cancel_and_is_charged(house: House) -> None:
    job = house.start("blind")
    house.actor("admit")("blind")
    house.actor("submit")(house.bell.rung[-1][1])

    cancelling = house.studio.jobs.cancel(house.person, job.id)
    assert cancelling.status is JobStatus.CANCELLING
    house.lapse()
    house.tick()

    assert house.job(job).status is JobStatus.COMPLETED
    assert house.studio.accounts.person(house.person).available == 10_000 - 3


def test_a_provider_that_stops_for_free_is_asked_to(house: House) -> None:
    job = house.start("keyed")
    house.actor("admit")("keyed")
    house.actor("submit")(house.bell.rung[-1][1])

    house.studio.jobs.cancel(house.person, job.id)
    house.lapse()
    house.tick()

    assert house.job(job).status is JobStatus.CANCELLED
    assert house.studio.accounts.person(house.person).available == 10_000
