"""Webhooks per second of one process, against bare posts of the same bytes to the same program."""

import asyncio
import socket
import sys
import time
from contextlib import suppress

import httpx
from pydantic import SecretStr
from sqlalchemy import text

from app.bootstrap import Studio
from tests.bench.measure import wait_for
from tests.bench.report import Figure
from tests.bench.rig import Rig
from tests.simulators.stage import free_port

_PEOPLE = 4
_HOOKS = 10
_AT_ONCE = 64
_FILL = text("""
    INSERT INTO deliveries (id, channel, person_id, target, lane, topic, payload)
    SELECT 'delivery_' || w.id || n, 'webhook', w.person_id, w.id, w.id, 'job.completed',
           CAST(:payload AS jsonb)
    FROM webhooks w, generate_series(1, :each) n""")
_LEFT = text("SELECT count(*) FROM deliveries WHERE state = 'pending'")
_PAYLOAD = (
    '{"type": "job.completed", "timestamp": "2026-11-20T12:00:00+00:00", "data": {"job_id": '
    '"job_01k00000000000000000000000", "status": "completed", "title": "Rain on a tin roof"}}'
)


def run(rig: Rig) -> list[Figure]:
    """Everything is due at once; from the ring until the last one is written down."""
    stage = rig.fresh(secret_key=SecretStr("bench"), webhooks_allow_private=True)
    count = rig.size(4_000, 400)
    port = free_port()
    with stage.crew() as crew, stage.studio() as studio:
        crew.start((sys.executable, "-m", "tests.bench.hearing", str(port)))
        wait_for(lambda: _listens(port), within=20)
        floor = asyncio.run(_posts(port, count))
        ours = _delivered(studio, port, count)
    return [Figure("webhooks delivered and written down", ours, "/s", floor, "bare httpx posts")]


def _delivered(studio: Studio, port: int, count: int) -> float:
    for _ in range(_PEOPLE):
        person = studio.accounts.guest().person.id
        for n in range(_HOOKS):
            url = f"http://127.0.0.1:{port}/{n}"
            studio.webhooks.add(person, url, events=["job.completed"])
    each = count // (_PEOPLE * _HOOKS)
    with studio.sql.begin() as connection:
        connection.execute(_FILL, {"payload": _PAYLOAD, "each": each})

    def left() -> int:
        with studio.sql.connect() as connection:
            return int(connection.execute(_LEFT).scalar_one())

    started = time.perf_counter()
    studio.courier.ring()
    wait_for(lambda: left() == 0, within=300, every=0.05)
    return each * _PEOPLE * _HOOKS / (time.perf_counter() - started)


async def _posts(port: int, count: int) -> float:
    gate = asyncio.Semaphore(_AT_ONCE)
    async with httpx.AsyncClient(trust_env=False) as client:

        async def post() -> None:
            async with gate:
                await client.post(f"http://127.0.0.1:{port}/", content=_PAYLOAD)

        started = time.perf_counter()
        await asyncio.gather(*(post() for _ in range(count)))
        return count / (time.perf_counter() - started)


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
