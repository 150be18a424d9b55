"""Real servers for the tests: PostgreSQL and Redis as they run on a person's machine."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from redis import Redis

from app.host import postgres, redis
from tests.simulators.bucket import bucket_server

MakeDatabase = Callable[..., str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The whole product comes last: while it runs, everything else would be slower."""
    items.sort(key=lambda item: item.get_closest_marker("e2e") is not None)


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
def make_database(postgres_server: postgres.Running) -> MakeDatabase:
    """Call it for the URL of a fresh database: empty, or a copy of `template` (a URL it gave).

    Nobody may be connected to the template while it is copied.
    """
    numbers = count(1)
    server = postgres_server.url.replace("+psycopg", "", 1)

    def make(template: str = "template0") -> str:
        name = f"test_{next(numbers)}"
        original = sql.Identifier(template.rsplit("/", 1)[-1])
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(statement.format(sql.Identifier(name), original))
        return f"{postgres_server.url.rsplit('/', 1)[0]}/{name}"

    return make


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
