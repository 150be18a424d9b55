"""Browsers and phones of people: kept while they are there, tried out, forgotten."""

from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from app.db import deliveries as delivery_rows
from app.db.tables.deliveries import DeliveryRow
from app.db.tables.devices import DeviceRow
from app.db.tables.people import SessionRow
from app.db.transaction import Transaction
from app.domain.addresses import read_url
from app.domain.delivering import TRY_OUT, Channel, Trouble
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.ids import new_id
from app.domain.ports import Posts
from app.domain.telling.subscriptions import check_keys
from app.domain.telling.views import DeviceView
from app.services.engine import Engine

MOST = 20
"""Devices of one person; who was not there the longest makes room for a new one."""
NAME_MAX = 80
TOKEN_MAX = 1_000


@dataclass(frozen=True)
class Devices:
    """Devices of people. Somebody else's is `NotFound`, always."""

    engine: Engine
    posts: Posts
    may_be_private: bool = False

    def all(self, person_id: str) -> tuple[DeviceView, ...]:
        """Their devices, the newest first."""
        mine = select(DeviceRow).where(col(DeviceRow.person_id) == person_id)
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(mine.order_by(col(DeviceRow.id).desc()))
            return tuple(device_view(row) for row in found)

    def add_browser(  # noqa: PLR0913 -- what a subscription is made of
        self,
        person_id: str,
        *,
        endpoint: str,
        p256dh: str,
        auth: str,
        name: str = "",
        session: str | None = None,
    ) -> DeviceView:
        """
        Tell this browser things, for as long as its session lasts. A second time changes nothing.

        Raises `Invalid` for an address that strangers must not make us call.
        """
        self._need(Channel.PUSH)
        check_keys(p256dh, auth)
        url = read_url(endpoint, may_be_private=self.may_be_private)
        self.posts.check(url.geturl())
        kept = {"p256dh": p256dh, "auth": auth, "kind": "push"}
        return self._add(person_id, url.geturl(), name=name, session=session, **kept)

    def add_phone(self, person_id: str, *, token: str, name: str = "") -> DeviceView:
        """Tell the app with this token things. A second time changes nothing."""
        self._need(Channel.FCM)
        if not token.isprintable() or " " in token or len(token) > TOKEN_MAX:
            raise Invalid("This is no token of an app.", field="token")
        return self._add(person_id, token, name=name, session=None, kind="fcm")

    def remove(self, person_id: str, device_id: str) -> None:
        """Tell it nothing any more. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            _remove(tx, _owned(tx, person_id, device_id))

    def remove_address(self, person_id: str, address: str) -> None:
        """The same by the address or token it has; nothing happens when it is not known."""
        same = (col(DeviceRow.address) == address, col(DeviceRow.person_id) == person_id)
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(select(DeviceRow).where(*same)).one_or_none()
            if found is not None:
                _remove(tx, found)

    def test(self, person_id: str, device_id: str) -> None:
        """Send it a message that means nothing, once. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            device = _owned(tx, person_id, device_id)
            tx.session.add(
                DeliveryRow(
                    id=new_id("delivery"),
                    channel=Channel(device.kind),
                    person_id=person_id,
                    target=device.id,
                    lane=urlsplit(device.address).netloc.lower() or device.kind,
                    topic=TRY_OUT,
                    payload={},
                )
            )
            tx.after_commit(self.engine.doorbell.deliver)

    def _need(self, channel: Channel) -> None:
        if channel not in self.engine.channels:
            raise Conflict("This studio does not send such messages.")

    def _add(
        self, person_id: str, address: str, *, name: str, session: str | None, **kept: str
    ) -> DeviceView:
        with self.engine.db.transaction() as tx:
            values = {
                "person_id": person_id,
                "session_id": _session_id(tx, session, person_id),
                "name": " ".join(name.split())[:NAME_MAX],
                "seen_at": func.now(),
                "failing_since": None,
                **kept,
            }
            statement = insert(DeviceRow).values(id=new_id("device"), address=address, **values)
            # Whoever uses a browser now is who is told there, and nobody else any more.
            again = statement.on_conflict_do_update(index_elements=["address"], set_=values)
            id_ = tx.session.execute(again.returning(col(DeviceRow.id))).scalar_one()
            _make_room(tx, person_id)
            return device_view(_owned(tx, person_id, id_))


def _session_id(tx: Transaction, secret: str | None, person_id: str) -> str | None:
    if not secret:
        return None
    hashed = sha256(secret.encode(errors="replace")).hexdigest()
    theirs = select(SessionRow.id).where(
        col(SessionRow.token_hash) == hashed, col(SessionRow.person_id) == person_id
    )
    return tx.session.exec(theirs).one_or_none()


def _make_room(tx: Transaction, person_id: str) -> None:
    longest_away = (
        select(DeviceRow.id)
        .where(col(DeviceRow.person_id) == person_id)
        .order_by(col(DeviceRow.seen_at).desc(), col(DeviceRow.id).desc())
        .offset(MOST)
    )
    tx.session.execute(delete(DeviceRow).where(col(DeviceRow.id).in_(longest_away)))


def _remove(tx: Transaction, device: DeviceRow) -> None:
    delivery_rows.end_waiting(tx.session, device.id, problem=Trouble.GONE)
    tx.session.delete(device)


def _owned(tx: Transaction, person_id: str, device_id: str) -> DeviceRow:
    statement = select(DeviceRow).where(
        col(DeviceRow.id) == device_id, col(DeviceRow.person_id) == person_id
    )
    options = {"populate_existing": True}
    row = tx.session.exec(statement, execution_options=options).one_or_none()
    if row is None:
        raise NotFound("There is no such thing here.")
    return row


def device_view(row: DeviceRow) -> DeviceView:
    """A device, without what messages are sealed with."""
    return DeviceView(
        id=row.id,
        kind=Channel(row.kind),
        name=row.name,
        service=urlsplit(row.address).hostname or "",
        failing_since=row.failing_since,
        created_at=row.created_at,
        seen_at=row.seen_at,
    )
