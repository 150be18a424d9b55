"""Real servers for the tests: PostgreSQL and Redis as they run on a person's machine."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from redis import Redis
from xdist.remote import Producer

from app.host import postgres, redis
from tests.databases import Databases
from tests.dealing import Dealing, longest_first
from tests.simulators.bucket import bucket_server

MakeDatabase = Callable[..., str]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Alone, the whole product comes last: while it runs, everything else would be slower."""
    if hasattr(config, "workerinput"):
        longest_first(items)
    else:
        items.sort(key=lambda item: item.get_closest_marker("e2e") is not None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Dealing:
    """With several processes, the files are dealt our way."""
    return Dealing(config, log)


@pytest.fixture(scope="session")
def server_dir() -> Iterator[Path]:
    """A short private directory; every other pytest that starts closes pytest's own again."""
    path = Path(tempfile.mkdtemp(prefix="meanwhile-test-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server(server_dir: Path) -> Iterator[postgres.Running]:
    """One PostgreSQL for the whole run; it forgets everything when the machine stops."""
    server = postgres.start(server_dir, durable=False)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def databases(postgres_server: postgres.Running) -> Databases:
    """The databases of that server."""
    return Databases(postgres_server.url)


@pytest.fixture(scope="session")
def make_database(databases: Databases) -> MakeDatabase:
    """Call it for the URL of a fresh database: empty, or a copy of a template (a URL it gave)."""
    return databases.make


@pytest.fixture(scope="session")
def template_url(databases: Databases) -> str:
    """A migrated database to copy."""
    return databases.migrated


@pytest.fixture
def migrated_url(databases: Databases) -> Iterator[str]:
    """A migrated database for this test alone, without a row in it."""
    with databases.lend() as url:
        yield url


@pytest.fixture(scope="module")
def database_url(make_database: MakeDatabase) -> str:
    """An empty database for this module; `make_database()` makes one for a single test."""
    return make_database()


@pytest.fixture(scope="session")
def redis_server(server_dir: Path) -> Iterator[redis.Running]:
    """One Redis for the whole run."""
    server = redis.start(server_dir)
    yield server
    server.stop()


@pytest.fixture
def redis_url(redis_server: redis.Running) -> str:
    """Database 0 of the run's Redis, emptied for this test."""
    with Redis.from_url(redis_server.url) as client:
        client.flushall()
    return redis_server.url


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Address of one S3 server for the whole run; it forgets everything at the end."""
    with bucket_server() as url:
        yield url
