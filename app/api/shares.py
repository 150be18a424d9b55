"""Links by which things are shown to others, and what whoever holds one gets."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, computed_field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import Address, AssetId, CurrentPerson, Studio, Words, shaped
from app.api.errors import refusals
from app.api.limits import count_shared
from app.api.sending import SENT, send
from app.domain.books import cover_id
from app.domain.sharing import DAYS_MOST, OPTIONS, Option, SharedPiece

router = APIRouter(tags=["sharing"])
public = APIRouter(tags=["sharing"])

ShareId = Annotated[str, Path(description="`share_…`"), AfterValidator(shaped("share"))]
Key = Annotated[str, Path(description="The end of the link.", max_length=200)]
_CLOSED_AT_ONCE = "private, no-cache"


class ShareIn(Body):
    """What is to be shown, and how much of it."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    kind: Annotated[Words, Field(max_length=40, examples=["song"])]
    """song, photo, album, model, playlist, journey."""
    target_id: Annotated[Words, Field(max_length=100, examples=["asset_01k…"])]
    """The id of it: of a song, a photo or a model `asset_…`, of an album `album_…`, and so on."""
    options: Annotated[list[Option], Field(max_length=len(OPTIONS))] = Field(default=[])
    """Shown beside the thing itself: your name, its prompt, its lyrics; whether it can be taken."""
    days: Annotated[int | None, Field(ge=1, le=DAYS_MOST)] = None
    """After so many days the link closes. Default: it stays open until it is withdrawn."""


class ShareOut(Answer):
    """A link of yours."""

    id: str
    kind: str
    target_id: str
    title: str | None
    """Null while the thing is not there, as in the trash; the link is closed then."""
    token: str
    options: tuple[Option, ...]
    created_at: datetime
    expires_at: datetime | None
    has_expired: bool
    views: int
    """How often the page was opened."""

    @computed_field
    @property
    def path(self) -> str:
        """The address on this server."""
        return f"/s/{self.token}"


class SharesOut(Answer):
    """Your links that are not withdrawn, the latest first."""

    items: tuple[ShareOut, ...]


class SharedPieceOut(BaseModel):
    """One file that is shown."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    id: str
    title: str
    duration_s: float
    peaks: tuple[int, ...]
    url: str
    """Where the bytes are as long as the link is open."""
    width: int | None = None
    """Pixels, of a picture; so is the height."""
    height: int | None = None
    blur: str | None = None
    """A picture of a few pixels as a `data:` address."""
    thumb_url: str | None = None
    """Where a small picture of it is; null where there is none."""


class SharedQuoteOut(BaseModel):
    """A sentence of a book that its reader chose to show."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    version: str
    """The log that it is from: v0, v1 … vFinal."""
    text: str


class SharedOut(BaseModel):
    """All that somebody with the link learns."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    kind: str
    title: str
    description: str
    by: str
    """Who made it, where they chose to say; else empty."""
    prompt: str
    lyrics: str
    may_download: bool
    """Whether `?download=1` is allowed."""
    items: tuple[SharedPieceOut, ...]
    author: str = ""
    """Who wrote the book of a journey."""
    quotes: tuple[SharedQuoteOut, ...] = ()
    cover: str | None = None
    """Where the picture of the book's cover is, as long as the link is open."""
    """Of a journey: only what its reader chose to show."""


@router.get("/api/shares", responses=refusals(401, 422))
def list_shares(
    studio: Studio,
    person: CurrentPerson,
    kind: Annotated[Words | None, Query(max_length=40)] = None,
    target_id: Annotated[Words | None, Query(max_length=100)] = None,
) -> SharesOut:
    """Your links that are not withdrawn, the latest first."""
    found = studio.shares.all(person.id, kind=kind, target_id=target_id)
    return SharesOut(items=tuple(map(ShareOut.model_validate, found)))


@router.post("/api/shares", responses=refusals(401, 403, 404, 413, 415, 422, 429))
def make_share(form: ShareIn, studio: Studio, person: CurrentPerson) -> ShareOut:
    """Have a link to a thing. When there is one it stays the same, and shows what is said now."""
    made = studio.shares.make(
        person.id,
        kind=form.kind,
        target_id=form.target_id,
        options=form.options,
        days=form.days,
    )
    return ShareOut.model_validate(made)


@router.delete("/api/shares/{share_id}", status_code=204, responses=refusals(401, 403, 404))
def withdraw_share(share_id: ShareId, studio: Studio, person: CurrentPerson) -> None:
    """Withdraw a link: from this moment it opens nothing, and no other can have its address."""
    studio.shares.withdraw(person.id, share_id)


def _counted(studio: Studio, address: Address) -> None:
    count_shared(studio, address)


@public.get(
    "/api/s/{token}", dependencies=[Depends(_counted)], responses=refusals(404, 422, 429, 503)
)
def open_share(token: Key, studio: Studio, response: Response) -> SharedOut:
    """What a link shows, to whoever holds it. Unknown, withdrawn and expired ones are all 404."""
    response.headers["X-Robots-Tag"] = "noindex"
    shown = studio.shares.look(token, counts=True)
    items = [_piece(token, each) for each in shown.pieces]
    quotes = [vars(each) for each in shown.quotes]
    cover = f"/api/s/{token}/cover" if shown.has_cover else None
    return SharedOut.model_validate(
        vars(shown) | {"items": items, "quotes": quotes, "cover": cover}
    )


@public.get(
    "/api/s/{token}/cover",
    dependencies=[Depends(_counted)],
    response_class=Response,
    responses=SENT | refusals(404, 422, 429, 503),
)
def send_shared_cover(token: Key, studio: Studio, request: Request) -> Response:
    """The cover of the book that a link shows, as long as the link is open."""
    file = studio.covers.open(cover_id(studio.shares.cover(token)))
    answer = send(file, request, download=False, keeps=_CLOSED_AT_ONCE)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@public.head("/api/s/{token}/files/{asset_id}", include_in_schema=False)
@public.get(
    "/api/s/{token}/files/{asset_id}",
    dependencies=[Depends(_counted)],
    response_class=Response,
    responses={code: told for code, told in SENT.items() if code != 307}
    | refusals(404, 422, 429, 503),
)
def send_shared_file(
    token: Key,
    asset_id: AssetId,
    studio: Studio,
    request: Request,
    download: Annotated[bool, Query(description="As a file with a name, where allowed.")] = False,  # noqa: FBT002 -- a query
) -> Response:
    """One file of what a link shows, whole or in ranges, as long as the link is open."""
    file = studio.shares.file(token, asset_id, download=download)
    answer = send(file, request, download=download, keeps=_CLOSED_AT_ONCE)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@public.head("/api/s/{token}/files/{asset_id}/thumb", include_in_schema=False)
@public.get(
    "/api/s/{token}/files/{asset_id}/thumb",
    dependencies=[Depends(_counted)],
    response_class=Response,
    responses={code: told for code, told in SENT.items() if code != 307}
    | refusals(404, 422, 429, 503),
)
def send_shared_thumb(token: Key, asset_id: AssetId, studio: Studio, request: Request) -> Response:
    """A small picture of one file of what a link shows, as long as the link is open."""
    file = studio.shares.thumb(token, asset_id)
    answer = send(file, request, download=False, keeps=_CLOSED_AT_ONCE)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _piece(token: str, piece: SharedPiece) -> dict[str, Any]:
    at = f"/api/s/{token}/files/{piece.id}"
    return vars(piece) | {"url": at, "thumb_url": f"{at}/thumb" if piece.has_thumb else None}
