"""Mureka's simulator as a process of its own, and the adapter that talks to it."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from app.domain.providing import TaskSpec
from app.providers.mureka.provider import Mureka
from app.providers.mureka.settings import MurekaSettings
from tests.simulators.stage import Stage

KEY = "mk-secret-4711"
WORDS = "Rain upon the window\nand the light is low"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Mureka behind a path prefix; its songs are done at once."""
    book = tmp_path_factory.mktemp("mureka") / "book.db"
    options = {"seconds": 0, "key": KEY, "prefix": "/gateway", "concurrent": 1000}
    stage = Stage("tests.simulators.mureka:create", book, options).start()
    yield stage
    stage.kill()


def a_mureka(url: str, **settings: Any) -> Mureka:
    known = {"api_key": SecretStr(KEY), "base_url": f"{url}/gateway", "answer_s": 0.7}
    return Mureka(MurekaSettings(**(known | {"lyrics_s": 0.7} | settings)))


@pytest.fixture
def mureka(simulator: Stage) -> Mureka:
    return a_mureka(simulator.url)


@pytest.fixture
def spec() -> Callable[..., TaskSpec]:
    """A task with these words; every one has another id and another prompt."""

    def make(marker: str = "", *, takes: int = 1, **params: Any) -> TaskSpec:
        number = next(_numbers)
        words = f"rain {number}" + (f" [sim:{marker}]" if marker else "")
        known = {"prompt": words} | params
        return TaskSpec(f"task_{number:026}", "auto", known, seed=1, takes=takes)

    return make
