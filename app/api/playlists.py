"""Playlists: songs in an order of one's own."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import AfterValidator, ConfigDict, Field, computed_field

from app.api.answers import Answer, file_url
from app.api.bodies import Body
from app.api.deps import AssetId, CurrentPerson, Studio, Words, shaped
from app.api.errors import refusals
from app.domain.playlists import AT_ONCE, DESCRIPTION_MAX, TITLE_MAX

router = APIRouter(prefix="/api/playlists", tags=["playlists"])

PlaylistId = Annotated[str, Path(description="`playlist_…`"), AfterValidator(shaped("playlist"))]
Title = Annotated[Words, Field(min_length=1, max_length=TITLE_MAX, examples=["Evenings"])]
Description = Annotated[Words, Field(max_length=DESCRIPTION_MAX)]
Songs = Annotated[list[Annotated[Words, Field(max_length=100)]], Field(max_length=AT_ONCE)]


class PlaylistItemOut(Answer):
    """One song on a playlist."""

    asset_id: str
    """Names the song there: each is on a playlist once."""
    job_id: str
    page: str
    """Where a person sees it on this server."""
    title: str
    take: int
    duration_s: float
    peaks: tuple[int, ...]
    """Loudness along the song, values 0 to 100."""
    added_at: datetime

    @computed_field
    @property
    def url(self) -> str:
        """Where its owner gets the bytes."""
        return file_url(self.asset_id)


class PlaylistOut(Answer):
    """A playlist. Songs in the trash keep their place, and are not counted or shown."""

    id: str
    title: str
    description: str
    songs: int
    duration_s: float
    created_at: datetime
    changed_at: datetime


class ListedPlaylistOut(PlaylistOut):
    """A playlist among others."""

    holds: bool
    """Whether the song of `holds` is on it."""


class WholePlaylistOut(PlaylistOut):
    """A playlist with its songs."""

    items: tuple[PlaylistItemOut, ...]


class PlaylistsOut(Answer):
    """Your playlists, the last changed first."""

    items: tuple[ListedPlaylistOut, ...]


class PlaylistIn(Body):
    """A new playlist."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    title: Title
    description: Description = ""
    asset_ids: Songs = Field(default=[])
    """Songs to begin with."""


class PlaylistChange(Body):
    """What to change about a playlist."""

    title: Title | None = None
    description: Description | None = None


class SongsIn(Body):
    """Songs to put at the end, in this order."""

    asset_ids: Annotated[Songs, Field(min_length=1)]


class PlaceIn(Body):
    """Where a song goes."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    after: Annotated[Words, Field(max_length=100)] | None
    """`asset_id` of the song before it; null to put it first."""


@router.get("", responses=refusals(401, 422))
def list_playlists(
    studio: Studio,
    person: CurrentPerson,
    holds: Annotated[
        Words | None, Query(max_length=100, description="`asset_…`: is this song on it?")
    ] = None,
) -> PlaylistsOut:
    """Your playlists, the last changed first."""
    found = studio.playlists.all(person.id, holds=holds)
    return PlaylistsOut(items=tuple(map(ListedPlaylistOut.model_validate, found)))


@router.post("", status_code=201, responses=refusals(401, 403, 404, 413, 415, 422, 429))
def make_playlist(form: PlaylistIn, studio: Studio, person: CurrentPerson) -> WholePlaylistOut:
    """Make a playlist, empty or with songs on it."""
    made = studio.playlists.make(
        person.id, title=form.title, description=form.description, asset_ids=form.asset_ids
    )
    return WholePlaylistOut.model_validate(made)


@router.get("/{playlist_id}", responses=refusals(401, 404))
def get_playlist(
    playlist_id: PlaylistId, studio: Studio, person: CurrentPerson
) -> WholePlaylistOut:
    """A playlist with its songs in order."""
    return WholePlaylistOut.model_validate(studio.playlists.get(person.id, playlist_id))


@router.patch("/{playlist_id}", responses=refusals(401, 403, 404, 413, 415, 422))
def change_playlist(
    playlist_id: PlaylistId, form: PlaylistChange, studio: Studio, person: CurrentPerson
) -> WholePlaylistOut:
    """Give a playlist another name or description."""
    changed = studio.playlists.change(
        person.id, playlist_id, title=form.title, description=form.description
    )
    return WholePlaylistOut.model_validate(changed)


@router.delete("/{playlist_id}", status_code=204, responses=refusals(401, 403, 404))
def delete_playlist(playlist_id: PlaylistId, studio: Studio, person: CurrentPerson) -> None:
    """Delete a playlist and withdraw the link to it. Its songs stay in the library."""
    studio.playlists.delete(person.id, playlist_id)


@router.post("/{playlist_id}/items", responses=refusals(401, 403, 404, 413, 415, 422, 429))
def add_to_playlist(
    playlist_id: PlaylistId, form: SongsIn, studio: Studio, person: CurrentPerson
) -> WholePlaylistOut:
    """Put songs at the end of a playlist. All or none; one that is on it already stays."""
    added = studio.playlists.add(person.id, playlist_id, form.asset_ids)
    return WholePlaylistOut.model_validate(added)


@router.patch(
    "/{playlist_id}/items/{asset_id}", responses=refusals(401, 403, 404, 409, 413, 415, 422)
)
def move_on_playlist(
    playlist_id: PlaylistId, asset_id: AssetId, form: PlaceIn, studio: Studio, person: CurrentPerson
) -> WholePlaylistOut:
    """
    Put a song right after another one, or first. A neighbour is named and not a number, so moves
    from two places at once both do what was seen; 409 when the neighbour has left meanwhile.
    """
    moved = studio.playlists.move(person.id, playlist_id, asset_id, after=form.after)
    return WholePlaylistOut.model_validate(moved)


@router.delete("/{playlist_id}/items/{asset_id}", responses=refusals(401, 403, 404))
def remove_from_playlist(
    playlist_id: PlaylistId, asset_id: AssetId, studio: Studio, person: CurrentPerson
) -> WholePlaylistOut:
    """Take a song off a playlist. It stays in the library."""
    return WholePlaylistOut.model_validate(
        studio.playlists.remove(person.id, playlist_id, asset_id)
    )
