"""The shelf of journeys: books that are read, were read, and were put away for a while."""

import reflex as rx

from app.bootstrap import studio
from app.domain.journeys.course import JourneyStatus
from app.domain.journeys.views import JourneyView, Sort
from app.domain.views import Page
from app.ui.state.here import path, person_id
from app.ui.state.journey_cards import JourneyCard, journey_card
from app.ui.state.long_list import FIND_MAX, PAGE, LongList

SORTS: dict[str, Sort] = {
    "latest": "latest",
    "oldest": "oldest",
    "title": "title",
    "author": "author",
}


class ShelfState(LongList, rx.State):
    """Covers, with ways to find one."""

    items: list[JourneyCard] = rx.field(default_factory=list)
    status: str = ""
    """Only these; empty for all."""
    search: str = ""
    sort: str = "latest"

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
        self.search = str(text)[:FIND_MAX]
        await self._read(fresh=True)

    @rx.event
    async def order(self, sort: str) -> None:
        """By when they were read, by title, or by author."""
        await person_id(self)
        self.sort = SORTS.get(str(sort), "latest")
        await self._read(fresh=True)

    def _is_open(self) -> bool:
        return path(self) == "/journeys"

    def _page(self, person_id: str, cursor: str | None) -> Page[JourneyView]:
        return studio().journeys.page(
            person_id,
            status=JourneyStatus(self.status) if self.status else None,
            search=self.search.strip() or None,
            sort=SORTS.get(self.sort, "latest"),
            cursor=cursor,
            limit=PAGE,
        )

    def _shown(self, each: JourneyView) -> JourneyCard:
        return journey_card(each)
