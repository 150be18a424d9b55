"""Moves credits. Called inside the transaction of whatever they are moved for."""

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from app.db.tables.ledger import AccountRow, EntryRow, TransferRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Transaction
from app.domain.errors import NotEnoughCredits
from app.domain.ids import new_id
from app.domain.ledger import Bucket, Kind, sides

A = AccountRow


def open_account(tx: Transaction, person_id: str) -> None:
    """Make sure the person has an account."""
    tx.session.execute(insert(A).values(id=person_id, available=0, held=0).on_conflict_do_nothing())


def balance(session: Session, person_id: str) -> tuple[int, int]:
    """Credits that can be spent, and credits that are set aside."""
    account = session.exec(select(A).where(col(A.id) == person_id)).one_or_none()
    return (account.available, account.held) if account else (0, 0)


def grant(tx: Transaction, person_id: str, credits_: int, *, reason: str) -> None:
    """Give a person credits."""
    open_account(tx, person_id)
    statement = (
        update(A).where(col(A.id) == person_id).values({col(A.available): A.available + credits_})
    )
    tx.session.execute(statement)
    _write(tx, Kind.GRANT, person_id=person_id, amount=credits_, reason=reason)


def hold(tx: Transaction, tasks: list[TaskRow]) -> None:
    """
    Set the price of these tasks aside, all of them or none.

    Raises `NotEnoughCredits` with what is missing.
    """
    person_id, total = tasks[0].person_id, sum(task.price for task in tasks)
    statement = (
        update(A)
        .where(col(A.id) == person_id, col(A.available) >= total)
        .values({col(A.available): A.available - total, col(A.held): A.held + total})
        .returning(col(A.id))
    )
    if tx.session.execute(statement).scalar_one_or_none() is None:
        available, _ = balance(tx.session, person_id)
        missing = total - available
        raise NotEnoughCredits(
            f"This costs {total} credits and you have {available}: {missing} are missing.",
            missing=missing,
        )
    for task in tasks:
        _write_for(tx, Kind.HOLD, task)


def settle(tx: Transaction, task: TaskRow) -> None:
    """Spend what was set aside for a task: it was made."""
    statement = (
        update(A).where(col(A.id) == task.person_id).values({col(A.held): A.held - task.price})
    )
    tx.session.execute(statement)
    _write_for(tx, Kind.SETTLE, task)


def release(tx: Transaction, task: TaskRow, *, to: str | None = None) -> None:
    """
    Return what was set aside for a task: it was not made.

    It returns to whoever the job belongs to now, which may not be who paid when it began.
    """
    held = update(A).where(col(A.id) == task.person_id).values({col(A.held): A.held - task.price})
    owner = to or task.person_id
    more = {col(A.available): A.available + task.price}
    tx.session.execute(held)
    tx.session.execute(update(A).where(col(A.id) == owner).values(more))
    _write_for(tx, Kind.RELEASE, task, owner=owner)


def _write_for(tx: Transaction, kind: Kind, task: TaskRow, *, owner: str | None = None) -> None:
    _write(
        tx,
        kind,
        person_id=owner or task.person_id,
        payer_id=task.person_id,
        amount=task.price,
        job_id=task.job_id,
        task_id=task.id,
    )


def _write(  # noqa: PLR0913 -- the columns of one row
    tx: Transaction,
    kind: Kind,
    *,
    person_id: str,
    amount: int,
    payer_id: str | None = None,
    job_id: str | None = None,
    task_id: str | None = None,
    reason: str = "",
) -> None:
    transfer = TransferRow(
        id=new_id("transfer"),
        person_id=person_id,
        kind=kind,
        amount=amount,
        job_id=job_id,
        task_id=task_id,
        reason=reason,
    )
    tx.session.add(transfer)
    tx.session.flush()
    for side in sides(kind, person_id=person_id, amount=amount, payer_id=payer_id):
        tx.session.add(
            EntryRow(
                transfer_id=transfer.id,
                account_id=side.account_id,
                bucket=Bucket(side.bucket),
                amount=side.amount,
            )
        )
