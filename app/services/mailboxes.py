"""Letters go where somebody said that they read them: asked once by a letter with a signed link."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.db import mailboxes as rows
from app.db.tables.deliveries import DeliveryRow
from app.db.tables.mailboxes import MailboxRow
from app.db.tables.people import PersonRow
from app.db.transaction import Transaction
from app.domain.delivering import CONFIRM, Channel
from app.domain.errors import Conflict, NotFound, TooMany
from app.domain.ids import new_id
from app.domain.telling.views import MailboxState
from app.services.engine import Engine
from app.services.people import living
from app.services.signing import Signer

STAYS = timedelta(days=3)
"""How long a link can be used."""
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(days=1)
_SHAPE = re.compile(r"([0-9a-z]{26})\.(\d{10})\.([A-Za-z0-9_-]{43})", re.ASCII)
_OLD = "This link was used already, or is too old."
_WAIT = "A letter is on its way. The next one can be sent a little later."


class Links:
    """Signs links to a mailbox. Each is good for one address, for three days."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._signer = Signer(keys, b"meanwhile: this address is read")

    def token(self, person_id: str, address: str, *, until: datetime) -> str:
        """What proves that somebody reads there."""
        ulid, ends = person_id.removeprefix("person_"), f"{int(until.timestamp()):010}"
        return f"{ulid}.{ends}.{self._signer.sign(_told(ulid, ends, address))}"

    def is_right(self, token: str, address: str) -> bool:
        """Whether it is one of ours, for this address, and still good."""
        found = _SHAPE.fullmatch(token)
        if found is None or int(found[2]) < datetime.now(UTC).timestamp():
            return False
        return self._signer.is_right(found[3], _told(found[1], found[2], address))


@dataclass(frozen=True)
class Mailboxes:
    """Asks people whether they read letters at their address, and believes the link."""

    engine: Engine
    links: Links

    def state(self, person_id: str) -> MailboxState:
        """Where it stands with the mailbox of this person."""
        with self.engine.db.transaction() as tx:
            address = _address(tx, living(tx, person_id))
            if address is None:
                return "none"
            row = rows.find(tx.session, person_id, address)
        if row is None or not (row.confirmed_at or row.asked_at):
            return "unasked"
        return "confirmed" if row.confirmed_at else "asked"

    def ask(self, person_id: str) -> None:
        """
        Send the letter once more.

        Raises `Conflict` where there is nothing to ask, `TooMany` right after another.
        """
        with self.engine.db.transaction() as tx:
            person = living(tx, person_id, lock=True)
            address = _address(tx, person)
            if address is None or Channel.EMAIL not in self.engine.channels:
                raise Conflict("There is no mailbox to which this studio could write.")
            row = rows.of(tx.session, person_id, address)
            if row.confirmed_at:
                raise Conflict("This address is confirmed already.")
            if wait := _wait(row):
                raise TooMany(_WAIT, retry_after=wait)
            _send(self.engine, tx, row)

    def confirm(self, token: str) -> None:
        """Believe a link, once. Raises `NotFound` for what is none, was used or is too old."""
        with self.engine.db.transaction() as tx:
            person = living(tx, _person_of(token), lock=True)
            address = _address(tx, person)
            if address is None or not self.links.is_right(token, address):
                raise NotFound(_OLD)
            if rows.confirmed(tx.session, {person.id: address}):
                raise NotFound(_OLD)
            rows.confirm(tx.session, person.id, address)


def ask_first(engine: Engine, tx: Transaction, person: PersonRow) -> None:
    """They want letters from now on: ask, unless that is confirmed or was asked just now."""
    address = _address(tx, person)
    if address is None or Channel.EMAIL not in engine.channels:
        return
    row = rows.of(tx.session, person.id, address)
    if not row.confirmed_at and not _wait(row):
        _send(engine, tx, row)


def _person_of(token: str) -> str:
    """Whose mailbox a link is about, as it says. Raises `NotFound`."""
    found = _SHAPE.fullmatch(token)
    if found is None:
        raise NotFound(_OLD)
    return f"person_{found[1]}"


def _address(tx: Transaction, person: PersonRow) -> str | None:
    return rows.addresses(tx.session, [person]).get(person.id)


def _wait(row: MailboxRow) -> timedelta | None:
    """How long until another letter may ask; each waits twice as long as the one before."""
    if row.asked_at is None:
        return None
    wait = min(_FIRST_WAIT * 2 ** (row.asked - 1), _LONGEST_WAIT)
    left = row.asked_at + wait - datetime.now(UTC)
    return left if left > timedelta() else None


def _send(engine: Engine, tx: Transaction, row: MailboxRow) -> None:
    row.asked, row.asked_at = min(row.asked, 16) + 1, datetime.now(UTC)
    tx.session.add(
        DeliveryRow(
            id=new_id("delivery"),
            channel=Channel.EMAIL,
            person_id=row.person_id,
            target=row.person_id,
            lane="email",
            topic=CONFIRM,
            payload={},
        )
    )
    tx.after_commit(engine.doorbell.deliver)


def _told(ulid: str, ends: str, address: str) -> str:
    return f"{ulid} {ends} {address.strip().lower()}"
