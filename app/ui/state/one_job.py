"""The page of one job, whatever it makes: read, renamed, chosen among its takes, made again."""

import asyncio
from typing import Any, ClassVar

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import NotFound, Problem
from app.domain.medium import Medium
from app.domain.states import ENDED
from app.domain.views import FileView, JobView
from app.ui.state.beside import Beside, Fact, beside, common, put, shown_take
from app.ui.state.cards import Card
from app.ui.state.here import person, person_id
from app.ui.state.jobs import forget, look
from app.ui.state.notice import say, tell
from app.ui.state.statement import Bill, Entry
from app.ui.state.tries import Try

_TITLE_MAX = 120


class OneJob(rx.State, mixin=True):
    """What the page of a job does. Whoever mixes it in says of which medium, and what it shows."""

    medium: ClassVar[Medium]
    home: ClassVar[str]
    """Where one goes when it is let go."""

    job: Card = rx.field(default_factory=Card)
    _chosen: str = ""
    """The take that is looked at; empty for what this job made."""
    prompt: str = ""
    settings: list[Fact] = rx.field(default_factory=list)
    facts: list[Fact] = rx.field(default_factory=list)
    tries: list[Try] = rx.field(default_factory=list)
    bill: Bill = rx.field(default_factory=Bill)
    entries: list[Entry] = rx.field(default_factory=list)
    missing: bool = False
    trash_days: float = 0
    """For how many days it can be restored once it is let go."""

    def _shows(self, job: JobView, shown: FileView | None, takes: list[FileView]) -> dict[str, Any]:
        """Fields of this medium's page. `takes` is empty when the page shows all of them anyhow."""
        raise NotImplementedError

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
            if job.medium is not self.medium:
                return rx.redirect(job.page, replace=True)
            self._show(job, await asyncio.to_thread(beside, me.id, job_id))
        except NotFound:
            self.missing = True
            return None
        if job.status in ENDED and not job.seen:
            await asyncio.to_thread(studio().jobs.see, me.id, [job_id])
            await forget(self, [job_id])
        return None

    @rx.event
    async def rename(self, title: str) -> Any:
        """Call it something else."""
        await self._try(studio().jobs.rename, self.job.id, str(title).strip()[:_TITLE_MAX])
        return type(self).read()

    @rx.event
    async def show_take(self, file_id: str) -> Any:
        """Look at this take."""
        await person_id(self)
        self._chosen = str(file_id)[:80]
        return type(self).read()

    @rx.event
    async def lead(self, file_id: str) -> Any:
        """Let this take stand for all of them."""
        await self._try(studio().library.lead, str(file_id)[:80])
        return type(self).read()

    @rx.event
    async def again(self) -> Any:
        """Another take: the same wish, another seed."""
        job = await self._try(studio().jobs.again, self.job.id, can_undo=True)
        if job is None:
            return None
        await look(self, await person_id(self))
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
        return rx.redirect(self.home)

    def _show(self, job: JobView, more: Beside) -> None:
        shown = shown_take(more.takes, job, self._chosen)
        takes = [file for file in more.takes if file.medium is self.medium]
        if len(takes) < 1 + all(file.job_id == job.id for file in takes):
            takes = []  # the only one is what the page shows anyhow
        put(self, common(job, more) | self._shows(job, shown, takes))

    async def _try(self, act: Any, *values: Any, **more: Any) -> Any:
        """What came of it; None when it was refused, and that was said."""
        me = await person_id(self)
        try:
            return await asyncio.to_thread(act, me, *values, **more)
        except Problem as problem:
            await tell(self, problem)
            return None
