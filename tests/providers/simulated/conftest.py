"""Simulators as processes of their own, and the adapters that talk to them."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.domain.providing import TaskSpec
from app.providers.simulated.maker import SimulatedMaker
from app.providers.simulated.poller import SimulatedPoller
from app.providers.simulated.settings import AsyncSettings, SyncSettings
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.simulators.running import Simulator

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def async_sim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """A provider that can do everything, at once."""
    book = tmp_path_factory.mktemp("async") / "book.db"
    simulator = Simulator("async", book).start()
    yield simulator
    simulator.kill()


@pytest.fixture(scope="session")
def sync_sim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """A provider that answers with the bytes, at once."""
    book = tmp_path_factory.mktemp("sync") / "book.db"
    simulator = Simulator("sync", book).start()
    yield simulator
    simulator.kill()


@pytest.fixture
def poller(async_sim: Simulator) -> SimulatedPoller:
    return a_poller(async_sim.url)


@pytest.fixture
def maker(sync_sim: Simulator) -> SimulatedMaker:
    return a_maker(sync_sim.url)


def a_poller(url: str, **settings: Any) -> SimulatedPoller:
    known = {"url": url, "answer_s": 0.5} | settings
    return SimulatedPoller("simulated", "Simulated", AsyncSettings(**known))


def a_maker(url: str, **settings: Any) -> SimulatedMaker:
    known = {"url": url, "answer_s": 0.5, "deadline_s": 1.5} | settings
    return SimulatedMaker("simulated_sync", "Simulated", SyncSettings(**known))


@pytest.fixture
def spec() -> Callable[..., TaskSpec]:
    """A task with these words; every one has another id."""

    def make(prompt: str = "rain", **params: Any) -> TaskSpec:
        params = {"prompt": prompt, "length_s": 3} | params
        return TaskSpec(f"task_{next(_numbers):026}", "tone", params, seed=1)

    return make
