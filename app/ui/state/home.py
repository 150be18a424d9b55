"""The first page of somebody who is known: what was made lately."""

import asyncio
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.ui.state.cards import Track, track
from app.ui.state.here import person
from app.ui.state.pages import reads

_LATELY = 6


class HomeState(rx.State):
    """A short shelf."""

    lately: list[Track] = rx.field(default_factory=list)
    loaded: bool = False

    @rx.event
    async def read(self) -> None:
        """Read the shelf."""
        me = await person(self)
        if me is None:
            return
        page = await asyncio.to_thread(studio().library.page, me.id, limit=_LATELY)
        lately = [track(file) for file in page.items]
        if lately != self.lately:
            self.lately = lately
        if not self.loaded:
            self.loaded = True


@reads("/")
def _read_home() -> Any:
    return HomeState.read()
