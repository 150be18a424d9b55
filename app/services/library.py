"""Finished things: found, listened to, kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, tuple_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.db.tables.albums import AlbumJobRow
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.domain.cursors import decode, encode
from app.domain.errors import Invalid, NotFound
from app.domain.files import sanitized
from app.domain.medium import Medium
from app.domain.views import FileView, Page
from app.services import takes
from app.services.engine import Engine
from app.services.handing import OpenFile, hand_out
from app.services.packing import Entry
from app.services.reading import PAGE_MOST, owned
from app.services.views import file_view

ARCHIVE_MOST = 500
"""Files that are chosen one by one for an archive."""


@dataclass(frozen=True)
class Library:
    """Files of people. Somebody else's file is `NotFound`, always."""

    engine: Engine

    def page(  # noqa: PLR0913 -- the filters of one list
        self,
        person_id: str,
        *,
        search: str | None = None,
        medium: Medium | None = None,
        favourites: bool = False,
        album_id: str | None = None,
        sort: Literal["newest", "oldest"] = "newest",
        cursor: str | None = None,
        limit: int = 24,
    ) -> Page[FileView]:
        """
        Finished things, one for each song: the take that leads it. Favourites are single takes.

        Raises `Invalid` for a cursor that is not ours.
        """
        a = AssetRow
        statement = _finished(person_id).where(col(a.favourite) if favourites else col(a.leads))
        if search and search.strip():
            words = search.strip().lower()
            statement = statement.where(col(JobRow.search).contains(words, autoescape=True))
        if medium is not None:
            statement = statement.where(col(a.medium) == medium)
        if album_id is not None:
            statement = statement.where(_in_album(album_id))
        place = tuple_(col(a.created_at), col(a.id))
        if cursor is not None:
            after = decode(cursor)
            statement = statement.where(place < after if sort == "newest" else place > after)
        columns = (col(a.created_at), col(a.id))
        ordered = tuple(c.desc() for c in columns) if sort == "newest" else columns
        limit = max(1, min(limit, PAGE_MOST))
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(statement.order_by(*ordered).limit(limit + 1)).all()
            counts = takes.counts(tx.session, [asset.root_id for asset, _ in found])
        views = tuple(
            file_view(asset, title=title, takes=counts[asset.root_id])
            for asset, title in found[:limit]
        )
        last = found[limit - 1][0] if len(found) > limit else None
        return Page(views, encode(last.created_at, last.id) if last else None)

    def get(self, person_id: str, file_id: str) -> FileView:
        """One finished thing. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            asset, job = owned_file(tx.session, person_id, file_id)
            return file_view(asset, title=job.title)

    def takes(self, person_id: str, job_id: str) -> tuple[FileView, ...]:
        """Every take of the song that this job made or was to make, the first one first."""
        with self.engine.db.transaction() as tx:
            job = owned(tx.session, person_id, job_id)
            found = takes.of_song(tx.session, job.take_of or job.id)
        return tuple(file_view(asset, title=title, takes=len(found)) for asset, title in found)

    def takes_of(self, person_id: str, file_id: str) -> tuple[FileView, ...]:
        """Every take of the thing that this file is a take of, the first one first."""
        with self.engine.db.transaction() as tx:
            asset, _ = owned_file(tx.session, person_id, file_id)
            found = takes.of_song(tx.session, asset.root_id)
        return tuple(file_view(each, title=title, takes=len(found)) for each, title in found)

    def lead(self, person_id: str, file_id: str) -> FileView:
        """Let this take stand for its song."""
        with self.engine.db.transaction() as tx:
            asset, job = owned_file(tx.session, person_id, file_id)
            if asset.is_main:
                takes.lead(tx.session, asset.root_id, asset.id)
                tx.session.refresh(asset)
            self.engine.announce(tx, person_id)
            return file_view(asset, title=job.title)

    def favourite(self, person_id: str, file_id: str, *, on: bool) -> FileView:
        """Mark it as a favourite, or not."""
        with self.engine.db.transaction() as tx:
            asset, job = owned_file(tx.session, person_id, file_id)
            asset.favourite = on
            tx.session.add(asset)
            self.engine.announce(tx, person_id)
            return file_view(asset, title=job.title)

    def files(self, person_id: str, file_ids: Sequence[str]) -> list[Entry]:
        """These finished things for an archive, in this order. Raises `NotFound`, `Invalid`."""
        if not 1 <= len(file_ids) <= ARCHIVE_MOST:
            raise Invalid(f"Choose 1 to {ARCHIVE_MOST} files.", field="ids")
        statement = _finished(person_id).where(col(AssetRow.id).in_(file_ids))
        with self.engine.db.transaction() as tx:
            found = {asset.id: (asset, title) for asset, title in tx.session.exec(statement)}
        if any(file_id not in found for file_id in file_ids):
            raise NotFound("There is no such thing here.")
        return [_entry(*found[file_id]) for file_id in dict.fromkeys(file_ids)]

    def files_of_album(
        self, person_id: str, album_id: str, *, favourites: bool = False
    ) -> list[Entry]:
        """The pictures of an album for an archive, the earliest first; or its favourites alone."""
        a = AssetRow
        statement = (
            _finished(person_id)
            .where(_in_album(album_id), col(a.favourite) if favourites else col(a.leads))
            .order_by(col(a.created_at), col(a.id))
        )
        with self.engine.db.transaction() as tx:
            return [_entry(asset, title) for asset, title in tx.session.exec(statement)]

    def open(self, person_id: str, file_id: str, *, download: bool = False) -> OpenFile:
        """Where the bytes are, and what the file is called."""
        with self.engine.db.transaction() as tx:
            asset, job = owned_file(tx.session, person_id, file_id)
        return hand_out(
            self.engine.storage,
            asset.key,
            filename=f"{stem_of(job.title, asset)}.{asset.name.rpartition('.')[2]}",
            content_type=asset.content_type,
            size=asset.size,
            sha256=asset.sha256,
            download=download,
        )


def _finished(person_id: str) -> SelectOfScalar[Any]:
    a = AssetRow
    return (
        select(a, JobRow.title)  # pyright: ignore[reportReturnType]
        .join(JobRow, col(JobRow.id) == col(a.job_id))
        .where(col(a.person_id) == person_id, col(a.is_main), col(JobRow.deleted_at).is_(None))
    )


def _in_album(album_id: str) -> ColumnElement[bool]:
    of_album = select(AlbumJobRow.job_id).where(col(AlbumJobRow.album_id) == album_id)
    return col(AssetRow.job_id).in_(of_album)


def _entry(asset: AssetRow, title: str) -> Entry:
    ending = asset.name.rpartition(".")[2]
    return Entry(stem_of(title, asset), ending, asset.key, asset.created_at)


def stem_of(title: str, asset: AssetRow) -> str:
    """The name of a file: takes lie side by side in a folder, and pictures of a set in order."""
    told = [asset.meta.get("style"), asset.meta.get("role")]
    number = asset.meta.get("number")
    shown = [str(word) for word in told if word] if asset.medium == Medium.PHOTO else []
    place = [f"{number:02d}"] if shown and isinstance(number, int) else []
    take = [str(asset.take)] if asset.take > 1 else []
    return "_".join([sanitized(title), *shown, *place, *take])


def owned_file(session: Session, person_id: str, file_id: str) -> tuple[AssetRow, JobRow]:
    """A file and its job. Raises `NotFound` when it is not this person's."""
    found = session.exec(
        select(AssetRow, JobRow)
        .join(JobRow, col(JobRow.id) == col(AssetRow.job_id))
        .where(
            col(AssetRow.id) == file_id,
            col(AssetRow.person_id) == person_id,
            col(JobRow.deleted_at).is_(None),
        )
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such thing here.")
    return found[0], found[1]
