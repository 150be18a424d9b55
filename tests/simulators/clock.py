"""The time of a simulator: the world's, or one that stands still until somebody moves it."""

import asyncio
import heapq
import itertools
import time
from pathlib import Path
from typing import Protocol

_TURNS = 20
"""Turns of the loop for whoever woke to get as far as its next sleep."""


class Clock(Protocol):
    """Every duration inside a simulator is measured by one of these."""

    is_virtual: bool

    def now(self) -> float:
        """Seconds since 1970."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds of this clock have passed."""
        ...


class RealClock:
    """The time of this machine."""

    is_virtual = False

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed."""
        await asyncio.sleep(seconds)


class VirtualClock:
    """Moves only when told to; remembers where it stood when its process is killed."""

    is_virtual = True

    def __init__(self, path: Path, *, start: float | None = None) -> None:
        self._path = path
        self._now = float(path.read_text()) if path.exists() else start or time.time()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def now(self) -> float:
        """Seconds since 1970, as far as this clock was moved."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Return once the clock was moved so far."""
        if seconds <= 0:
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._numbers), woken))
        await woken

    async def advance(self, seconds: float) -> float:
        """Wake everybody whose time comes, each at its own moment and in order; the new time."""
        until = self._now + seconds
        while self._sleepers and self._sleepers[0][0] <= until:
            at, _, woken = heapq.heappop(self._sleepers)
            self._now = at
            if not woken.done():
                woken.set_result(None)
                await _let_others_run()
        self._now = until
        self._path.write_text(repr(until))
        return until


async def _let_others_run() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)
