"""
Worker processes that start in a blink.

The nursery is one process that has loaded everything and connected to nothing. It reads lines of
JSON and forks: each child gets the environment of its line and becomes a worker, or starts a job.
Hundreds of processes can be killed in the time that a dozen would need to load.
"""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass
class Nursery:
    """The side of whoever wants children."""

    log: Path
    _process: subprocess.Popen[bytes] = field(init=False, repr=False)
    _children: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.chaos.nursery"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )

    def worker(self, env: dict[str, str]) -> int:
        """A worker for every queue; returns its process id."""
        return self._ask({"does": "work", "env": env})

    def starter(self, env: dict[str, str], **order: Any) -> int:
        """A web process that starts one job and leaves; returns its process id."""
        return self._ask({"does": "start", "env": env, "order": order})

    def reader(self, env: dict[str, str], **wish: Any) -> int:
        """A web process that begins a journey, or writes a log, and leaves; its process id."""
        return self._ask({"does": "read", "env": env, "order": wish})

    def kill(self, pid: int) -> None:
        """SIGKILL, and gone when this returns."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        while is_alive(pid):
            time.sleep(0.005)
        self._children.discard(pid)

    def close(self) -> None:
        """End the nursery and whoever still lives in it."""
        for pid in list(self._children):
            self.kill(pid)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.kill()
        self._process.wait()

    def _ask(self, wish: dict[str, Any]) -> int:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(wish | {"log": str(self.log)}).encode() + b"\n")
        stdin.flush()
        pid = int(stdout.readline())
        self._children.add(pid)
        return pid


def is_alive(pid: int) -> bool:
    """Whether the process runs; the nursery buries its dead at once."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


_NURSERY = 0
"""Its process id, known to its children."""


def main() -> None:
    """Load everything, then fork whenever asked."""
    import dramatiq  # noqa: F401 -- loaded here, so that children need not

    import app.bootstrap
    import app.providers.replicate.provider
    import app.providers.simulated.maker
    import app.providers.simulated.poller
    import app.providers.sketch_photo
    import app.providers.sketch_song  # noqa: F401
    from app.providers import wire

    global _NURSERY  # noqa: PLW0603 -- written once, before the first fork
    _NURSERY = os.getpid()
    wire.trust()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin.buffer:
        wish = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become(wish)
        print(pid, flush=True)  # noqa: T201 -- the answer


def _become(wish: dict[str, Any]) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(wish["env"])
    null, log = os.open(os.devnull, os.O_RDONLY), os.open(wish["log"], os.O_WRONLY | os.O_APPEND)
    for number, file in ((0, null), (1, log), (2, log)):
        os.dup2(file, number)
    code = 1
    try:
        {"work": _work, "start": _start, "read": _read}[wish["does"]](**wish.get("order", {}))
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def _work() -> None:
    import dramatiq

    import workers.main

    worker = dramatiq.Worker(workers.main.broker, worker_threads=4, worker_timeout=50)
    worker.start()
    # Whoever killed the nursery wants nobody of it to stay.
    while os.getppid() == _NURSERY:
        time.sleep(0.5)


def _start(person: str, **order: Any) -> None:
    from app.bootstrap import studio
    from app.domain.medium import Medium
    from app.domain.views import Order

    studio().jobs.start(person, Order(Medium.SONG, **order))


def _read(person: str, key: str, *, journey: str | None = None) -> None:
    from app.bootstrap import studio
    from app.domain.journeys.views import Book, Entry

    if journey is None:
        studio().journeys.start(person, Book("데미안"), key=key)
    else:
        studio().journeys.add_log(person, journey, Entry(thoughts="비가 온다"), key=key)


if __name__ == "__main__":
    main()
