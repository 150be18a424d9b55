"""How a file in another format is asked for, claimed and finished: every write under its fence."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_, text, update
from sqlmodel import Session, col, select

from app.db.processes import blame
from app.db.tables.assets import AssetRow
from app.db.tables.renditions import RenditionRow
from app.domain.formats import PREVIEWS, Format, RenditionState

R = RenditionRow
NOW = func.now()
UNFINISHED = (RenditionState.PENDING, RenditionState.MAKING)

_ASK = text("""
    INSERT INTO renditions (asset_id, format, key) VALUES (:asset_id, :format, :key)
    ON CONFLICT (asset_id, format) DO UPDATE
    SET state = 'pending', tries = 0, crashes = 0, outages = 0, due_at = now(), rung_at = now(),
        failure_code = NULL, failure_detail = NULL, ended_at = NULL
    WHERE renditions.state = 'failed'
    RETURNING asset_id""")

_RING = text("""
    WITH due AS (
        SELECT asset_id, format FROM renditions
        WHERE state IN ('pending', 'making') AND due_at <= now()
          AND (lease_until IS NULL OR lease_until < now())
          AND (rung_at IS NULL OR rung_at < now() - :every)
        ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED)
    UPDATE renditions r SET rung_at = now() FROM due
    WHERE r.asset_id = due.asset_id AND r.format = due.format
    RETURNING r.asset_id, r.format""")

_KEYS_OF_JOB = text("""
    SELECT r.key FROM renditions r JOIN assets a ON a.id = r.asset_id WHERE a.job_id = :id""")

_BUSY = text("""
    SELECT count(*) FROM renditions r JOIN assets a ON a.id = r.asset_id
    WHERE a.person_id = :person_id AND r.state IN ('pending', 'making')
      AND r.format <> ALL (:previews)""")

_LEARN = text("UPDATE assets SET meta = meta || CAST(:facts AS jsonb) WHERE id = :id")


def ask(session: Session, asset: AssetRow, format_: Format, *, key: str) -> bool:
    """Put it in line, once; true when it was not there, or had failed."""
    values = {"asset_id": asset.id, "format": format_, "key": key}
    return session.execute(_ASK, values).first() is not None


def unfinished(session: Session, person_id: str) -> int:
    """How many of a person's files wait for a format that they asked for."""
    asked = {"person_id": person_id, "previews": list(PREVIEWS)}
    return int(session.execute(_BUSY, asked).scalar_one())


def learn(session: Session, asset_id: str, facts: Mapping[str, Any]) -> None:
    """Add to what is known of a file what was seen while it was written in another format."""
    session.execute(_LEARN, {"id": asset_id, "facts": json.dumps(facts)})


def of_asset(session: Session, asset_id: str) -> list[RenditionRow]:
    """Every other format that was asked for."""
    return list(session.exec(select(R).where(col(R.asset_id) == asset_id)))


def keys_of_job(session: Session, job_id: str) -> list[str]:
    """Where the other formats of a job's files are kept, or will be."""
    return [key for (key,) in session.execute(_KEYS_OF_JOB, {"id": job_id})]


def claim(
    session: Session, asset_id: str, format_: Format, *, owner: str, lease: timedelta
) -> RenditionRow | None:
    """
    Take it when it is due and nobody holds it.

    A lease that lapsed is a worker that died, or an outage that hit everybody; counted apart.
    """
    statement = (
        update(R)
        .where(
            col(R.asset_id) == asset_id,
            col(R.format) == format_,
            col(R.state).in_(UNFINISHED),
            or_(col(R.lease_until).is_(None), col(R.lease_until) < NOW),
            col(R.due_at) <= NOW,
        )
        .values(
            {
                col(R.state): RenditionState.MAKING,
                col(R.fence): col(R.fence) + 1,
                col(R.lease_owner): owner,
                col(R.lease_until): NOW + lease,
                col(R.rung_at): NOW,
                **blame(R, lease=lease),
            }
        )
        .returning(R)
    )
    options = {"synchronize_session": False, "populate_existing": True}
    return session.execute(statement, execution_options=options).scalar_one_or_none()


def write(session: Session, row: RenditionRow, **values: Any) -> bool:
    """Change a claimed row; false when the claim is no longer ours, and nothing was written."""
    mine = (
        col(R.asset_id) == row.asset_id,
        col(R.format) == row.format,
        col(R.fence) == row.fence,
        col(R.state) == RenditionState.MAKING,
    )
    statement = update(R).where(*mine).values(**values).returning(col(R.fence))
    options = {"synchronize_session": False}
    return session.execute(statement, execution_options=options).first() is not None


def ring_due(session: Session, *, every: timedelta) -> list[tuple[str, Format]]:
    """What waits for a worker; marked as rung, so that two clocks do not ring the same."""
    return [(a, Format(f)) for a, f in session.execute(_RING, {"every": every})]
