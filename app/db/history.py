"""How long finished tasks of the same kind took."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Double, cast, func, text
from sqlmodel import Session, col, select

from app.db.tables.tasks import TaskRow
from app.domain.eta import SIZE_SPREAD
from app.domain.states import TaskState

T = TaskRow
_LAST = 200
_LOOKED_AT = 2000
"""Of how many finished tasks those of the same kind are sought; more would cost more every year."""


_DURATIONS = text(f"""
    SELECT array(
        SELECT took FROM (
            SELECT model, size, CAST(extract(epoch FROM ended_at - started_at) AS float8) AS took
            FROM tasks
            WHERE provider = :provider AND state = 'completed' AND started_at IS NOT NULL
            ORDER BY ended_at DESC LIMIT {_LOOKED_AT}) lately
        WHERE model = :model AND size BETWEEN :least AND :most LIMIT {_LAST})""")  # noqa: S608 -- two numbers


def durations(session: Session, *, provider: str, model: str, size: float) -> list[float]:
    """Seconds from leaving the line to the end, of the last finished tasks of about this size."""
    values = {
        "provider": provider,
        "model": model,
        "least": size / SIZE_SPREAD,
        "most": size * SIZE_SPREAD,
    }
    return session.execute(_DURATIONS, values).scalar_one()


def paces(session: Session, provider: str) -> tuple[list[float], list[float]]:
    """
    Seconds per unit of size of finished tasks: of the last hour, and of the two hundred before.

    Per unit, because an hour of long songs is not a slow hour.
    """
    finished = _finished(provider, _seconds() / func.greatest(col(T.size), 1.0)).limit(_LAST)
    hour_ago = func.now() - timedelta(hours=1)
    recent = session.execute(finished.where(col(T.ended_at) > hour_ago)).scalars()
    before = session.execute(finished.where(col(T.ended_at) <= hour_ago)).scalars()
    return list(recent), list(before)


def _seconds() -> Any:
    # As a float: a decimal costs ten times as much to read.
    return cast(func.extract("epoch", col(T.ended_at) - col(T.started_at)), Double)


def _finished(provider: str, *columns: Any) -> Any:
    """Completed tasks of a provider, the latest first, as the index has them."""
    return (
        select(*columns)
        .where(
            col(T.provider) == provider,
            col(T.state) == TaskState.COMPLETED,
            col(T.started_at).is_not(None),
        )
        .order_by(col(T.ended_at).desc())
    )
