"""Finished things: found, played, taken home."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from app.api.answers import FileOut, FilesOut, TakesOut
from app.api.bodies import Body
from app.api.deps import AssetId, CurrentPerson, Cursor, Limit, Reader, Search, Studio, Words
from app.api.errors import refusals
from app.api.formats import RenditionOut, progress_of
from app.api.sending import ARCHIVE, SENT, send, send_archive
from app.domain.formats import Format
from app.domain.medium import Medium
from app.domain.views import RenditionView
from app.services.packing import pack

router = APIRouter(tags=["library"])

_SENT = SENT | {
    202: {
        "model": RenditionOut,
        "description": "This format is being made; `Retry-After` says when to ask again.",
    }
}


class FileIn(Body):
    """What to change about a file."""

    favourite: bool | None = None
    leads: Literal[True] | None = None
    """Let this take stand for its song; whichever did before does no longer."""


@router.get("/api/library", responses=refusals(401, 422))
def list_files(  # noqa: PLR0913, PLR0917 -- the filters of one list
    studio: Studio,
    person: CurrentPerson,
    search: Search = None,
    medium: Annotated[Medium | None, Query()] = None,
    favourites: Annotated[bool, Query(description="Only favourites.")] = False,  # noqa: FBT002 -- a query
    album: Annotated[
        Words | None, Query(max_length=100, description="`album_…`: only its pictures.")
    ] = None,
    sort: Annotated[Literal["newest", "oldest"], Query()] = "newest",
    cursor: Cursor = None,
    limit: Limit = 24,
) -> FilesOut:
    """Your finished things."""
    page = studio.library.page(
        person.id,
        search=search,
        medium=medium,
        favourites=favourites,
        album_id=album,
        sort=sort,
        cursor=cursor,
        limit=limit,
    )
    return FilesOut.model_validate(page)


@router.get("/api/assets/{asset_id}", responses=refusals(401, 404))
def get_file(asset_id: AssetId, studio: Studio, reading: Reader) -> FileOut:
    """What is known of one finished thing."""
    file = studio.library.get(reading.person_id, asset_id)
    reading.check(file.job_id)
    return FileOut.model_validate(file)


@router.patch("/api/assets/{asset_id}", responses=refusals(401, 403, 404, 422))
def change_file(asset_id: AssetId, form: FileIn, studio: Studio, person: CurrentPerson) -> FileOut:
    """Make it a favourite, or not; let it lead the takes of its song."""
    file = studio.library.get(person.id, asset_id)
    if form.favourite is not None:
        file = studio.library.favourite(person.id, asset_id, on=form.favourite)
    if form.leads:
        file = studio.library.lead(person.id, asset_id)
    return FileOut.model_validate(file)


@router.head("/api/assets/{asset_id}/file", include_in_schema=False)
@router.get(
    "/api/assets/{asset_id}/file",
    response_class=Response,
    responses=_SENT | refusals(401, 404, 409, 422, 429, 503),
)
def send_file(  # noqa: PLR0913, PLR0917 -- what a request says
    asset_id: AssetId,
    studio: Studio,
    reading: Reader,
    request: Request,
    download: Annotated[bool, Query(description="As a file with a name.")] = False,  # noqa: FBT002 -- a query
    format_: Annotated[
        Format | None,
        Query(alias="format", description="In another format, made when first asked for."),
    ] = None,
    stream: Annotated[bool, Query(description="From here, never from another address.")] = False,  # noqa: FBT002 -- a query
) -> Response:
    """
    The bytes, whole or in ranges, for their owner only. A file never changes under its id.

    A format that is not there yet answers 202 and is made meanwhile: ask again.
    """
    owner = reading.person_id
    if reading.job_id is not None:
        reading.check(studio.library.get(owner, asset_id).job_id)
    if format_ is None:
        file = studio.library.open(owner, asset_id, download=download)
    else:
        file = studio.renditions.open(owner, asset_id, format_, download=download)
    if isinstance(file, RenditionView):
        return progress_of(file)
    if stream:  # a page that reads the bytes itself needs no leave of the store's
        file = replace(file, link=None)
    return send(file, request, download=download)


@router.head("/api/assets/{asset_id}/thumb", include_in_schema=False)
@router.get(
    "/api/assets/{asset_id}/thumb",
    response_class=Response,
    responses=SENT | refusals(401, 404, 422, 503),
)
def send_thumb(
    asset_id: AssetId, studio: Studio, person: CurrentPerson, request: Request
) -> Response:
    """A small picture of a photo or a model: WebP, for its owner only."""
    return send(studio.renditions.thumb(person.id, asset_id), request, download=False)


@router.get("/api/assets/{asset_id}/takes", responses=refusals(401, 404))
def list_takes_of_file(asset_id: AssetId, studio: Studio, person: CurrentPerson) -> TakesOut:
    """Every take of the thing that this is a take of, the first one first."""
    takes = studio.library.takes_of(person.id, asset_id)
    return TakesOut(items=tuple(FileOut.model_validate(each) for each in takes))


@router.get(
    "/api/library/download",
    response_class=Response,
    responses=ARCHIVE | refusals(401, 404, 422, 503),
)
def download_files(
    studio: Studio,
    person: CurrentPerson,
    ids: Annotated[
        Words, Query(max_length=20_000, description="`asset_…`, several with commas between.")
    ],
) -> Response:
    """Some of your finished things as one ZIP archive, written while it is sent."""
    wanted = [each.strip() for each in ids.split(",") if each.strip()]
    files = pack(studio.storage, studio.library.files(person.id, wanted))
    return send_archive(files, f"meanwhile_{datetime.now(UTC):%Y-%m-%d}.zip")
