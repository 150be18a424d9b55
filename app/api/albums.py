"""Albums: who is in them, what can be chosen, what goes with them."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from pydantic import AfterValidator, ConfigDict, Field

from app.api.bodies import Body
from app.api.deps import CurrentPerson, Cursor, Studio, Words, shaped
from app.api.errors import refusals
from app.api.photo_shapes import (
    AlbumPhotoOut,
    AlbumsOut,
    GoingOut,
    Shape,
    WholeAlbumOut,
    album_out,
    going_out,
    photo_out,
    whole_out,
)
from app.api.sending import ARCHIVE, send_archive
from app.domain.albums import TITLE_MAX
from app.domain.files import sanitized
from app.media.roles import Kind, roles
from app.media.styles import styles
from app.services.packing import pack

router = APIRouter(prefix="/api/ai", tags=["photos"])

AlbumId = Annotated[str, Path(description="`album_…`"), AfterValidator(shaped("album"))]
PhotoId = Annotated[str, Path(description="`photo_…`"), AfterValidator(shaped("photo"))]
_Title = Annotated[Words, Field(min_length=1, max_length=TITLE_MAX, examples=["Our wedding"])]
_Word = Annotated[Words, Field(min_length=1, max_length=40)]


class AlbumIn(Body):
    """An album that is to be."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    kind: Annotated[_Word, Field(examples=["WEDDING"])]
    """WEDDING, COUPLE, FAMILY, PROFILE."""
    title: _Title


class AlbumChange(Body):
    """Another name for an album."""

    title: _Title


class PhotoIn(Body):
    """A photo of somebody: an upload, and who it shows."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    uploadId: Annotated[Words, Field(max_length=100)]  # noqa: N815
    role: Annotated[_Word, Field(examples=["BRIDE"])]


class PhotoChange(Body):
    """What to change about a photo of somebody."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    role: _Word | None = None
    first: bool = False
    """Let it be the photo of them that is kept to most."""


class RoleOut(Shape):
    """Somebody in an album."""

    word: str
    ko: str
    en: str


class KindOut(Shape):
    """What an album can be for."""

    word: str
    roles: tuple[RoleOut, ...]


class StyleOut(Shape):
    """One way to take a picture."""

    word: str
    group: str
    ko: str
    en: str


class CatalogueOut(Shape):
    """What can be chosen."""

    kinds: tuple[KindOut, ...]
    styles: tuple[StyleOut, ...]


@router.get("/catalogue", responses=refusals(401))
def get_catalogue(person: CurrentPerson) -> CatalogueOut:  # noqa: ARG001 -- only for people
    """Kinds of albums with their roles, and every style with its names and group."""
    kinds = [
        KindOut(
            word=kind.value.upper(),
            roles=tuple(
                RoleOut(word=role.word.upper(), ko=role.ko, en=role.en)
                for role in roles(kind).values()
            ),
        )
        for kind in Kind
    ]
    found = [
        StyleOut(word=s.word.upper(), group=s.group.value.upper(), ko=s.ko, en=s.en)
        for s in styles().values()
    ]
    return CatalogueOut(kinds=tuple(kinds), styles=tuple(found))


@router.get("/albums", responses=refusals(401, 422))
def list_albums(
    studio: Studio,
    person: CurrentPerson,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=50, description="Albums on a page.")] = 24,
) -> AlbumsOut:
    """Your albums, the last changed first."""
    page = studio.albums.all(person.id, cursor=cursor, limit=limit)
    return AlbumsOut(albums=tuple(map(album_out, page.items)), nextCursor=page.next_cursor)


@router.post("/albums", status_code=201, responses=refusals(401, 403, 413, 415, 422, 429))
def make_album(form: AlbumIn, studio: Studio, person: CurrentPerson) -> WholeAlbumOut:
    """Make an album. Photos of people come next."""
    made = studio.albums.make(person.id, kind=form.kind.lower(), title=form.title)
    return whole_out(studio.albums.get(person.id, made))


@router.get("/albums/{album_id}", responses=refusals(401, 404))
def get_album(album_id: AlbumId, studio: Studio, person: CurrentPerson) -> WholeAlbumOut:
    """An album: who is in it, `activeJob` while pictures are being taken, and what it holds."""
    return whole_out(studio.albums.get(person.id, album_id))


@router.patch("/albums/{album_id}", responses=refusals(401, 403, 404, 413, 415, 422))
def rename_album(
    album_id: AlbumId, form: AlbumChange, studio: Studio, person: CurrentPerson
) -> WholeAlbumOut:
    """Give an album another name."""
    studio.albums.rename(person.id, album_id, form.title)
    return whole_out(studio.albums.get(person.id, album_id))


@router.get("/albums/{album_id}/deletion", responses=refusals(401, 404))
def preview_deletion(album_id: AlbumId, studio: Studio, person: CurrentPerson) -> GoingOut:
    """What letting it go would take along. Nothing is changed."""
    return going_out(studio.albums.get(person.id, album_id).going)


@router.get(
    "/albums/{album_id}/download",
    response_class=Response,
    responses=ARCHIVE | refusals(401, 404, 503),
)
def download_album(
    album_id: AlbumId,
    studio: Studio,
    person: CurrentPerson,
    favourites: Annotated[bool, Query(description="Only favourites.")] = False,  # noqa: FBT002 -- a query
) -> Response:
    """The pictures of an album as one ZIP archive, written while it is sent."""
    title = studio.albums.get(person.id, album_id).album.title
    files = studio.library.files_of_album(person.id, album_id, favourites=favourites)
    name = f"{sanitized(title)}_{datetime.now(UTC):%Y-%m-%d}.zip"
    return send_archive(pack(studio.storage, files), name)


@router.delete("/albums/{album_id}", status_code=204, responses=refusals(401, 403, 404))
def delete_album(album_id: AlbumId, studio: Studio, person: CurrentPerson) -> None:
    """
    Let an album go with its photos, and its pictures to the trash.

    What waits is not made and its credits return; what runs arrives in the trash.
    """
    studio.albums.delete(person.id, album_id)


@router.post(
    "/albums/{album_id}/photos",
    status_code=201,
    responses=refusals(401, 403, 404, 409, 413, 415, 422, 429),
)
def add_photo(
    album_id: AlbumId, form: PhotoIn, studio: Studio, person: CurrentPerson
) -> AlbumPhotoOut:
    """Put an upload into an album, as a photo of this role; it may still be on its way."""
    added = studio.albums.add_photo(
        person.id, album_id, upload_id=form.uploadId, role=form.role.lower()
    )
    return photo_out(added)


@router.patch(
    "/albums/{album_id}/photos/{photo_id}", responses=refusals(401, 403, 404, 413, 415, 422)
)
def change_photo(
    album_id: AlbumId, photo_id: PhotoId, form: PhotoChange, studio: Studio, person: CurrentPerson
) -> AlbumPhotoOut:
    """Say who a photo shows, or let it be the one of them that is kept to most."""
    asked: dict[str, Any] = {"role": form.role.lower() if form.role else None}
    changed = studio.albums.change_photo(person.id, album_id, photo_id, first=form.first, **asked)
    return photo_out(changed)


@router.delete(
    "/albums/{album_id}/photos/{photo_id}",
    status_code=204,
    responses=refusals(401, 403, 404, 409),
)
def remove_photo(
    album_id: AlbumId, photo_id: PhotoId, studio: Studio, person: CurrentPerson
) -> None:
    """Let a photo of somebody go for good. 409 while pictures are being made from it."""
    studio.albums.remove_photo(person.id, album_id, photo_id)
