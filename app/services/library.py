"""Finished things: found, listened to, kept."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.domain.cursors import decode, encode
from app.domain.errors import NotFound
from app.domain.files import sanitized
from app.domain.medium import Medium
from app.domain.views import FileView, Page
from app.services.engine import Engine
from app.services.reading import PAGE_MOST
from app.services.views import file_view

_LINK_TTL = timedelta(minutes=15)


@dataclass(frozen=True)
class OpenFile:
    """A file to be handed out: on this machine, or at a signed address."""

    path: Path | None
    link: str | None
    content_type: str
    filename: str
    size: int
    sha256: str


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
        sort: Literal["newest", "oldest"] = "newest",
        cursor: str | None = None,
        limit: int = 24,
    ) -> Page[FileView]:
        """Finished things. Raises `Invalid` for a cursor that is not ours."""
        a = AssetRow
        statement = (
            select(a, JobRow.title)
            .join(JobRow, col(JobRow.id) == col(a.job_id))
            .where(col(a.person_id) == person_id, col(a.is_main), col(JobRow.deleted_at).is_(None))
        )
        if search and search.strip():
            words = search.strip().lower()
            statement = statement.where(col(JobRow.search).contains(words, autoescape=True))
        if medium is not None:
            statement = statement.where(col(a.medium) == medium)
        if favourites:
            statement = statement.where(col(a.favourite))
        place = tuple_(col(a.created_at), col(a.id))
        if cursor is not None:
            after = decode(cursor)
            statement = statement.where(place < after if sort == "newest" else place > after)
        columns = (col(a.created_at), col(a.id))
        ordered = tuple(c.desc() for c in columns) if sort == "newest" else columns
        limit = max(1, min(limit, PAGE_MOST))
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(statement.order_by(*ordered).limit(limit + 1)).all()
        views = tuple(file_view(asset, title=title) for asset, title in found[:limit])
        last = found[limit - 1][0] if len(found) > limit else None
        return Page(views, encode(last.created_at, last.id) if last else None)

    def get(self, person_id: str, file_id: str) -> FileView:
        """One finished thing. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            asset, job = _owned(tx.session, person_id, file_id)
            return file_view(asset, title=job.title)

    def favourite(self, person_id: str, file_id: str, *, on: bool) -> FileView:
        """Mark it as a favourite, or not."""
        with self.engine.db.transaction() as tx:
            asset, job = _owned(tx.session, person_id, file_id)
            asset.favourite = on
            tx.session.add(asset)
            self.engine.announce(tx, person_id)
            return file_view(asset, title=job.title)

    def open(self, person_id: str, file_id: str) -> OpenFile:
        """Where the bytes are. Links are signed now, live for minutes and are never kept."""
        with self.engine.db.transaction() as tx:
            asset, job = _owned(tx.session, person_id, file_id)
        filename = f"{sanitized(job.title)}.{asset.name.rpartition('.')[2]}"
        storage = self.engine.storage
        path = storage.path(asset.key)
        link = None
        if path is None:
            link = storage.link(
                asset.key, filename=filename, content_type=asset.content_type, ttl=_LINK_TTL
            )
        elif not path.is_file():
            raise NotFound("This file is not there any more.")
        return OpenFile(path, link, asset.content_type, filename, asset.size, asset.sha256)


def _owned(session: Session, person_id: str, file_id: str) -> tuple[AssetRow, JobRow]:
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
