"""Two hundred people who follow their jobs, against a bare route that sends them the same."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from sqlalchemy import text

from app.bootstrap import Studio
from tests.bench.measure import idle, percentile, rss_mb, watch
from tests.bench.path import ORDER
from tests.bench.report import Figure
from tests.bench.rig import Rig, Stage
from tests.bench.web import serving

_FLOOR_IS = "a bare sse-starlette route"
_SAY = text("""
    INSERT INTO events (job_id, task_id, kind, data)
    SELECT id, 'task_bench', 'submitting', '{}' FROM jobs WHERE person_id = :person""")


@dataclass
class Listener:
    """One open stream, and when its last line came."""

    port: int
    path: str
    cookie: str = ""
    came: float = 0.0
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        """Until cancelled."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\n\r\n"
        writer.write(head.encode())
        try:
            while line := await reader.readline():
                if line.startswith(b"event: snapshot"):
                    self.begun.set()
                elif line.startswith(b"event: line"):
                    self.came = time.perf_counter()
                    self.heard.set()
        finally:
            writer.close()


@dataclass
class Seen:
    """What one server took."""

    before_mb: float
    with_mb: float
    idle_ms_s: float
    """Milliseconds of processor time per second while nothing happens."""
    ms_per_event: float
    waits_ms: list[float]


def run(rig: Rig) -> list[Figure]:
    """Memory, processor time per event and the wait for it, one event for one person at a time."""
    count, rounds = rig.size(200, 20), rig.size(10, 3)
    stage = rig.fresh(streams_per_person=20)
    ours, floor = _ours(stage, count, rounds), _floor(stage, count, rounds)
    per, floor_per = _kb(ours, count), _kb(floor, count)
    return [
        Figure(f"memory of the web process, {count} streams", ours.with_mb, "MB"),
        Figure("memory per stream", per, "KB", floor_per, _FLOOR_IS),
        Figure("processor time per event", ours.ms_per_event, "ms", floor.ms_per_event, _FLOOR_IS),
        Figure("processor while nothing happens", ours.idle_ms_s / 10, "% of a core"),
        Figure("row committed → heard, p50", percentile(ours.waits_ms, 0.5), "ms"),
        Figure("row committed → heard, p95", percentile(ours.waits_ms, 0.95), "ms"),
    ]


def _kb(seen: Seen, count: int) -> float:
    return max(seen.with_mb - seen.before_mb, 0.001) * 1000 / count


def _ours(stage: Stage, count: int, rounds: int) -> Seen:
    with stage.studio() as studio, stage.crew() as crew:
        people = [studio.accounts.guest() for _ in range(count)]
        for each in people:
            studio.jobs.ask(each.person.id, ORDER)
        with serving(crew, "tests.bench.servers:api") as (port, pid):
            listeners = [Listener(port, "/api/events", f"mw_session={p.token}") for p in people]

            async def say(n: int) -> None:
                await asyncio.to_thread(_say, studio, people[n].person.id)

            return asyncio.run(_watched(pid, listeners, say, rounds))


def _say(studio: Studio, person_id: str) -> None:
    with studio.db.transaction() as tx:
        tx.session.execute(_SAY, {"person": person_id})
        studio.engine.announce(tx, person_id)


def _floor(stage: Stage, count: int, rounds: int) -> Seen:
    with stage.crew() as crew, serving(crew, "tests.bench.servers:bare_stream") as (port, pid):
        listeners = [Listener(port, f"/stream/{n}") for n in range(count)]

        async def say(n: int) -> None:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(f"GET /say/{n} HTTP/1.0\r\nHost: x\r\n\r\n".encode())
            await reader.read()
            writer.close()

        return asyncio.run(_watched(pid, listeners, say, rounds))


async def _watched(
    pid: int, listeners: list[Listener], say: Callable[[int], Awaitable[None]], rounds: int
) -> Seen:
    # The first one loads what all of them use.
    open_ = [asyncio.create_task(listeners[0].listen())]
    await asyncio.wait_for(listeners[0].begun.wait(), 60)
    await idle(pid)
    before = rss_mb(pid)
    open_ += [asyncio.create_task(each.listen()) for each in listeners[1:]]
    await asyncio.wait_for(asyncio.gather(*(each.begun.wait() for each in listeners)), 120)
    await idle(pid)
    with watch(pid) as resting:
        await asyncio.sleep(5)
    waits: list[float] = []
    with watch(pid) as working:
        for _ in range(rounds):
            for n, listener in enumerate(listeners):
                listener.heard.clear()
                said = time.perf_counter()
                await say(n)
                await asyncio.wait_for(listener.heard.wait(), 30)
                waits.append((listener.came - said) * 1000)
    with_mb = rss_mb(pid)
    for task in open_:
        task.cancel()
    await asyncio.gather(*open_, return_exceptions=True)
    per_event = working.cpu_s * 1000 / len(waits)
    return Seen(before, with_mb, resting.cpu_s * 1000 / resting.wall_s, per_event, waits)
