"""
What changes, heard once per process and told to everybody here who follows it.

Announcements come through Redis. They may be lost, and Redis may be away, so while somebody follows
there is also a look at the events themselves: one small query per process, whoever listens.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from app.db import news as rows
from app.db.transaction import Database
from app.domain.errors import TooMany
from app.domain.places import Place
from app.domain.ports import Announcer

log = logging.getLogger(__name__)

_AGAIN_S = 1.0
_LOOK_S = 10.0
_LOOK_AWAY_S = 2.0
_FULL_FOR = timedelta(seconds=10)
_LOOKS_AT_ONCE = 4
"""Threads that readers of events may take together: pages need theirs."""

Ear = Callable[[str], None]


@dataclass(eq=False)
class Seat:
    """Somebody who follows one person's jobs from this process."""

    news: "News"
    person_id: str
    on_leave: str = ""
    """What was shown to whoever sits here; empty for the person themselves."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def leave(self) -> None:
        """Follow no longer; a second time does nothing."""
        self.news.leave(self)


class News:
    """One subscription for a whole process. All of it runs on one event loop."""

    def __init__(self, db: Database, announcer: Announcer, *, seats_per_person: int = 20) -> None:
        self._db = db
        self._announcer = announcer
        self._most = seats_per_person
        self._ears: set[Ear] = set()
        self._seats: defaultdict[str, set[Seat]] = defaultdict(set)
        self._tasks: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._away = True
        self.is_closing = False
        self.turns = asyncio.Semaphore(_LOOKS_AT_ONCE)

    def hear(self, ear: Ear) -> None:
        """Tell this of every person for whom something changed, for as long as the process runs."""
        self._ears.add(ear)
        self._begin()

    def follow(self, person_id: str, *, on_leave: str = "") -> Seat:
        """
        A seat that is told when something of this person changed. Raises `TooMany`.

        Those who sit by their leave, to see one thing, are counted apart from them.
        """
        taken = sum(seat.on_leave == on_leave for seat in self._seats.get(person_id, ()))
        if taken >= self._most:
            raise TooMany(
                f"{self._most} streams are open already. Close one, or use one for all jobs.",
                retry_after=_FULL_FOR,
            )
        self._begin()
        seat = Seat(self, person_id, on_leave)
        self._seats[person_id].add(seat)
        return seat

    def leave(self, seat: Seat) -> None:
        """Take a seat away."""
        there = self._seats.get(seat.person_id, set())
        there.discard(seat)
        if not there:
            self._seats.pop(seat.person_id, None)

    @property
    def seats(self) -> int:
        """How many follow from here."""
        return sum(map(len, self._seats.values()))

    def close(self) -> None:
        """The process is about to end: everybody goes home, and nobody new is let in."""
        self.is_closing = True
        self._tell_everybody()

    def _begin(self) -> None:
        """Listen on the loop that asks; one that ended took its listeners along."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._tasks = loop, []
            self._seats.clear()
            self.turns = asyncio.Semaphore(_LOOKS_AT_ONCE)
        if not self._tasks:
            self._tasks = [loop.create_task(self._listen()), loop.create_task(self._look())]

    async def _listen(self) -> None:
        while True:
            async for person_id in self._announcer.listen():
                if person_id:
                    self._tell(person_id)
                else:
                    # What was announced before nobody here has heard.
                    self._away = False
                    self._tell_everybody()
            self._away = True
            await asyncio.sleep(_AGAIN_S)

    async def _look(self) -> None:
        place: Place | None = None
        while True:
            if self._seats:
                place = await self._look_on(place)
            else:
                place = None
            await asyncio.sleep(_LOOK_AWAY_S if self._away else _LOOK_S)

    async def _look_on(self, place: Place | None) -> Place | None:
        try:
            people, place = await asyncio.to_thread(self._read, place)
        except SQLAlchemyError as problem:
            log.warning("news.database_away", extra={"problem": type(problem).__name__})
            return place
        for person_id in people:
            self._tell(person_id)
        return place

    def _read(self, place: Place | None) -> tuple[set[str], Place]:
        with self._db.transaction() as tx:
            if place is None:
                # Whoever sat down since then may have missed a word: all of them look once.
                return set(self._seats), rows.horizon(tx.session)
            return rows.changed(tx.session, after=place)

    def _tell(self, person_id: str) -> None:
        for ear in self._ears:
            ear(person_id)
        for seat in self._seats.get(person_id, ()):
            seat.changed.set()

    def _tell_everybody(self) -> None:
        for seats in self._seats.values():
            for seat in seats:
                seat.changed.set()
