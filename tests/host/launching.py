"""Waiting for a condition, and the launcher as a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from app.host.child import MARK, is_alive

ROOT = Path(__file__).parents[2]
STAND_IN = Path(__file__).with_name("stand_in.py")


def eventually(condition: Callable[[], object], *, within_s: float = 30) -> None:
    """Return once the condition holds; fail where it does not in time."""
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, f"not within {within_s} s"
        time.sleep(0.02)


@dataclass
class Launcher:
    """`up` in a process of its own, with small programs in the place of web, workers and clock."""

    home: Path
    port: int
    name: str = "first"
    process: subprocess.Popen[str] = field(init=False)
    said: Path = field(init=False)

    def start(self) -> None:
        self.said = self.home.with_suffix(f".{self.name}")
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "STUDIO_DATA_DIR": str(self.home)}
        environment |= {"STUDIO_PORT": str(self.port), "STUDIO_HOST": "127.0.0.1"}
        with self.said.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, str(STAND_IN)],
                stdout=out,
                stderr=subprocess.STDOUT,
                text=True,
                env=environment,
                cwd=ROOT,
                start_new_session=True,
            )

    def screen(self) -> str:
        return self.said.read_text()

    def wait_ready(self) -> None:
        eventually(lambda: "Ready in" in self.screen() or self.process.poll() is not None)
        assert "Ready in" in self.screen(), self.screen()

    def family(self) -> list[psutil.Process]:
        """Every process that belongs to this data directory, except the launcher itself."""
        return [p for p in psutil.process_iter() if self._is_ours(p) and is_alive(p)]

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            if process.environ().get(MARK) == str(self.home):
                return True
            # The servers write their titles over their environment.
            return Path(process.cwd()).is_relative_to(self.home)
        except (psutil.Error, OSError):
            return False
