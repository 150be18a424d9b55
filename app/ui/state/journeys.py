"""The shelf of journeys: books that are read, were read, and were put away for a while."""

import asyncio
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import Problem
from app.domain.journeys.course import JourneyStatus
from app.domain.journeys.views import Sort
from app.ui.state.here import path, person, person_id
from app.ui.state.journey_cards import JourneyCard, journey_card
from app.ui.state.notice import tell

PAGE = 24
MOST = 10 * PAGE
_FIND_MAX = 200
SORTS: dict[str, Sort] = {
    "latest": "latest",
    "oldest": "oldest",
    "title": "title",
    "author": "author",
}


class ShelfState(rx.State):
    """Covers, with ways to find one."""

    journeys: list[JourneyCard] = rx.field(default_factory=list)
    loaded: bool = False
    status: str = ""
    """Only these; empty for all."""
    search: str = ""
    sort: str = "latest"
    more: bool = False
    _cursor: str = ""

    @rx.event
    async def read(self) -> None:
        """Read the shelf from its start."""
        await self._read(fresh=True)

    @rx.event
    async def only(self, status: str) -> None:
        """Books in this status; anything else shows all."""
        await person_id(self)
        self.status = status if status in set(JourneyStatus) else ""
        await self._read(fresh=True)

    @rx.event
    async def find(self, text: str) -> None:
        """Only what has these words."""
        await person_id(self)
        self.search = str(text)[:_FIND_MAX]
        await self._read(fresh=True)

    @rx.event
    async def order(self, sort: str) -> None:
        """By when they were read, by title, or by author."""
        await person_id(self)
        self.sort = SORTS.get(str(sort), "latest")
        await self._read(fresh=True)

    @rx.event
    async def further(self) -> None:
        """The next ones."""
        if self.more:
            await self._read(fresh=False)

    @rx.event
    async def freshen(self) -> None:
        """Something changed; whoever has scrolled on is not thrown back to the start."""
        if path(self) == "/journeys" and len(self.journeys) <= PAGE:
            await self._read(fresh=True)

    async def _read(self, *, fresh: bool) -> None:
        me = await person(self)
        if me is None:
            return
        try:
            page = await asyncio.to_thread(
                studio().journeys.page,
                me.id,
                status=JourneyStatus(self.status) if self.status else None,
                search=self.search.strip() or None,
                sort=SORTS.get(self.sort, "latest"),
                cursor=None if fresh else self._cursor or None,
                limit=PAGE,
            )
        except Problem as problem:
            await tell(self, problem)
            return
        new = [journey_card(each) for each in page.items]
        now: dict[str, Any] = {
            "journeys": (new if fresh else [*self.journeys, *new])[-MOST:],
            "more": bool(page.next_cursor),
            "loaded": True,
        }
        for name, value in now.items():
            if getattr(self, name) != value:
                setattr(self, name, value)
        self._cursor = page.next_cursor or ""
