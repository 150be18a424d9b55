"""What a person sees of their credits: the statement, and the receipt of each job."""

from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy import and_, tuple_
from sqlmodel import col, select

from app.db.tables.jobs import JobRow
from app.db.tables.ledger import TransferRow
from app.db.transaction import Database
from app.domain.cursors import decode, encode
from app.domain.ledger import Kind
from app.domain.medium import Medium
from app.domain.pages import page_of
from app.domain.views import LineView, Page, Receipt
from app.services.reading import PAGE_MOST, owned

X = TransferRow
LineKind = Literal["grant", "hold", "settle", "release"]


@dataclass(frozen=True)
class Money:
    """Credits of people, line by line."""

    db: Database

    def statement(
        self, person_id: str, *, cursor: str | None = None, limit: int = 24
    ) -> Page[LineView]:
        """Every movement of a person's credits, the latest first. Raises `Invalid`."""
        statement = (
            select(X, JobRow)
            .outerjoin(
                JobRow,
                and_(col(JobRow.id) == col(X.job_id), col(JobRow.deleted_at).is_(None)),
            )
            .where(col(X.person_id) == person_id)
        )
        if cursor is not None:
            statement = statement.where(tuple_(col(X.created_at), col(X.id)) < decode(cursor))
        limit = max(1, min(limit, PAGE_MOST))
        latest_first = (col(X.created_at).desc(), col(X.id).desc())
        with self.db.transaction() as tx:
            found = tx.session.exec(statement.order_by(*latest_first).limit(limit + 1)).all()
        lines = tuple(_line(row, job) for row, job in found[:limit])
        last = found[limit - 1][0] if len(found) > limit else None
        return Page(lines, encode(last.created_at, last.id) if last else None)

    def receipt(self, person_id: str, job_id: str) -> Receipt:
        """What became of the credits of a job. Raises `NotFound`."""
        with self.db.transaction() as tx:
            job = owned(tx.session, person_id, job_id)
            rows = tx.session.exec(
                select(X).where(col(X.job_id) == job_id).order_by(col(X.created_at), col(X.id))
            ).all()
        sums = {kind: sum(row.amount for row in rows if row.kind == kind) for kind in Kind}
        used, returned = sums[Kind.SETTLE], sums[Kind.RELEASE]
        return Receipt(
            quoted=job.price,
            held=sums[Kind.HOLD] - used - returned,
            used=used,
            returned=returned,
            lines=tuple(_line(row, job) for row in rows),
        )


def _line(row: TransferRow, job: JobRow | None) -> LineView:
    return LineView(
        id=row.id,
        at=row.created_at,
        kind=cast("LineKind", str(row.kind)),
        amount=row.amount,
        job_id=job.id if job else None,
        title=job.title if job else row.reason,
        page=_page(job) if job else None,
    )


def _page(job: JobRow) -> str:
    return page_of(Medium(job.medium), job.id, album_id=str(job.params.get("album_id") or ""))
