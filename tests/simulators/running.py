"""A simulator as a process of its own, for tests that start, kill and audit it."""

import socket
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
EVERYTHING = ("honours_key", "finds_reference", "cancels_free", "reports_progress")


@dataclass
class Simulator:
    """One provider that can be killed; its port and its book stay the same."""

    kind: str
    ledger: Path
    switches: tuple[str, ...] = EVERYTHING
    seconds: float = 0.0
    port: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def argv(self) -> list[str]:
        """Its command line."""
        flags = [f"--{name.replace('_', '-')}" for name in self.switches]
        words = ["--kind", self.kind, "--port", str(self.port), "--ledger", str(self.ledger)]
        words += ["--seconds", str(self.seconds)]
        return [sys.executable, "-m", "tests.simulators", *words, *flags]

    def start(self) -> "Simulator":
        """Start it, and wait until it answers."""
        self.port = self.port or free_port()
        log = self.ledger.with_suffix(".log").open("ab")
        with log:
            self._process = subprocess.Popen(
                self.argv(), cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + 30
        while not self.answers():
            assert time.monotonic() < deadline, self.ledger.with_suffix(".log").read_text()
            time.sleep(0.05)
        return self

    def answers(self) -> bool:
        """Whether it does."""
        try:
            return httpx.get(f"{self.url}/health", timeout=2).is_success
        except httpx.HTTPError:
            return False

    def kill(self) -> None:
        """SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def purchases(self) -> list[dict[str, Any]]:
        """Everything that was bought, oldest first."""
        return httpx.get(f"{self.url}/ledger", timeout=10).json()

    def bought(self) -> Counter[str]:
        """How many times each reference was bought."""
        return Counter(each["reference"] for each in self.purchases())


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
