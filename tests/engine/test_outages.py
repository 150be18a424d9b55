"""A database that is away is not held against the tasks that were at work; a poison task is."""

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest
from sqlalchemy import text

from app.bootstrap import Studio, build
from app.db.engine import make_engine
from app.db.migrations import migrate
from app.domain.medium import Medium
from app.domain.retry import MAX_OUTAGES
from app.domain.states import JobStatus
from app.domain.views import Order
from app.host import postgres, redis
from app.settings import Settings
from tests.bench.crowd import CLOCK_WITH_PROVIDERS as CLOCK
from tests.bench.provider import MODEL, SLOW, providers
from tests.engine.conftest import House
from tests.engine.crew import Crew, wait_until
from tests.engine.test_crashes import answer_and_die, die, outcome, recover

LEASE_S = 5
WORKER = (sys.executable, "-m", "dramatiq", "tests.bench.worker", "-p", "1", "-t", "4")


@dataclass
class Place:
    """A studio with a PostgreSQL of its own, which may go away."""

    studio: Studio
    crew: Crew
    home: Path
    server: postgres.Running

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """PostgreSQL keeps every connection and answers none."""
        root = psutil.Process(self.server.child.pid)
        everyone = [root, *root.children(recursive=True)]
        for each in everyone:
            each.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            for each in everyone:
                with suppress(psutil.NoSuchProcess):  # one that woke may have ended another
                    each.send_signal(signal.SIGCONT)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """PostgreSQL is gone, and comes back with the same rows."""
        self.server.stop()
        try:
            yield
        finally:
            self.server = postgres.start(self.home, durable=False)

    def away(self, how: str) -> AbstractContextManager[None]:
        """Frozen, or stopped."""
        return self.frozen() if how == "frozen" else self.stopped()

    def process(
        self, owner: str, workers: list[subprocess.Popen[bytes]]
    ) -> subprocess.Popen[bytes]:
        """Which of these workers signs with this name."""
        wait_until(lambda: self.pid(owner), what="its sign")
        signed = psutil.Process(self.pid(owner))
        family = {signed.pid, *(parent.pid for parent in signed.parents())}
        return next(worker for worker in workers if worker.pid in family)

    def pid(self, owner: str) -> int | None:
        """The process that signs with this name, once it has signed."""
        query = text("SELECT pid FROM processes WHERE id = :id")
        with self.studio.sql.connect() as connection:
            return connection.execute(query, {"id": owner}).scalar_one_or_none()

    def task(self) -> "Task":
        """The only task there is."""
        with self.studio.sql.connect() as connection:
            return Task(*connection.execute(_TASK).one())


class Task(NamedTuple):
    """What the tests want to know of it."""

    state: str
    owner: str | None
    crashes: int
    outages: int
    code: str | None


_TASK = text("SELECT state, lease_owner, crashes, outages, failure_code FROM tasks")


@pytest.fixture
def place() -> Iterator[Place]:
    """Short leases, so that an outage outlasts one."""
    with tempfile.TemporaryDirectory(prefix="mw-out-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        server = postgres.start(home / "pg", durable=False)
        yield from _settled(home, server)


def _settled(home: Path, server: postgres.Running) -> Iterator[Place]:
    engine = make_engine(server.url)
    migrate(engine)
    engine.dispose()
    bell = redis.start(home / "redis")
    config = Settings(data_dir=home, database_url=server.url, redis_url=bell.url, lease_s=LEASE_S)
    env = {
        "STUDIO_DATA_DIR": str(home),
        "DATABASE_URL": server.url,
        "REDIS_URL": bell.url,
        "STUDIO_LEASE_S": str(LEASE_S),
        "dramatiq_worker_timeout": "100",
    }
    place = Place(
        build(config, providers=providers()), Crew(env, home / "crew.log"), home / "pg", server
    )
    try:
        yield place
    finally:
        place.crew.dismiss()
        place.studio.close()
        place.server.stop()
        bell.stop()


def at_work(place: Place) -> str:
    """A task that works on and on; gives the process that holds it."""
    person = place.studio.accounts.guest().person.id
    params = {"prompt": "rain", "length_s": 60}
    place.studio.jobs.start(person, Order(Medium.SONG, params, provider=SLOW, model=MODEL))
    wait_until(lambda: place.task().owner, what="work begun")
    return place.task().owner or ""


def taken_from(place: Place, owner: str, *, within: float = 40) -> str:
    """Wait until another process holds it or it has ended; gives that process."""
    wait_until(lambda: place.task().owner != owner, within=within, what="taken over")
    return place.task().owner or ""


@pytest.mark.parametrize("how", ["frozen", "stopped"])
def test_a_database_that_was_away_three_times_parks_nothing(place: Place, how: str) -> None:
    place.crew.start(CLOCK)
    workers = [place.crew.start(WORKER), place.crew.start(WORKER)]
    owner = at_work(place)

    for _ in range(3):
        holder = place.process(owner, workers)
        other = workers[1 - workers.index(holder)]
        with place.away(how):
            # The holder stands still a little longer: it would be quick enough to keep its claim.
            since = time.monotonic()
            place.crew.freeze(holder)
            wait_until(lambda since=since: time.monotonic() > since + LEASE_S + 1)
        assert place.process(taken_from(place, owner), workers) is other
        owner = place.task().owner or ""
        place.crew.thaw(holder)

    task = place.task()
    assert (task.state, task.crashes, task.outages) == ("generating", 0, 3)


def test_a_task_that_kills_its_workers_is_parked_while_the_database_is_there(place: Place) -> None:
    place.crew.start(CLOCK)
    worker = place.crew.start(WORKER)
    owner = at_work(place)

    while place.task().crashes < 3 and place.task().state != "failed":
        place.crew.kill(worker)
        worker = place.crew.start(WORKER)
        owner = taken_from(place, owner)

    wait_until(lambda: place.task().state == "failed", within=60, what="parked")
    assert place.task().code == "crashed"


def nobody_was_there(house: House) -> None:
    """Leases lapse and everybody comes back together."""
    house.lapse()
    house.sql("UPDATE processes SET steady_since = now()")
    house.studio.sweeper.ring_what_is_due()


def test_a_task_lives_through_more_outages_than_deaths(house: House) -> None:
    house.sketch.after_buying.extend([die] * 5)
    job = house.start()
    for _ in range(5):
        answer_and_die(house)
        nobody_was_there(house)

    recover(house)

    assert house.job(job).status is JobStatus.COMPLETED


def test_a_task_that_brings_everything_down_again_and_again_is_parked_in_the_end(
    house: House,
) -> None:
    house.sketch.after_buying.extend([die] * (MAX_OUTAGES + 5))
    job = house.start()
    for _ in range(MAX_OUTAGES):
        answer_and_die(house)
        nobody_was_there(house)

    recover(house)

    assert outcome(house, job) == (JobStatus.FAILED, "crashed")
    assert len(house.sketch.bought) == MAX_OUTAGES


def test_a_process_that_could_not_sign_is_steady_only_since_it_could_again(house: House) -> None:
    clock = house.studio.clock
    clock.tick()
    house.sql("UPDATE processes SET steady_since = steady_since - interval '1 h'")

    def steady_s() -> float:
        [(seconds,)] = house.sql(
            "SELECT extract(epoch FROM now() - steady_since) FROM processes WHERE kind = 'clock'"
        )
        return float(seconds)  # pyright: ignore[reportArgumentType] -- a number

    clock.tick()
    before = steady_s()
    house.sql("UPDATE processes SET seen_at = seen_at - interval '20 s'")
    clock.tick()

    after = steady_s()
    clock.leave()
    assert before > 3600
    assert after < 60
