"""Everything that was ever asked for: its state, when, how long, and why it did not come."""

import asyncio
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import Problem
from app.domain.states import JobStatus
from app.ui.state.cards import Card, card
from app.ui.state.here import person
from app.ui.state.notice import tell
from app.ui.state.pages import reads

PAGE = 24
MOST = 10 * PAGE


class ActivityState(rx.State):
    """The list of jobs."""

    jobs: list[Card] = rx.field(default_factory=list)
    loaded: bool = False
    status: str = ""
    more: bool = False
    _cursor: str = ""

    @rx.event
    async def read(self) -> None:
        """Read from the newest."""
        self._cursor = ""
        await self._read(fresh=True)

    @rx.event
    async def only(self, status: str) -> None:
        """Only jobs in this state; an empty word shows all."""
        if status in ("", *JobStatus):
            self.status = status
            self._cursor = ""
            await self._read(fresh=True)

    @rx.event
    async def further(self) -> None:
        """The next ones."""
        if self.more:
            await self._read(fresh=False)

    @rx.event
    async def freshen(self) -> None:
        """Something changed; whoever has scrolled on is not thrown back to the start."""
        if len(self.jobs) <= PAGE:
            self._cursor = ""
            await self._read(fresh=True)

    async def _read(self, *, fresh: bool) -> None:
        me = await person(self)
        if me is None:
            return
        statuses = [JobStatus(self.status)] if self.status else []
        try:
            page = await asyncio.to_thread(
                studio().jobs.page,
                me.id,
                statuses=statuses,
                cursor=self._cursor or None,
                limit=PAGE,
            )
        except Problem as problem:
            await tell(self, problem)
            return
        new = [card(job) for job in page.items]
        jobs = new if fresh else [*self.jobs, *new]
        if jobs != self.jobs:
            self.jobs = jobs[-MOST:]
        self._cursor = page.next_cursor or ""
        self.more = bool(page.next_cursor)
        self.loaded = True


@reads("/activity")
def _read_activity() -> Any:
    return ActivityState.freshen()
