"""Meshy's simulator as a process of its own, and the adapter that talks to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from app.domain.providing import TaskSpec
from app.providers.meshy.provider import Meshy
from app.providers.meshy.settings import MeshySettings
from tests.providers.shapes import shapes
from tests.simulators.stage import Stage

KEY = "msy-secret-4711"


@pytest.fixture(scope="session")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Meshy behind a path prefix; its models are done at once."""
    book = tmp_path_factory.mktemp("meshy") / "book.db"
    options = {"seconds": 0, "key": KEY, "prefix": "/gateway", "queued": 1000}
    stage = Stage("tests.simulators.meshy:create", book, options).start()
    yield stage
    stage.kill()


def a_meshy(url: str, **settings: Any) -> Meshy:
    known = {"api_key": SecretStr(KEY), "base_url": f"{url}/gateway", "answer_s": 0.7}
    return Meshy(MeshySettings(**(known | settings)))


@pytest.fixture
def meshy(simulator: Stage) -> Meshy:
    return a_meshy(simulator.url)


@pytest.fixture
def spec() -> Callable[..., TaskSpec]:
    return shapes("latest")
