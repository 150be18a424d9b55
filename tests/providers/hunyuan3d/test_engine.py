"""A whole model by one's own server: what it never says, our deadline does."""

import pytest

from app.domain.medium import Medium
from app.domain.states import ENDED, JobStatus
from app.domain.views import JobView, Order
from tests.engine.conftest import House
from tests.engine.conftest import house as house  # noqa: PLC0414 -- a fixture
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.providers.hunyuan3d.conftest import a_hunyuan
from tests.providers.undrawn import undrawn
from tests.simulators.stage import Stage

PRICE = 5
HAD = 10_000


@pytest.fixture
def studio(house: House, older: Stage) -> House:
    """A studio where a server makes models from words."""
    providers = house.studio.providers
    assert isinstance(providers, dict)
    providers["hunyuan3d"] = a_hunyuan(older.url, model="hunyuan3d-2", textures=False, text=True)
    return undrawn(house)


def ordered(studio: House, words: str) -> JobView:
    """A job whose order the server has."""
    asked = {"source": "text", "prompt": words, "texture": False}
    order = Order(Medium.MODEL3D, asked, provider="hunyuan3d")
    job = studio.studio.jobs.start(studio.person, order)
    studio.answer()
    return job


def ended(studio: House, job: JobView) -> JobView:
    """The job once it ended, or after a while."""
    for _ in range(12):
        studio.answer()
        if studio.job(job).status in ENDED:
            break
        studio.lapse()
        studio.tick()
    return studio.job(job)


def spent(studio: House) -> int:
    return HAD - studio.studio.accounts.person(studio.person).available


@pytest.mark.parametrize("marker", ["", " [sim:half-written*2]", " [sim:no-length]"])
def test_a_model_is_kept_whole_and_paid_once(studio: House, older: Stage, marker: str) -> None:
    words = f"an owl{marker}"

    job = ended(studio, ordered(studio, words))

    assert job.status is JobStatus.COMPLETED
    assert [file.name for file in job.files] == ["model.glb"]
    assert spent(studio) == PRICE
    assert older.bought()[words] == 1


@pytest.mark.parametrize("marker", ["fail", "never"])
def test_what_never_ends_is_given_up_at_the_deadline_with_the_credits_back(
    studio: House, older: Stage, marker: str
) -> None:
    words = f"a crash [sim:{marker}]"
    job = ordered(studio, words)
    assert ended(studio, job).status is JobStatus.GENERATING

    studio.sql("UPDATE tasks SET deadline_at = now() - interval '1 s'")
    job = ended(studio, job)

    assert job.status is JobStatus.FAILED
    assert job.failure is not None
    assert job.failure.code == "late"
    assert spent(studio) == 0
    assert older.bought()[words] == 1


def test_a_file_that_is_no_model_is_not_kept(studio: House) -> None:
    job = ended(studio, ordered(studio, "no model [sim:garbage]"))

    assert job.failure is not None
    assert job.failure.code == "bad_output"
    assert spent(studio) == 0
