"""The first page of somebody who is known: what was made lately."""

import asyncio
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.journeys.course import JourneyStatus
from app.ui.state.here import person
from app.ui.state.journey_cards import JourneyCard, journey_card
from app.ui.state.library import Shelved, shelved
from app.ui.state.pages import reads

_LATELY = 6


class HomeState(rx.State):
    """A short shelf."""

    lately: list[Shelved] = rx.field(default_factory=list)
    reading: JourneyCard = rx.field(default_factory=JourneyCard)
    """The book that was read last and is not finished."""
    loaded: bool = False

    @rx.event
    async def read(self) -> None:
        """Read the shelf."""
        me = await person(self)
        if me is None:
            return
        page = await asyncio.to_thread(studio().library.page, me.id, limit=_LATELY)
        open_books = await asyncio.to_thread(
            studio().journeys.page, me.id, status=JourneyStatus.READING, limit=1
        )
        reading = next((journey_card(book) for book in open_books.items), JourneyCard())
        if reading != self.reading:
            self.reading = reading
        lately = [shelved(file) for file in page.items]
        if lately != self.lately:
            self.lately = lately
        if not self.loaded:
            self.loaded = True


@reads("/")
def _read_home() -> Any:
    return HomeState.read()
