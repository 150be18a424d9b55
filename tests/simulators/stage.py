"""
The stage of a simulator: an ASGI application as a uvicorn process, to be killed and audited.

    # tests/simulators/vendor.py
    def create(scene: Scene) -> ASGIApp: ...

    # a test
    vendor = Stage("tests.simulators.vendor:create", tmp_path / "vendor.db", virtual=True).start()
    httpx.post(f"{vendor.url}/v1/…")
    vendor.advance(60)
    assert vendor.bought()["task_01k…"] == 1
    vendor.kill()

A scene holds the clock that measures every duration, the book of purchases and what the test wants
the simulator to be. Answers that come badly are in `manners`. Beside its own routes every simulator
has `GET /_ready`, `GET /_book`, `GET /_clock` and `POST /_clock {"advance": seconds}`.
"""

import asyncio
import json
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx

from tests.simulators.book import Book
from tests.simulators.clock import Clock

ROOT = Path(__file__).parents[2]
_STARTS_WITHIN_S = 30


@dataclass
class Scene:
    """What a simulator is given when its process starts."""

    clock: Clock
    book: Book
    options: dict[str, Any] = field(default_factory=dict)
    _plans: set[asyncio.Task[None]] = field(default_factory=set, repr=False)

    def after(self, seconds: float, act: Callable[[], Awaitable[object]]) -> None:
        """Do it later, by the clock. A simulator that dies forgets it."""

        async def wait_and_act() -> None:
            await self.clock.sleep(seconds)
            await act()

        plan = asyncio.get_running_loop().create_task(wait_and_act())
        self._plans.add(plan)
        plan.add_done_callback(self._plans.discard)


@dataclass
class Stage:
    """One simulator that can be killed; its port, its book and its time stay the same."""

    factory: str
    """`module:function`; it takes a `Scene` and returns an ASGI application."""
    ledger: Path
    options: dict[str, Any] = field(default_factory=dict)
    """Anything that JSON can say; found in `Scene.options`."""
    virtual: bool = False
    """Its time stands still until `advance`."""
    port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        """Its process, while it has one."""
        return self._process.pid if self._process else None

    def argv(self) -> list[str]:
        """Its command line."""
        words = [self.factory, "--port", str(self.port), "--ledger", str(self.ledger)]
        words += ["--options", json.dumps(self.options)]
        return [sys.executable, "-m", "tests.simulators", *words, *["--virtual"] * self.virtual]

    def start(self) -> Self:
        """Start it, and wait until it answers."""
        self.port = self.port or free_port()
        log = self.ledger.with_suffix(".log").open("ab")
        with log:
            self._process = subprocess.Popen(
                self.argv(), cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + _STARTS_WITHIN_S
        while not self.answers():
            is_in_time = self._process.poll() is None and time.monotonic() < deadline
            assert is_in_time, self.ledger.with_suffix(".log").read_text()
            time.sleep(0.05)
        return self

    def answers(self) -> bool:
        """Whether it does."""
        try:
            return httpx.get(f"{self.url}/_ready", timeout=2).is_success
        except httpx.HTTPError:
            return False

    def kill(self) -> None:
        """SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def now(self) -> float:
        """Its time, in seconds since 1970."""
        return float(httpx.get(f"{self.url}/_clock", timeout=10).json()["now"])

    def advance(self, seconds: float) -> float:
        """Move virtual time; whoever slept until then is awake. Returns the new time."""
        answer = httpx.post(f"{self.url}/_clock", json={"advance": seconds}, timeout=10)
        return float(answer.raise_for_status().json()["now"])

    def purchases(self) -> list[dict[str, Any]]:
        """Everything that was bought, oldest first."""
        return httpx.get(f"{self.url}/_book", timeout=10).json()

    def bought(self) -> Counter[str]:
        """How many times each reference was bought."""
        return Counter(each["reference"] for each in self.purchases())


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
