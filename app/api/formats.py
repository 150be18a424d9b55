"""Songs and models in other formats: how far each is, and having one made."""

from typing import Literal

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, computed_field

from app.api.answers import Answer, file_url
from app.api.bodies import Body
from app.api.deps import AssetId, Reader, ReadingPerson, Studio
from app.api.errors import refusals
from app.domain.formats import Format
from app.domain.views import RenditionView

router = APIRouter(tags=["library"])

RETRY_AFTER_S = "2"


class RenditionOut(Answer):
    """A thing in one format."""

    asset_id: str
    format: Format
    state: Literal["none", "pending", "making", "ready", "failed"]
    """`none`: nobody asked for it yet."""
    size: int | None
    """Bytes, once it is ready."""
    is_original: bool
    """Whether it came in this format."""

    @computed_field
    @property
    def url(self) -> str:
        """Where its owner gets the bytes; until it is ready the answer there is 202."""
        return f"{file_url(self.asset_id)}?format={self.format}"


class FormatsOut(BaseModel):
    """A thing in every format that it can be had in."""

    items: list[RenditionOut]


class FormatIn(Body):
    """Which format is wanted."""

    format: Format


@router.get("/api/assets/{asset_id}/formats", responses=refusals(401, 404))
def list_formats(asset_id: AssetId, studio: Studio, reading: Reader) -> FormatsOut:
    """Every format of a song or a model, and how far it is."""
    if reading.job_id is not None:
        reading.check(studio.library.get(reading.person_id, asset_id).job_id)
    views = studio.renditions.of(reading.person_id, asset_id)
    return FormatsOut(items=[RenditionOut.model_validate(view) for view in views])


@router.post(
    "/api/assets/{asset_id}/formats",
    status_code=202,
    response_model=RenditionOut,
    responses={200: {"model": RenditionOut, "description": "It is ready."}}
    | refusals(401, 403, 404, 422, 429),
)
def ask_for_format(
    asset_id: AssetId, form: FormatIn, studio: Studio, person: ReadingPerson
) -> Response:
    """Have it written in another format. It is made once; one that failed is tried again."""
    return progress_of(studio.renditions.ask(person.id, asset_id, form.format))


def progress_of(view: RenditionView) -> Response:
    """How far it is: 200 when it is ready, otherwise 202 with a word of when to look again."""
    shown = RenditionOut.model_validate(view).model_dump(mode="json")
    if view.state == "ready":
        return JSONResponse(shown)
    return JSONResponse(shown, status_code=202, headers={"Retry-After": RETRY_AFTER_S})
