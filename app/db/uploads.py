"""How a file arrives, is claimed, checked and let go: every write of a check under its fence."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_, text, update
from sqlmodel import Session, col, select

from app.db.processes import blame
from app.db.tables.albums import AlbumPhotoRow
from app.db.tables.uploads import UploadRow
from app.domain.states import FINAL
from app.domain.uploads import UploadState

U = UploadRow
NOW = func.now()

_RING = text("""
    WITH due AS (
        SELECT id FROM uploads
        WHERE state = 'checking' AND due_at <= now()
          AND (lease_until IS NULL OR lease_until < now())
          AND (rung_at IS NULL OR rung_at < now() - :every)
        ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED)
    UPDATE uploads u SET rung_at = now() FROM due WHERE u.id = due.id RETURNING u.id""")

_OPEN = text("""
    SELECT count(*) FROM uploads
    WHERE person_id = :person AND state IN ('receiving', 'checking')""")

_NEEDED = text("""
    SELECT EXISTS (
        SELECT FROM upload_uses x JOIN tasks t ON t.job_id = x.job_id
        WHERE x.upload_id = :id AND t.state <> ALL (:final))""")

# What is on its way, or was refused, goes by its age; what is ready goes when nothing needs it.
_LEFT = text("""
    SELECT id FROM uploads u
    WHERE touched_at < now() - :waits AND state <> 'checking'
      AND (state <> 'ready' OR NOT EXISTS (
            SELECT FROM upload_uses x WHERE x.upload_id = u.id
            UNION ALL SELECT FROM album_photos p WHERE p.upload_id = u.id))
    ORDER BY touched_at LIMIT 200""")


def mine(
    session: Session, person_id: str, upload_id: str, *, lock: bool = False
) -> UploadRow | None:
    """The person's upload, locked if asked."""
    statement = select(U).where(col(U.id) == upload_id, col(U.person_id) == person_id)
    if lock:
        statement = statement.with_for_update()
    found = session.exec(statement, execution_options={"populate_existing": True})
    return found.one_or_none()


def on_their_way(session: Session, person_id: str) -> int:
    """How many of a person's uploads have not ended."""
    return int(session.execute(_OPEN, {"person": person_id}).scalar_one())


def is_needed(session: Session, upload_id: str) -> bool:
    """Whether a task that has not ended is made from it; asked with the row locked."""
    asked = {"id": upload_id, "final": list(FINAL)}
    return bool(session.execute(_NEEDED, asked).scalar_one())


def is_in_album(session: Session, upload_id: str) -> bool:
    """Whether it is one of an album's photos."""
    held = select(AlbumPhotoRow.id).where(col(AlbumPhotoRow.upload_id) == upload_id)
    return session.exec(held.limit(1)).first() is not None


def left(session: Session, *, waits: timedelta) -> Sequence[str]:
    """Uploads that nobody came back to."""
    return session.execute(_LEFT, {"waits": waits}).scalars().all()


def claim(session: Session, upload_id: str, *, owner: str, lease: timedelta) -> UploadRow | None:
    """
    Take it when it is to be checked and nobody holds it.

    A lease that lapsed is a worker that died, or an outage that hit everybody; counted apart.
    """
    statement = (
        update(U)
        .where(
            col(U.id) == upload_id,
            col(U.state) == UploadState.CHECKING,
            or_(col(U.lease_until).is_(None), col(U.lease_until) < NOW),
            col(U.due_at) <= NOW,
        )
        .values(
            {
                col(U.fence): col(U.fence) + 1,
                col(U.lease_owner): owner,
                col(U.lease_until): NOW + lease,
                col(U.rung_at): NOW,
                **blame(U, lease=lease),
            }
        )
        .returning(U)
    )
    options = {"synchronize_session": False, "populate_existing": True}
    return session.execute(statement, execution_options=options).scalar_one_or_none()


def write(session: Session, row: UploadRow, **values: Any) -> bool:
    """Change a claimed row; false when the claim is no longer ours, and nothing was written."""
    ours = (
        col(U.id) == row.id,
        col(U.fence) == row.fence,
        col(U.state) == UploadState.CHECKING,
    )
    statement = update(U).where(*ours).values(**values).returning(col(U.fence))
    options = {"synchronize_session": False}
    return session.execute(statement, execution_options=options).first() is not None


def ring_due(session: Session, *, every: timedelta) -> list[str]:
    """What waits for a worker; marked as rung, so that two clocks do not ring the same."""
    return list(session.execute(_RING, {"every": every}).scalars())
