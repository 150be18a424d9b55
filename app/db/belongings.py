"""
Everything that is somebody's, whatever table it lies in.

Tables are found by what they refer to: one that names a person, or a row that is that person's,
belongs to them. A new table is therefore part of it by itself; one that is nobody's is named here.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, select
from sqlmodel import Session

from app.db.schema import metadata

NOBODYS = frozenset({
    "audit",  # what operators did: theirs to answer for
    "book_covers",  # pictures of books
    "comparisons",
    "lost_orders",  # what nobody has; it forgets what it knew when a job goes
    "orphans",  # files without a row
    "processes",
    "providers",
    "received",  # messages of an issuer, told apart by their ids
    "sign_in_attempts",  # forgotten after a quarter of an hour
    "sweeps",
    "tallies",  # counts of everybody together
})  # fmt: skip

_OWN = {"people": "id", "accounts": "id", "entries": "account_id"}
# Proofs of who somebody is, and what only the engine needs.
_HIDDEN = re.compile(
    r"hash|secret|password|p256dh|^auth$|^token$|^lease_|^fence$|^trace$|^search$|^rung_at$"
    r"|_detail$|^folder$|^thumb_key$|^pieces$|backend_pid|admitted_until|^key$"
)


def tables() -> tuple[Table, ...]:
    """Those that hold something of somebody, in an order in which each refers to earlier ones."""
    return tuple(table for table in metadata.sorted_tables if table.name not in NOBODYS)


def rows(session: Session, table: Table, person_id: str) -> Iterator[Mapping[Any, Any]]:
    """The person's rows of a table, without what is hidden. `LookupError`: it is nobody's."""
    shown = [column for column in table.columns if not _HIDDEN.search(column.name)]
    statement = select(*shown).where(_theirs(table, person_id)).order_by(*table.primary_key)
    yield from session.execute(statement).mappings()


def _theirs(table: Table, person_id: str) -> ColumnElement[bool]:
    own = _OWN.get(table.name, "person_id")
    if own in table.columns:
        return table.columns[own] == person_id
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
        of = key.column.table
        if of.name not in NOBODYS and of is not table:
            return key.parent.in_(select(key.column).where(_theirs(of, person_id)))
    raise LookupError(f"{table.name} is nobody's: name it in NOBODYS")
