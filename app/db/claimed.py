"""Messages that were taken to be sent, with all that must be known to send them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session, col, select

from app.db.mailboxes import addresses, confirmed
from app.db.notices import standing
from app.db.tables.deliveries import DeliveryRow
from app.db.tables.devices import DeviceRow
from app.db.tables.notices import MannersRow, NoticeRow
from app.db.tables.people import PersonRow
from app.db.tables.webhooks import WebhookRow
from app.domain.delivering import DEVICES, Channel

_Row = TypeVar("_Row", WebhookRow, DeviceRow, PersonRow)


@dataclass(frozen=True)
class Claimed:
    """A message, where it goes and what it is to tell, as they were when it was claimed."""

    row: DeliveryRow
    hook: WebhookRow | None = None
    device: DeviceRow | None = None
    person: PersonRow | None = None
    email: str = ""
    """Where their letters go; empty when they have no mailbox that we know."""
    is_confirmed: bool = False
    """Whether they said that they read letters there."""
    manners: MannersRow | None = None
    notices: tuple[NoticeRow, ...] = ()
    """Those of its notices that nobody has looked at yet."""

    @property
    def channel(self) -> Channel:
        """The way it goes."""
        return Channel(self.row.channel)


def with_targets(session: Session, rows: Sequence[DeliveryRow]) -> list[Claimed]:
    """These messages with what belongs to them, by a fixed number of queries."""
    by_way = {way: [row for row in rows if row.channel == way] for way in Channel}
    hooks = _by_id(session, WebhookRow, {row.target for row in by_way[Channel.WEBHOOK]})
    on_devices = [row for way in DEVICES for row in by_way[way]]
    devices = _by_id(session, DeviceRow, {row.target for row in on_devices})
    told = on_devices + by_way[Channel.EMAIL]
    whose = {row.person_id for row in told}
    people = _by_id(session, PersonRow, whose)
    by_mail = {row.person_id for row in by_way[Channel.EMAIL]}
    emails = addresses(session, [row for id_, row in people.items() if id_ in by_mail])
    readers = confirmed(session, emails)
    manners = _manners(session, whose)
    notices = standing(session, {id_ for row in told for id_ in _named(row)})
    return [
        Claimed(
            row=row,
            hook=hooks.get(row.target),
            device=devices.get(row.target),
            person=people.get(row.person_id),
            email=emails.get(row.person_id, ""),
            is_confirmed=row.person_id in readers,
            manners=manners.get(row.person_id),
            notices=tuple(notices[id_] for id_ in _named(row) if id_ in notices),
        )
        for row in rows
    ]


def _named(row: DeliveryRow) -> list[str]:
    """Ids of its notices, each once, in the order in which they came."""
    return list(dict.fromkeys(row.payload.get("notices", ())))


def _by_id(session: Session, table: type[_Row], ids: Collection[str]) -> dict[str, _Row]:
    if not ids:
        return {}
    found = session.exec(
        select(table).where(col(table.id).in_(ids)), execution_options={"populate_existing": True}
    )
    return {row.id: row for row in found}


def _manners(session: Session, people: Collection[str]) -> dict[str, MannersRow]:
    if not people:
        return {}
    found = session.exec(select(MannersRow).where(col(MannersRow.person_id).in_(people)))
    return {row.person_id: row for row in found}
