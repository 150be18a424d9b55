"""Signs of life of a worker, so that operators and other machines see who is there."""

import logging
import os
import socket
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import TextClause
from sqlalchemy.exc import SQLAlchemyError

from app.db.processes import LEAVE, SIGN, gap
from app.db.transaction import Database

log = logging.getLogger(__name__)

SIGN_EVERY_S = 10.0


@dataclass
class Presence:
    """One worker's line in the table of processes; a thread renews it until it leaves."""

    db: Database
    id: str
    lease: timedelta
    _stop: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        """Sign now and every ten seconds, or as often as leases are prolonged."""
        threading.Thread(target=self._run, name="presence", daemon=True).start()

    def leave(self) -> None:
        """Sign off; the line of a process that died grows old instead."""
        self._stop.set()
        self._write(LEAVE, {"id": self.id})

    def _run(self) -> None:
        sign = {
            "id": self.id,
            "kind": "worker",
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "leads": False,
            "backend": None,
            "gap": gap(self.lease),
        }
        while not self._stop.is_set():
            self._write(SIGN, sign)
            self._stop.wait(min(SIGN_EVERY_S, self.lease.total_seconds() / 3))

    def _write(self, statement: TextClause, values: dict[str, Any]) -> None:
        try:
            with self.db.transaction() as tx:
                tx.session.execute(statement, values)
        except SQLAlchemyError as problem:
            log.warning("presence.not_signed", extra={"problem": type(problem).__name__})
