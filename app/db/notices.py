"""How notices are written, read and seen: the only SQL that writes those columns."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String, bindparam, func, or_, select, text, tuple_, update
from sqlmodel import Session, col

from app.db import manners
from app.db.tables.jobs import JobRow
from app.db.tables.notices import MannersRow, NoticeRow
from app.domain.cursors import decode
from app.domain.ids import new_id
from app.domain.telling.facts import Facts
from app.domain.telling.manners import Kind, Manners

N = NoticeRow
NOW = func.now()

# Of which reading it is the music, and which version of it; and whether it was made before anybody
# asked, for a log that is still to be written. Asked when a song ends.
_READING = text("""
    SELECT EXISTS (SELECT FROM prepared_pieces p WHERE p.job_id = :job AND p.state = 'waiting'),
           r.journey_id, r.log_id, r.version, r.title
    FROM (SELECT 1) one LEFT JOIN LATERAL (
        SELECT y.id AS journey_id, l.id AS log_id, l.version, y.title
        FROM music_tracks m
        JOIN reading_logs l ON l.id = m.log_id AND l.deleted_at IS NULL
        JOIN journeys y ON y.id = l.journey_id AND y.deleted_at IS NULL
        WHERE m.root_id = :root LIMIT 1) r ON true""")

# Everything that has to be known of its owner to tell it comes along: asked at every end of a job.
_PUT = text("""
    WITH put AS (
        INSERT INTO notices (id, person_id, kind, topic, subject, job_id, facts, at, seen_at)
        VALUES (:id, :person, :kind, :topic, :subject, :job, CAST(:facts AS jsonb), now(),
                CASE WHEN :is_seen THEN now() END)
        ON CONFLICT (subject) DO UPDATE SET
            (person_id, kind, topic, job_id, facts, at, seen_at, shown_at)
            = (excluded.person_id, excluded.kind, excluded.topic, excluded.job_id, excluded.facts,
               excluded.at, excluded.seen_at, NULL)
        RETURNING id, person_id, topic, at)
    SELECT put.id, put.at, m.push, m.email, m.quiet_from, m.quiet_to, m.timezone,
        (SELECT array_agg(ARRAY[d.kind, d.id, d.address] ORDER BY d.id)
         FROM devices d WHERE d.person_id = put.person_id),
        (SELECT array_agg(w.id) FROM webhooks w
         WHERE w.person_id = put.person_id AND w.enabled AND put.topic = ANY(w.events))
    FROM put LEFT JOIN manners m ON m.person_id = put.person_id""")

# What of it failed, and what came back; without those that a retry has replaced.
_FAILED = text("""
    SELECT failure_code, failure_reason, price FROM tasks t
    WHERE job_id = :job AND state IN ('failed', 'cancelled')
      AND NOT EXISTS (SELECT FROM tasks n WHERE n.job_id = :job AND n.retry_of = t.id)
    ORDER BY index""")
_FORGET = text("""
    DELETE FROM notices WHERE id IN (
        SELECT id FROM notices WHERE at < now() - :older ORDER BY at LIMIT 1000)""")

# While its job runs again, or lies in the trash, a notice is not shown.
_STANDS = or_(
    col(N.job_id).is_(None),
    select(1)
    .where(
        col(JobRow.id) == col(N.job_id),
        col(JobRow.ended_at).is_not(None),
        col(JobRow.deleted_at).is_(None),
    )
    .exists(),
)
_UNSEEN = select(func.count()).where(
    col(N.person_id) == bindparam("person", type_=String), col(N.seen_at).is_(None), _STANDS
)


@dataclass(frozen=True)
class Put:
    """A notice that was written, and the ways by which its owner is to hear of it."""

    id: str
    at: datetime
    manners: Manners
    devices: tuple[tuple[str, str, str], ...]
    """Kind, id and address of each."""
    hooks: tuple[str, ...]
    """Ids of the webhooks that listen to its topic."""


def put(session: Session, person_id: str, facts: Facts, *, is_seen: bool = False) -> Put:
    """Write what became of a thing; what was told of it before is told no longer."""
    values = {
        "id": new_id("notice"),
        "person": person_id,
        "kind": facts.kind,
        "topic": facts.topic,
        "subject": facts.subject,
        "job": facts.subject if facts.topic.startswith("job.") else None,
        "facts": json.dumps(facts.as_row()),
        "is_seen": is_seen,
    }
    id_, at, push, email, begins, ends, zone, devices, hooks = session.execute(_PUT, values).one()
    kept = {"push": push, "email": email, "quiet_from": begins, "quiet_to": ends, "timezone": zone}
    row = MannersRow(person_id=person_id, **kept) if push is not None else None
    return Put(id_, at, manners.read(row), tuple(devices or ()), tuple(hooks or ()))


def take_back(session: Session, subject: str) -> None:
    """What was said of this is not true any more."""
    session.execute(text("DELETE FROM notices WHERE subject = :subject"), {"subject": subject})


def about(session: Session, subject: str) -> Facts | None:
    """What was told of this last."""
    found = session.execute(select(N).where(col(N.subject) == subject)).scalar_one_or_none()
    return facts_of(found) if found else None


def facts_of(row: NoticeRow) -> Facts:
    """What a row says."""
    known = {name: row.facts[name] for name in row.facts if name in Facts.__dataclass_fields__}
    return Facts(kind=Kind(row.kind), topic=row.topic, subject=row.subject, **known)


@dataclass(frozen=True)
class Reading:
    """What a song is the music of; nothing but its journey is needed to know that it is none."""

    is_ahead: bool = False
    """It was made before anybody asked, for a log that is still to be written."""
    journey_id: str = ""
    log_id: str = ""
    version: str = ""
    book: str = ""


def reading_of(session: Session, job_id: str, *, root_id: str) -> Reading:
    """What this song is the music of."""
    is_ahead, *told = session.execute(_READING, {"job": job_id, "root": root_id}).one()
    return Reading(is_ahead, *(word or "" for word in told))


def failed_of(session: Session, job_id: str) -> list[tuple[str, str, int]]:
    """Code, reason and price of everything in a job that did not come."""
    found = session.execute(_FAILED, {"job": job_id})
    return [(code or "", reason or "", price) for code, reason, price in found]


def page(
    session: Session, person_id: str, *, unseen: bool, cursor: str | None, most: int
) -> Sequence[NoticeRow]:
    """Notices that stand, the latest first. Raises `Invalid` for a cursor that is not ours."""
    statement = select(N).where(col(N.person_id) == person_id, _STANDS)
    if unseen:
        statement = statement.where(col(N.seen_at).is_(None))
    place = tuple_(col(N.at), col(N.id))
    if cursor is not None:
        statement = statement.where(place < decode(cursor))
    latest_first = (col(N.at).desc(), col(N.id).desc())
    return session.execute(statement.order_by(*latest_first).limit(most)).scalars().all()


def unseen(session: Session, person_id: str) -> int:
    """How many stand that were not looked at."""
    return session.execute(_UNSEEN, {"person": person_id}).scalar_one()


def standing(session: Session, ids: Collection[str]) -> dict[str, NoticeRow]:
    """Those of these notices that are still to be told: not seen, not shown, not taken back."""
    if not ids:
        return {}
    found = select(N).where(
        col(N.id).in_(ids), col(N.seen_at).is_(None), col(N.shown_at).is_(None), _STANDS
    )
    rows = session.execute(found, execution_options={"populate_existing": True}).scalars()
    return {row.id: row for row in rows}


def see(session: Session, person_id: str, *, subjects: Sequence[str] | None = None) -> list[str]:
    """They have looked at what these say, or at all of it; returns the subjects that were new."""
    return _mark(session, person_id, subjects, seen_at=NOW)


def show(session: Session, person_id: str, subjects: Sequence[str]) -> list[str]:
    """An open page has shown these; returns the subjects that nobody had shown before."""
    return _mark(session, person_id, subjects, shown_at=NOW)


def _mark(
    session: Session, person_id: str, subjects: Sequence[str] | None, **values: Any
) -> list[str]:
    [name] = values
    theirs = select(col(N.id)).where(col(N.person_id) == person_id, col(getattr(N, name)).is_(None))
    if subjects is not None:
        theirs = theirs.where(col(N.subject).in_(subjects))
    # In one order, so that two devices that do it at once never wait in a circle.
    theirs = theirs.order_by(col(N.id)).with_for_update()
    statement = (
        update(N).where(col(N.id).in_(theirs.scalar_subquery())).values(**values)
    ).returning(col(N.subject))
    options = {"synchronize_session": False}
    return list(session.execute(statement, execution_options=options).scalars())


def forget(session: Session, *, older: timedelta) -> None:
    """Remove what was told long ago."""
    session.execute(_FORGET, {"older": older})
