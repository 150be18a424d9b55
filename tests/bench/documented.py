"""How long a program waits for the answers of document 003: a song asked for, and how far it is."""

import json
import time

from tests.bench.measure import p50, percentile
from tests.bench.report import Aim, Figure
from tests.bench.rig import Rig, Stage
from tests.bench.submit import empty_line
from tests.bench.web import Client, serving

_AT = "/api/music-generator"
_SONG = {"name": "My Song", "prompt": "rain on a tin roof", "lengthMs": 60_000}
_LEAST = {"prompt": "rain on a tin roof", "length_s": 60}
_PEOPLE, _WARM = 10, 10


def run(rig: Rig) -> list[Figure]:
    """Ours and the floor, in turns on the same servers."""
    stage = rig.fresh()
    count = rig.size(600, 80)
    with stage.crew() as crew:
        with serving(crew, "tests.bench.servers:api") as (port, _):
            generate, status = _ours(stage, port, count)
        with serving(crew, "tests.bench.servers:bare") as (port, _):
            client = Client(port)
            begun = [client.post("/bare", _LEAST) for _ in range(count + _WARM)][_WARM:]
            read = [_get(client, "/bare") for _ in range(count + _WARM)][_WARM:]
    return [
        *_figures("generate", generate, begun, "one INSERT, one message"),
        *_figures("status", status, read, "one SELECT"),
    ]


def _figures(name: str, ours: list[float], floor: list[float], what: str) -> list[Figure]:
    last = percentile(ours, 0.99)
    return [
        Figure(f"{name}, p50", p50(ours), "ms", p50(floor), what),
        Figure(f"{name}, p99", last, "ms", percentile(floor, 0.99), what, (Aim("at most", 100),)),
    ]


def _ours(stage: Stage, port: int, count: int) -> tuple[list[float], list[float]]:
    people = [Client(port).guest() for _ in range(_PEOPLE)]
    generate: list[float] = []
    status: list[float] = []
    for i in range(count + _WARM):
        person = people[i % _PEOPLE]
        started = time.perf_counter()
        code, body = person.call("POST", f"{_AT}/generate", _SONG)
        generate.append((time.perf_counter() - started) * 1000)
        if code >= 300:
            raise RuntimeError(f"generate answered {code}: {body[:300]!r}")
        status.append(_get(person, f"{_AT}/status/{json.loads(body)['data']['musicId']}"))
        if i % 20 == 0:
            empty_line(stage)
    return generate[_WARM:], status[_WARM:]


def _get(client: Client, path: str) -> float:
    started = time.perf_counter()
    code, body = client.call("GET", path)
    if code >= 300:
        raise RuntimeError(f"{path} answered {code}: {body[:300]!r}")
    return (time.perf_counter() - started) * 1000
