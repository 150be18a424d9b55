"""
Transfers written whole: the line, both its sides, and the balances they move.

Balances move by exactly what the sides say, so an account is always the sum of its entries.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from app.db.rows import as_json, insert_of
from app.db.tables.ledger import TransferRow
from app.domain.ledger import Side

BOOKED = f"""
    transfer AS ({insert_of(TransferRow, "transfers")}),
    side AS (SELECT * FROM jsonb_to_recordset(CAST(:sides AS jsonb))
                 AS s (transfer_id text, account_id text, bucket text, amount bigint)),
    entry AS (INSERT INTO entries (transfer_id, account_id, bucket, amount) SELECT * FROM side),
    moved AS (
        UPDATE accounts SET available = available + s.more, held = held + s.set_aside
        FROM (SELECT account_id,
                     coalesce(sum(amount) FILTER (WHERE bucket = 'available'), 0) AS more,
                     coalesce(sum(amount) FILTER (WHERE bucket = 'held'), 0) AS set_aside
              FROM side GROUP BY account_id) s
        WHERE accounts.id = s.account_id AND available + s.more >= 0
        RETURNING accounts.id)"""  # noqa: S608 -- constants; every value is bound
"""Parts of a WITH. `moved` lacks an account that does not exist or cannot spend so much: whoever
uses it rolls back then. The studio's own account has no row and is never in it."""

_BOOK = text(f"WITH {BOOKED} SELECT count(*) FROM moved")  # noqa: S608 -- the same


@dataclass(frozen=True)
class Transfer:
    """One movement of credits with its two sides, which sum to zero."""

    row: TransferRow
    sides: tuple[Side, Side]


def values_of(transfers: Sequence[Transfer]) -> dict[str, str]:
    """The parameters of `BOOKED`."""
    sides = [
        {
            "transfer_id": transfer.row.id,
            "account_id": side.account_id,
            "bucket": side.bucket,
            "amount": side.amount,
        }
        for transfer in transfers
        for side in transfer.sides
    ]
    return {"transfers": as_json([t.row for t in transfers]), "sides": json.dumps(sides)}


def book(session: Session, transfers: Sequence[Transfer]) -> None:
    """
    Write these transfers.

    A balance that would fall below zero, and a second transfer of a kind for a task, raise
    `IntegrityError`.
    """
    session.execute(_BOOK, values_of(transfers))
