"""Moves credits. Called inside the transaction of whatever they are moved for."""

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from app.db.books import Transfer, book
from app.db.tables.ledger import AccountRow, TransferRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Transaction
from app.domain.ids import new_id
from app.domain.ledger import Kind, sides

A = AccountRow
_BALANCE = text("SELECT available, held FROM accounts WHERE id = :person")


def open_account(tx: Transaction, person_id: str) -> None:
    """Make sure the person has an account."""
    tx.session.execute(insert(A).values(id=person_id, available=0, held=0).on_conflict_do_nothing())


def balance(session: Session, person_id: str) -> tuple[int, int]:
    """Credits that can be spent, and credits that are set aside."""
    account = session.execute(_BALANCE, {"person": person_id}).one_or_none()
    return (account.available, account.held) if account else (0, 0)


def grant(tx: Transaction, person_id: str, credits_: int, *, reason: str) -> None:
    """Give a person credits."""
    open_account(tx, person_id)
    book(tx.session, [_transfer(Kind.GRANT, person_id=person_id, amount=credits_, reason=reason)])


def hold_of(task: TaskRow) -> Transfer:
    """The price of a task set aside, to be written with the task; see `db.writing`."""
    return _for(Kind.HOLD, task)


def settle(tx: Transaction, task: TaskRow, *, amount: int | None = None) -> None:
    """Spend what was set aside for a task, or this much of it: it was made."""
    book(tx.session, [settle_of(task, amount=amount)])


def settle_of(task: TaskRow, *, amount: int | None = None) -> Transfer:
    """The same, to be written together with other rows."""
    return _for(Kind.SETTLE, task, amount=amount)


def release(
    tx: Transaction, task: TaskRow, *, to: str | None = None, amount: int | None = None
) -> None:
    """
    Return what was set aside for a task, or this much of it: it was not made.

    It returns to whoever the job belongs to now, which may not be who paid when it began.
    """
    book(tx.session, [release_of(task, to=to, amount=amount)])


def release_of(task: TaskRow, *, to: str | None = None, amount: int | None = None) -> Transfer:
    """The same, to be written together with other rows."""
    return _for(Kind.RELEASE, task, owner=to, amount=amount)


def _for(
    kind: Kind, task: TaskRow, *, owner: str | None = None, amount: int | None = None
) -> Transfer:
    return _transfer(
        kind,
        person_id=owner or task.person_id,
        payer_id=task.person_id,
        amount=task.price if amount is None else amount,
        job_id=task.job_id,
        task_id=task.id,
    )


def _transfer(  # noqa: PLR0913 -- the columns of one row
    kind: Kind,
    *,
    person_id: str,
    amount: int,
    payer_id: str | None = None,
    job_id: str | None = None,
    task_id: str | None = None,
    reason: str = "",
) -> Transfer:
    row = TransferRow(
        id=new_id("transfer"),
        person_id=person_id,
        kind=kind,
        amount=amount,
        job_id=job_id,
        task_id=task_id,
        reason=reason,
    )
    return Transfer(row, sides(kind, person_id=person_id, amount=amount, payer_id=payer_id))
