"""Who runs in a data directory: one launcher at a time, and what it started."""

import fcntl
import json
import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

import psutil

from app.host.child import MARK, Child, family_of, is_alive
from app.host.troubles import AlreadyRunning

_ORPHAN_GRACE_S = 3.0
_SERVERS = ("postgres", "redis", "valkey")


@dataclass(frozen=True)
class Entry:
    """A process, told from a later one with the same id by when it was created."""

    name: str
    pid: int
    created: float
    signal: int = signal.SIGTERM

    def process(self) -> psutil.Process | None:
        """The very process that was written down, if it still runs."""
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(self.pid)
            if abs(process.create_time() - self.created) < 0.05 and is_alive(process):
                return process
        return None


class Roster:
    """The launcher's claim on a data directory, and its list of children."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._file = home / "running.json"
        self._lock: IO[str] | None = None

    def claim(self) -> None:
        """Become the launcher of this directory; raise `AlreadyRunning` where there is one."""
        lock = (self._home / "lock").open("a")
        try:
            # Held by the open file: it ends with this process, however that ends.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            raise AlreadyRunning(self._who_runs()) from None
        self._lock = lock

    def note(self, children: Iterable[Child], url: str) -> None:
        """Write down what runs now, for the next launcher if this one is killed."""
        entries = [entry for child in children if (entry := _entry(child))]
        content = {
            "launcher": os.getpid(),
            "url": url,
            "children": [asdict(entry) for entry in entries],
        }
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps(content, indent=1))
        draft.replace(self._file)

    def release(self) -> None:
        """Everything has stopped: another launcher may come."""
        self._file.unlink(missing_ok=True)
        if self._lock:
            self._lock.close()
            self._lock = None

    def end_orphans(self) -> int:
        """End what a killed launcher left running; how many processes that was."""
        leaders = {p.pid: (p, e.signal) for e in self._entries() if (p := e.process())}
        orphans = {p.pid: p for leader in leaders for p in family_of(leader)}
        orphans |= {p.pid: p for p in _belonging(self._home)}
        for leader, how in leaders.values():
            with suppress(psutil.NoSuchProcess):
                leader.send_signal(how)
        _wait(orphans.values(), _ORPHAN_GRACE_S if leaders else 0)
        for process in orphans.values():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        _wait(orphans.values(), 2)
        return len(orphans)

    def _entries(self) -> list[Entry]:
        try:
            return [Entry(**each) for each in json.loads(self._file.read_text())["children"]]
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return []

    def _who_runs(self) -> str:
        try:
            known = json.loads(self._file.read_text())
        except (FileNotFoundError, ValueError):
            return "Meanwhile is already starting in this directory."
        return f"Meanwhile is already running at {known['url']} (process {known['launcher']})."


def _entry(child: Child) -> Entry | None:
    with suppress(psutil.NoSuchProcess):
        created = psutil.Process(child.pid).create_time()
        return Entry(child.unit.name, child.pid, created, int(child.unit.stop_signal))
    return None


def _belonging(home: Path) -> list[psutil.Process]:
    """Processes that show they belong to this directory, whoever their parent is.

    They include those whose parent was killed, too, and any started a moment before the launcher
    could write them down.
    """
    found: list[psutil.Process] = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.pid != os.getpid() and (_is_marked(process, home) or _serves(process, home)):
                found.append(process)
    return found


def _is_marked(process: psutil.Process, home: Path) -> bool:
    return process.environ().get(MARK) == str(home)


def _serves(process: psutil.Process, home: Path) -> bool:
    # The servers write their titles over their environment, but they work in their directory.
    return process.name().startswith(_SERVERS) and Path(process.cwd()).is_relative_to(home)


def _wait(processes: Iterable[psutil.Process], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while any(is_alive(process) for process in processes) and time.monotonic() < deadline:
        time.sleep(0.05)
