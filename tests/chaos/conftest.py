"""What the tests of crashes share: simulators, the nursery, a lane for each kind of provider."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.host import redis
from tests.chaos.lanes import Lane
from tests.chaos.nursery import Nursery
from tests.conftest import MakeDatabase
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.simulators.running import Simulator
from tests.simulators.studio import as_web, environment, generous

KINDS = {
    "sketch": "sketch_song",
    "keyed": "simulated",
    "lookup": "simulated_lookup",
    "blind": "simulated_blind",
    "sync": "simulated_sync",
}


@pytest.fixture(scope="module")
def simulators(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Simulator, Simulator]]:
    """One that takes orders, one that answers with the bytes; both at once."""
    path = tmp_path_factory.mktemp("simulators")
    both = (Simulator("async", path / "async.db"), Simulator("sync", path / "sync.db"))
    for each in both:
        each.start()
    yield both
    for each in both:
        each.kill()


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """Where workers come from."""
    one = Nursery(tmp_path_factory.mktemp("nursery") / "workers.log")
    yield one
    one.close()


@pytest.fixture(scope="module")
def lane(
    *,
    make_database: MakeDatabase,
    template_url: str,
    redis_server: redis.Running,
    simulators: tuple[Simulator, Simulator],
    nursery: Nursery,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str], Lane]]:
    """The lane of a kind of provider; made when it is first asked for."""
    lanes: dict[str, Lane] = {}

    def get(kind: str) -> Lane:
        if kind not in lanes:
            path = tmp_path_factory.mktemp(kind)
            doorbells = redis.database(redis_server.url, 6 + len(lanes))
            config = generous(path, make_database(template_url), doorbells, lease_s=20)
            env = environment(config, *simulators)
            studio = as_web(config, env)
            person = studio.accounts.guest().person.id
            simulator = {"sketch": None, "sync": simulators[1]}.get(kind, simulators[0])
            lanes[kind] = Lane(KINDS[kind], studio, env, nursery, simulator, person, _scratch(path))
        return lanes[kind]

    yield get
    for each in lanes.values():
        each.studio.close()


def _scratch(path: Path) -> Path:
    (path / "deaths").mkdir()
    return path / "deaths"
