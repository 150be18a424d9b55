"""Writes down what people are to be told, in the transaction that makes it true."""

from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import text
from sqlmodel import Session

from app.db import deliveries, manners, notices
from app.db.deliveries import Target
from app.db.notices import Reading
from app.db.tables.jobs import JobRow
from app.db.tables.notices import MannersRow
from app.domain.delivering import Channel
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.telling.facts import Facts, kind_of, topic_of
from app.domain.telling.manners import PATIENCE, Manners
from app.services.engine import Engine

# Everything that has to be known of a person to tell them something; asked at every end of a job.
_WHERE = text("""
    SELECT now(), m.push, m.email, m.quiet_from, m.quiet_to, m.timezone,
        (SELECT array_agg(d.kind || ' ' || d.id || ' ' || d.address ORDER BY d.id)
         FROM devices d WHERE d.person_id = one.id)
    FROM (SELECT CAST(:person AS text) AS id) one LEFT JOIN manners m ON m.person_id = one.id""")


def note_end(engine: Engine, session: Session, job: JobRow) -> None:
    """A job ended just now: one notice, and a message for every way to its owner."""
    is_song = Medium(job.medium) is Medium.SONG
    root_id = job.take_of or job.id
    reading = notices.reading_of(session, job.id, root_id=root_id) if is_song else Reading()
    facts = _facts(session, job, reading)
    if reading.is_ahead:
        # It is told when the log that it was made for has been written.
        notices.put(session, job.person_id, facts, is_seen=True)
    else:
        tell(engine, session, job.person_id, facts)


def tell(engine: Engine, session: Session, person_id: str, facts: Facts) -> None:
    """Write a notice for somebody, and messages about it for the ways that they want."""
    notice_id = notices.put(session, person_id, facts)
    if facts.topic == topic_of(JobStatus.CANCELLED):
        return  # they did that themselves
    wishes, now, devices = _wishes(session, person_id)
    targets = [each for each in devices if each.channel in engine.channels]
    if Channel.EMAIL in engine.channels:
        targets.append(Target(Channel.EMAIL, person_id, "email"))
    for to in targets:
        if wishes.wants(to.channel, facts.kind):
            due_at, longest = wishes.due_at(to.channel, now), PATIENCE[to.channel].longest
            deliveries.gather(session, person_id, notice_id, to=to, due_at=due_at, longest=longest)


def _facts(session: Session, job: JobRow, reading: Reading) -> Facts:
    missing = job.completed_count < job.task_count
    failed = notices.failed_of(session, job.id) if missing else []
    code, reason = next(((code, reason) for code, reason, _ in failed if code), ("", ""))
    return Facts(
        kind=kind_of(Medium(job.medium), journey_id=reading.journey_id),
        topic=topic_of(JobStatus(job.status)),
        subject=job.id,
        title=reading.book or job.title,
        total=job.task_count,
        completed=job.completed_count,
        failed=job.failed_count,
        code=code,
        reason=reason,
        returned=sum(price for *_, price in failed),
        journey_id=reading.journey_id,
        log_id=reading.log_id,
        version=reading.version,
        album_id=str(job.params.get("album_id") or ""),
    )


def _wishes(session: Session, person_id: str) -> tuple[Manners, datetime, list[Target]]:
    now, push, email, begins, ends, zone, devices = session.execute(
        _WHERE, {"person": person_id}
    ).one()
    kept = {"push": push, "email": email, "quiet_from": begins, "quiet_to": ends, "timezone": zone}
    row = MannersRow(person_id=person_id, **kept) if push is not None else None
    return manners.read(row), now, [_target(*each.split(" ", 2)) for each in devices or ()]


def _target(kind: str, id_: str, address: str) -> Target:
    lane = urlsplit(address).netloc.lower() if kind == Channel.PUSH else kind
    return Target(Channel(kind), id_, lane)
