"""The same wish twice, from two tabs or a form that was sent again."""

from datetime import datetime

from sqlmodel import Session, col, select

from app.db.tables.jobs import JobRow
from app.domain.states import JobStatus
from app.services.planning import Planned


def on_its_way(
    session: Session, person_id: str, plan: Planned, *, since: datetime | None = None
) -> str | None:
    """
    The job of this name, payload, maker and price that is being made.

    With a moment, the one that began since then, made or being made: what came to nothing or was
    taken back is no answer.
    """
    params = plan.params.model_dump(mode="json", exclude_none=True)
    statement = select(JobRow.id).where(
        col(JobRow.person_id) == person_id,
        col(JobRow.medium) == plan.order.medium,
        col(JobRow.deleted_at).is_(None),
        col(JobRow.take_of).is_(None),
        col(JobRow.title) == plan.title,
        col(JobRow.params) == params,
        col(JobRow.provider) == plan.provider.id,
        col(JobRow.model) == plan.model,
        col(JobRow.price) == plan.price,
    )
    if since is None:
        statement = statement.where(col(JobRow.ended_at).is_(None))
    else:
        gone = (JobStatus.FAILED, JobStatus.CANCELLED)
        lately = col(JobRow.created_at) > since
        statement = statement.where(lately, col(JobRow.status).not_in(gone))
    return session.exec(statement.order_by(col(JobRow.created_at)).limit(1)).first()
