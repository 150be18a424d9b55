"""One song: being made, ready, or not come."""

import asyncio
from dataclasses import dataclass
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import NotFound, Problem
from app.domain.medium import Medium
from app.domain.states import ENDED
from app.domain.views import FileView, JobView
from app.ui.state.beside import Beside, Fact, beside, common, facts, put, shown_take
from app.ui.state.cards import Card, Track, track
from app.ui.state.here import person, person_id
from app.ui.state.jobs import forget, look
from app.ui.state.notice import say, tell
from app.ui.state.offers import unheard
from app.ui.state.pages import reads
from app.ui.state.statement import Bill, Entry
from app.ui.state.tries import Try

_TITLE_MAX = 120
_SETTINGS = ("genre", "mood", "tempo", "length_s")
_FACTS = ("genre", "mood", "tempo", "bpm", "key", "meter", "instruments")


@dataclass
class Take(Track):
    """One take of the song."""

    number: int = 1
    leads: bool = False


class SongState(rx.State):
    """The page of one job, and of every take of its song."""

    job: Card = rx.field(default_factory=Card)
    shown: Track = rx.field(default_factory=Track)
    """The take that is looked at: one that was chosen, or what this job made."""
    _chosen: str = ""
    prompt: str = ""
    lyrics: str = ""
    settings: list[Fact] = rx.field(default_factory=list)
    facts: list[Fact] = rx.field(default_factory=list)
    takes: list[Take] = rx.field(default_factory=list)
    """Every take of the song, where this page shows not all of it already."""
    tries: list[Try] = rx.field(default_factory=list)
    bill: Bill = rx.field(default_factory=Bill)
    entries: list[Entry] = rx.field(default_factory=list)
    missing: bool = False
    trash_days: float = 0
    """For how many days it can be restored once it is let go."""

    @rx.event
    async def read(self) -> Any:
        """Read the job of this page and, once it ended, count it as looked at."""
        me = await person(self)
        if me is None:
            return None
        job_id = str(self.router.url.path.rstrip("/").rsplit("/", 1)[-1])
        if self.job.id != job_id:
            self.job, self.tries, self._chosen = Card(), [], ""
        try:
            job = await asyncio.to_thread(studio().jobs.get, me.id, job_id)
            if job.medium is not Medium.SONG:
                return rx.redirect(job.page, replace=True)
            self._show(job, await asyncio.to_thread(beside, me.id, job_id))
        except NotFound:
            self.missing = True
            return None
        if job.status in ENDED and not job.seen:
            await asyncio.to_thread(studio().jobs.see, me.id, [job_id])
            await forget(self, [job_id])
        return None

    def _show(self, job: JobView, more: Beside) -> None:
        shown = shown_take(more.takes, job, self._chosen)
        meta = shown.meta if shown else {}
        made = meta.get("facts")
        now: dict[str, Any] = {
            "lyrics": str(job.params.get("lyrics") or meta.get("lyrics") or ""),
            "settings": facts(job.params, _asked(job)),
            "facts": facts(made if isinstance(made, dict) else {}, _FACTS),
            "shown": track(shown) if shown else Track(),
            "takes": _takes(more.takes, job),
        }
        put(self, common(job, more) | now)

    @rx.event
    async def rename(self, title: str) -> None:
        """Call it something else."""
        await self._change("rename", str(title).strip()[:_TITLE_MAX])

    @rx.event
    async def favourite(self) -> Any:
        """Keep it close, or no longer."""
        me = await person_id(self)
        song = self.shown
        try:
            await asyncio.to_thread(studio().library.favourite, me, song.id, on=not song.favourite)
        except Problem as problem:
            await tell(self, problem)
        return SongState.read()

    @rx.event
    async def show_take(self, file_id: str) -> Any:
        """Look at this take."""
        await person_id(self)
        self._chosen = str(file_id)[:80]
        return SongState.read()

    @rx.event
    async def lead(self, file_id: str) -> Any:
        """Let this take stand for the song."""
        me = await person_id(self)
        try:
            await asyncio.to_thread(studio().library.lead, me, str(file_id)[:80])
        except Problem as problem:
            await tell(self, problem)
        return SongState.read()

    @rx.event
    async def again(self) -> Any:
        """Another take: the same words, another seed."""
        me = await person_id(self)
        try:
            job = await asyncio.to_thread(studio().jobs.again, me, self.job.id, can_undo=True)
        except Problem as problem:
            await tell(self, problem)
            return None
        await look(self, me)
        await say(self, "again")
        return rx.redirect(job.page)

    @rx.event
    async def delete(self) -> Any:
        """Move it to the trash with its files."""
        me = await person_id(self)
        try:
            await asyncio.to_thread(studio().jobs.delete, me, self.job.id)
        except Problem as problem:
            await tell(self, problem)
            return None
        self.job = Card()
        await look(self, me)
        await say(self, "trashed" if self.trash_days else "deleted")
        return rx.redirect("/library")

    async def _change(self, what: str, *values: Any) -> None:
        me = await person_id(self)
        try:
            job = await asyncio.to_thread(getattr(studio().jobs, what), me, self.job.id, *values)
            self._show(job, await asyncio.to_thread(beside, me, job.id))
        except Problem as problem:
            await tell(self, problem)


def _asked(job: JobView) -> tuple[str, ...]:
    deaf = unheard(job.provider)
    return tuple(name for name in _SETTINGS if name not in deaf)


def _takes(takes: tuple[FileView, ...], job: JobView) -> list[Take]:
    """All takes, unless the only one is what the page shows anyhow."""
    songs = [file for file in takes if file.medium is Medium.SONG]
    if len(songs) < 1 + all(file.job_id == job.id for file in songs):
        return []
    return [Take(**vars(track(file)), number=file.take, leads=file.leads) for file in songs]


@reads("/song")
def _read_song() -> Any:
    return SongState.read()
