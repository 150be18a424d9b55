"""How messages to the outside are claimed and settled: the only SQL that writes those columns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, text, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.db.claimed import Claimed, with_targets
from app.db.tables.deliveries import DeliveryRow
from app.domain.delivering import NEWS, Answer, Channel, DeliveryState
from app.domain.ids import new_id

D = DeliveryRow
NOW = func.now()
_FREE = "(lease_until IS NULL OR lease_until < now())"
# A version before this one may run beside it, and wrote its notices here.
_DUE = f"channel <> 'notice' AND state = 'pending' AND due_at <= now() AND {_FREE}"

# One slow target takes no more than its share of a claim, however much of it waits.
_CLAIM = text(f"""
    WITH targets AS (
        SELECT DISTINCT target, lane FROM deliveries
        WHERE {_DUE} AND target <> ALL (:busy) AND lane <> ALL (:crowded)),
    due AS (
        SELECT id FROM (
            SELECT mine.id, row_number() OVER (PARTITION BY targets.lane) AS place
            FROM targets CROSS JOIN LATERAL (
                SELECT id FROM deliveries
                WHERE target = targets.target AND {_DUE}
                ORDER BY due_at, id LIMIT :share FOR UPDATE SKIP LOCKED) AS mine) AS them
        WHERE place <= :of_lane LIMIT :most)
    UPDATE deliveries SET fence = fence + 1, lease_owner = :owner, lease_until = now() + :lease,
        gathers = false
    WHERE id IN (SELECT id FROM due)
    RETURNING id""")  # noqa: S608 -- words of this file

_IS_DUE = text(f"SELECT EXISTS (SELECT 1 FROM deliveries WHERE {_DUE})")  # noqa: S608 -- as above

_DELIVERED = text("""
    UPDATE deliveries SET state = 'delivered', ended_at = now(), tried_at = now(),
        tries = tries + 1, problem = NULL, lease_owner = NULL, lease_until = NULL,
        answer_status = went.status, answer_body = went.body, answer_ms = went.ms
    FROM unnest(CAST(:ids AS text[]), CAST(:fences AS int[]), CAST(:statuses AS int[]),
                CAST(:bodies AS text[]), CAST(:took AS int[])) AS went (id, fence, status, body, ms)
    WHERE deliveries.id = went.id AND deliveries.fence = went.fence
      AND deliveries.state = 'pending'
    RETURNING deliveries.id""")

# Whoever ends something joins what waits for the same target, as long as nobody has taken it.
_GATHER = text("""
    INSERT INTO deliveries (id, channel, person_id, target, lane, topic, payload, due_at, gathers)
    VALUES (:id, :channel, :person, :target, :lane, :topic,
            jsonb_build_object('notices', jsonb_build_array(CAST(:notice AS text))), :due_at, true)
    ON CONFLICT (channel, target) WHERE gathers DO UPDATE SET
        payload = jsonb_set(deliveries.payload, '{notices}',
            (deliveries.payload->'notices') || (excluded.payload->'notices')),
        due_at = greatest(deliveries.due_at,
            least(excluded.due_at, deliveries.created_at + CAST(:longest AS interval)))""")

_FORGET = text("""
    DELETE FROM deliveries WHERE id IN (
        SELECT id FROM deliveries WHERE ended_at < now() - :older ORDER BY ended_at LIMIT 1000)""")


def is_due(session: Session) -> bool:
    """Whether anything waits to be sent now."""
    return bool(session.execute(_IS_DUE).scalar_one())


@dataclass(frozen=True)
class Target:
    """Where a message goes."""

    channel: Channel
    id: str
    lane: str


def gather(  # noqa: PLR0913 -- what is told, to whom, when
    session: Session,
    person_id: str,
    notice_id: str,
    *,
    to: Target,
    due_at: datetime,
    longest: timedelta,
) -> None:
    """Tell a target of a notice, together with what else waits to be told there."""
    values = {
        "id": new_id("delivery"),
        "channel": to.channel,
        "person": person_id,
        "target": to.id,
        "lane": to.lane,
        "topic": NEWS,
        "notice": notice_id,
        "due_at": due_at,
        "longest": longest,
    }
    session.execute(_GATHER, values)


def claim(  # noqa: PLR0913 -- who, how much, and whom not
    session: Session,
    *,
    owner: str,
    lease: timedelta,
    share: int,
    of_lane: int,
    most: int,
    busy: Collection[str],
    crowded: Collection[str],
) -> list[Claimed]:
    """Take messages that are due: a few of each target, and none of those that are busy."""
    values = {
        "owner": owner,
        "lease": lease,
        "share": share,
        "of_lane": of_lane,
        "most": most,
        "busy": list(busy),
        "crowded": list(crowded),
    }
    ids = session.execute(_CLAIM, values).scalars().all()
    if not ids:
        return []
    rows = session.exec(select(D).where(col(D.id).in_(ids)).order_by(col(D.due_at))).all()
    return with_targets(session, rows)


def lock(session: Session, ids: Sequence[str]) -> None:
    """
    Hold these, in the order of their ids.

    Whoever locks several does it like this, and after their target: nobody waits in a circle.
    """
    session.execute(_in_order(col(D.id).in_(ids)))


def _in_order(*which: ColumnElement[bool]) -> SelectOfScalar[str]:
    return select(col(D.id)).where(*which).order_by(col(D.id)).with_for_update()


def write_delivered(session: Session, went: Sequence[tuple[DeliveryRow, Answer]]) -> set[str]:
    """Write all of these under their fences; returns those that were still ours."""
    values = {
        "ids": [row.id for row, _ in went],
        "fences": [row.fence for row, _ in went],
        "statuses": [answer.status for _, answer in went],
        "bodies": [answer.body for _, answer in went],
        "took": [answer.took_ms for _, answer in went],
    }
    return set(session.execute(_DELIVERED, values).scalars())


def write(session: Session, row: DeliveryRow, **values: Any) -> bool:
    """Write under the claim's fence and give the claim back; false when it is no longer ours."""
    statement = (
        update(D)
        .where(col(D.id) == row.id, col(D.fence) == row.fence, col(D.state) == "pending")
        .values(lease_owner=None, lease_until=None, **values)
        .returning(col(D.id))
    )
    options = {"synchronize_session": False}
    return session.execute(statement, execution_options=options).first() is not None


def end_waiting(session: Session, target: str, *, problem: str) -> None:
    """What waits for a target will not be sent. A claim on it loses its fence."""
    session.execute(
        update(D)
        .where(
            col(D.id).in_(_in_order(col(D.target) == target, col(D.state) == DeliveryState.PENDING))
        )
        .values(
            state=DeliveryState.FAILED,
            problem=problem,
            ended_at=NOW,
            fence=D.fence + 1,
            gathers=False,
        ),
        execution_options={"synchronize_session": False},
    )


def put_off(session: Session, target: str, *, wait: timedelta) -> None:
    """Send nothing to a target for a while."""
    until = NOW + wait
    session.execute(
        update(D)
        .where(
            col(D.id).in_(
                _in_order(
                    col(D.target) == target,
                    col(D.state) == DeliveryState.PENDING,
                    col(D.due_at) < until,
                )
            )
        )
        .values(due_at=until),
        execution_options={"synchronize_session": False},
    )


def remove(session: Session, target: str) -> None:
    """Forget what was and will be sent to a target."""
    session.execute(delete(D).where(col(D.id).in_(_in_order(col(D.target) == target))))


def forget(session: Session, *, older: timedelta) -> None:
    """Remove what ended long ago."""
    session.execute(_FORGET, {"older": older})
