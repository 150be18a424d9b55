"""The rows of people: how they are found, made and shown."""

from typing import Literal, cast

from sqlalchemy import func, or_
from sqlmodel import col, select

from app.db.tables.identities import IdentityRow
from app.db.tables.jobs import JobRow
from app.db.tables.people import PersonRow
from app.db.transaction import Transaction
from app.domain.errors import NotFound
from app.domain.ids import new_id
from app.domain.views import PersonView
from app.services import ledger

Language = Literal["ko", "en"]
Role = Literal["person", "reader", "operator"]


def new_person(tx: Transaction, *, language: Language, welcome_credits: int) -> PersonRow:
    """A guest, welcomed with credits."""
    row = PersonRow(id=new_id("person"), language=language)
    tx.session.add(row)
    tx.session.flush()
    ledger.open_account(tx, row.id)
    if welcome_credits:
        ledger.grant(tx, row.id, welcome_credits, reason="welcome")
    tx.session.refresh(row)
    return row


def living(tx: Transaction, person_id: str, *, lock: bool = False) -> PersonRow:
    """Somebody who has not left. Raises `NotFound`."""
    statement = select(PersonRow).where(col(PersonRow.id) == person_id)
    if lock:
        statement = statement.with_for_update()
    row = tx.session.exec(statement, execution_options={"populate_existing": True}).one_or_none()
    if row is None or row.kind == "gone":
        raise NotFound("There is no such person.")
    return row


def member(tx: Transaction, email: str) -> PersonRow | None:
    """Who has an account with this address, however it is written."""
    if "\x00" in email or not email.isprintable():
        return None
    same = func.lower(col(PersonRow.email)) == func.lower(email.strip())
    return tx.session.exec(select(PersonRow).where(same)).one_or_none()


def jobs_of(tx: Transaction, person_id: str) -> list[str]:
    """Ids of the jobs of a person that were not let go for good yet; the trash is among them."""
    mine = select(JobRow.id).where(col(JobRow.person_id) == person_id)
    stays = or_(col(JobRow.deleted_at).is_(None), col(JobRow.restorable_until) > func.now())
    return list(tx.session.exec(mine.where(stays)))


def view(tx: Transaction, row: PersonRow) -> PersonView:
    """A person as they see themselves."""
    tx.session.flush()
    available, held = ledger.balance(tx.session, row.id)
    return PersonView(
        id=row.id,
        name=row.name,
        email=row.email if row.kind != "external" else _told_email(tx, row.id),
        is_guest=row.kind == "guest",
        language=cast("Language", row.language),
        tier=cast("Literal['free', 'paid']", row.tier),
        role=cast("Role", row.role),
        available=available,
        held=held,
        created_at=row.created_at,
    )


def _told_email(tx: Transaction, person_id: str) -> str | None:
    """What their issuer says; they do not sign in with it."""
    theirs = select(IdentityRow.email).where(col(IdentityRow.person_id) == person_id)
    return tx.session.exec(theirs.limit(1)).one_or_none()
