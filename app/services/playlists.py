"""Playlists: made, filled, put in order, let go."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Float, func, text, update
from sqlmodel import Session, col, delete, select

from app.db import playlists as rows
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.playlists import PlaylistItemRow, PlaylistRow
from app.db.tables.shares import ShareRow
from app.db.transaction import Database
from app.domain.errors import Conflict, Invalid, NotFound, TooMany
from app.domain.ids import new_id
from app.domain.medium import Medium
from app.domain.playlists import (
    AT_ONCE,
    DESCRIPTION_MAX,
    PLAYLISTS_MOST,
    SONGS_MOST,
    TITLE_MAX,
    PlaylistItem,
    PlaylistView,
)
from app.services.people import living

P, Item, A, J = PlaylistRow, PlaylistItemRow, AssetRow, JobRow


@dataclass(frozen=True)
class Playlists:
    """What people do with playlists. Somebody else's is `NotFound`, always."""

    db: Database

    def all(self, person_id: str, *, holds: str | None = None) -> tuple[PlaylistView, ...]:
        """A person's playlists, the last changed first, and whether this song is on each."""
        it_is = col(Item.asset_id) == (holds or "")
        has = func.coalesce(func.bool_or(it_is), text("false"))
        statement = (
            select(P, func.count(col(J.id)), _LENGTH, has)
            .outerjoin(Item, col(Item.playlist_id) == col(P.id))
            .outerjoin(A, col(A.id) == col(Item.asset_id))
            .outerjoin(J, (col(J.id) == col(A.job_id)) & col(J.deleted_at).is_(None))
            .where(col(P.person_id) == person_id)
            .group_by(col(P.id))
            .order_by(col(P.changed_at).desc(), col(P.id).desc())
        )
        with self.db.transaction() as tx:
            found = tx.session.execute(statement).all()
        return tuple(_view(row, songs, length or 0.0, holds=it) for row, songs, length, it in found)

    def get(self, person_id: str, playlist_id: str) -> PlaylistView:
        """One playlist with its songs. Raises `NotFound`."""
        with self.db.transaction() as tx:
            return _whole(tx.session, _owned(tx.session, person_id, playlist_id))

    def make(
        self,
        person_id: str,
        *,
        title: str,
        description: str = "",
        asset_ids: Sequence[str] = (),
    ) -> PlaylistView:
        """A new playlist with these songs on it. Raises `Invalid`, `NotFound`, `TooMany`."""
        row = PlaylistRow(
            id=new_id("playlist"),
            person_id=person_id,
            title=_title(title),
            description=_description(description),
        )
        with self.db.transaction() as tx:
            living(tx, person_id, lock=True)
            mine = select(func.count()).where(col(P.person_id) == person_id)
            if tx.session.exec(mine).one() >= PLAYLISTS_MOST:
                raise TooMany(f"A person has at most {PLAYLISTS_MOST} playlists.")
            tx.session.add(row)
            tx.session.flush()
            tx.session.refresh(row)
            _append(tx.session, row, asset_ids)
            return _whole(tx.session, row)

    def change(
        self,
        person_id: str,
        playlist_id: str,
        *,
        title: str | None = None,
        description: str | None = None,
    ) -> PlaylistView:
        """Call it something else, say something else about it. Raises `Invalid`, `NotFound`."""
        with self.db.transaction() as tx:
            row = _owned(tx.session, person_id, playlist_id, lock=True)
            if title is not None:
                row.title = _title(title)
            if description is not None:
                row.description = _description(description)
            tx.session.add(row)
            rows.touch(tx.session, row.id)
            return _whole(tx.session, row)

    def delete(self, person_id: str, playlist_id: str) -> None:
        """Let a playlist go, with the links that show it. Its songs stay where they are."""
        with self.db.transaction() as tx:
            row = _owned(tx.session, person_id, playlist_id, lock=True)
            shown = (col(ShareRow.kind) == "playlist", col(ShareRow.target_id) == row.id)
            is_open = col(ShareRow.withdrawn_at).is_(None)
            ends = update(ShareRow).where(*shown, is_open).values(withdrawn_at=func.now())
            tx.session.execute(ends)
            tx.session.delete(row)

    def add(self, person_id: str, playlist_id: str, asset_ids: Sequence[str]) -> PlaylistView:
        """
        Put these songs at the end, in this order; one that is on it already stays where it is.

        All of them or none. Raises `NotFound`, and `TooMany` when they do not fit.
        """
        with self.db.transaction() as tx:
            row = _owned(tx.session, person_id, playlist_id, lock=True)
            _append(tx.session, row, asset_ids)
            rows.touch(tx.session, row.id)
            return _whole(tx.session, row)

    def move(
        self, person_id: str, playlist_id: str, asset_id: str, *, after: str | None
    ) -> PlaylistView:
        """
        Put a song right after another one, or first.

        A neighbour and not a number, so that two tabs that move at once both get what they saw.
        Raises `NotFound`, and `Conflict` when the neighbour has left meanwhile.
        """
        with self.db.transaction() as tx:
            row = _owned(tx.session, person_id, playlist_id, lock=True)
            order = rows.order(tx.session, row.id)
            if asset_id not in order:
                raise NotFound("This song is not on this playlist.")
            if after == asset_id:
                return _whole(tx.session, row)
            order.remove(asset_id)
            if after is not None and after not in order:
                raise Conflict("The playlist has changed meanwhile. Look at it again.")
            order.insert(0 if after is None else order.index(after) + 1, asset_id)
            rows.renumber(tx.session, row.id, order)
            rows.touch(tx.session, row.id)
            return _whole(tx.session, row)

    def remove(self, person_id: str, playlist_id: str, asset_id: str) -> PlaylistView:
        """Take a song off the playlist; it stays in the library. Raises `NotFound`."""
        with self.db.transaction() as tx:
            row = _owned(tx.session, person_id, playlist_id, lock=True)
            gone = delete(Item).where(
                col(Item.playlist_id) == row.id, col(Item.asset_id) == asset_id
            )
            if not tx.session.exec(gone.returning(col(Item.asset_id))).all():
                raise NotFound("This song is not on this playlist.")
            rows.touch(tx.session, row.id)
            return _whole(tx.session, row)


# What an outer join left empty is in the trash.
_SECONDS = A.meta["duration_s"].astext.cast(Float)
_LENGTH = func.sum(_SECONDS).filter(col(J.id).is_not(None))


def _owned(
    session: Session, person_id: str, playlist_id: str, *, lock: bool = False
) -> PlaylistRow:
    mine = select(P).where(col(P.id) == playlist_id, col(P.person_id) == person_id)
    row = session.exec(mine.with_for_update() if lock else mine).one_or_none()
    if row is None:
        raise NotFound("There is no such playlist.")
    return row


def _append(session: Session, row: PlaylistRow, asset_ids: Sequence[str]) -> None:
    """Put songs at the end of a playlist that is locked, or that nobody else sees yet."""
    if len(asset_ids) > AT_ONCE:
        raise Invalid(f"Add at most {AT_ONCE} songs at once.", field="asset_ids")
    wanted = list(dict.fromkeys(asset_ids))
    theirs = rows.keep(session, row.person_id, wanted, medium=Medium.SONG)
    if not theirs.issuperset(wanted):
        raise NotFound("There is no such song here.")
    there = rows.order(session, row.id)
    new = [asset_id for asset_id in wanted if asset_id not in there]
    if len(there) + len(new) > SONGS_MOST:
        raise TooMany(f"A playlist has at most {SONGS_MOST} songs.")
    rows.append(session, row.id, new)


def _whole(session: Session, row: PlaylistRow) -> PlaylistView:
    session.flush()
    session.refresh(row)
    items = tuple(
        PlaylistItem(
            asset_id=asset.id,
            job_id=asset.job_id,
            title=title,
            take=asset.take,
            duration_s=float(asset.meta.get("duration_s") or 0),
            peaks=tuple(asset.meta.get("peaks") or ()),
            added_at=added_at,
        )
        for asset, title, added_at in session.execute(rows.shown(row.id, row.person_id)).all()
    )
    return _view(row, len(items), sum(item.duration_s for item in items), items=items)


def _view(
    row: PlaylistRow,
    songs: int,
    duration_s: float,
    *,
    holds: bool = False,
    items: tuple[PlaylistItem, ...] = (),
) -> PlaylistView:
    return PlaylistView(
        id=row.id,
        title=row.title,
        description=row.description,
        songs=songs,
        duration_s=round(duration_s, 3),
        created_at=row.created_at,
        changed_at=row.changed_at,
        holds=holds,
        items=items,
    )


def _title(title: str) -> str:
    title = " ".join(title.replace("\x00", "").split())
    if not title or len(title) > TITLE_MAX:
        raise Invalid(f"A name has 1 to {TITLE_MAX} characters.", field="title")
    return title


def _description(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if len(text) > DESCRIPTION_MAX:
        raise Invalid(f"At most {DESCRIPTION_MAX} characters fit here.", field="description")
    return text
