"""How long finished tasks of the same kind took."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.db.tables.tasks import TaskRow
from app.domain.eta import SIZE_SPREAD
from app.domain.states import TaskState

T = TaskRow
_LAST = 50


def durations(session: Session, *, provider: str, model: str, size: float) -> list[float]:
    """Seconds from leaving the line to the end, of the last finished tasks of about this size."""
    seconds = func.extract("epoch", col(T.ended_at) - col(T.started_at))
    statement = (
        select(seconds)
        .where(
            col(T.provider) == provider,
            col(T.model) == model,
            col(T.state) == TaskState.COMPLETED,
            col(T.started_at).is_not(None),
            col(T.size).between(size / SIZE_SPREAD, size * SIZE_SPREAD),
        )
        .order_by(col(T.ended_at).desc())
        .limit(_LAST)
    )
    return [float(value) for value in session.exec(statement)]
