"""Child processes: what to run, and a running one that stops without leaving anything behind."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from app.host.account import Account
from app.host.troubles import DidNotStart

MARK = "MEANWHILE_HOME"
"""Set in the environment of every child, so that its orphans can be told from strangers."""


@dataclass(frozen=True)
class Unit:
    """One program to keep running."""

    name: str
    argv: tuple[str, ...]
    log: Path
    is_ready: Callable[[], bool] = lambda: True
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    directory: Path | None = None
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    grace_s: float = 5
    start_s: float = 60
    stops_last: bool = False


class Child:
    """A running unit, in a session of its own."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.started_at = time.monotonic()
        unit.log.parent.mkdir(parents=True, exist_ok=True)
        with unit.log.open("ab") as log:
            self._process = subprocess.Popen(
                unit.argv,
                cwd=unit.directory,
                env={**os.environ, **unit.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                user=unit.account.uid if unit.account else None,
                group=unit.account.gid if unit.account else None,
                extra_groups=[] if unit.account else None,
            )

    @property
    def pid(self) -> int:
        """Also the id of the session all its own children live in."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return self._process.poll()

    def check_ready(self) -> bool:
        """Whether it answers; raise `DidNotStart` with its last words where it never will."""
        if self.unit.is_ready():
            return True
        if self.exit_code is not None:
            raise DidNotStart(f"{self.unit.name} did not start: {self.last_words()}")
        if time.monotonic() - self.started_at > self.unit.start_s:
            raise DidNotStart(
                f"{self.unit.name} did not answer within {self.unit.start_s:.0f} seconds: "
                f"{self.last_words()}"
            )
        return False

    def wait_ready(self) -> None:
        """Return once it answers."""
        while not self.check_ready():
            time.sleep(0.03)

    def ask_to_stop(self) -> None:
        """Signal the first process only.

        Dramatiq forwards the signal to its own children; one that gets it twice skips its
        graceful stop.
        """
        if self.exit_code is None:
            with suppress(ProcessLookupError):
                self._process.send_signal(self.unit.stop_signal)

    def kill(self) -> None:
        """End it and everything it started, now."""
        family = family_of(self.pid)
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self._process.wait()
        deadline = time.monotonic() + 2
        while any(is_alive(process) for process in family) and time.monotonic() < deadline:
            time.sleep(0.02)

    def stop(self) -> None:
        """Ask, wait for the unit's grace, then kill what is left."""
        self.ask_to_stop()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(self.unit.grace_s)
        self.kill()

    def last_words(self) -> str:
        """The last line it wrote, and where the others are."""
        with suppress(OSError):
            lines = self.unit.log.read_text(errors="replace").strip().splitlines()
            if lines:
                return f"{lines[-1].strip()} (more in {self.unit.log})"
        return f"it said nothing (see {self.unit.log})"


def is_alive(process: psutil.Process) -> bool:
    """Whether it still runs. A zombie does not: some containers never bury theirs."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def family_of(pid: int) -> list[psutil.Process]:
    """The process, its descendants, and whoever else still lives in the session it began."""
    found: dict[int, psutil.Process] = {}
    with suppress(psutil.NoSuchProcess):
        leader = psutil.Process(pid)
        found = {each.pid: each for each in (leader, *leader.children(recursive=True))}
    for process in psutil.process_iter():
        with suppress(ProcessLookupError, PermissionError):
            # A killed parent leaves its children to init, but they stay in its session.
            if os.getsid(process.pid) == pid:
                found.setdefault(process.pid, process)
    return list(found.values())
