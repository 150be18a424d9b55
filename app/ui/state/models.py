"""The list of models: finished, being made, and not come."""

import asyncio
from collections.abc import Sequence
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import Problem
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.ui.state.cards import Card, card
from app.ui.state.here import person
from app.ui.state.notice import tell
from app.ui.state.pages import reads

PAGE = 24
MOST = 10 * PAGE
_FIND_MAX = 200
SHOWS: dict[str, Sequence[JobStatus]] = {
    "": (),
    "running": (JobStatus.PENDING, JobStatus.GENERATING, JobStatus.CANCELLING),
    "completed": (JobStatus.COMPLETED,),
    "failed": (JobStatus.FAILED, JobStatus.CANCELLED),
}
"""What can be shown alone, and the states that it means."""


class ModelsState(rx.State):
    """A page of models, the latest first."""

    models: list[Card] = rx.field(default_factory=list)
    loaded: bool = False
    shows: str = ""
    search: str = ""
    more: bool = False
    _cursor: str = ""

    @rx.event
    async def read(self) -> None:
        """Read from the newest."""
        self._cursor = ""
        await self._read(fresh=True)

    @rx.event
    async def only(self, shows: str) -> None:
        """Only those; an empty word shows all."""
        if shows in SHOWS:
            self.shows, self._cursor = shows, ""
            await self._read(fresh=True)

    @rx.event
    async def find(self, text: str) -> None:
        """Only what has these words."""
        self.search, self._cursor = str(text)[:_FIND_MAX], ""
        await self._read(fresh=True)

    @rx.event
    async def further(self) -> None:
        """The next ones."""
        if self.more:
            await self._read(fresh=False)

    @rx.event
    async def freshen(self) -> None:
        """Something changed; whoever has scrolled on is not thrown back to the start."""
        if len(self.models) <= PAGE:
            self._cursor = ""
            await self._read(fresh=True)

    async def _read(self, *, fresh: bool) -> None:
        me = await person(self)
        if me is None:
            return
        try:
            page = await asyncio.to_thread(
                studio().jobs.page,
                me.id,
                medium=Medium.MODEL3D,
                statuses=SHOWS[self.shows],
                search=self.search.strip() or None,
                cursor=self._cursor or None,
                limit=PAGE,
            )
        except Problem as problem:
            await tell(self, problem)
            return
        new = [card(job) for job in page.items]
        models = new if fresh else [*self.models, *new]
        if models != self.models:
            self.models = models[-MOST:]
        self._cursor = page.next_cursor or ""
        self.more = bool(page.next_cursor)
        self.loaded = True


@reads("/models")
def _read_models() -> Any:
    return ModelsState.freshen()
