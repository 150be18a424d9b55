"""Signs of life of a process, so that operators and other machines see who is there."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import TextClause
from sqlalchemy.exc import SQLAlchemyError

from app.db.processes import LEAVE, SIGN, signature
from app.db.transaction import Database

log = logging.getLogger(__name__)

SIGN_EVERY_S = 10.0


@dataclass
class Presence:
    """A process's line in the table of processes; a thread renews it until it leaves."""

    db: Database
    id: str
    lease: timedelta
    kind: str = "worker"
    _stop: threading.Event = field(default_factory=threading.Event)

    def begin(self, *, queues: str = "", on_drain: Callable[[bool], None] = lambda _: None) -> None:
        """
        Sign now and every ten seconds, or as often as leases are prolonged.

        `on_drain` is told whenever an operator wants it to take nothing new, or to go on.
        """
        threading.Thread(
            target=self._run, args=(queues, on_drain), name="presence", daemon=True
        ).start()

    def leave(self) -> None:
        """Sign off; the line of a process that died grows old instead."""
        self._stop.set()
        self._write(LEAVE, {"id": self.id})

    def _run(self, queues: str, on_drain: Callable[[bool], None]) -> None:
        drains = False
        while not self._stop.is_set():
            sign = signature(self.id, self.kind, lease=self.lease, queues=queues)
            told = self._write(SIGN, sign)
            if told and told[0] is not drains:
                drains = told[0]
                log.info("process.drains" if drains else "process.works_again")
                on_drain(drains)
            self._stop.wait(min(SIGN_EVERY_S, self.lease.total_seconds() / 3))

    def _write(self, statement: TextClause, values: dict[str, Any]) -> Sequence[bool]:
        """What the statement tells of this process; nothing when it failed."""
        try:
            with self.db.transaction() as tx:
                return tx.session.execute(statement, values).scalars().all()
        except SQLAlchemyError as problem:
            log.warning("presence.not_signed", extra={"problem": type(problem).__name__})
            return ()
