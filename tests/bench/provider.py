"""Providers that cost nothing, so that what remains is the engine."""

import asyncio
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx

from app.domain import pricing
from app.domain.medium import Medium
from app.domain.providing import (
    Check,
    MadeFile,
    Provider,
    RemoteFile,
    RemoteState,
    TaskSpec,
    Traits,
    Workshop,
)

MP3 = b"ID3\x04" + bytes(1000)
SONG = MadeFile("song.mp3", "audio/mpeg", {"duration_s": 1.0, "peaks": [50]})
MODEL = "zero"
AT_ONCE, SLOW, LATER = "bench_maker", "bench_slow", "bench_poller"
REMOTE = "BENCH_REMOTE"
"""Address of the other side of the poller."""

for _id in (AT_ONCE, SLOW, LATER):
    pricing.PRICES[_id, MODEL] = pricing.Price(base=3)


class Bench:
    """What both share."""

    medium = Medium.SONG
    models = (MODEL,)
    slots = 1000
    deadline = timedelta(minutes=15)


class AtOnce(Bench):
    """Hands over the bytes at once."""

    id = AT_ONCE
    title = "At once"
    traits = Traits()

    def make(self, spec: TaskSpec, workshop: Workshop) -> None:
        """No work, one file."""
        del spec
        workshop.put(SONG, iter([MP3]))

    def expects(self, spec: TaskSpec) -> tuple[MadeFile, ...]:
        """One song."""
        del spec
        return (SONG,)


class Slow(AtOnce):
    """Is still at work when its worker dies."""

    id = SLOW
    title = "Slow"
    traits = Traits(repeatable=True)

    def make(self, spec: TaskSpec, workshop: Workshop) -> None:
        """Work on and on."""
        del spec, workshop
        time.sleep(600)


class Later(Bench):
    """Takes orders over HTTP and is asked over HTTP; see `remote`."""

    id = LATER
    title = "Later"
    traits = Traits(honours_key=True, cancels_free=True, reports_progress=True)

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = httpx.Client(base_url=url, timeout=10)

    def submit(self, spec: TaskSpec, *, key: str) -> str:
        """One call."""
        del key
        return str(self._call("POST", f"/orders/{spec.task_id}")["id"])

    async def check(self, remote_id: str) -> Check:
        """One call."""
        said = await ask(self._url, f"/orders/{remote_id}")
        if said["share"] < 1:
            return Check(RemoteState.WORKING, progress=said["share"])
        done = RemoteFile(url=f"/files/{remote_id}", file=SONG)
        return Check(RemoteState.DONE, progress=1.0, files=(done,))

    @contextmanager
    def fetch(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """One call."""
        with self._client.stream("GET", file.url) as response:
            yield response.raise_for_status().iter_bytes()

    def find(self, key: str) -> str | None:
        """Nobody asks."""
        del key

    def cancel(self, remote_id: str) -> bool:
        """Never."""
        del remote_id
        return False

    def _call(self, method: str, path: str) -> dict[str, Any]:
        return self._client.request(method, path).raise_for_status().json()


async def ask(url: str, path: str) -> dict[str, Any]:
    """A question over a connection of its own, as small as HTTP can be."""
    host, _, port = url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
    finally:
        writer.close()
    return json.loads(answer.partition(b"\r\n\r\n")[2])


def providers() -> dict[str, Provider]:
    """Those that can be used here."""
    made: list[Provider] = [AtOnce(), Slow()]
    if url := os.environ.get(REMOTE):
        made.append(Later(url))
    return {provider.id: provider for provider in made}
