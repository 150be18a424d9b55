"""The log of what operators did. Each line is written in the transaction of its act."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app.db.tables.audit import AuditRow
from app.db.transaction import Database, Transaction
from app.domain.errors import Invalid
from app.domain.operations import AuditView
from app.domain.views import Page

PAGE_MOST = 100


def note(  # noqa: PLR0913 -- the columns of one row
    tx: Transaction,
    *,
    by: str,
    act: str,
    target: str,
    data: dict[str, Any] | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write down an act. What people wrote, their names and addresses have no place here."""
    row = AuditRow(who=by, act=act, target=target)
    row.data, row.before, row.after = data or {}, before or {}, after or {}
    tx.session.add(row)


@dataclass(frozen=True)
class Audit:
    """Reads the log."""

    db: Database

    def page(
        self,
        *,
        who: str | None = None,
        act: str | None = None,
        target: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[AuditView]:
        """Acts, the latest first. Raises `Invalid` for a cursor that is not ours."""
        asked = {"who": who, "act": act, "target": target}
        statement = select(AuditRow).order_by(col(AuditRow.id).desc())
        for column, value in asked.items():
            if value:
                statement = statement.where(getattr(AuditRow, column) == value)
        if cursor is not None:
            statement = statement.where(col(AuditRow.id) < _number(cursor))
        limit = max(1, min(limit, PAGE_MOST))
        with self.db.transaction() as tx:
            found = tx.session.exec(statement.limit(limit + 1)).all()
        items = tuple(_view(row) for row in found[:limit])
        return Page(items, str(items[-1].id) if len(found) > limit else None)


def _number(cursor: str) -> int:
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > len(str(2**62)):
        raise Invalid("This page marker is not one of ours.", field="cursor")
    return int(cursor)


def _view(row: AuditRow) -> AuditView:
    return AuditView(
        id=row.id or 0,
        at=row.at,
        who=row.who,
        act=row.act,
        target=row.target,
        data=row.data,
        before=row.before,
        after=row.after,
    )
