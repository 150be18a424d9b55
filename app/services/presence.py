"""Signs of life of a worker, so that operators and other machines see who is there."""

import logging
import os
import socket
import threading
from dataclasses import dataclass, field

from sqlalchemy import TextClause, text
from sqlalchemy.exc import SQLAlchemyError

from app.db.transaction import Database

log = logging.getLogger(__name__)

SIGN_EVERY_S = 10.0

_SIGN = text("""
    INSERT INTO processes (id, kind, host, pid, leads) VALUES (:id, 'worker', :host, :pid, false)
    ON CONFLICT (id) DO UPDATE SET seen_at = now()""")
_LEAVE = text("DELETE FROM processes WHERE id = :id")


@dataclass
class Presence:
    """One worker's line in the table of processes; a thread renews it until it leaves."""

    db: Database
    id: str
    _stop: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        """Sign now and every ten seconds."""
        threading.Thread(target=self._run, name="presence", daemon=True).start()

    def leave(self) -> None:
        """Sign off; the line of a process that died grows old instead."""
        self._stop.set()
        self._write(_LEAVE)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._write(_SIGN)
            self._stop.wait(SIGN_EVERY_S)

    def _write(self, statement: TextClause) -> None:
        values = {"id": self.id, "host": socket.gethostname(), "pid": os.getpid()}
        try:
            with self.db.transaction() as tx:
                tx.session.execute(statement, values)
        except SQLAlchemyError as problem:
            log.warning("presence.not_signed", extra={"problem": type(problem).__name__})
