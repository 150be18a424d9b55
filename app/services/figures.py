"""Figures for those who run a studio: whether people get what they asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from sqlmodel import Session

from app.db import figures
from app.db.transaction import Database
from app.services.health import Health

WINDOW = timedelta(minutes=15)
"""What happened is told for so long."""

Label = dict[str, str]


@dataclass(frozen=True)
class Figure:
    """One figure: its name without ours before it, what it says, and its values by label."""

    name: str
    about: str
    values: tuple[tuple[Label, float], ...]
    kind: Literal["gauge", "info"] = "gauge"


@dataclass(frozen=True)
class Figures:
    """Reads them from the database, so whoever is asked tells of the whole studio."""

    db: Database
    health: Health

    def read(self) -> tuple[Figure, ...]:
        """Every figure, as of now. Raises what the database raises when it is away."""
        report = self.health.report()
        if not report.database:
            return (_one("up", "Whether the studio does its work: 1, or 0.", 0.0),)
        with self.db.transaction() as tx:
            return (
                _one("up", "Whether the studio does its work: 1, or 0.", float(report.ok)),
                _one(
                    "oldest_due_seconds",
                    "How long the oldest ready step has waited for a worker.",
                    report.oldest_due_s or 0.0,
                ),
                _one(
                    "clock_age_seconds",
                    "Since a clock last signed; -1 when none ever did.",
                    -1.0 if report.clock_age_s is None else report.clock_age_s,
                ),
                *_woken(tx.session),
                *_money(tx.session),
                *_work(tx.session),
                *_providers(tx.session),
                *_processes(tx.session),
            )


def _one(name: str, about: str, value: float) -> Figure:
    return Figure(name, about, (({}, value),))


def _many(name: str, about: str, values: Iterable[tuple[Label, Any]]) -> Figure:
    return Figure(name, about, tuple((label, float(value or 0)) for label, value in values))


def _woken(session: Session) -> Sequence[Figure]:
    row = figures.woken(session, window=WINDOW)
    shares = zip(("0.5", "0.95", "1"), row.woken_s, strict=True)
    return (
        _many(
            "wake_to_claim_seconds",
            "From the ring to the claim, of what began in the last 15 minutes.",
            (({"quantile": share}, value) for share, value in shares),
        ),
        _one(
            "fenced_writes",
            "Writes that came too late, of tasks whose bookkeeping is kept.",
            float(figures.fenced(session)),
        ),
    )


def _money(session: Session) -> Sequence[Figure]:
    row = figures.credits_(session)
    return (
        _one("credits_held", "Credits set aside for what runs.", float(row.held)),
        _one("credits_available", "Credits that people can spend.", float(row.available)),
    )


def _work(session: Session) -> Sequence[Figure]:
    standing = figures.standing(session)
    ended = figures.ended(session, window=WINDOW)
    pace = figures.pace(session, window=WINDOW)
    due = figures.deliveries(session)
    return (
        _many(
            "tasks",
            "Tasks that have not ended.",
            (({"provider": r.provider, "state": r.state}, r.n) for r in standing),
        ),
        _many(
            "oldest_task_seconds",
            "Age of the oldest of them in this state.",
            (
                ({"provider": r.provider, "state": r.state}, max(0, r.oldest_s or 0))
                for r in standing
            ),
        ),
        _many(
            "tasks_ended",
            "Tasks that ended in the last 15 minutes, and why they failed.",
            (({"provider": r.provider, "state": r.state, "code": r.code}, r.n) for r in ended),
        ),
        _many(
            "waiting_seconds", "In line, of what was completed in 15 minutes.", _quantiles(pace, 1)
        ),
        _many(
            "making_seconds", "At work, of what was completed in 15 minutes.", _quantiles(pace, 2)
        ),
        _one("deliveries_due", "Messages to the outside that are due.", float(due.waiting)),
        _one("oldest_delivery_seconds", "How long the oldest of them is due.", float(due.oldest_s)),
    )


def _quantiles(rows: Sequence[Any], column: int) -> Iterable[tuple[Label, float]]:
    for row in rows:
        for share, value in zip(("0.5", "0.95"), row[column], strict=True):
            yield {"provider": row.provider, "quantile": share}, value


def _providers(session: Session) -> Sequence[Figure]:
    rows = figures.providers(session)
    about = {
        "slots": "Tasks that may be active there at once.",
        "paused": "1 when nothing is sent there until an operator says so.",
        "blocked": "1 while it asked us to come back later.",
        "open": "1 while its breaker is open.",
    }
    return [
        _many(f"provider_{name}", words, (({"provider": r.id}, getattr(r, name)) for r in rows))
        for name, words in about.items()
    ]


def _processes(session: Session) -> Sequence[Figure]:
    rows = figures.processes(session)
    labels = {
        row.id: {"kind": row.kind, "host": row.host, "process": row.id, "version": row.version}
        for row in rows
    }
    about = {
        "age_s": ("process_silent_seconds", "Since it last signed."),
        "up_s": ("process_up_seconds", "Since it started."),
        "memory": ("process_memory_bytes", "What it has in memory."),
        "threads": ("process_threads", "Its threads."),
        "leads": ("process_leads", "1 for the clock that leads."),
        "drains": ("process_drains", "1 for a worker that takes nothing new."),
    }
    return [
        _many(name, words, ((labels[r.id], getattr(r, column)) for r in rows))
        for column, (name, words) in about.items()
    ]
