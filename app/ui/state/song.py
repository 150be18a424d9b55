"""One song: being made, ready, or not come."""

import asyncio
from dataclasses import dataclass
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import NotFound, Problem
from app.domain.medium import Medium
from app.domain.states import ENDED
from app.domain.views import FileView, JobView, Receipt, TaskView
from app.ui.state.cards import Card, Track, card, track
from app.ui.state.here import person, person_id
from app.ui.state.jobs import forget, look
from app.ui.state.notice import say, tell
from app.ui.state.offers import unheard
from app.ui.state.pages import reads
from app.ui.state.statement import Bill, Entry, bill, entry
from app.ui.state.tries import Try, tries

_TITLE_MAX = 120
_SETTINGS = ("genre", "mood", "tempo", "length_s")
_FACTS = ("genre", "mood", "tempo", "bpm", "key", "meter", "instruments")


@dataclass
class Fact:
    """One thing that was asked for, or understood."""

    name: str = ""
    value: str = ""


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
    async def read(self) -> None:
        """Read the job of this page and, once it ended, count it as looked at."""
        me = await person(self)
        if me is None:
            return
        job_id = str(self.router.url.path.rstrip("/").rsplit("/", 1)[-1])
        if self.job.id != job_id:
            self.job, self.tries, self._chosen = Card(), [], ""
        try:
            job = await asyncio.to_thread(studio().jobs.get, me.id, job_id)
            self._show(job, await asyncio.to_thread(_beside, me.id, job_id))
        except NotFound:
            self.missing = True
            return
        if job.status in ENDED and not job.seen:
            await asyncio.to_thread(studio().jobs.see, me.id, [job_id])
            await forget(self, [job_id])

    def _show(self, job: JobView, beside: "Beside") -> None:
        params, receipt = job.params, beside.receipt
        shown = _shown(beside.takes, job, self._chosen)
        meta = shown.meta if shown else {}
        made = meta.get("facts")
        now: dict[str, Any] = {
            "job": card(job),
            "missing": False,
            "trash_days": studio().trash.stays.total_seconds() / 86_400,
            "prompt": str(params.get("prompt") or ""),
            "lyrics": str(params.get("lyrics") or meta.get("lyrics") or ""),
            "settings": _facts(params, _asked(job)),
            "facts": _facts(made if isinstance(made, dict) else {}, _FACTS),
            "shown": track(shown) if shown else Track(),
            "takes": _takes(beside.takes, job),
            "tries": tries(beside.tasks, receipt),
            "bill": bill(receipt),
            "entries": [entry(line) for line in receipt.lines],
        }
        for name, value in now.items():
            if getattr(self, name) != value:
                setattr(self, name, value)

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
        return rx.redirect(f"/song/{job.id}")

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
            self._show(job, await asyncio.to_thread(_beside, me, job.id))
        except Problem as problem:
            await tell(self, problem)


@dataclass(frozen=True)
class Beside:
    """What is read beside the job itself."""

    tasks: tuple[TaskView, ...]
    receipt: Receipt
    takes: tuple[FileView, ...]


def _beside(me: str, job_id: str) -> Beside:
    here = studio()
    takes = here.library.takes(me, job_id)
    return Beside(here.jobs.tasks(me, job_id), here.money.receipt(me, job_id), takes)


def _shown(takes: tuple[FileView, ...], job: JobView, chosen: str) -> FileView | None:
    """The take that was chosen, else what this job made: the leader of it, or its first."""
    own = [file for file in takes if file.job_id == job.id]
    picked = next((file for file in takes if file.id == chosen), None)
    return picked or next((file for file in own if file.leads), own[0] if own else None)


def _asked(job: JobView) -> tuple[str, ...]:
    deaf = unheard(job.provider)
    return tuple(name for name in _SETTINGS if name not in deaf)


def _takes(takes: tuple[FileView, ...], job: JobView) -> list[Take]:
    """All takes, unless the only one is what the page shows anyhow."""
    songs = [file for file in takes if file.medium is Medium.SONG]
    if len(songs) < 1 + all(file.job_id == job.id for file in songs):
        return []
    return [Take(**vars(track(file)), number=file.take, leads=file.leads) for file in songs]


def _facts(values: dict[str, Any], names: tuple[str, ...]) -> list[Fact]:
    """The values that are there, in our order."""
    found = []
    for name in names:
        value = values.get(name)
        if value in (None, "", []):
            continue
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        found.append(Fact(name, text))
    return found


@reads("/song")
def _read_song() -> Any:
    return SongState.read()
