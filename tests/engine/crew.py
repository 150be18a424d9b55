"""Real processes of the product for tests: started, frozen, killed, waited for."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]

WORKER = (sys.executable, "-m", "dramatiq", "workers.main", "-p", "1", "-t", "4")
CLOCK = (sys.executable, "-c", "from workers.clock import run; run()")


def wait_until(is_so: Callable[[], object], *, within: float = 60.0, what: str = "") -> None:
    """Wait for a condition; fail with its name when it does not come true."""
    deadline = time.monotonic() + within
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {within:.0f} s: {what or is_so}")
        time.sleep(0.05)


@dataclass
class Crew:
    """Processes that share one environment; all of them are gone at the end of a test."""

    env: dict[str, str]
    log: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, argv: tuple[str, ...]) -> subprocess.Popen[bytes]:
        """Start a process in a session of its own."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                argv,
                cwd=ROOT,
                env=os.environ | self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running.append(process)
        return process

    def worker(self) -> subprocess.Popen[bytes]:
        """A worker for every queue."""
        return self.start(WORKER)

    def clock(self) -> subprocess.Popen[bytes]:
        """A clock."""
        return self.start(CLOCK)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """SIGKILL to the process and all that it started, as when a machine loses power."""
        _signal([*_children(process), process], signal.SIGKILL)
        process.wait()
        if process in self.running:
            self.running.remove(process)

    def freeze(self, process: subprocess.Popen[bytes]) -> None:
        """SIGSTOP to the process and all that it started."""
        _signal([*_children(process), process], signal.SIGSTOP)

    def thaw(self, process: subprocess.Popen[bytes]) -> None:
        """Let a frozen process go on."""
        _signal([process, *_children(process)], signal.SIGCONT)

    def dismiss(self) -> None:
        """Kill whoever is left."""
        for process in list(self.running):
            self.kill(process)


def _signal(
    victims: Sequence[psutil.Process | subprocess.Popen[bytes]], number: signal.Signals
) -> None:
    """To all of them that are still there: a child may end between the look and the signal."""
    for victim in victims:
        with suppress(ProcessLookupError):
            os.kill(victim.pid, number)


def _children(process: subprocess.Popen[bytes]) -> list[psutil.Process]:
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
