"""A whole set by OpenAI: made within one call each, kept, paid for; and every crash."""

import pytest

from app.domain.states import JobStatus
from app.providers.openai_images.provider import OpenAIImages
from tests.engine.conftest import House
from tests.engine.conftest import house as house  # noqa: PLC0414 -- a fixture
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.engine.test_crashes import answer_and_die, die
from tests.providers.openai_images.conftest import an_openai
from tests.providers.shoots import bought, ended, shoot, spent, told
from tests.simulators.stage import Stage

PRICE = 2


@pytest.fixture
def openai(simulator: Stage) -> OpenAIImages:
    return an_openai(simulator.url)


@pytest.fixture
def studio(house: House, openai: OpenAIImages) -> House:
    """A studio where OpenAI is offered."""
    providers = house.studio.providers
    assert isinstance(providers, dict)
    providers["openai_images"] = openai
    return house


def test_every_photo_of_a_set_is_ordered_once_kept_and_paid(
    studio: House, simulator: Stage
) -> None:
    words = ["first of it", "second of it"]

    job = ended(studio, shoot(studio, "openai_images", *words))

    assert told(job) == (JobStatus.COMPLETED, None)
    assert [(f.name, f.content_type) for f in job.files] == [("photo.jpg", "image/jpeg")] * 2
    assert spent(studio) == 2 * PRICE
    assert [bought(simulator.purchases(), each) for each in words] == [1, 1]


@pytest.mark.parametrize(
    ("marker", "code", "reason", "orders"),
    [
        ("reject", "rejected", "safety system", 0),
        ("500-after", "outcome_unknown", "", 1),
        ("cut-body", "bad_output", "", 1),
        ("garbage", "bad_output", "", 1),
        ("html", "bad_output", "", 1),
    ],
)
def test_what_was_not_made_costs_nothing_and_is_never_bought_twice(
    studio: House, simulator: Stage, *, marker: str, code: str, reason: str, orders: int
) -> None:
    words = f"trouble {marker} [sim:{marker}]"

    job = ended(studio, shoot(studio, "openai_images", words))

    assert told(job) == (JobStatus.FAILED, code)
    assert job.failure is not None
    assert reason in job.failure.reason
    assert spent(studio) == 0
    assert bought(simulator.purchases(), words) == orders


def test_a_busy_line_is_tried_again(studio: House, simulator: Stage) -> None:
    words = "busy twice [sim:429*2]"

    job = shoot(studio, "openai_images", words)
    for _ in range(3):
        studio.answer()
        studio.sql("UPDATE providers SET blocked_until = NULL, open_until = NULL")
        studio.lapse()
        studio.tick()
    job = ended(studio, job)

    assert told(job) == (JobStatus.COMPLETED, None)
    assert bought(simulator.purchases(), words) == 1


@pytest.mark.parametrize(
    ("whole", "ending"),
    [(True, (JobStatus.COMPLETED, None)), (False, (JobStatus.FAILED, "outcome_unknown"))],
)
def test_what_a_dead_worker_had_whole_is_recognised_and_nothing_is_bought_again(
    studio: House,
    openai: OpenAIImages,
    simulator: Stage,
    monkeypatch: pytest.MonkeyPatch,
    *,
    whole: bool,
    ending: tuple[JobStatus, str | None],
) -> None:
    words, make = f"dies, whole: {whole}", openai.make
    job = shoot(studio, "openai_images", words)
    with monkeypatch.context() as patched:
        put = (lambda *given: (make(*given), die())) if whole else (lambda *_: die())
        patched.setattr(openai, "make", put)
        answer_and_die(studio)

    job = ended(studio, job)

    assert told(job) == ending
    assert bought(simulator.purchases(), words) == whole
    assert spent(studio) == PRICE * whole


def test_an_empty_account_there_pauses_it(studio: House) -> None:
    job = ended(studio, shoot(studio, "openai_images", "no money [sim:quota]"))

    assert told(job) == (JobStatus.FAILED, "provider_out_of_money")
    assert studio.sql("SELECT paused FROM providers WHERE id = 'openai_images'") == [(True,)]
