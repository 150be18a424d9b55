"""Tripo's simulator as a process of its own, and the adapter that talks to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from app.domain.providing import TaskSpec
from app.providers.tripo.provider import Tripo
from app.providers.tripo.settings import TripoSettings
from tests.providers.shapes import shapes
from tests.simulators.stage import Stage

KEY = "tsk_secret-4711"


@pytest.fixture(scope="session")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Tripo; its models are done at once."""
    book = tmp_path_factory.mktemp("tripo") / "book.db"
    options = {"seconds": 0, "key": KEY, "concurrent": 1000}
    stage = Stage("tests.simulators.tripo:create", book, options).start()
    yield stage
    stage.kill()


def a_tripo(url: str, **settings: Any) -> Tripo:
    known = {"api_key": SecretStr(KEY), "base_url": f"{url}/v2/openapi", "answer_s": 0.7}
    return Tripo(TripoSettings(**(known | settings)))


@pytest.fixture
def tripo(simulator: Stage) -> Tripo:
    return a_tripo(simulator.url)


@pytest.fixture
def spec() -> Callable[..., TaskSpec]:
    return shapes("v3.0-20250812")
