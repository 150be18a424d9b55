"""How long finished tasks of the same kind took."""

from datetime import timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from app.db.tables.tasks import TaskRow
from app.domain.eta import SIZE_SPREAD
from app.domain.states import TaskState

T = TaskRow
_LAST = 200


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


def paces(session: Session, provider: str) -> tuple[list[float], list[float]]:
    """
    Seconds per unit of size of finished tasks: of the last hour, and of the two hundred before.

    Per unit, because an hour of long songs is not a slow hour.
    """
    seconds = func.extract("epoch", col(T.ended_at) - col(T.started_at))
    finished = (
        select(seconds / func.greatest(col(T.size), 1.0))
        .where(
            col(T.provider) == provider,
            col(T.state) == TaskState.COMPLETED,
            col(T.started_at).is_not(None),
        )
        .order_by(col(T.ended_at).desc())
    )
    hour_ago = func.now() - timedelta(hours=1)
    recent = session.exec(finished.where(col(T.ended_at) > hour_ago).limit(_LAST))
    before = session.exec(finished.where(col(T.ended_at) <= hour_ago).limit(_LAST))
    return [float(v) for v in recent], [float(v) for v in before]
