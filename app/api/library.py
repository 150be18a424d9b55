"""Finished things: found, played, taken home."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict

from app.api.answers import FileOut, FilesOut
from app.api.deps import AssetId, CurrentPerson, Cursor, Limit, Search, Studio
from app.api.errors import refusals
from app.domain.errors import NotFound
from app.domain.medium import Medium

router = APIRouter(tags=["library"])

_FOR_EVER = "private, max-age=31536000, immutable"
_BYTES = {
    200: {
        "description": "The file.",
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("audio/mpeg", "audio/wav", "image/png", "image/jpeg", "model/gltf-binary")
        },
    },
    206: {"description": "The part of the file that `Range` asks for."},
    304: {"description": "What the browser holds is the file."},
    307: {"description": "The file is in a store of its own; a signed address for minutes."},
    416: {"description": "The file has no such range."},
}


class FileIn(BaseModel):
    """What to change about a file."""

    model_config = ConfigDict(extra="forbid")

    favourite: bool


@router.get("/api/library", responses=refusals(401, 422))
def list_files(  # noqa: PLR0913, PLR0917 -- the filters of one list
    studio: Studio,
    person: CurrentPerson,
    search: Search = None,
    medium: Annotated[Medium | None, Query()] = None,
    favourites: Annotated[bool, Query(description="Only favourites.")] = False,  # noqa: FBT002 -- a query
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
        sort=sort,
        cursor=cursor,
        limit=limit,
    )
    return FilesOut.model_validate(page)


@router.get("/api/assets/{asset_id}", responses=refusals(401, 404))
def get_file(asset_id: AssetId, studio: Studio, person: CurrentPerson) -> FileOut:
    """What is known of one finished thing."""
    return FileOut.model_validate(studio.library.get(person.id, asset_id))


@router.patch("/api/assets/{asset_id}", responses=refusals(401, 403, 404, 422))
def change_file(asset_id: AssetId, form: FileIn, studio: Studio, person: CurrentPerson) -> FileOut:
    """Make it a favourite, or not."""
    return FileOut.model_validate(studio.library.favourite(person.id, asset_id, on=form.favourite))


@router.head("/api/assets/{asset_id}/file", include_in_schema=False)
@router.get(
    "/api/assets/{asset_id}/file",
    response_class=Response,
    responses=_BYTES | refusals(401, 404),
)
def send_file(
    asset_id: AssetId,
    studio: Studio,
    person: CurrentPerson,
    request: Request,
    download: Annotated[bool, Query(description="As a file with a name.")] = False,  # noqa: FBT002 -- a query
) -> Response:
    """The bytes, whole or in ranges, for their owner only. A file never changes under its id."""
    file = studio.library.open(person.id, asset_id)
    if file.path is None:
        if file.link is None:
            raise NotFound("This file cannot be reached.")
        return RedirectResponse(file.link, headers={"Cache-Control": "private, no-store"})
    headers = {"ETag": f'"{file.sha256}"', "Cache-Control": _FOR_EVER, "Vary": "Cookie"}
    if _has_it(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        file.path,
        media_type=file.content_type,
        filename=file.filename,
        content_disposition_type="attachment" if download else "inline",
        headers=headers,
    )


def _has_it(held: str, etag: str) -> bool:
    """Whether one of the versions the browser holds is this one."""
    tags = {tag.strip().removeprefix("W/") for tag in held.split(",")}
    return etag in tags or "*" in tags
