"""
What can be shown by a link: one function a kind, which finds the thing among what its owner has.

The page has a component of the same name for each, in `app/ui/components/shared.jsx`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session, col, select

from app.db import playlists
from app.db.tables.albums import AlbumJobRow, AlbumRow
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.journeys import JourneyRow, MusicTrackRow
from app.db.tables.journeys import ReadingLogRow as L
from app.db.tables.playlists import PlaylistRow
from app.domain.journeys.course import JourneyStatus
from app.domain.medium import Medium
from app.domain.sharing import OPTIONS, Option, SharedQuote

_PICTURES_MOST = 500


@dataclass(frozen=True)
class Showing:
    """A thing that was found. What of it is told is decided elsewhere."""

    title: str
    files: Select[Any]
    """Its files as rows that begin with the asset and its title, in their order."""
    description: str = ""
    prompt: str = ""
    lyrics: str = ""
    author: str = ""
    quotes: tuple[SharedQuote, ...] = ()
    cover_url: str | None = None
    """Where the cover of its book was found."""


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be shown."""

    find: Callable[[Session, str, str], Showing | None]
    """The thing with this id, if it is this person's and there; the trash is not."""
    options: frozenset[Option]


def _song(session: Session, person_id: str, asset_id: str) -> Showing | None:
    statement = _theirs(person_id).where(
        col(AssetRow.id) == asset_id, col(AssetRow.medium) == Medium.SONG, col(AssetRow.is_main)
    )
    found = session.execute(statement.add_columns(col(JobRow.params))).one_or_none()
    if found is None:
        return None
    asset, title, params = found
    return Showing(
        title,
        statement,
        prompt=str(params.get("prompt") or ""),
        lyrics=str(params.get("lyrics") or asset.meta.get("lyrics") or ""),
    )


def _photo(session: Session, person_id: str, asset_id: str) -> Showing | None:
    statement = _theirs(person_id).where(
        col(AssetRow.id) == asset_id, col(AssetRow.medium) == Medium.PHOTO, col(AssetRow.is_main)
    )
    found = session.execute(statement).one_or_none()
    return Showing(found[1], statement) if found else None


def _album(session: Session, person_id: str, album_id: str) -> Showing | None:
    """Its finished pictures, the take that stands for each; never the photos of its people."""
    row = session.get(AlbumRow, album_id)
    if row is None or row.person_id != person_id or row.deleted_at is not None:
        return None
    files = (
        _theirs(person_id)
        .join(AlbumJobRow, col(AlbumJobRow.job_id) == col(JobRow.id))
        .where(col(AlbumJobRow.album_id) == album_id, col(AssetRow.leads), col(AssetRow.is_main))
        .order_by(col(AssetRow.created_at).desc(), col(AssetRow.id).desc())
        .limit(_PICTURES_MOST)
    )
    return Showing(row.title, files)


def _model(session: Session, person_id: str, asset_id: str) -> Showing | None:
    statement = _theirs(person_id).where(
        col(AssetRow.id) == asset_id, col(AssetRow.medium) == Medium.MODEL3D, col(AssetRow.is_main)
    )
    found = session.execute(statement.add_columns(col(JobRow.params))).one_or_none()
    if found is None:
        return None
    _, title, params = found
    return Showing(title, statement, prompt=str(params.get("prompt") or ""))


def _playlist(session: Session, person_id: str, playlist_id: str) -> Showing | None:
    row = session.get(PlaylistRow, playlist_id)
    if row is None or row.person_id != person_id:
        return None
    files = playlists.shown(playlist_id, person_id)
    return Showing(row.title, files, description=row.description)


def _journey(session: Session, person_id: str, journey_id: str) -> Showing | None:
    row = session.get(JourneyRow, journey_id)
    is_there = row and row.person_id == person_id and row.deleted_at is None
    if not row or not is_there or row.status != JourneyStatus.FINISHED:
        return None
    here = (col(L.journey_id) == journey_id, col(L.deleted_at).is_(None))
    files = (
        _theirs(person_id)
        .join(MusicTrackRow, col(MusicTrackRow.root_id) == col(AssetRow.root_id))
        .join(L, col(L.id) == col(MusicTrackRow.log_id))
        .where(*here, col(L.music_on), col(AssetRow.leads), col(AssetRow.is_main))
        .order_by(col(L.n))
    )
    chosen = select(L).where(*here, col(L.quote_shared), col(L.quote) != "").order_by(col(L.n))
    quotes = tuple(SharedQuote(log.version, log.quote) for log in session.exec(chosen))
    return Showing(
        row.title,
        files,
        author=", ".join(row.authors),
        quotes=quotes,
        cover_url=row.cover_url,
    )


def _theirs(person_id: str) -> Select[Any]:
    return (
        select(AssetRow, JobRow.title)  # pyright: ignore[reportReturnType]
        .join(JobRow, col(JobRow.id) == col(AssetRow.job_id))
        .where(col(AssetRow.person_id) == person_id, col(JobRow.deleted_at).is_(None))
    )


KINDS: Mapping[str, Kind] = {
    "song": Kind(_song, frozenset(OPTIONS)),
    "photo": Kind(_photo, frozenset({"name", "downloads"})),
    "album": Kind(_album, frozenset({"name", "downloads"})),
    "model": Kind(_model, frozenset({"name", "prompt", "downloads"})),
    "playlist": Kind(_playlist, frozenset({"name", "downloads"})),
    "journey": Kind(_journey, frozenset({"name", "downloads"})),
}
