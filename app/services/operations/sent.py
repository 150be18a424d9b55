"""Messages to the outside, of everybody: whether they got through. Not what they say."""

from dataclasses import dataclass

from sqlalchemy import tuple_
from sqlmodel import col, select

from app.db import watching
from app.db.tables.deliveries import DeliveryRow
from app.db.transaction import Database
from app.domain.cursors import decode, encode
from app.domain.delivering import DeliveryState
from app.domain.operations import SentView
from app.domain.views import Page

PAGE_MOST = 100
D = DeliveryRow


@dataclass(frozen=True)
class Sent:
    """The list."""

    db: Database

    def page(
        self,
        *,
        state: DeliveryState | None = None,
        channel: str | None = None,
        person_id: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[SentView]:
        """Messages, the latest first. Raises `Invalid` for a cursor that is not ours."""
        statement = select(D).order_by(col(D.created_at).desc(), col(D.id).desc())
        for column, value in ((D.state, state), (D.channel, channel), (D.person_id, person_id)):
            if value:
                statement = statement.where(col(column) == value)
        if cursor is not None:
            statement = statement.where(tuple_(col(D.created_at), col(D.id)) < decode(cursor))
        limit = max(1, min(limit, PAGE_MOST))
        with self.db.transaction() as tx:
            found = tx.session.exec(statement.limit(limit + 1)).all()
            views = tuple(
                _view(row, watching.job_told_by(tx.session, row.payload)) for row in found[:limit]
            )
        last = found[limit - 1] if len(found) > limit else None
        return Page(views, encode(last.created_at, last.id) if last else None)


def _view(row: DeliveryRow, job_id: str | None) -> SentView:
    return SentView(
        id=row.id,
        channel=str(row.channel),
        topic=row.topic,
        person_id=row.person_id,
        target=row.target,
        job_id=job_id,
        state=DeliveryState(row.state),
        tries=row.tries,
        problem=row.problem,
        answer_status=row.answer_status,
        answer_ms=row.answer_ms,
        created_at=row.created_at,
        tried_at=row.tried_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
    )
