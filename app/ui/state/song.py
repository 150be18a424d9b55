"""One song: being made, ready, or not come."""

import asyncio
from dataclasses import dataclass
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import NotFound, Problem
from app.domain.medium import Medium
from app.domain.states import ENDED
from app.domain.views import JobView, Receipt, TaskView
from app.ui.state.cards import Card, Track, card, track
from app.ui.state.here import person, person_id
from app.ui.state.jobs import forget, look
from app.ui.state.notice import say, tell
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


class SongState(rx.State):
    """The page of one job."""

    job: Card = rx.field(default_factory=Card)
    prompt: str = ""
    lyrics: str = ""
    settings: list[Fact] = rx.field(default_factory=list)
    facts: list[Fact] = rx.field(default_factory=list)
    takes: list[Track] = rx.field(default_factory=list)
    """Everything that came of it, when that is more than one."""
    tries: list[Try] = rx.field(default_factory=list)
    bill: Bill = rx.field(default_factory=Bill)
    entries: list[Entry] = rx.field(default_factory=list)
    missing: bool = False

    @rx.event
    async def read(self) -> None:
        """Read the job of this page and, once it ended, count it as looked at."""
        me = await person(self)
        if me is None:
            return
        job_id = str(self.router.url.path.rstrip("/").rsplit("/", 1)[-1])
        if self.job.id != job_id:
            self.job, self.tries = Card(), []
        try:
            job = await asyncio.to_thread(studio().jobs.get, me.id, job_id)
            self._show(job, *await asyncio.to_thread(_beside, me.id, job_id))
        except NotFound:
            self.missing = True
            return
        if job.status in ENDED and not job.seen:
            await asyncio.to_thread(studio().jobs.see, me.id, [job_id])
            await forget(self, [job_id])

    def _show(self, job: JobView, tasks: tuple[TaskView, ...], receipt: Receipt) -> None:
        params = job.params
        made = job.files[0].meta.get("facts") if job.files else None
        songs = [track(file) for file in job.files if file.medium is Medium.SONG]
        now: dict[str, Any] = {
            "job": card(job),
            "missing": False,
            "prompt": str(params.get("prompt") or ""),
            "lyrics": str(params.get("lyrics") or ""),
            "settings": _facts(params, _SETTINGS),
            "facts": _facts(made if isinstance(made, dict) else {}, _FACTS),
            "takes": songs if len(songs) > 1 else [],
            "tries": tries(tasks, receipt),
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
        song = self.job.track
        try:
            await asyncio.to_thread(studio().library.favourite, me, song.id, on=not song.favourite)
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
        """Remove it with its files."""
        me = await person_id(self)
        try:
            await asyncio.to_thread(studio().jobs.delete, me, self.job.id)
        except Problem as problem:
            await tell(self, problem)
            return None
        self.job = Card()
        await look(self, me)
        await say(self, "deleted")
        return rx.redirect("/library")

    async def _change(self, what: str, *values: Any) -> None:
        me = await person_id(self)
        try:
            job = await asyncio.to_thread(getattr(studio().jobs, what), me, self.job.id, *values)
            self._show(job, *await asyncio.to_thread(_beside, me, job.id))
        except Problem as problem:
            await tell(self, problem)


def _beside(me: str, job_id: str) -> tuple[tuple[TaskView, ...], Receipt]:
    """What is read beside the job itself."""
    return studio().jobs.tasks(me, job_id), studio().money.receipt(me, job_id)


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
