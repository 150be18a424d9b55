"""A list that is read a page at a time, and goes on when its end comes into sight."""

import asyncio
from typing import TYPE_CHECKING, Any

import reflex as rx

from app.domain.errors import Problem
from app.domain.views import Page
from app.ui.state.beside import put
from app.ui.state.here import person
from app.ui.state.notice import tell

PAGE = 24
MOST = 10 * PAGE
"""Kept on the page at once; older ones then take the place of the newest."""
FIND_MAX = 200


class LongList(rx.State, mixin=True):
    """What every such list does. Whoever mixes it in asks for a page, and says what is shown."""

    if TYPE_CHECKING:
        items: list[Any]
        """Declared by each list, with what it holds."""

    loaded: bool = False
    more: bool = False
    """There are further ones."""
    skipped: bool = False
    """The newest made room for older ones."""
    _cursor: str = ""

    def _page(self, person_id: str, cursor: str | None) -> Page[Any]:
        """The page after this place, as it is chosen now. Runs in a thread."""
        raise NotImplementedError

    def _shown(self, each: Any) -> Any:
        """One of them, as the page shows it."""
        raise NotImplementedError

    def _is_open(self) -> bool:
        """Whether the page that shows it is open."""
        return True

    @rx.event
    async def read(self) -> None:
        """Read from the start."""
        await self._read(fresh=True)

    @rx.event
    async def further(self) -> None:
        """The next ones."""
        if self.more:
            await self._read(fresh=False)

    @rx.event
    async def freshen(self) -> None:
        """Something changed; whoever has scrolled on is not thrown back to the start."""
        if self._is_open() and len(self.items) <= PAGE:
            await self._read(fresh=True)

    async def _read(self, *, fresh: bool) -> None:
        me = await person(self)
        if me is None:
            return
        try:
            page = await asyncio.to_thread(
                self._page, me.id, None if fresh else self._cursor or None
            )
        except Problem as problem:
            await tell(self, problem)
            return
        new = [self._shown(each) for each in page.items]
        items = new if fresh else [*self.items, *new]
        now = {
            "items": items[-MOST:],
            "skipped": (self.skipped and not fresh) or len(items) > MOST,
            "more": bool(page.next_cursor),
            "loaded": True,
        }
        put(self, now)
        self._cursor = page.next_cursor or ""
