"""Writes down what people are to be told, in the transaction that makes it true."""

from urllib.parse import urlsplit

from sqlmodel import Session

from app.db import deliveries, notices
from app.db.deliveries import Target
from app.db.notices import Put, Reading
from app.db.tables.jobs import JobRow
from app.domain.delivering import Channel
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.telling.facts import Facts, kind_of, topic_of
from app.domain.telling.manners import PATIENCE
from app.services.engine import Engine


def note_end(engine: Engine, session: Session, job: JobRow) -> tuple[str, ...]:
    """
    A job ended just now: one notice, and a message for every way to its owner.

    Returns the ids of their webhooks that listen to such an end.
    """
    is_song = Medium(job.medium) is Medium.SONG
    root_id = job.take_of or job.id
    reading = notices.reading_of(session, job.id, root_id=root_id) if is_song else Reading()
    facts = _facts(session, job, reading)
    # What was made ahead is told when the log that it was made for has been written.
    put = notices.put(session, job.person_id, facts, is_seen=reading.is_ahead)
    if not reading.is_ahead:
        _send(engine, session, job.person_id, facts, put)
    return put.hooks


def tell(engine: Engine, session: Session, person_id: str, facts: Facts) -> None:
    """Write a notice for somebody, and messages about it for the ways that they want."""
    _send(engine, session, person_id, facts, notices.put(session, person_id, facts))


def _send(engine: Engine, session: Session, person_id: str, facts: Facts, put: Put) -> None:
    if facts.topic == topic_of(JobStatus.CANCELLED):
        return  # they did that themselves
    targets = [
        each for each in (_target(*of) for of in put.devices) if each.channel in engine.channels
    ]
    if Channel.EMAIL in engine.channels:
        targets.append(Target(Channel.EMAIL, person_id, "email"))
    for to in targets:
        if put.manners.wants(to.channel, facts.kind):
            due_at = put.manners.due_at(to.channel, put.at)
            longest = PATIENCE[to.channel].longest
            deliveries.gather(session, person_id, put.id, to=to, due_at=due_at, longest=longest)


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


def _target(kind: str, id_: str, address: str) -> Target:
    lane = urlsplit(address).netloc.lower() if kind == Channel.PUSH else kind
    return Target(Channel(kind), id_, lane)
