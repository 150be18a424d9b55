"""Replicate's simulator as a process of its own, and the adapter that talks to it."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from app.domain.providing import TaskSpec
from app.providers.replicate.provider import Replicate
from app.providers.replicate.settings import ReplicateSettings
from tests.providers.shown import photo_params, shown
from tests.simulators.stage import Stage

KEY = "r8-secret-4711"
FACTORY = "tests.simulators.replicate:create"
PREFIX = "/gateway/v1"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Replicate behind a path prefix; its photos are done at once."""
    book = tmp_path_factory.mktemp("replicate") / "book.db"
    options = {"seconds": 0, "key": KEY, "prefix": PREFIX}
    stage = Stage(FACTORY, book, options).start()
    yield stage
    stage.kill()


def a_replicate(url: str, **settings: Any) -> Replicate:
    known = {"api_token": SecretStr(KEY), "base_url": f"{url}{PREFIX}", "answer_s": 0.7}
    return Replicate(ReplicateSettings(**(known | settings)))


@pytest.fixture
def replicate(simulator: Stage) -> Replicate:
    return a_replicate(simulator.url)


@pytest.fixture
def spec() -> Callable[..., TaskSpec]:
    """A task with these words; every one has another id and another prompt."""

    def make(
        marker: str = "",
        *,
        model: str = "flux_kontext_pro",
        who: tuple[str, ...] = ("ann",),
        **params: Any,
    ) -> TaskSpec:
        number = next(_numbers)
        words = f"hanok at dusk {number}" + (f" [sim:{marker}]" if marker else "")
        bare = TaskSpec(f"task_{number:026}", model, {}, seed=2**40 + 9, references=shown(*who))
        return replace(bare, params=photo_params(bare.references, **({"prompt": words} | params)))

    return make
