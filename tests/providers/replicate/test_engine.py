"""A whole set by Replicate: ordered, asked about, fetched at once, paid for."""

import json
import time

import pytest

from app.domain.errors import Invalid
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.providers.replicate.provider import Replicate
from tests.engine.conftest import House
from tests.engine.conftest import house as house  # noqa: PLC0414 -- a fixture
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.engine.test_crashes import answer_and_die, die
from tests.providers.replicate.conftest import a_replicate
from tests.providers.shoots import bought, ended, shoot, spent, told
from tests.simulators.replicate_hooks import signed
from tests.simulators.stage import Stage

SECRET = "whsec_c2ltdWxhdGVkIHNlY3JldCBvZiB0aGUgaG9va3M="


@pytest.fixture
def replicate(simulator: Stage) -> Replicate:
    return a_replicate(simulator.url, webhook_secret=SECRET, slots=1)


@pytest.fixture
def studio(house: House, replicate: Replicate) -> House:
    """A studio where Replicate is offered."""
    providers = house.studio.providers
    assert isinstance(providers, dict)
    providers["replicate"] = replicate
    return house


@pytest.mark.parametrize(
    ("model", "price", "kind"),
    [(None, 1, "image/jpeg"), ("nano_banana_pro", 3, "image/jpeg"), ("photomaker", 1, "image/png")],
)
def test_every_photo_of_a_set_is_ordered_once_kept_and_paid(
    studio: House, simulator: Stage, model: str | None, price: int, kind: str
) -> None:
    words = [f"{model} {number}" for number in range(2)]

    job = ended(studio, shoot(studio, "replicate", *words, model=model))

    assert told(job) == (JobStatus.COMPLETED, None)
    assert [file.content_type for file in job.files] == [kind] * 2
    assert spent(studio) == 2 * price
    purchases = simulator.purchases()
    found = "A photo of a bride img, " if model == "photomaker" else ""
    assert [bought(purchases, f"{found}{each}") for each in words] == [1, 1]


def test_each_model_says_its_name_price_and_usual_time_before(studio: House) -> None:
    params = shoot(studio, "replicate", "before").params
    quotes = [
        studio.studio.jobs.quote(Medium.PHOTO, params, provider="replicate", model=model)
        for model in (None, "nano_banana_pro")
    ]

    assert [(each.model_title, each.price) for each in quotes] == [
        ("FLUX.1 Kontext Pro", 1),
        ("Nano Banana Pro", 3),
    ]
    with pytest.raises(Invalid) as caught:
        studio.studio.jobs.quote(Medium.PHOTO, params, provider="replicate", model="another")
    assert caught.value.field == "model"


@pytest.mark.parametrize(
    ("marker", "code", "reason", "orders"),
    [
        ("reject=no swords", "rejected", "no swords", 0),
        ("flagged", "rejected", "flagged as sensitive", 1),
        ("500-after] [sim:unlisted", "outcome_unknown", "", 1),
        ("fail", "provider_failed", "", 1),
        ("aborted", "provider_failed", "", 1),
        ("garbage", "bad_output", "", 1),
    ],
)
def test_what_was_not_made_costs_nothing_and_is_never_bought_twice(
    studio: House, simulator: Stage, *, marker: str, code: str, reason: str, orders: int
) -> None:
    words = f"{code} after {orders} [sim:{marker}]"

    job = ended(studio, shoot(studio, "replicate", words))

    assert told(job) == (JobStatus.FAILED, code)
    assert job.failure is not None
    assert reason in job.failure.reason
    assert spent(studio) == 0
    assert bought(simulator.purchases(), words) == orders


def test_an_order_whose_answer_was_lost_is_made_and_paid_once(
    studio: House, simulator: Stage
) -> None:
    words = "lost in the middle [sim:500-after]"

    job = ended(studio, shoot(studio, "replicate", words))

    assert told(job) == (JobStatus.COMPLETED, None)
    assert bought(simulator.purchases(), words) == 1
    assert spent(studio) == 1


def test_a_worker_that_dies_after_it_ordered_leaves_no_second_purchase(
    studio: House, replicate: Replicate, simulator: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, submit = "dies after the call", replicate.submit
    job = shoot(studio, "replicate", words)
    with monkeypatch.context() as patched:
        patched.setattr(replicate, "submit", lambda spec, key: (submit(spec, key=key), die()))
        answer_and_die(studio)

    job = ended(studio, job)

    assert told(job) == (JobStatus.FAILED, "outcome_unknown")
    assert bought(simulator.purchases(), words) == 1
    assert spent(studio) == 0


def test_a_cancelled_set_keeps_the_photo_that_is_being_made_and_orders_no_other(
    studio: House, simulator: Stage
) -> None:
    words = ["first of three", "second of three", "third of three"]
    job = shoot(studio, "replicate", *words)
    studio.answer()

    studio.studio.jobs.cancel(studio.person, job.id)
    job = ended(studio, job)

    assert (job.completed, job.cancelled) == (1, 2)
    assert [bought(simulator.purchases(), each) for each in words] == [1, 0, 0]
    assert spent(studio) == 1


def test_its_word_makes_the_next_question_due(studio: House) -> None:
    job = shoot(studio, "replicate", "word of it")
    studio.answer()
    studio.sql("UPDATE tasks SET due_at = now() + interval '1 hour'")
    [(remote_id,)] = studio.sql("SELECT remote_id FROM tasks")
    body = json.dumps({"id": remote_id, "status": "succeeded"}).encode()
    headers = signed(body, at=time.time(), secret=SECRET)

    took = [studio.studio.hints.take("replicate", headers, body) for _ in range(2)]
    studio.answer()

    assert took == [True, True]
    assert studio.job(job).status is JobStatus.COMPLETED
    assert studio.studio.hints.take("replicate", headers, body) is False


def test_addresses_that_ended_are_asked_for_again(studio: House, simulator: Stage) -> None:
    words = "too late [sim:link-ends=60]"
    job = shoot(studio, "replicate", words)
    studio.answer()
    studio.lapse()
    studio.studio.polling.poll_due("replicate")
    studio.sql(
        "UPDATE tasks SET result = regexp_replace(result::text, 'until=[0-9.]+', 'until=1')::jsonb"
    )

    job = ended(studio, job)

    assert told(job) == (JobStatus.COMPLETED, None)
    assert bought(simulator.purchases(), words) == 1
    assert studio.events("not_saved") == 1


def test_an_empty_account_there_pauses_it(studio: House) -> None:
    job = ended(studio, shoot(studio, "replicate", "no money [sim:quota]"))

    assert told(job) == (JobStatus.FAILED, "provider_out_of_money")
    assert studio.sql("SELECT paused FROM providers WHERE id = 'replicate'") == [(True,)]
