"""What was sent to somebody, by whatever way, and how that went."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from app.db.tables.deliveries import DeliveryRow
from app.db.tables.devices import DeviceRow
from app.db.tables.notices import NoticeRow
from app.db.transaction import Database
from app.domain.cursors import decode, encode
from app.domain.delivering import Channel, DeliveryState
from app.domain.telling.views import SentView
from app.domain.views import Page

PAGE_MOST = 100
D = DeliveryRow


@dataclass(frozen=True)
class Sent:
    """The log of messages to people; those to their programs have one of their own."""

    db: Database

    def page(self, person_id: str, *, cursor: str | None = None, limit: int = 24) -> Page[SentView]:
        """What went out in the last 30 days, the latest first. Raises `Invalid`."""
        limit = max(1, min(limit, PAGE_MOST))
        mine = select(D).where(col(D.person_id) == person_id, col(D.channel) != Channel.WEBHOOK)
        if cursor is not None:
            mine = mine.where(tuple_(col(D.created_at), col(D.id)) < decode(cursor))
        latest_first = (col(D.created_at).desc(), col(D.id).desc())
        with self.db.transaction() as tx:
            found = tx.session.exec(mine.order_by(*latest_first).limit(limit + 1)).all()
            views = _views(tx.session, found[:limit])
        last = found[limit - 1] if len(found) > limit else None
        return Page(views, encode(last.created_at, last.id) if last else None)


def _views(session: Session, rows: Sequence[DeliveryRow]) -> tuple[SentView, ...]:
    ids = {id_ for row in rows for id_ in row.payload.get("notices", ())}
    notices = session.exec(select(NoticeRow).where(col(NoticeRow.id).in_(ids))).all()
    titles = {row.id: str(row.facts.get("title") or "") for row in notices}
    targets = {row.target for row in rows}
    devices = session.exec(select(DeviceRow).where(col(DeviceRow.id).in_(targets))).all()
    names = {row.id: row.name for row in devices}
    return tuple(_view(row, titles, names) for row in rows)


def _view(row: DeliveryRow, titles: dict[str, str], names: dict[str, str]) -> SentView:
    told = dict.fromkeys(row.payload.get("notices", ()))
    return SentView(
        id=row.id,
        channel=Channel(row.channel),
        to=names.get(row.target, ""),
        topic=row.topic,
        titles=tuple(titles[id_] for id_ in told if titles.get(id_)),
        state=DeliveryState(row.state),
        tries=row.tries,
        problem=row.problem,
        answer_status=row.answer_status,
        created_at=row.created_at,
        tried_at=row.tried_at,
        next_at=row.due_at if row.state == DeliveryState.PENDING else None,
        ended_at=row.ended_at,
    )
