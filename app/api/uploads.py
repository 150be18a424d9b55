"""Photos that people bring: announced, sent in pieces, looked at, handed out to their owner."""

import asyncio
import tempfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response
from pydantic import AfterValidator, ConfigDict, Field, computed_field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import CurrentPerson, MakingPerson, ReadingPerson, Studio, Words, shaped
from app.api.errors import refusals
from app.api.sending import SENT, send
from app.domain.errors import Invalid, TooLarge
from app.domain.uploads import PIECE_MAX, PIECE_USUAL, UploadState, UploadView

router = APIRouter(prefix="/api/uploads", tags=["uploads"])

_IN_MEMORY = 256 * 1024
_CHUNK = 256 * 1024
_PIECE_TYPE = "application/offset+octet-stream"

UploadId = Annotated[str, Path(description="`upload_…`"), AfterValidator(shaped("upload"))]


class UploadIn(Body):
    """A file that is to come."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    name: Annotated[Words, Field(min_length=1, max_length=500, examples=["IMG_0417.HEIC"])]
    size: Annotated[int, Field(ge=0, lt=2**53, examples=[3_145_728])]
    """Bytes."""


class RefusalOut(Answer):
    """Why a file was not taken."""

    code: str
    """not_a_picture, too_large, too_many_pixels, too_small, broken, crashed, not_checked."""
    reason: str
    """A sentence for a person."""


class UploadOut(Answer):
    """A file on its way, or what became of it."""

    id: str
    name: str
    state: UploadState
    """`receiving` its pieces, `checking` what it is, then `ready` or `refused`."""
    total: int
    """Bytes that were announced."""
    offset: int
    """Bytes that have arrived: where the next piece begins."""
    refusal: RefusalOut | None
    content_type: str | None
    """Of the prepared file, once it is ready; so are size, width and height."""
    size: int | None
    width: int | None
    height: int | None
    blur: str | None
    """A picture of a few pixels as a `data:` address."""
    created_at: datetime

    @computed_field
    @property
    def url(self) -> str:
        """Where its owner gets the prepared picture, once it is ready."""
        return f"/api/uploads/{self.id}/file"

    @computed_field
    @property
    def thumb_url(self) -> str:
        """Where its owner gets a small one."""
        return f"/api/uploads/{self.id}/thumb"

    @computed_field
    @property
    def piece(self) -> int:
        """Bytes that a piece may well have; 8 MB is the most."""
        return PIECE_USUAL


Offset = Annotated[
    int | None,
    Header(
        alias="Upload-Offset",
        ge=0,
        lt=2**53,
        description="Where this piece begins: as many bytes as have arrived before.",
    ),
]
_PIECE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {_PIECE_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post("", status_code=201, responses=refusals(401, 403, 409, 413, 415, 422, 429))
def begin_upload(
    form: UploadIn, studio: Studio, person: MakingPerson, response: Response
) -> UploadOut:
    """
    Announce a photo: JPEG, PNG, WebP or HEIC. Nothing of it is sent yet.

    Then `PATCH` its bytes in order, in pieces of up to 8 MB. A piece that was lost is sent again:
    `GET` says where it goes on. A photo that is too large is refused here, before it is sent.
    """
    made = studio.uploads.begin(person.id, name=form.name, size=form.size)
    response.headers["Location"] = f"/api/uploads/{made.id}"
    return _told(made, response)


@router.patch(
    "/{upload_id}",
    responses=refusals(401, 403, 404, 409, 413, 422, 503),
    openapi_extra=_PIECE,
)
async def send_piece(  # noqa: PLR0913, PLR0917 -- what a request says
    upload_id: UploadId,
    studio: Studio,
    person: MakingPerson,
    request: Request,
    response: Response,
    offset: Offset = None,
) -> UploadOut:
    """
    Send the next piece: bytes, beginning at `Upload-Offset`.

    409 when it does not begin where the last one ended; its `Upload-Offset` says where to go on.
    Of two pieces that begin at the same byte, one is taken. With the last one the check begins.
    """
    await asyncio.to_thread(studio.uploads.get, person.id, upload_id)
    if offset is None:
        raise Invalid("Say where the piece begins.", field="Upload-Offset")
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as piece:
        taken = 0
        async for chunk in request.stream():
            taken += len(chunk)
            if taken > PIECE_MAX:
                raise TooLarge(f"A piece is at most {PIECE_MAX // 1_000_000} MB.")
            await asyncio.to_thread(piece.write, chunk)
        piece.seek(0)
        made = await asyncio.to_thread(
            studio.uploads.append, person.id, upload_id, offset=offset, chunks=_chunks(piece)
        )
    return _told(made, response)


@router.head("/{upload_id}", include_in_schema=False)
@router.get("/{upload_id}", responses=refusals(401, 404))
def get_upload(
    upload_id: UploadId, studio: Studio, person: ReadingPerson, response: Response
) -> UploadOut:
    """How far it is: where the next piece begins, and what became of it."""
    return _told(studio.uploads.get(person.id, upload_id), response)


@router.delete("/{upload_id}", status_code=204, responses=refusals(401, 403, 404, 409))
def delete_upload(upload_id: UploadId, studio: Studio, person: CurrentPerson) -> None:
    """Let it go, also while it is on its way. 409 while something is being made from it."""
    studio.uploads.delete(person.id, upload_id)


@router.head("/{upload_id}/file", include_in_schema=False)
@router.get(
    "/{upload_id}/file",
    response_class=Response,
    responses=SENT | refusals(401, 404, 422, 503),
)
def send_upload(
    upload_id: UploadId,
    studio: Studio,
    person: ReadingPerson,
    request: Request,
    download: Annotated[bool, Query(description="As a file with a name.")] = False,  # noqa: FBT002 -- a query
) -> Response:
    """The prepared photo: upright, without what its camera wrote beside it. Its owner's alone."""
    file = studio.uploads.open(person.id, upload_id, download=download)
    return send(file, request, download=download)


@router.head("/{upload_id}/thumb", include_in_schema=False)
@router.get(
    "/{upload_id}/thumb",
    response_class=Response,
    responses=SENT | refusals(401, 404, 422, 503),
)
def send_upload_thumb(
    upload_id: UploadId, studio: Studio, person: ReadingPerson, request: Request
) -> Response:
    """The same, small: WebP, at most 480 pixels on its longer side."""
    return send(studio.uploads.open(person.id, upload_id, thumb=True), request, download=False)


def _told(made: UploadView, response: Response) -> UploadOut:
    response.headers["Upload-Offset"] = str(made.offset)
    response.headers["Upload-Length"] = str(made.total)
    return UploadOut.model_validate(made)


def _chunks(piece: IO[bytes]) -> Iterator[bytes]:
    while chunk := piece.read(_CHUNK):
        yield chunk
