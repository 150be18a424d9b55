"""A whole model by Meshy: ordered, refined, asked about, fetched, paid for; and every crash."""

import re

import pytest

from app.domain.medium import Medium
from app.domain.retry import MAX_POLL_ERRORS
from app.domain.states import ENDED, JobStatus
from app.domain.views import JobView, Order
from app.providers.meshy.provider import Meshy
from tests.engine.conftest import House
from tests.engine.conftest import house as house  # noqa: PLC0414 -- a fixture
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.engine.test_crashes import Killed, die
from tests.providers.meshy.conftest import a_meshy
from tests.providers.undrawn import undrawn
from tests.simulators.stage import Stage

PRICE = 20
HAD = 10_000


@pytest.fixture
def meshy(simulator: Stage) -> Meshy:
    return a_meshy(simulator.url)


@pytest.fixture
def studio(house: House, meshy: Meshy) -> House:
    """A studio where Meshy is offered."""
    providers = house.studio.providers
    assert isinstance(providers, dict)
    providers["meshy"] = meshy
    return undrawn(house)


def ordered(studio: House, words: str, *, texture: bool = True) -> JobView:
    """A job that waits in line."""
    asked = {"source": "text", "prompt": words, "texture": texture}
    order = Order(Medium.MODEL3D, asked, provider="meshy")
    return studio.studio.jobs.start(studio.person, order)


def ended(studio: House, job: JobView) -> JobView:
    """The job once it ended."""
    for _ in range(16):
        studio.answer()
        if studio.job(job).status in ENDED:
            break
        studio.lapse()
        studio.tick()
    return studio.job(job)


def told(job: JobView) -> tuple[JobStatus, str | None]:
    return job.status, job.failure.code if job.failure else None


def spent(studio: House) -> int:
    person = studio.studio.accounts.person(studio.person)
    assert person.held == 0
    return HAD - person.available


def until_the_preview_is_done(studio: House, words: str, simulator: Stage) -> JobView:
    """A job whose next look finds that its refinement is to be ordered."""
    job = ordered(studio, words)
    studio.answer()
    assert simulator.bought()[words] == 1
    studio.lapse()
    return job


@pytest.mark.parametrize(("texture", "purchases"), [(True, 2), (False, 1)])
def test_one_promise_is_kept_and_paid_once_however_many_steps_it_takes(
    studio: House, simulator: Stage, *, texture: bool, purchases: int
) -> None:
    words = f"an owl, texture {texture}"

    job = ended(studio, ordered(studio, words, texture=texture))

    assert told(job) == (JobStatus.COMPLETED, None)
    assert [(file.name, file.meta["textured"]) for file in job.files] == [("model.glb", texture)]
    assert spent(studio) == PRICE
    assert simulator.bought()[words] == purchases
    assert studio.events("went_on") == purchases - 1


@pytest.mark.parametrize(
    ("marker", "code", "purchases"),
    [
        ("reject=no weapons", "rejected", 0),
        ("500-after", "outcome_unknown", 1),
        ("hang", "outcome_unknown", 1),
        ("fail", "provider_failed", 1),
        ("expired", "provider_failed", 1),
        ("no-choices", "provider_failed", 2),
        ("garbage", "bad_output", 2),
        ("reject-refine=no such colours", "rejected", 1),
        ("fail-refine", "provider_failed", 2),
        ("500-after-refine", "outcome_unknown", 2),
        ("hang-refine", "outcome_unknown", 2),
        ("html-refine", "outcome_unknown", 2),
    ],
)
def test_what_was_not_made_costs_nothing_and_no_step_is_bought_twice(
    studio: House, simulator: Stage, marker: str, code: str, purchases: int
) -> None:
    words = f"trouble {marker} [sim:{marker}]"

    job = ended(studio, ordered(studio, words))

    assert told(job) == (JobStatus.FAILED, code)
    assert spent(studio) == 0
    assert simulator.bought()[words] == purchases


@pytest.mark.parametrize("marker", ["quota", "quota-refine"])
def test_an_empty_account_there_pauses_it(studio: House, marker: str) -> None:
    job = ended(studio, ordered(studio, f"no money {marker} [sim:{marker}]"))

    assert told(job) == (JobStatus.FAILED, "provider_out_of_money")
    assert spent(studio) == 0
    asked = {"source": "text", "prompt": "an owl"}
    quote = studio.studio.jobs.quote(Medium.MODEL3D, asked, provider="meshy")
    assert quote.weather.sky == "paused"


def test_a_refinement_that_finds_all_places_taken_is_ordered_later(
    studio: House, simulator: Stage
) -> None:
    words = "crowded [sim:crowded-refine*2]"

    job = ended(studio, ordered(studio, words))

    assert told(job) == (JobStatus.COMPLETED, None)
    assert simulator.bought()[words] == 2
    assert spent(studio) == PRICE


def test_a_worker_that_dies_between_preview_and_refinement_leaves_no_second_purchase(
    studio: House, simulator: Stage, meshy: Meshy, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "dies before the call"
    job = until_the_preview_is_done(studio, words, simulator)
    with monkeypatch.context() as patched:
        patched.setattr(meshy, "go_on", lambda _: die())
        with pytest.raises(Killed):
            studio.studio.polling.poll_due("meshy")

    job = ended(studio, job)

    assert told(job) == (JobStatus.FAILED, "outcome_unknown")
    assert simulator.bought()[words] == 1
    assert spent(studio) == 0


def test_a_worker_that_dies_after_the_refinement_was_bought_buys_it_once(
    studio: House, simulator: Stage, meshy: Meshy, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, go_on = "dies after the call", meshy.go_on
    job = until_the_preview_is_done(studio, words, simulator)
    with monkeypatch.context() as patched:
        patched.setattr(meshy, "go_on", lambda remote_id: (go_on(remote_id), die()))
        with pytest.raises(Killed):
            studio.studio.polling.poll_due("meshy")

    job = ended(studio, job)

    assert told(job) == (JobStatus.FAILED, "outcome_unknown")
    assert simulator.bought()[words] == 2
    assert spent(studio) == 0


def test_a_worker_that_dies_before_it_said_what_it_would_buy_loses_nothing(
    studio: House, simulator: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "dies before it said so"
    job = until_the_preview_is_done(studio, words, simulator)
    with monkeypatch.context() as patched:
        patched.setattr("app.services.continuing.go_on", lambda *_, **__: die())
        with pytest.raises(Killed):
            studio.studio.polling.poll_due("meshy")

    job = ended(studio, job)

    assert told(job) == (JobStatus.COMPLETED, None)
    assert simulator.bought()[words] == 2


def test_a_worker_that_lost_its_claim_meanwhile_buys_nothing(
    studio: House, simulator: Stage, meshy: Meshy, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, check = "frozen", meshy.check
    job = until_the_preview_is_done(studio, words, simulator)

    async def answered_too_late(remote_id: str) -> object:
        found = await check(remote_id)
        studio.sql("UPDATE tasks SET fence = fence + 1, lease_until = NULL")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(meshy, "check", answered_too_late)
        studio.studio.polling.poll_due("meshy")

    assert simulator.bought()[words] == 1
    assert studio.events("fenced") == 1
    assert told(ended(studio, job)) == (JobStatus.COMPLETED, None)
    assert simulator.bought()[words] == 2


def test_a_worker_that_wakes_after_it_said_what_it_would_buy_buys_nothing(
    studio: House, simulator: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, leases = "woke up late", studio.studio.engine.leases
    job = until_the_preview_is_done(studio, words, simulator)
    with monkeypatch.context() as patched:
        patched.setattr(leases, "renew", lambda _: False)
        studio.studio.polling.poll_due("meshy")

    assert simulator.bought()[words] == 1
    assert studio.events("fenced") == 1
    assert told(ended(studio, job)) == (JobStatus.FAILED, "outcome_unknown")
    assert spent(studio) == 0


def test_ten_looks_in_a_row_that_fail_end_it_with_its_credits_back_and_another_try(
    studio: House, simulator: Stage
) -> None:
    words = f"out of reach [sim:500-check*{MAX_POLL_ERRORS}]"

    job = ended(studio, ordered(studio, words, texture=False))

    assert told(job) == (JobStatus.FAILED, "provider_unreachable")
    assert studio.events("poll_failed") == MAX_POLL_ERRORS - 1
    assert spent(studio) == 0
    assert simulator.bought()[words] == 1

    again = studio.studio.jobs.retry(studio.person, job.id)

    assert told(ended(studio, again)) == (JobStatus.COMPLETED, None)
    assert spent(studio) == PRICE
    assert simulator.bought()[words] == 2


def test_nine_looks_that_fail_are_forgotten_with_the_tenth(studio: House) -> None:
    words = f"nearly [sim:500-check*{MAX_POLL_ERRORS - 1}]"

    assert told(ended(studio, ordered(studio, words))) == (JobStatus.COMPLETED, None)


def test_what_was_cancelled_there_costs_nothing(studio: House) -> None:
    job = ended(studio, ordered(studio, "cancelled there [sim:cancelled]"))

    assert job.status is JobStatus.CANCELLED
    assert spent(studio) == 0


def test_a_model_that_is_cancelled_here_is_kept_whole_and_nothing_there_is_deleted(
    studio: House, simulator: Stage
) -> None:
    words = "cancelled here"
    job = until_the_preview_is_done(studio, words, simulator)
    studio.studio.jobs.cancel(studio.person, job.id)

    job = ended(studio, job)

    assert told(job) == (JobStatus.COMPLETED, None)
    mine = [each for each in simulator.purchases() if each["prompt"] == words]
    assert [each["cancelled_at"] for each in mine] == [None, None]


def test_addresses_that_ended_are_asked_for_again(studio: House, simulator: Stage) -> None:
    words = "too late [sim:link-ends=60]"
    job = ordered(studio, words, texture=False)
    studio.answer()
    studio.lapse()
    studio.studio.polling.poll_due("meshy")
    (found,) = studio.sql("SELECT result::text FROM tasks")
    ended_link = re.sub(r"Expires=[0-9.]+", "Expires=1", str(found[0]))
    studio.sql("UPDATE tasks SET result = %(result)s::jsonb", result=ended_link)

    assert told(ended(studio, job)) == (JobStatus.COMPLETED, None)
    assert simulator.bought()[words] == 1
    assert studio.events("not_saved") == 1
