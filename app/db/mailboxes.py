"""The mailbox of a person, as rows: which one it is, and whether it was confirmed."""

from collections.abc import Collection, Iterable

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from app.db.tables.identities import IdentityRow
from app.db.tables.mailboxes import MailboxRow
from app.db.tables.people import PersonRow


def addresses(session: Session, people: Iterable[PersonRow]) -> dict[str, str]:
    """The addresses of members, and those that an issuer vouches for, by the ids of people."""
    there = list(people)
    found = {row.id: row.email for row in there if row.email}
    unknown = [row.id for row in there if row.id not in found]
    if unknown:
        theirs = select(IdentityRow).where(col(IdentityRow.person_id).in_(unknown))
        for row in session.exec(theirs):
            if row.person_id and row.email:
                found[row.person_id] = row.email
    return found


def confirmed(session: Session, addresses: dict[str, str]) -> set[str]:
    """Ids of those among these people who said that they read letters at this address."""
    rows = _rows(session, addresses)
    said_so = [row for row in rows if row.confirmed_at]
    return {r.person_id for r in said_so if is_same(r.address, addresses[r.person_id])}


def find(session: Session, person_id: str, address: str) -> MailboxRow | None:
    """What is known of this mailbox; None for nothing."""
    return next((r for r in _rows(session, [person_id]) if is_same(r.address, address)), None)


def of(session: Session, person_id: str, address: str) -> MailboxRow:
    """The same; a new row where that is nothing, or of another address."""
    row = next(iter(_rows(session, [person_id])), None)
    if row is None:
        row = MailboxRow(person_id=person_id, address=address)
        session.add(row)
    elif not is_same(row.address, address):
        row.address, row.asked, row.asked_at, row.confirmed_at = address, 0, None, None
    return row


def confirm(session: Session, person_id: str, address: str) -> None:
    """They read letters there."""
    values = {"address": address, "asked": 0, "asked_at": None, "confirmed_at": func.now()}
    statement = insert(MailboxRow).values(person_id=person_id, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=values))


def is_same(one: str, other: str) -> bool:
    """Whether both lead to one mailbox."""
    return one.strip().lower() == other.strip().lower()


def _rows(session: Session, people: Collection[str]) -> Iterable[MailboxRow]:
    if not people:
        return ()
    mine = select(MailboxRow).where(col(MailboxRow.person_id).in_(list(people)))
    return session.exec(mine, execution_options={"populate_existing": True}).all()
