"""What happened to each paid call of a job, with its money, line by line."""

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.views import EventView, LineView, Receipt, TaskView
from app.ui.state.cards import millis

HIDDEN = frozenset({"fenced"})
"""The operator's business: nothing happened to the song."""
_MOVED_BY = {
    "hold": frozenset({"asked", "adopted"}),
    "settle": frozenset({"completed"}),
    "release": frozenset({"failed", "cancelled", "takes_missing"}),
}
_MOST = 60


@dataclass
class Line:
    """One thing that happened."""

    at: int = 0
    kind: str = ""
    n: int = 0
    """Which attempt it was, or how many times in a row."""
    code: str = ""
    reason: str = ""
    files: str = ""
    money: str = ""
    """hold, settle or release, when credits moved with it."""
    amount: int = 0


@dataclass
class Try:
    """One paid call."""

    id: str = ""
    take: int = 1
    """Which of several it makes, from 1."""
    number: int = 1
    """1 for the first try of this take; a retry continues the one before."""
    lines: list[Line] = field(default_factory=list)


def tries(tasks: tuple[TaskView, ...], receipt: Receipt) -> list[Try]:
    """Every try with its history; each movement of credits stands at the event that moved them."""
    lines = {
        (event.task_id, event.at, event.kind): _line(event)
        for task in tasks
        for event in task.events
        if event.kind not in HIDDEN
    }
    _pay(lines, receipt.lines)
    number: dict[str, int] = {}
    found = []
    for task in sorted(tasks, key=lambda task: (task.index, task.created_at)):
        number[task.id] = number.get(task.retry_of or "", 0) + 1
        mine = [line for (owner, _, _), line in lines.items() if owner == task.id]
        found.append(Try(task.id, task.index + 1, number[task.id], mine[-_MOST:]))
    return found


def _line(event: EventView) -> Line:
    data = event.data
    count = data.get("attempt") or data.get("tries") or data.get("errors") or 0
    files = data.get("files")
    return Line(
        at=millis(event.at),
        kind=event.kind,
        n=int(count),
        code=str(data.get("code") or ""),
        reason=str(data.get("reason") or ""),
        files=", ".join(map(str, files)) if isinstance(files, list) else "",
    )


def _pay(lines: dict[tuple[str, datetime, str], Line], moved: tuple[LineView, ...]) -> None:
    """Both were written in one transaction: the nearest free event of the right kind is the one."""
    for credit in moved:
        free = [
            (abs((at - credit.at).total_seconds()), line)
            for (_, at, kind), line in lines.items()
            if kind in _MOVED_BY.get(credit.kind, ()) and not line.money
        ]
        if free:
            _, line = min(free, key=lambda pair: pair[0])
            line.money, line.amount = credit.kind, credit.amount
