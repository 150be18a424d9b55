"""How long a person waits for the answer to `POST /api/music`."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from tests.bench.measure import p50, percentile
from tests.bench.report import Aim, Figure
from tests.bench.rig import Rig, Stage
from tests.bench.web import Client, serving
from tests.engine.crew import Crew

_PEOPLE = 10
_SONG = {"prompt": "rain on a tin roof", "length_s": 60}
_WARM = 10
_FLOOR_IS = "one INSERT, one message"


def run(rig: Rig) -> list[Figure]:
    """Ours and the floor, in turns on the same servers; then with a Redis that is deaf."""
    stage = rig.fresh()
    count = rig.size(600, 80)
    with stage.crew() as crew:
        with serving(crew, "tests.bench.servers:api") as (port, _):
            ours = _submits(stage, port, count)
        with serving(crew, "tests.bench.servers:bare") as (port, _):
            client = Client(port)
            floor = [client.post("/bare", _SONG) for _ in range(count + _WARM)][_WARM:]
        deaf = _deaf(stage, crew, rig.size(100, 20))
    return _figures(ours, floor, deaf)


def _figures(ours: list[float], floor: list[float], deaf: list[float]) -> list[Figure]:
    return [
        Figure(
            "submit, p50",
            p50(ours),
            "ms",
            p50(floor),
            _FLOOR_IS,
            (Aim("at most", 3, of_floor=True),),
        ),
        Figure(
            "submit, p99",
            percentile(ours, 0.99),
            "ms",
            percentile(floor, 0.99),
            _FLOOR_IS,
            (Aim("at most", 100),),
        ),
        Figure("submit while Redis is deaf, p50", p50(deaf), "ms"),
        Figure(
            "submit while Redis is deaf, p99",
            percentile(deaf, 0.99),
            "ms",
            aims=(Aim("at most", 500),),
        ),
    ]


def _submits(stage: Stage, port: int, count: int) -> list[float]:
    people = [Client(port).guest() for _ in range(_PEOPLE)]
    for each in people:
        each.post("/api/music", _SONG)
    took: list[float] = []
    for i in range(count):
        took.append(people[i % _PEOPLE].post("/api/music", _SONG))
        if i % 20 == 0:
            empty_line(stage)
    return took


def empty_line(stage: Stage) -> None:
    """Nobody works here: what is in line would only grow."""
    url = (stage.settings.database_url or "").replace("+psycopg", "", 1)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "UPDATE tasks SET state = 'cancelled', ended_at = now() WHERE ended_at IS NULL"
        )


def _deaf(stage: Stage, crew: Crew, count: int) -> list[float]:
    with _deaf_socket() as url:
        crew.env["REDIS_URL"] = url
        with serving(crew, "tests.bench.servers:api") as (port, _):
            return _submits(stage, port, count)


@contextmanager
def _deaf_socket() -> Iterator[str]:
    """Takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        yield f"redis://127.0.0.1:{deaf.getsockname()[1]}/0"
