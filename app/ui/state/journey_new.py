"""Where a journey begins: a book is chosen, and that is all."""

import asyncio
import secrets
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import Problem
from app.ui.state.books import chosen
from app.ui.state.here import person, person_id
from app.ui.state.jobs import look
from app.ui.state.notice import say, tell


class NewJourneyState(rx.State):
    """The page that asks for a book."""

    busy: bool = False
    _visit: str = ""
    """Of one visit: choosing the same book twice begins one journey."""

    @rx.event
    async def arrive(self) -> None:
        """The page was opened."""
        if await person(self) is None:
            return
        self._visit = secrets.token_urlsafe(12)
        if self.busy:
            self.busy = False

    @rx.event
    async def begin(self, book: dict[str, Any]) -> Any:
        """Begin the journey of this book, with its music v0, and go to its page."""
        me = await person_id(self)
        found = chosen(book)
        if found is None:
            return None
        self.busy = True
        key = f"{self._visit}:{found.isbn or found.title}"[:80] if self._visit else None
        try:
            begun = await asyncio.to_thread(studio().journeys.start, me, found, key=key)
        except Problem as problem:
            self.busy = False
            await tell(self, problem)
            return None
        await say(self, "begun")
        await look(self, me)
        return rx.redirect(f"/journeys/{begun.journey.id}")
