"""One 3D model: being made, ready, or not come."""

import asyncio
from dataclasses import dataclass
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import NotFound, Problem
from app.domain.formats import Format
from app.domain.medium import Medium
from app.domain.states import ENDED
from app.domain.views import FileView, JobView
from app.ui.state.beside import Beside, Fact, beside, common, facts, put, shown_take
from app.ui.state.cards import Card, picture
from app.ui.state.here import person, person_id
from app.ui.state.jobs import forget, look
from app.ui.state.notice import say, tell
from app.ui.state.pages import reads
from app.ui.state.statement import Bill, Entry
from app.ui.state.tries import Try

_TITLE_MAX = 120
_FACTS = ("size_cm", "triangles", "vertices", "materials", "textured", "watertight")
_SETTINGS = ("source", "texture")


@dataclass
class Shape:
    """A model that can be looked at."""

    id: str = ""
    page: str = ""
    title: str = ""
    picture: str = ""
    turning: str = ""
    number: int = 1
    leads: bool = False
    favourite: bool = False


def shape(file: FileView) -> Shape:
    """A stored model, ready for the viewer."""
    return Shape(
        id=file.id,
        page=file.page,
        title=file.title,
        picture=picture(file),
        turning=picture(file, Format.TURNTABLE),
        number=file.take,
        leads=file.leads,
        favourite=file.favourite,
    )


class ModelState(rx.State):
    """The page of one model, and of every take of it."""

    job: Card = rx.field(default_factory=Card)
    shown: Shape = rx.field(default_factory=Shape)
    """The take that is looked at: one that was chosen, or what this job made."""
    _chosen: str = ""
    prompt: str = ""
    reference: str = ""
    """The picture that it was made from; empty when it was made from words."""
    settings: list[Fact] = rx.field(default_factory=list)
    facts: list[Fact] = rx.field(default_factory=list)
    takes: list[Shape] = rx.field(default_factory=list)
    """Every take, where this page shows not all of it already."""
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
            if job.medium is not Medium.MODEL3D:
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
        seen = shown.meta.get("shape") if shown else None
        upload = str(job.params.get("reference") or "")
        now: dict[str, Any] = {
            "reference": f"/api/uploads/{upload}/thumb" if upload else "",
            "settings": facts(job.params, _SETTINGS),
            "facts": facts(seen if isinstance(seen, dict) else {}, _FACTS),
            "shown": shape(shown) if shown else Shape(),
            "takes": _takes(more.takes, job),
        }
        put(self, common(job, more) | now)

    @rx.event
    async def rename(self, title: str) -> Any:
        """Call it something else."""
        words = str(title).strip()[:_TITLE_MAX]
        await self._try(studio().jobs.rename, self.job.id, words)
        return ModelState.read()

    @rx.event
    async def favourite(self) -> Any:
        """Keep it close, or no longer."""
        await self._try(studio().library.favourite, self.shown.id, on=not self.shown.favourite)
        return ModelState.read()

    @rx.event
    async def show_take(self, file_id: str) -> Any:
        """Look at this take."""
        await person_id(self)
        self._chosen = str(file_id)[:80]
        return ModelState.read()

    @rx.event
    async def lead(self, file_id: str) -> Any:
        """Let this take stand for the model."""
        await self._try(studio().library.lead, str(file_id)[:80])
        return ModelState.read()

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
        return rx.redirect("/models")

    async def _try(self, act: Any, *values: Any, **more: Any) -> Any:
        """What came of it; None when it was refused, and that was said."""
        me = await person_id(self)
        try:
            return await asyncio.to_thread(act, me, *values, **more)
        except Problem as problem:
            await tell(self, problem)
            return None


def _takes(takes: tuple[FileView, ...], job: JobView) -> list[Shape]:
    """All takes, unless the only one is what the page shows anyhow."""
    models = [file for file in takes if file.medium is Medium.MODEL3D]
    if len(models) < 1 + all(file.job_id == job.id for file in models):
        return []
    return [shape(file) for file in models]


@reads("/model")
def _read_model() -> Any:
    return ModelState.read()
