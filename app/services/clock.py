"""One process leads and rings; others stand by and take over when it falls silent."""

import logging
import time
from dataclasses import dataclass, field
from threading import Event

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from app.db.processes import LEAVE, SIGN, signature
from app.domain.ids import new_id
from app.services.engine import Engine
from app.services.sweeper import Sweeper

log = logging.getLogger(__name__)

TICK_S = 1.0
SILENT_AFTER_S = 6.0
"""A leader that did not sign for so long is frozen; its connection is ended for it."""
_SWEEP_EVERY = 15
_LOCK = 0x6D77_636C

_END_SILENT_LEADER = text("""
    SELECT pg_terminate_backend(backend_pid) FROM processes
    WHERE kind = 'clock' AND leads AND id <> :id AND backend_pid IS NOT NULL
      AND seen_at < now() - make_interval(secs => :silent)
      AND backend_pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)""")

_DEPOSE = text("UPDATE processes SET leads = false WHERE kind = 'clock' AND id <> :id AND leads")

_FORGET_DEAD = text("DELETE FROM processes WHERE seen_at < now() - interval '1 hour'")


@dataclass
class Clock:
    """Rings what is due, once a second, while it leads."""

    engine: Engine
    sweeper: Sweeper
    id: str = field(default_factory=lambda: new_id("process"))
    leads: bool = False
    _connection: Connection | None = None
    _ticks: int = 0

    def run(self, stop: Event) -> None:
        """Tick until told to stop. A database that is away is waited for."""
        while not stop.is_set():
            started = time.monotonic()
            try:
                self.tick()
            except DBAPIError as problem:
                log.warning("clock.database_away", extra={"problem": type(problem).__name__})
                self._let_go()
            except Exception:
                log.exception("clock.tick_failed")
            stop.wait(max(0.0, TICK_S - (time.monotonic() - started)))
        self.leave()

    def tick(self) -> None:
        """Stand for leader, sign, and ring if leading."""
        was = self.leads
        self.leads = self._stand()
        if self.leads != was:
            log.info("clock.leads" if self.leads else "clock.stands_by")
        if self.leads:
            self._ticks += 1
            self.sweeper.ring_what_is_due()
            if self._ticks % _SWEEP_EVERY == 1:
                self.engine.doorbell.sweep()

    def leave(self) -> None:
        """Give the lead back and sign off."""
        with self.engine.db.transaction() as tx:
            tx.session.execute(LEAVE, {"id": self.id})
        self._let_go()

    def _stand(self) -> bool:
        """Sign, and try for the lock that only one connection can hold."""
        if self._connection is None:
            self._connection = self.engine.db.engine.connect().execution_options(
                isolation_level="AUTOCOMMIT"
            )
        connection = self._connection
        leads = self.leads or bool(
            connection.execute(text("SELECT pg_try_advisory_lock(:k)"), {"k": _LOCK}).scalar_one()
        )
        backend = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        lease = self.engine.lease
        sign = signature(self.id, "clock", lease=lease, leads=leads, backend=backend)
        connection.execute(SIGN, sign)
        if leads and not self.leads:
            connection.execute(_DEPOSE, {"id": self.id})
        if not leads:
            connection.execute(_END_SILENT_LEADER, {"id": self.id, "silent": SILENT_AFTER_S})
        elif self._ticks % 600 == 0:
            connection.execute(_FORGET_DEAD)
        return leads

    def _let_go(self) -> None:
        """Close the connection; the lock goes with it."""
        self.leads = False
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.invalidate()
            connection.close()
