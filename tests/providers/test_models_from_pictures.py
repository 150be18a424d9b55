"""A picture that somebody brought becomes a 3D model, at everybody who makes those."""

from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr

from app.domain.medium import Medium
from app.domain.providing import Provider
from app.domain.states import JobStatus
from app.domain.views import JobView, Order
from app.providers.hunyuan3d.provider import Hunyuan3D
from app.providers.hunyuan3d.settings import Hunyuan3DSettings
from app.providers.meshy.provider import Meshy
from app.providers.meshy.settings import MeshySettings
from app.providers.tripo.provider import Tripo
from app.providers.tripo.settings import TripoSettings
from tests.engine.conftest import House
from tests.engine.conftest import house as house  # noqa: PLC0414 -- a fixture
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.engine.photos import brought
from tests.providers.shoots import ended, spent, told
from tests.providers.undrawn import undrawn
from tests.simulators.stage import Stage

KEY = SecretStr("simulated")
MAKERS: dict[str, Callable[[str], Provider]] = {
    "meshy": lambda url: Meshy(MeshySettings(api_key=KEY, base_url=url)),  # pyright: ignore[reportArgumentType] -- pydantic reads it
    "tripo": lambda url: Tripo(TripoSettings(api_key=KEY, base_url=f"{url}/v2/openapi")),  # pyright: ignore[reportArgumentType] -- as above
    "hunyuan3d": lambda url: Hunyuan3D(Hunyuan3DSettings(api_key=KEY, url=url)),  # pyright: ignore[reportArgumentType, reportCallIssue] -- as above
}


@pytest.fixture(scope="module", params=MAKERS)
def simulator(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Stage]]:
    """One of them, by name."""
    book = tmp_path_factory.mktemp(request.param) / "book.db"
    options = {"seconds": 0, "key": KEY.get_secret_value()}
    stage = Stage(f"tests.simulators.{request.param}:create", book, options).start()
    yield request.param, stage
    stage.kill()


@pytest.fixture
def studio(house: House, simulator: tuple[str, Stage]) -> House:
    """A studio where it is offered."""
    name, stage = simulator
    providers = house.studio.providers
    assert isinstance(providers, dict)
    providers[name] = MAKERS[name](stage.url)
    return undrawn(house)


def ordered(studio: House, provider: str) -> JobView:
    asked = {"source": "image", "reference": brought(studio).id}
    return studio.studio.jobs.start(studio.person, Order(Medium.MODEL3D, asked, provider=provider))


def test_it_is_ordered_once_kept_whole_and_paid(
    studio: House, simulator: tuple[str, Stage]
) -> None:
    name, stage = simulator
    before = len(stage.purchases())

    job = ended(studio, ordered(studio, name))

    assert told(job) == (JobStatus.COMPLETED, None)
    assert "model.glb" in [file.name for file in job.files]
    assert spent(studio) == job.price > 0
    assert len(stage.purchases()) == before + 1


def test_a_picture_that_is_gone_by_then_is_said_so_and_costs_nothing(
    studio: House, simulator: tuple[str, Stage]
) -> None:
    name, stage = simulator
    before = len(stage.purchases())
    job = ordered(studio, name)
    studio.sql("DELETE FROM uploads")

    job = ended(studio, job)

    assert told(job) == (JobStatus.FAILED, "rejected")
    assert spent(studio) == 0
    assert len(stage.purchases()) == before
