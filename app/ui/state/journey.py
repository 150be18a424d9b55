"""One journey: its logs as they are written, heard, changed and made again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import NotFound, Problem
from app.domain.journeys.views import Entry, LogView
from app.domain.medium import Medium
from app.domain.views import FileView, Page
from app.ui.state import journey_forms as forms
from app.ui.state.cards import Track, track
from app.ui.state.here import path, person, person_id
from app.ui.state.jobs import look
from app.ui.state.journey_cards import (
    OFF,
    JourneyCard,
    LogCard,
    PreviewCard,
    journey_card,
    log_card,
    preview_card,
    sound,
)
from app.ui.state.journeys import ShelfState
from app.ui.state.notice import say, tell
from app.ui.state.pages import reads

PAGE = 20
_ID_MAX = 80
_AT_WORK = frozenset({"pending", "generating"})
_BUDGET_MOST = 100_000


@dataclass
class LogTake(Track):
    """One take of a log's music."""

    number: int = 1
    leads: bool = False


class JourneyState(rx.State):
    """The page of one journey."""

    journey: JourneyCard = rx.field(default_factory=JourneyCard)
    logs: list[LogCard] = rx.field(default_factory=list)
    listening: list[Track] = rx.field(default_factory=list)
    """Everything that can be heard, v0 first."""
    from_start: bool = False
    """The story in its order; else the newest log first."""
    more: bool = False
    missing: bool = False
    preview: PreviewCard = rx.field(default_factory=PreviewCard)
    end_preview: PreviewCard = rx.field(default_factory=PreviewCard)
    """The same of vFinal, whose form stands beside the other."""
    written: str = ""
    """The log that was written last, and its music: the form is empty again once this changes."""
    written_track: str = ""
    wrong: str = ""
    sings: bool = False
    """Somebody here sings, so singing is offered."""
    helps: bool = False
    """Somebody here helps with lyrics."""
    ahead_spent: int = 0
    """Credits of this month that pieces prepared ahead have used."""
    price: int = 0
    """Credits for one more song of this journey."""
    takes_of: str = ""
    takes: list[LogTake] = rx.field(default_factory=list)
    _cursor: str = ""

    @rx.event
    async def read(self) -> None:
        """Read the journey of this page."""
        me = await person(self)
        if me is None:
            return
        journey_id = path(self).rsplit("/", 1)[-1]
        if self.journey.id != journey_id:
            self.journey, self.logs, self.listening = JourneyCard(), [], []
            self.preview = self.end_preview = PreviewCard()
            self.takes, self.takes_of = [], ""
            self.written = self.written_track = self.wrong = ""
        try:
            found = await asyncio.to_thread(studio().journeys.get, me.id, journey_id)
        except NotFound:
            self.missing = True
            return
        if self.journey.id != journey_id:
            self.from_start = bool(found.finished_at)
        self.missing, self.journey = False, journey_card(found)
        self._put(sings=any(each.traits.sings for each in studio().jobs.choices(Medium.SONG)))
        self._put(helps=studio().lyrics.is_offered)
        await self._read(me.id, fresh=True)
        ahead = await asyncio.to_thread(studio().journeys.ahead, me.id, journey_id)
        self._put(ahead_spent=ahead.spent)
        more = await asyncio.to_thread(
            studio().journeys.preview, me.id, Entry(music_on=True), journey_id=journey_id
        )
        self._put(price=more.quote.price if more.quote else 0)

    @rx.event
    async def freshen(self) -> None:
        """Something changed: what is new, and what was at work, is read again."""
        me = await person(self)
        if me is None or not self.journey.id or path(self) != f"/journeys/{self.journey.id}":
            return
        try:
            found = await asyncio.to_thread(studio().journeys.get, me.id, self.journey.id)
            if journey_card(found) != self.journey:
                self.journey = journey_card(found)
            await self._refresh(me.id)
        except NotFound:
            self.missing = True

    @rx.event
    async def further(self) -> None:
        """The next logs."""
        me = await person_id(self)
        if self.more:
            await self._read(me, fresh=False)

    @rx.event
    async def turn(self) -> None:
        """The other way round: the story from its start, or the newest first."""
        me = await person_id(self)
        if self.journey.id:
            self.from_start = not self.from_start
            await self._read(me, fresh=True)

    async def _read(self, me: str, *, fresh: bool) -> None:
        """Read from the start, or what comes after what is there."""
        page = await self._page(me, "" if fresh else self._cursor)
        self._cursor = page.next_cursor or ""
        new = [log_card(log, self.journey.title) for log in page.items]
        self._put(logs=new if fresh else [*self.logs, *new], more=bool(page.next_cursor))
        await self._listen(me)

    async def _refresh(self, me: str) -> None:
        """
        What is new, and what was at work; whoever has scrolled on stays where they are.

        While something is made it is its progress that changes, once a second: then the rest is
        left alone. Otherwise it is somebody's doing, perhaps elsewhere and to any of these logs.
        """
        if len(self.logs) <= PAGE:
            await self._read(me, fresh=True)
            return
        if not any(log.music in _AT_WORK for log in self.logs):
            await self._reread(me)
            return
        page, title = await self._page(me, ""), self.journey.title
        first = [log_card(log, title) for log in page.items]
        last = first[-1].n if first else 0
        below = [log for log in self.logs if log.n != last and (log.n > last) == self.from_start]
        at_work = [log.id for log in below if log.music in _AT_WORK]
        now = {each: await asyncio.to_thread(studio().journeys.log, me, each) for each in at_work}
        rest = [log_card(now[log.id], title) if log.id in now else log for log in below]
        self._put(logs=[*first, *rest])
        await self._listen(me)

    async def _reread(self, me: str) -> None:
        """All that is on the page, as it is now."""
        now: list[LogCard] = []
        cursor, is_last = "", False
        while len(now) < len(self.logs) and not is_last:
            page = await self._page(me, cursor, limit=len(self.logs) - len(now))
            now += [log_card(log, self.journey.title) for log in page.items]
            cursor, is_last = page.next_cursor or "", page.next_cursor is None
        self._cursor = cursor
        self._put(logs=now, more=bool(cursor))
        await self._listen(me)

    async def _page(self, me: str, cursor: str, *, limit: int = PAGE) -> Page[LogView]:
        return await asyncio.to_thread(
            studio().journeys.logs,
            me,
            self.journey.id,
            newest_first=not self.from_start,
            cursor=cursor or None,
            limit=limit,
        )

    async def _listen(self, me: str) -> None:
        heard = await asyncio.to_thread(studio().journeys.listening, me, self.journey.id)
        self._put(listening=[sound(music, self.journey.title) for music in heard])

    def _put(self, **values: Any) -> None:
        for name, value in values.items():
            if getattr(self, name) != value:
                setattr(self, name, value)

    @rx.event
    async def foresee(self, form: dict[str, Any]) -> None:
        """What the music of such a log would be, and why."""
        me = await person_id(self)
        ends = isinstance(form, dict) and form.get("ends") is True
        try:
            found = await asyncio.to_thread(
                studio().journeys.preview,
                me,
                forms.entry(form),
                journey_id=self.journey.id,
                ends=ends,
            )
        except Problem:
            return  # a form that cannot be understood yet; writing it says what is missing
        self._put(**{"end_preview" if ends else "preview": preview_card(found)})

    @rx.event
    async def write(self, form: dict[str, Any]) -> None:
        """Write a log, and start its music. The same key twice is the same log."""
        me = await person_id(self)
        await self._write(me, studio().journeys.add_log, form)

    @rx.event
    async def finish(self, form: dict[str, Any]) -> None:
        """The book is read: its last log, and the music of the whole journey."""
        me = await person_id(self)
        await self._write(me, studio().journeys.finish, form)

    async def _write(self, me: str, write: Callable[..., Any], form: Any) -> None:
        self._put(wrong="")
        try:
            begun = await asyncio.to_thread(
                write, me, self.journey.id, forms.entry(form), key=forms.key(form)
            )
        except Problem as problem:
            self.wrong = problem.field or problem.code
            await tell(self, problem)
            return
        self.journey = journey_card(begun.journey)
        self.written_track = begun.log.track.id if begun.log.track else ""
        self.written = begun.log.id
        self._put(preview=PreviewCard(), end_preview=PreviewCard())
        await self._read(me, fresh=True)
        await look(self, me)

    @rx.event
    async def edit(self, log_id: str, form: dict[str, Any]) -> None:
        """Write anew what a log says."""
        await self._do("edit_log", str(log_id)[:_ID_MAX], forms.entry(form), said="saved")

    @rx.event
    async def remove(self, log_id: str) -> None:
        """Let a log go, with its music."""
        log_id = str(log_id)[:_ID_MAX]
        if await self._do("remove_log", log_id, said="deleted"):
            self._put(logs=[log for log in self.logs if log.id != log_id])

    @rx.event
    async def retry(self, track_id: str) -> None:
        """See to it that this music is made."""
        await self._do("generate", str(track_id)[:_ID_MAX])

    @rx.event
    async def again(self, track_id: str, form: dict[str, Any]) -> None:
        """Another take, with what was changed; older ones stay."""
        change = forms.change(form)
        await self._do("regenerate", str(track_id)[:_ID_MAX], change, said="again")

    @rx.event
    async def stop(self, track_id: str) -> None:
        """Stop what has not been bought."""
        await self._do("stop", str(track_id)[:_ID_MAX])

    async def _do(self, what: str, *values: Any, said: str = "") -> bool:
        me = await person_id(self)
        try:
            await asyncio.to_thread(getattr(studio().journeys, what), me, *values)
            found = await asyncio.to_thread(studio().journeys.get, me, self.journey.id)
            self._put(journey=journey_card(found))
            await self._refresh(me)
        except Problem as problem:
            await tell(self, problem)
            return False
        if said:
            await say(self, said)
        await look(self, me)
        return True

    @rx.event
    async def show_takes(self, log_id: str) -> None:
        """Every take of this log's music."""
        me = await person_id(self)
        try:
            log = await asyncio.to_thread(studio().journeys.log, me, str(log_id)[:_ID_MAX])
            root = log.track.root_id if log.track else None
            files = await asyncio.to_thread(studio().library.takes, me, root) if root else ()
        except Problem as problem:
            await tell(self, problem)
            return
        self._put(takes=[_take(file, f"{self.journey.title} · {log.version}") for file in files])
        self._put(takes_of=log.id)

    @rx.event
    async def lead(self, file_id: str) -> Any:
        """Let this take stand for the music of its log."""
        me = await person_id(self)
        try:
            await asyncio.to_thread(studio().library.lead, me, str(file_id)[:_ID_MAX])
            await self._refresh(me)
        except Problem as problem:
            await tell(self, problem)
            return None
        return JourneyState.show_takes(self.takes_of)

    @rx.event
    async def set_aside(self) -> None:
        """Put the book away for a while."""
        await self._do("set_aside", self.journey.id)

    @rx.event
    async def resume(self) -> None:
        """Read on."""
        await self._do("resume", self.journey.id)

    @rx.event
    async def settle(self, form: dict[str, Any]) -> None:
        """What holds for all the music of this journey."""
        me = await person_id(self)
        given = form if isinstance(form, dict) else {}
        try:
            journey = await asyncio.to_thread(studio().journeys.get, me, self.journey.id)
            music = replace(
                journey.music,
                on=given.get("on") is not False,
                voice="sung" if given.get("sung") is True else "instrumental",
                ahead_budget=_budget(given.get("ahead")),
            )
            saved = await asyncio.to_thread(
                studio().journeys.edit, me, self.journey.id, music=music
            )
        except Problem as problem:
            await tell(self, problem)
            return
        self._put(journey=journey_card(saved))
        await say(self, "saved")

    @rx.event
    async def correct(self, form: dict[str, Any]) -> None:
        """What the book is called, by whom it is, and how long."""
        me = await person_id(self)
        try:
            journey = await asyncio.to_thread(studio().journeys.get, me, self.journey.id)
            book = forms.book(form, journey.book)
            saved = await asyncio.to_thread(studio().journeys.edit, me, self.journey.id, book=book)
        except Problem as problem:
            await tell(self, problem)
            return
        self._put(journey=journey_card(saved))
        await self._refresh(me)
        await say(self, "saved")

    @rx.event
    async def delete(self) -> Any:
        """Let the whole journey go."""
        me = await person_id(self)
        try:
            await asyncio.to_thread(studio().journeys.delete, me, self.journey.id)
        except Problem as problem:
            await tell(self, problem)
            return None
        self.journey, self.logs = JourneyCard(), []
        await look(self, me)
        await say(self, "deleted")
        return rx.redirect("/journeys")


def _take(file: FileView, title: str) -> LogTake:
    heard = track(file)
    heard.title = f"{title} · {file.take}"
    return LogTake(**vars(heard), number=file.take, leads=file.leads)


def _budget(value: Any) -> int | None:
    """Credits a month for pieces that are prepared ahead; None switches that off."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= OFF:
        return None
    return min(int(value), _BUDGET_MOST)


@reads("/journeys")
def _read_journeys() -> Any:
    return [ShelfState.freshen(), JourneyState.freshen()]
