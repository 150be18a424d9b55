"""How the studio does: now, and in charts of the last hour, day and month."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlmodel import Session, select

from app.db import figures, tallies
from app.db import tasks as rows
from app.db.transaction import Database
from app.domain.operations import ChartView, OverviewView, Pace, ReasonCount, Standing, Step
from app.domain.states import ACTIVE, TaskState
from app.services.health import Health, HealthReport

Window = Literal["hour", "day", "month"]
HOUR = timedelta(hours=1)
_STEPS: dict[Window, tuple[timedelta, timedelta]] = {
    "hour": (HOUR, timedelta(minutes=1)),
    "day": (timedelta(days=1), timedelta(minutes=30)),
    "month": (timedelta(days=30), timedelta(days=1)),
}


@dataclass(frozen=True)
class Overview:
    """Reads it from the database: whoever is asked tells of the whole studio."""

    db: Database
    health: Health

    def look(self) -> OverviewView:
        """As of now."""
        report = self.health.report()
        with self.db.transaction() as tx:
            return _look(tx.session, report)

    def chart(self, window: Window) -> ChartView:
        """What ended, in equal steps; a month comes from tallies of hours."""
        length, step = _STEPS[window]
        with self.db.transaction() as tx:
            since, found = tallies.steps(tx.session, window=length, step=step)
        told: dict[datetime, list[Any]] = {}
        for row in found:
            told.setdefault(row.at, []).append(row)
        moments = [since + step * n for n in range(int(length / step))]
        steps = tuple(_step(at, told.get(at, [])) for at in moments)
        return ChartView(window, int(step.total_seconds()), steps)


def _step(at: datetime, found: list[Any]) -> Step:
    by = {row.state: row for row in found}
    n = {state: int(row.n) for state, row in by.items()}
    made = by.get(TaskState.COMPLETED)
    begun = int(made.begun) if made is not None else 0
    return Step(
        at=at,
        completed=n.get("completed", 0),
        failed=n.get("failed", 0),
        cancelled=n.get("cancelled", 0),
        credits=int(made.credits) if made is not None else 0,
        waiting_s=float(made.waiting_s) / begun if made is not None and begun else None,
        making_s=float(made.making_s) / begun if made is not None and begun else None,
    )


def _look(session: Session, report: HealthReport) -> OverviewView:
    standing = tuple(_standing(row) for row in figures.standing(session))
    ended = figures.ended(session, window=HOUR)
    failures = [row for row in ended if row.state == TaskState.FAILED]
    return OverviewView(
        at=session.exec(select(rows.NOW)).one(),
        ok=report.ok,
        problems=tuple(report.problems),
        waiting=sum(row.n for row in standing if row.state == TaskState.PENDING),
        running=sum(row.n for row in standing if row.state in ACTIVE),
        oldest_due_s=report.oldest_due_s,
        completed=_sum(ended, TaskState.COMPLETED),
        failed=_sum(ended, TaskState.FAILED),
        cancelled=_sum(ended, TaskState.CANCELLED),
        held=int(figures.credits_(session).held),
        at_providers=sum(row.credits for row in standing if row.state in ACTIVE),
        deliveries_due=int(figures.deliveries(session).waiting),
        standing=standing,
        pace=tuple(
            Pace(row.provider, _pair(row.waiting_s), _pair(row.making_s))
            for row in figures.pace(session, window=HOUR)
        ),
        reasons=tuple(
            ReasonCount(row.provider, row.code, row.n)
            for row in sorted(failures, key=lambda row: -row.n)
        ),
    )


def _standing(row: Any) -> Standing:
    oldest = max(0.0, float(row.oldest_s or 0))
    return Standing(row.provider, TaskState(row.state), row.n, int(row.credits), oldest)


def _pair(values: Any) -> tuple[float, float]:
    return (float(values[0]), float(values[1]))


def _sum(ended: Any, state: TaskState) -> int:
    return sum(row.n for row in ended if row.state == state)
