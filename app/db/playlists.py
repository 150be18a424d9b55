"""The order of a playlist, in SQL. Whoever changes it has locked the playlist's row."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, text
from sqlmodel import Session, col, select, update

from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.playlists import PlaylistItemRow, PlaylistRow
from app.domain.medium import Medium

Item, A, J = PlaylistItemRow, AssetRow, JobRow


def order(session: Session, playlist_id: str) -> list[str]:
    """Ids of everything on it, in order; also of what is in the trash and keeps its place."""
    found = select(Item.asset_id).where(col(Item.playlist_id) == playlist_id)
    return list(session.exec(found.order_by(col(Item.position))))


def append(session: Session, playlist_id: str, asset_ids: Sequence[str]) -> None:
    """Put these at the end."""
    last = select(func.coalesce(func.max(Item.position), -1)).where(
        col(Item.playlist_id) == playlist_id
    )
    start = session.exec(last).one() + 1
    session.add_all(
        Item(playlist_id=playlist_id, asset_id=asset_id, position=start + n)
        for n, asset_id in enumerate(asset_ids)
    )
    session.flush()


_RENUMBER = text("""
    UPDATE playlist_items i SET position = o.n - 1
    FROM unnest(CAST(:ids AS text[])) WITH ORDINALITY AS o (id, n)
    WHERE i.playlist_id = :playlist AND i.asset_id = o.id AND i.position <> o.n - 1""")


def renumber(session: Session, playlist_id: str, asset_ids: Sequence[str]) -> None:
    """Give everything on it this order. That no two share a place is checked at the commit."""
    session.execute(_RENUMBER, {"playlist": playlist_id, "ids": list(asset_ids)})


def touch(session: Session, playlist_id: str) -> None:
    """It has just changed."""
    changed = update(PlaylistRow).where(col(PlaylistRow.id) == playlist_id)
    session.execute(changed.values(changed_at=func.clock_timestamp()))


def keep(session: Session, person_id: str, asset_ids: Sequence[str], *, medium: Medium) -> set[str]:
    """Which of these are this person's to be put somewhere; they stay until this is committed."""
    statement = (
        select(A.id)
        .join(J, col(J.id) == col(A.job_id))
        .where(
            col(A.id).in_(asset_ids),
            col(A.person_id) == person_id,
            col(A.medium) == medium,
            col(A.is_main),
            col(J.deleted_at).is_(None),
        )
        .order_by(col(A.id))
        .with_for_update(read=True, key_share=True, of=A)
    )
    return set(session.exec(statement)) if asset_ids else set()


def shown(playlist_id: str, person_id: str) -> Select[Any]:
    """Files on it with their titles and when they came, in order, without what is in the trash."""
    return (
        select(A, J.title, Item.added_at)  # pyright: ignore[reportReturnType]
        .join(J, col(J.id) == col(A.job_id))
        .join(Item, col(Item.asset_id) == col(A.id))
        .where(
            col(Item.playlist_id) == playlist_id,
            col(A.person_id) == person_id,
            col(J.deleted_at).is_(None),
        )
        .order_by(col(Item.position))
    )
