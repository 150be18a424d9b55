"""The whole path of a job with a provider of no cost, against messages that do nothing."""

import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import dramatiq
from redis import Redis
from sqlalchemy import text

from app.adapters.broker import ringing_broker
from app.bootstrap import Studio
from app.domain.medium import Medium
from app.domain.views import Order
from tests.bench.measure import listen, wait_for
from tests.bench.provider import AT_ONCE
from tests.bench.report import Aim, Figure
from tests.bench.rig import Rig, Stage
from tests.engine.crew import CLOCK, Crew

_PEOPLE = 50
_WORKERS = 2
_THREADS = 8
ORDER = Order(Medium.SONG, {"prompt": "rain", "length_s": 60}, provider=AT_ONCE)


def run(rig: Rig) -> list[Figure]:
    """Rates of one machine, and what one job says to the database."""
    stage = rig.fresh(worker_threads=_THREADS)
    said = _statements(stage)
    raw = _raw_rate(rig.fresh(worker_threads=_THREADS), count=rig.size(20_000, 3_000))
    rate = job_rate(rig.fresh(worker_threads=_THREADS), count=rig.size(1_500, 200))
    aims = (Aim("at least", 0.1, of_floor=True), Aim("at least", 150))
    return [Figure("jobs, admitted to completed", rate, "/s", raw, "no-op messages", aims), *said]


def worker(queues: str) -> tuple[str, ...]:
    """The command line of a worker with the benchmark's providers."""
    threads = ("-p", "1", "-t", str(_THREADS), "-Q", *queues.split())
    return (sys.executable, "-m", "dramatiq", "tests.bench.worker", *threads)


def _raw_rate(stage: Stage, *, count: int) -> float:
    broker = ringing_broker(stage.settings.redis_url or "")
    broker.declare_queue("floor")
    message: dramatiq.Message[None] = dramatiq.Message(
        queue_name="floor", actor_name="nothing", args=(), kwargs={}, options={}
    )
    for _ in range(count):
        broker.enqueue(message.copy())
    with Redis.from_url(stage.settings.redis_url or "") as client, stage.crew() as crew:
        left: Any = lambda: client.hlen("dramatiq:floor.msgs")  # noqa: E731 -- a name for one number
        return _drained(crew, "floor", left, count=count)


def job_rate(stage: Stage, *, count: int, workers: int = _WORKERS) -> float:
    """Jobs a second, admitted to completed, with so many worker processes."""
    with stage.studio() as studio:
        people = [studio.accounts.guest().person.id for _ in range(_PEOPLE)]
        for i in range(count):
            studio.jobs.ask(people[i % _PEOPLE], ORDER)
        with stage.crew() as crew:
            crew.start(CLOCK)
            return _drained(crew, "steps", lambda: _open(studio), count=count, workers=workers)


def _drained(
    crew: Crew, queue: str, left: Callable[[], int], *, count: int, workers: int = _WORKERS
) -> float:
    """Work off a full line; the rate between its first and its last tenth."""
    for _ in range(workers):
        crew.start(worker(queue))
    wait_for(lambda: left() <= count * 0.9, within=120, every=0.02)
    started, from_ = time.monotonic(), left()
    wait_for(lambda: left() <= count * 0.1, within=600, every=0.05)
    return (from_ - left()) / (time.monotonic() - started)


def _open(studio: Studio) -> int:
    with studio.sql.connect() as connection:
        return int(
            connection.execute(
                text("SELECT count(*) FROM tasks WHERE state NOT IN ('completed', 'failed')")
            ).scalar_one()
        )


class Bell:
    """Keeps what was rung, so that one thread can answer it."""

    def __init__(self) -> None:
        self.rung: deque[tuple[str, str]] = deque()

    def admit(self, provider: str) -> None:
        self.rung.append(("admit", provider))

    def make(self, task_id: str, *, render: bool) -> None:
        del render
        self.rung.append(("make", task_id))


def _statements(stage: Stage) -> list[Figure]:
    """What one job costs in round trips, counted in this process, with nobody else there."""
    with stage.studio() as real:
        bell = Bell()
        studio = replace(real, doorbell=bell)  # pyright: ignore[reportArgumentType] -- two bells
        person = studio.accounts.guest().person.id
        studio.jobs.start(person, ORDER)
        _answer(studio, bell)
        with listen(studio.sql) as asking:
            studio.jobs.start(person, ORDER)
        with listen(studio.sql) as working:
            _answer(studio, bell)
    return [
        Figure("statements to start a job", asking.total, "", note=_in_words(asking)),
        Figure("statements from admitted to completed", working.total, "", note=_in_words(working)),
    ]


def _in_words(said) -> str:  # noqa: ANN001 -- see measure
    return f"{said.commits} commits, {said.pings} pings"


def _answer(studio: Studio, bell: Bell) -> None:
    while bell.rung:
        actor, argument = bell.rung.popleft()
        {"admit": studio.admission.admit, "make": studio.making.make}[actor](argument)
