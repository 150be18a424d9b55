"""Many orders at one provider at the same time, asked about by one worker process."""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import Engine, text

from tests.bench.measure import wait_for, watch
from tests.bench.path import ORDER
from tests.bench.provider import LATER, REMOTE, ask, providers
from tests.bench.report import Aim, Figure
from tests.bench.rig import Rig
from tests.engine.crew import Crew
from tests.simulators.stage import free_port

_PEOPLE = 100
_SPAN = text("""
    SELECT extract(epoch FROM max(ended_at) - min(started_at)), count(*) FROM tasks
    WHERE state = 'completed'""")
_OPEN = text("SELECT count(*) FROM tasks WHERE ended_at IS NULL")
_LATE = text("""
    SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at))
    FROM tasks WHERE state = 'completed'""")


def run(rig: Rig) -> list[Figure]:
    """Makespan, memory and processor time, while orders last much longer than any of our steps."""
    count, lasts = rig.size(1000, 100), rig.size(60, 20)
    stage = rig.fresh(worker_threads=16)
    with stage.crew() as crew, remote(crew, lasts) as url, stage.studio(providers()) as studio:
        people = [studio.accounts.guest().person.id for _ in range(_PEOPLE)]
        order = replace(ORDER, provider=LATER)
        for i in range(count):
            studio.jobs.ask(people[i % _PEOPLE], order)
        crew.start(CLOCK_WITH_PROVIDERS)
        process = crew.start(_WORKER)
        with watch(process.pid) as seen:
            wait_for(lambda: _number(studio.sql, _OPEN) == 0, within=lasts * 4 + 60, every=0.5)
        span, made = _number(studio.sql, _SPAN), count - _number(studio.sql, _OPEN)
        late, asked = _number(studio.sql, _LATE), asyncio.run(ask(url, "/asked"))["asked"]
    return [
        Figure(
            f"makespan of {made:.0f}",
            span,
            "s",
            lasts,
            "one alone",
            (Aim("at most", 1.25, of_floor=True),),
        ),
        Figure("one order, p95", late, "s", lasts, "the provider's time"),
        Figure("memory of the worker", seen.rss_mb, "MB", aims=(Aim("at most", 300),)),
        Figure("processor, share of a core", 100 * seen.cores, "%", aims=(Aim("at most", 70),)),
        Figure("questions per second", asked / span, "/s"),
    ]


_WORKER = (sys.executable, "-m", "dramatiq", "tests.bench.worker", "-p", "1", "-t", "16")
CLOCK_WITH_PROVIDERS = (
    sys.executable,
    "-c",
    "import tests.bench.worker; from workers.clock import run; run()",
)


def _number(engine: Engine, query) -> float:  # noqa: ANN001 -- text
    with engine.connect() as connection:
        return float(connection.execute(query).first()[0] or 0)


@contextmanager
def remote(crew: Crew, lasts: float) -> Iterator[str]:
    """The other side of the poller, for everybody who is started from here on."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    crew.env[REMOTE] = os.environ[REMOTE] = url
    crew.start((sys.executable, "-m", "tests.bench.remote", str(port), str(lasts)))

    def answers() -> bool:
        try:
            asyncio.run(ask(url, "/asked"))
        except OSError:
            return False
        return True

    try:
        wait_for(answers, within=20)
        yield url
    finally:
        del os.environ[REMOTE]
