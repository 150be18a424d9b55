"""
Two web processes, three workers and two clocks on five machines that share PostgreSQL, Redis and a
bucket. One machine loses power, one is frozen beyond its leases, one more loses power; songs come.

A machine is a process group with a disk of its own. The vendors' simulators keep their own books.
"""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.engine.crew import CLOCK, Crew, wait_until
from tests.host import test_two_machines as two
from tests.host.test_two_machines import Studio
from tests.host.test_two_machines import shared as shared  # noqa: PLC0414 -- a fixture
from tests.host.test_two_machines import vendors as vendors  # noqa: PLC0414 -- a fixture
from tests.simulators.bucket import Bucket
from tests.simulators.stage import Stage, free_port

pytestmark = pytest.mark.chaos

ENDED = {"COMPLETED", "FAILED"}
STORED = "SELECT key, sha256 FROM assets"
FAILED = "SELECT failure_code FROM tasks WHERE state = 'failed'"
LEADERS = """
    SELECT host, count(*) FROM processes WHERE kind = 'clock' AND leads
      AND seen_at > now() - interval '10 seconds' GROUP BY host"""


class Cluster:
    """Two fronts (web and clock) and three workers, each a machine of its own."""

    def __init__(self, env: dict[str, str], home: Path) -> None:
        ports = [free_port(), free_port()]
        self.urls = [f"http://127.0.0.1:{port}" for port in ports]
        self.fronts = [self._machine(env, home / f"front{n}") for n in range(2)]
        self.workers = [self._machine(env, home / f"worker{n}") for n in range(3)]
        for port, front in zip(ports, self.fronts, strict=True):
            front.start((*two.SERVER, "app.api.app:create_api", "--port", str(port)))
            front.start(CLOCK)
        for worker in self.workers:
            worker.start(two.WORKER)

    def _machine(self, env: dict[str, str], disk: Path) -> Crew:
        disk.mkdir()
        own = {"STUDIO_DATA_DIR": str(disk), "STUDIO_PUBLIC_URL": self.urls[0]}
        return Crew(env | own, disk / "log")

    def dismiss(self) -> None:
        """Switch off what still runs."""
        for machine in (*self.fronts, *self.workers):
            machine.dismiss()


@pytest.fixture
def cluster(shared: dict[str, str], tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(shared, tmp_path)
    yield cluster
    cluster.dismiss()


@pytest.fixture
def studios(
    cluster: Cluster, shared: dict[str, str], vendors: tuple[Stage, Stage], s3_server: str
) -> Iterator[list[Studio]]:
    """The studio as one sees it over either web process, with one token for both."""
    clients = [
        httpx.Client(base_url=url, timeout=30, trust_env=False, follow_redirects=True)
        for url in cluster.urls
    ]
    for client in clients:
        wait_until(lambda client=client: two._answers(client), what="health")
    two._sign_up(clients[0], cluster.urls[0])
    clients[1].headers["Authorization"] = clients[0].headers["Authorization"]
    database = shared["DATABASE_URL"].replace("+psycopg", "", 1)
    bucket = Bucket("two-machines", s3_server, two._client_of(s3_server))
    first, second, _ = cluster.workers
    studio = Studio(clients[0], database, bucket, vendors, (first, second))
    yield [studio, replace(studio, client=clients[1])]
    for client in clients:
        client.close()


def _holds(studio: Studio, machine: Crew) -> bool:
    pids = two._pids(machine)
    return any(pid in pids for _, _, pid in studio.held())


def _busy(studio: Studio, machines: list[Crew]) -> Crew:
    """A machine that has work in its hands."""
    found: list[Crew] = []
    wait_until(
        lambda: found.extend(each for each in machines if _holds(studio, each)) or found,
        what="a machine at work",
    )
    return found[0]


def _ask(studio: Studio, words: str) -> list[tuple[object, ...]]:
    with psycopg.connect(studio.database) as connection:
        return connection.execute(words.encode()).fetchall()


@pytest.mark.timeout(300)
def test_machines_are_lost_and_frozen_and_nothing_is_lost_or_bought_twice(
    cluster: Cluster, studios: list[Studio]
) -> None:
    left, right = studios
    wait_until(lambda: two._workers(right) == 3, within=90, what="three workers")
    songs = [
        studio.generate(f"Song {n}", f"song number {n} [sim:slow-body]", "auto")
        for n, studio in enumerate([left, right] * 4)
    ]

    first = _busy(right, cluster.workers)
    for process in first.running:
        first.freeze(process)
    for process in list(cluster.fronts[0].running):
        cluster.fronts[0].kill(process)
    songs += [right.generate(f"Late {n}", f"late song {n}", "auto") for n in range(2)]
    wait_until(lambda: not _holds(right, first), what="the frozen machine's leases to lapse")
    lost = _busy(right, [each for each in cluster.workers if each is not first])
    for process in list(lost.running):
        lost.kill(process)
    for process in first.running:
        first.thaw(process)

    wait_until(lambda: set(right.statuses(songs)) <= ENDED, within=150, what="every song")
    _everything_is_right(right, songs)


def _everything_is_right(studio: Studio, songs: list[str]) -> None:
    """What ended without its song is what nobody could tell of; the rest is there, whole."""
    failed = [code for (code,) in _ask(studio, FAILED)]
    statuses = studio.statuses(songs)
    assert set(failed) <= {"outcome_unknown"}
    assert statuses.count("COMPLETED") + len(failed) == len(songs)
    assert statuses.count("COMPLETED") >= len(songs) // 2
    assert set(studio.vendors[1].bought().values()) == {1}
    stored = _ask(studio, STORED)
    assert len(stored) >= statuses.count("COMPLETED")
    for key, digest in stored:
        body = studio.bucket.client.get_object(Bucket=studio.bucket.name, Key=key)["Body"].read()
        assert sha256(body).hexdigest() == digest
    assert studio.broken() == {}
    assert sum(int(str(count)) for _, count in _ask(studio, LEADERS)) == 1
