"""A whole model by Tripo: ordered, asked about, fetched, paid for."""

import pytest

from app.domain.medium import Medium
from app.domain.states import ENDED, JobStatus
from app.domain.views import JobView, Order
from tests.engine.conftest import House
from tests.engine.conftest import house as house  # noqa: PLC0414 -- a fixture
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.providers.tripo.conftest import a_tripo
from tests.providers.undrawn import undrawn
from tests.simulators.stage import Stage

PRICE = 20
HAD = 10_000


@pytest.fixture
def studio(house: House, simulator: Stage) -> House:
    """A studio where Tripo is offered."""
    providers = house.studio.providers
    assert isinstance(providers, dict)
    providers["tripo"] = a_tripo(simulator.url)
    return undrawn(house)


def made(studio: House, words: str) -> JobView:
    """The job once it ended."""
    asked = {"source": "text", "prompt": words}
    job = studio.studio.jobs.start(studio.person, Order(Medium.MODEL3D, asked, provider="tripo"))
    for _ in range(14):
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


def test_a_model_is_kept_whole_and_paid_once(studio: House, simulator: Stage) -> None:
    job = made(studio, "an owl through the engine")

    assert job.status is JobStatus.COMPLETED
    assert [file.name for file in job.files] == ["model.glb"]
    assert spent(studio) == PRICE
    assert simulator.bought()["an owl through the engine"] == 1


@pytest.mark.parametrize(
    ("marker", "code"),
    [
        ("reject=no weapons", "rejected"),
        ("banned", "rejected"),
        ("fail", "provider_failed"),
        ("lost", "provider_unreachable"),
        ("quota", "provider_out_of_money"),
        ("no-model", "provider_misconfigured"),
        ("500-after", "outcome_unknown"),
        ("garbage", "bad_output"),
    ],
)
def test_what_was_not_made_costs_nothing_and_is_never_bought_twice(
    studio: House, simulator: Stage, marker: str, code: str
) -> None:
    words = f"trouble {marker} [sim:{marker}]"

    job = made(studio, words)

    assert job.status is JobStatus.FAILED
    assert job.failure is not None
    assert job.failure.code == code
    assert spent(studio) == 0
    assert simulator.bought()[words] <= 1
