"""Keeps the claims of this process alive while it works on them."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.db.transaction import Database

log = logging.getLogger(__name__)


class Leases:
    """The claims this process holds; one thread prolongs all of them in one statement."""

    def __init__(self, db: Database, *, lease: timedelta) -> None:
        self._db = db
        self._lease = lease
        self._held: dict[str, int] = {}
        self._lost: set[tuple[str, int]] = set()
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
                self._lost.discard((task.id, task.fence))

    def is_lost(self, task: TaskRow) -> bool:
        """Whether the last look found this claim taken over."""
        return (task.id, task.fence) in self._lost

    def renew(self, task: TaskRow) -> bool:
        """Prolong this claim now; False where another worker has taken over."""
        with self._db.transaction() as tx:
            return bool(rows.extend(tx.session, [(task.id, task.fence)], lease=self._lease))

    def extend(self) -> None:
        """Prolong every claim now, and remember those that are no longer ours."""
        with self._lock:
            held = list(self._held.items())
        if not held:
            return
        with self._db.transaction() as tx:
            kept = rows.extend(tx.session, held, lease=self._lease)
        with self._lock:
            self._lost |= set(held) - kept

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
