"""Keeps the claims of this process alive while it works on them."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.db.transaction import Database
from app.domain.errors import NotSent
from app.domain.last_look import before_sending

log = logging.getLogger(__name__)

_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Goes on while a process is stopped and, where there is such a clock, while a machine sleeps."""


def now() -> float:
    """Seconds of a clock that no stop of this process holds up."""
    return time.clock_gettime(_CLOCK)


class Leases:
    """The claims this process holds; one thread prolongs all of them in one statement."""

    def __init__(self, db: Database, *, lease: timedelta) -> None:
        self._db = db
        self._lease = lease
        self._held: dict[str, int] = {}
        self._lost: set[tuple[str, int]] = set()
        self._ours_until: dict[tuple[str, int], float] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def hold(self, task: TaskRow) -> Iterator[None]:
        """Prolong this claim for as long as the block runs."""
        with self._lock:
            self._held[task.id] = task.fence
            self._ensure_thread()
        try:
            yield
        finally:
            with self._lock:
                self._held.pop(task.id, None)
                self._ours_until.pop((task.id, task.fence), None)
                self._lost.discard((task.id, task.fence))

    def is_lost(self, task: TaskRow) -> bool:
        """Whether the last look found this claim taken over."""
        return (task.id, task.fence) in self._lost

    def renew(self, task: TaskRow) -> bool:
        """
        Prolong this claim now; False where another worker has taken over.

        Raises `NotSent` where that cannot be told, as long as PostgreSQL is away.
        """
        try:
            return bool(self._extend([(task.id, task.fence)]))
        except SQLAlchemyError as problem:
            raise NotSent(f"whose it is could not be asked: {type(problem).__name__}") from problem

    def is_ours(self, task: TaskRow) -> bool:
        """
        Whether nobody can have taken this claim over, as of this moment; asks no other machine.

        A claim counts from before it was prolonged, so a process that was stopped on the way to
        the database or back trusts it for no longer than the database does.
        """
        return now() < self._ours_until.get((task.id, task.fence), 0.0)

    def last_look(self, task: TaskRow, *, needed: bool = True) -> AbstractContextManager[None]:
        """
        What this thread sends within the block is sent only while this claim is ours.

        After `renew`, and where a second order would be a second purchase. Whoever sends raises
        `NotSent`.
        """
        return before_sending(lambda: self.is_ours(task)) if needed else nullcontext()

    def extend(self) -> None:
        """Prolong every claim now, and remember those that are no longer ours."""
        with self._lock:
            held = list(self._held.items())
        if not held:
            return
        kept = self._extend(held)
        with self._lock:
            self._lost |= set(held) - kept

    def _extend(self, claims: list[tuple[str, int]]) -> set[tuple[str, int]]:
        until = now() + self._lease.total_seconds()
        with self._db.transaction() as tx:
            kept = rows.extend(tx.session, claims, lease=self._lease)
        with self._lock:
            self._ours_until |= dict.fromkeys(kept, until)
        return kept

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()

    def _ensure_thread(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="leases", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        lease_s = self._lease.total_seconds()
        wait_s = lease_s / 3
        while not self._stop.wait(wait_s):
            try:
                self.extend()
                wait_s = lease_s / 3
            except Exception:
                # Soon again: the claims must outlive any outage shorter than what they have left.
                wait_s = lease_s / 10
                log.exception("leases.not_extended")
