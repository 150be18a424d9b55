"""Everything that was made, a page at a time."""

import asyncio
from dataclasses import dataclass
from typing import Any, Literal

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import Problem
from app.domain.formats import Format
from app.domain.medium import Medium
from app.domain.views import FileView, Page
from app.ui.state.cards import Track, millis, picture, track
from app.ui.state.here import person_id
from app.ui.state.long_list import FIND_MAX, PAGE, LongList
from app.ui.state.notice import tell
from app.ui.state.pages import reads


@dataclass
class Shelved(Track):
    """A thing on the shelf."""

    medium: str = "song"
    picture: str = ""
    turning: str = ""
    takes: int = 1
    created: int = 0
    genre: str = ""
    mood: str = ""
    number: int = 0
    """Which picture of its set."""


def shelved(file: FileView) -> Shelved:
    """A stored thing, as the shelf shows it."""
    facts = file.meta.get("facts")
    facts = facts if isinstance(facts, dict) else {}
    return Shelved(
        **vars(track(file)),
        medium=file.medium.value,
        picture=picture(file),
        turning=picture(file, Format.TURNTABLE),
        takes=file.takes,
        created=millis(file.created_at),
        genre=str(facts.get("genre") or ""),
        mood=str(facts.get("mood") or ""),
        number=int(file.meta.get("number") or 0),
    )


class LibraryState(LongList, rx.State):
    """The shelf."""

    items: list[Shelved] = rx.field(default_factory=list)
    search: str = ""
    medium: str = ""
    """Only things of this kind; empty: of every kind."""
    favourites: bool = False
    sort: Literal["newest", "oldest"] = "newest"

    @rx.event
    async def find(self, text: str) -> None:
        """Only what has these words."""
        self.search = str(text)[:FIND_MAX]
        await self._read(fresh=True)

    @rx.event
    async def only(self, medium: str) -> None:
        """Only this kind of thing, or everything again."""
        if medium in ("", *Medium):
            self.medium = str(medium)
            await self._read(fresh=True)

    @rx.event
    async def show_favourites(self) -> None:
        """Only favourites, or everything again."""
        self.favourites = not self.favourites
        await self._read(fresh=True)

    @rx.event
    async def order(self, sort: str) -> None:
        """Newest or oldest first."""
        if sort in ("newest", "oldest"):
            self.sort = "oldest" if sort == "oldest" else "newest"
            await self._read(fresh=True)

    def _page(self, person_id: str, cursor: str | None) -> Page[FileView]:
        return studio().library.page(
            person_id,
            search=self.search.strip() or None,
            medium=Medium(self.medium) if self.medium else None,
            favourites=self.favourites,
            sort=self.sort,
            cursor=cursor,
            limit=PAGE,
        )

    def _shown(self, each: FileView) -> Shelved:
        return shelved(each)

    @rx.event
    async def favourite(self, file_id: str) -> None:
        """Keep it close, or no longer; the heart turns at once and back if it could not."""
        me = await person_id(self)
        at = next((i for i, s in enumerate(self.items) if s.id == file_id), None)
        if at is None:
            return
        on = not self.items[at].favourite
        try:
            await asyncio.to_thread(studio().library.favourite, me, file_id, on=on)
        except Problem as problem:
            await tell(self, problem)
            return
        self.items[at].favourite = on


@reads("/library")
def _read_library() -> Any:
    return LibraryState.freshen()
