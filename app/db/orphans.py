"""The one sweep for litter: claimed, taken further and ended, every write under its fence."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text
from sqlmodel import Session

from app.db import naming
from app.db.tables.sweeps import SweepRow
from app.domain.ports import Listed

_FIRST = text("INSERT INTO sweeps (id) VALUES (1) ON CONFLICT DO NOTHING")
_CLAIM = text("""
    WITH was AS (SELECT phase IN ('resting', 'doubting') AS rested FROM sweeps FOR UPDATE)
    UPDATE sweeps s SET fence = s.fence + 1, lease_until = now() + :lease,
        phase = CASE WHEN was.rested THEN 'listing' ELSE s.phase END,
        place = CASE WHEN was.rested THEN '' ELSE s.place END,
        seen = CASE WHEN was.rested THEN 0 ELSE s.seen END,
        removed = CASE WHEN was.rested THEN 0 ELSE s.removed END,
        started_at = CASE WHEN was.rested THEN now() ELSE s.started_at END
    FROM was
    WHERE (s.lease_until IS NULL OR s.lease_until < now())
      AND (NOT was.rested OR s.ended_at IS NULL OR s.ended_at < now() - :every)
    RETURNING s.fence, s.phase, s.place, was.rested""")
_PROLONG = text("""
    UPDATE sweeps SET lease_until = now() + :lease WHERE fence = :fence AND phase = :phase
    RETURNING place""")
_NOTE = text("""
    INSERT INTO orphans (key, size, changed_at)
    SELECT key, size, changed_at FROM jsonb_to_recordset(CAST(:found AS jsonb))
        AS found(key text, size bigint, changed_at timestamptz)
    WHERE changed_at < now() - :age ON CONFLICT (key) DO NOTHING""")
_FURTHER = text("""
    UPDATE sweeps SET place = :place, seen = seen + :seen
    WHERE fence = :fence AND phase = 'listing' RETURNING seen""")
_REMOVED = text("""
    UPDATE sweeps SET removed = removed + :n, removed_ever = removed_ever + :n
    WHERE fence = :fence AND phase = 'removing' RETURNING id""")
_TURN = text("""
    UPDATE sweeps SET phase = CAST(:phase AS varchar), lease_until = NULL,
        ended_at = CASE WHEN CAST(:phase AS varchar) IN ('resting', 'doubting')
                        THEN now() ELSE ended_at END
    WHERE fence = :fence RETURNING id""")
_TRUST = text("""
    UPDATE sweeps SET phase = 'removing', fence = fence + 1, lease_until = NULL
    WHERE phase = 'doubting' RETURNING id""")


@dataclass(frozen=True)
class Claim:
    """A turn at the sweep."""

    fence: int
    phase: str
    place: str


def claim(session: Session, *, every: timedelta, lease: timedelta) -> Claim | None:
    """Take the sweep further, or begin it anew when that is due; None while it rests."""
    session.execute(_FIRST)
    row = session.execute(_CLAIM, {"every": every, "lease": lease}).one_or_none()
    if row is None:
        return None
    if row.rested:
        session.execute(text("DELETE FROM orphans"))
    return Claim(row.fence, row.phase, row.place)


def prolong(session: Session, claim_: Claim, *, lease: timedelta) -> bool:
    """Keep it a while longer; false when it is somebody else's by now."""
    asked = {"fence": claim_.fence, "phase": claim_.phase, "lease": lease}
    return session.execute(_PROLONG, asked).one_or_none() is not None


def note(session: Session, claim_: Claim, page: Sequence[Listed], *, age: timedelta) -> int:
    """Write down what of a page is forsaken, how far we are; how many were seen. -1: not ours."""
    asked = {"fence": claim_.fence, "place": page[-1].key, "seen": len(page)}
    seen = session.execute(_FURTHER, asked).scalar_one_or_none()
    if seen is None:
        return -1
    lost = set(naming.forsaken(session, [each.key for each in page]))
    found = [
        {"key": each.key, "size": each.size, "changed_at": each.changed_at.isoformat()}
        for each in page
        if each.key in lost
    ]
    session.execute(_NOTE, {"found": json.dumps(found), "age": age})
    return int(seen)


def some(session: Session, *, most: int) -> list[str]:
    """Some that are to be removed."""
    asked = {"most": most}
    return list(
        session.execute(text("SELECT key FROM orphans ORDER BY key LIMIT :most"), asked).scalars()
    )


def done(session: Session, claim_: Claim, keys: Sequence[str], *, removed: int) -> bool:
    """These were dealt with; false when the sweep is somebody else's by now."""
    session.execute(text("DELETE FROM orphans WHERE key = ANY(:keys)"), {"keys": list(keys)})
    asked = {"fence": claim_.fence, "n": removed}
    return session.execute(_REMOVED, asked).one_or_none() is not None


def turn(session: Session, claim_: Claim, phase: str) -> None:
    """Go over to another phase, for whoever comes next."""
    session.execute(_TURN, {"fence": claim_.fence, "phase": phase})


def trust(session: Session) -> bool:
    """Remove what was doubted; false when nothing was."""
    return session.execute(_TRUST).one_or_none() is not None


def count(session: Session) -> int:
    """How many are noted."""
    return int(session.execute(text("SELECT count(*) FROM orphans")).scalar_one())


def standing(session: Session) -> SweepRow | None:
    """The sweep as it is."""
    return session.get(SweepRow, 1)
