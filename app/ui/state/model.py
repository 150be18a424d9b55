"""One 3D model: being made, ready, or not come."""

from dataclasses import dataclass
from typing import Any, ClassVar

import reflex as rx

from app.bootstrap import studio
from app.domain.formats import Format
from app.domain.medium import Medium
from app.domain.views import FileView, JobView
from app.ui.state.beside import facts
from app.ui.state.cards import picture
from app.ui.state.one_job import OneJob
from app.ui.state.pages import reads

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


class ModelState(OneJob, rx.State):
    """The page of one model, and of every take of it."""

    medium: ClassVar[Medium] = Medium.MODEL3D
    home: ClassVar[str] = "/models"

    shown: Shape = rx.field(default_factory=Shape)
    """The take that is looked at: one that was chosen, or what this job made."""
    reference: str = ""
    """The picture that it was made from; empty when it was made from words."""
    takes: list[Shape] = rx.field(default_factory=list)
    """Every take, where this page shows not all of it already."""

    @rx.event
    async def favourite(self) -> Any:
        """Keep the take that is shown close, or no longer."""
        await self._try(studio().library.favourite, self.shown.id, on=not self.shown.favourite)
        return ModelState.read()

    def _shows(self, job: JobView, shown: FileView | None, takes: list[FileView]) -> dict[str, Any]:
        seen = shown.meta.get("shape") if shown else None
        upload = str(job.params.get("reference") or "")
        return {
            "reference": f"/api/uploads/{upload}/thumb" if upload else "",
            "settings": facts(job.params, _SETTINGS),
            "facts": facts(seen if isinstance(seen, dict) else {}, _FACTS),
            "shown": shape(shown) if shown else Shape(),
            "takes": [shape(file) for file in takes],
        }


@reads("/model")
def _read_model() -> Any:
    return ModelState.read()
