"""Everything that was made, a page at a time."""

import asyncio
from dataclasses import dataclass
from typing import Any, Literal

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import Problem
from app.domain.formats import Format
from app.domain.medium import Medium
from app.domain.views import FileView
from app.domain.views import Page as PageOf
from app.ui.state.cards import Track, millis, picture, track
from app.ui.state.here import person, person_id
from app.ui.state.notice import tell
from app.ui.state.pages import reads

PAGE = 24
MOST = 10 * PAGE
"""Songs kept on the page at once; older ones then take the place of the newest."""
_FIND_MAX = 200


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
    )


class LibraryState(rx.State):
    """The shelf."""

    songs: list[Shelved] = rx.field(default_factory=list)
    loaded: bool = False
    search: str = ""
    medium: str = ""
    """Only things of this kind; empty: of every kind."""
    favourites: bool = False
    sort: Literal["newest", "oldest"] = "newest"
    more: bool = False
    skipped: bool = False
    _cursor: str = ""

    @rx.event
    async def read(self) -> None:
        """Read the shelf from its start."""
        self._cursor = ""
        await self._read(fresh=True)

    @rx.event
    async def find(self, text: str) -> None:
        """Only what has these words."""
        self.search = str(text)[:_FIND_MAX]
        self._cursor = ""
        await self._read(fresh=True)

    @rx.event
    async def only(self, medium: str) -> None:
        """Only this kind of thing, or everything again."""
        if medium in ("", *Medium):
            self.medium, self._cursor = str(medium), ""
            await self._read(fresh=True)

    @rx.event
    async def show_favourites(self) -> None:
        """Only favourites, or everything again."""
        self.favourites = not self.favourites
        self._cursor = ""
        await self._read(fresh=True)

    @rx.event
    async def order(self, sort: str) -> None:
        """Newest or oldest first, or by name."""
        if sort in ("newest", "oldest"):
            self.sort = "oldest" if sort == "oldest" else "newest"
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
        if len(self.songs) <= PAGE:
            self._cursor = ""
            await self._read(fresh=True)

    async def _read(self, *, fresh: bool) -> None:
        me = await person(self)
        if me is None:
            return
        try:
            page: PageOf[FileView] = await asyncio.to_thread(
                studio().library.page,
                me.id,
                search=self.search.strip() or None,
                medium=Medium(self.medium) if self.medium else None,
                favourites=self.favourites,
                sort=self.sort,
                cursor=self._cursor or None,
                limit=PAGE,
            )
        except Problem as problem:
            await tell(self, problem)
            return
        new = [shelved(file) for file in page.items]
        songs = new if fresh else [*self.songs, *new]
        self.skipped = (self.skipped and not fresh) or len(songs) > MOST
        self.songs = songs[-MOST:]
        self._cursor = page.next_cursor or ""
        self.more = bool(page.next_cursor)
        self.loaded = True

    @rx.event
    async def favourite(self, file_id: str) -> None:
        """Keep it close, or no longer; the heart turns at once and back if it could not."""
        me = await person_id(self)
        at = next((i for i, s in enumerate(self.songs) if s.id == file_id), None)
        if at is None:
            return
        on = not self.songs[at].favourite
        try:
            await asyncio.to_thread(studio().library.favourite, me, file_id, on=on)
        except Problem as problem:
            await tell(self, problem)
            return
        self.songs[at].favourite = on


@reads("/library")
def _read_library() -> Any:
    return LibraryState.freshen()
