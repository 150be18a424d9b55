"""
Removes from storage what no row names: what a crash left between an object and its row, and what
could not be deleted when its row went.

It lists first and removes afterwards. What is removed looks like a key of ours, is older than a
day, and is named by no row at the very moment, nor will be: its task has ended or is gone. When
most of what is stored seems to be litter, the database is more likely the wrong one, and nothing
is removed until an operator says so.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlmodel import Session

from app.db import naming
from app.db import orphans as rows
from app.db.orphans import Claim
from app.domain.files import FOLDERS, is_ours
from app.domain.ports import Listed
from app.services.engine import Engine

log = logging.getLogger(__name__)

AGE = timedelta(days=1)
_PAGE = 1_000
_BATCH = 50
_LEASE = timedelta(minutes=5)
_TURN_S = 5.0
_DOUBT_FROM = 100
_ROOTS = sorted([*(f"{folder}/" for folder in FOLDERS.values()), "formats/", "uploads/"])


@dataclass(frozen=True)
class Litter:
    """How the search for litter stands."""

    phase: str
    seen: int
    waiting: int
    """Found, and not removed yet."""
    removed: int
    """In all the time."""
    ended_at: datetime | None


@dataclass(frozen=True)
class Orphans:
    """The sweep. Each turn takes a few seconds and goes on where the last one stopped."""

    engine: Engine
    every: timedelta | None = timedelta(days=1)
    """How often it begins; None: never."""

    def sweep(self) -> int:
        """Take it further, when it is due and nobody else does; returns how many were removed."""
        if self.every is None:
            return 0
        until, removed = time.monotonic() + _TURN_S, 0
        while time.monotonic() < until:
            with self.engine.db.transaction() as tx:
                claim = rows.claim(tx.session, every=self.every, lease=_LEASE)
            if claim is None:
                break
            if claim.phase == "listing":
                self._list(claim, until)
            else:
                removed += self._remove(claim, until)
        return removed

    def standing(self) -> Litter:
        """How it stands."""
        with self.engine.db.transaction() as tx:
            row, waiting = rows.standing(tx.session), rows.count(tx.session)
        if row is None:
            return Litter("resting", 0, 0, 0, None)
        return Litter(row.phase, row.seen, waiting, row.removed_ever, row.ended_at)

    def trust(self) -> bool:
        """The database is the right one: what was doubted is removed. False when nothing was."""
        with self.engine.db.transaction() as tx:
            return rows.trust(tx.session)

    def _list(self, claim: Claim, until: float) -> None:
        found, more = self._from(claim.place), True
        while more and time.monotonic() < until:
            page = list(islice(found, _PAGE))
            more = len(page) == _PAGE
            with self.engine.db.transaction() as tx:
                if not rows.prolong(tx.session, claim, lease=_LEASE):
                    return
                if page:
                    rows.note(tx.session, claim, page, age=AGE)
        with self.engine.db.transaction() as tx:
            rows.turn(tx.session, claim, "listing" if more else self._verdict(tx.session))

    def _from(self, place: str) -> Iterator[Listed]:
        for root in _ROOTS:
            for each in self.engine.storage.list(root, after=place):
                if is_ours(each.key):
                    yield each

    @staticmethod
    def _verdict(session: Session) -> str:
        lost, row = rows.count(session), rows.standing(session)
        if row is not None and lost >= _DOUBT_FROM and lost * 2 > row.seen:
            log.error("orphans.doubted", extra={"seen": row.seen, "lost": lost})
            return "doubting"
        return "removing"

    def _remove(self, claim: Claim, until: float) -> int:
        removed = 0
        while time.monotonic() < until:
            with self.engine.db.transaction() as tx:
                keys = rows.some(tx.session, most=_BATCH)
                if not keys or not rows.prolong(tx.session, claim, lease=_LEASE):
                    break
            gone = sum(self._removed(key) for key in keys)
            removed += gone
            with self.engine.db.transaction() as tx:
                if not rows.done(tx.session, claim, keys, removed=gone):
                    return removed
        with self.engine.db.transaction() as tx:
            rows.turn(tx.session, claim, "removing" if rows.count(tx.session) else "resting")
        return removed

    def _removed(self, key: str) -> bool:
        """Look once more, then remove it: what no row names or awaits stays so for ever."""
        with self.engine.db.transaction() as tx:
            if not naming.forsaken(tx.session, [key]):
                return False
        self.engine.storage.delete(key)
        log.info("orphans.removed", extra={"key": key})
        return True
