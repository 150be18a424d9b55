"""Clocks, percentiles, and eyes on processes and databases."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psutil
from sqlalchemy import Engine, event, text


def percentile(values: Sequence[float], q: float) -> float:
    """The value that a share q of these do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(q * len(ordered)), len(ordered) - 1)]


def p50(values: Sequence[float]) -> float:
    """The middle."""
    return percentile(values, 0.5)


def timed(act: Callable[[], object]) -> float:
    """Milliseconds that this takes."""
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def times(act: Callable[[], object], *, count: int) -> list[float]:
    """Milliseconds of each of so many."""
    return [timed(act) for _ in range(count)]


def wait_for(is_so: Callable[[], object], *, within: float, every: float = 0.1) -> float:
    """Wait for a condition; returns the seconds that it took. Raises `TimeoutError`."""
    started = time.monotonic()
    while not is_so():
        if time.monotonic() - started > within:
            raise TimeoutError(f"not within {within:.0f} s")
        time.sleep(every)
    return time.monotonic() - started


@dataclass
class Watch:
    """What a process and its children used between two moments."""

    pid: int
    cpu_s: float = 0.0
    wall_s: float = 0.0
    rss_mb: float = 0.0
    """The largest of them, at its largest."""

    @property
    def cores(self) -> float:
        """Share of one core that was used."""
        return self.cpu_s / self.wall_s if self.wall_s else 0.0


@contextmanager
def watch(pid: int, *, every: float = 0.5) -> Iterator[Watch]:
    """Look at a process and its children while the block runs."""
    seen, done = Watch(pid), threading.Event()

    def look() -> None:
        while not done.wait(every):
            seen.rss_mb = max(seen.rss_mb, *(_rss(each) for each in _family(pid)), 0.0)

    looking = threading.Thread(target=look, daemon=True)
    before, started = _cpu(pid), time.monotonic()
    looking.start()
    try:
        yield seen
    finally:
        done.set()
        looking.join()
        seen.cpu_s, seen.wall_s = _cpu(pid) - before, time.monotonic() - started


async def idle(pid: int, *, within: float = 60) -> None:
    """Wait until a process has done what it was given."""
    for _ in range(int(within * 2)):
        before = _cpu(pid)
        await asyncio.sleep(0.5)
        if _cpu(pid) - before < 0.06:
            return


def _family(pid: int) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    return []


def _rss(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        return process.memory_info().rss / 1e6
    return 0.0


def _cpu(pid: int) -> float:
    total = 0.0
    for process in _family(pid):
        with suppress(psutil.NoSuchProcess):
            used = process.cpu_times()
            total += used.user + used.system
    return total


def rss_mb(pid: int) -> float:
    """Memory of the largest of a process and its children, now."""
    return max((_rss(each) for each in _family(pid)), default=0.0)


@dataclass
class Said:
    """What one engine said to the database."""

    statements: Counter[str] = field(default_factory=Counter[str])
    commits: int = 0
    pings: int = 0

    @property
    def total(self) -> int:
        """Statements, without BEGIN and COMMIT."""
        return self.statements.total()


@contextmanager
def listen(engine: Engine) -> Iterator[Said]:
    """Count what goes over this engine's connections."""
    said = Said()
    ping = engine.dialect.do_ping

    def statement(_c: object, _cursor: object, words: str, *_: object) -> None:
        said.statements[" ".join(words.split())[:70]] += 1

    def commit(_c: object) -> None:
        said.commits += 1

    def pinged(connection: object) -> bool:
        said.pings += 1
        return ping(connection)  # pyright: ignore[reportArgumentType] -- handed on

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    engine.dialect.do_ping = pinged  # type: ignore[method-assign]
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)
        engine.dialect.do_ping = ping  # type: ignore[method-assign]


def commits(engine: Engine) -> int:
    """Transactions that this database has committed, whoever asked for them."""
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        counted = connection.execute(
            text("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")
        )
        return int(counted.scalar_one())
