"""What the page of any job knows of it beside the job itself: settings, receipt, history, takes."""

from dataclasses import dataclass
from typing import Any

from app.bootstrap import studio
from app.domain.views import FileView, JobView, Receipt, TaskView
from app.ui.state.cards import card
from app.ui.state.statement import bill, entry
from app.ui.state.tries import tries


@dataclass
class Fact:
    """One thing that was asked for, or understood."""

    name: str = ""
    value: str = ""


@dataclass(frozen=True)
class Beside:
    """What is read beside the job itself."""

    tasks: tuple[TaskView, ...]
    receipt: Receipt
    takes: tuple[FileView, ...]


def beside(me: str, job_id: str) -> Beside:
    """All of it, in three questions."""
    here = studio()
    takes = here.library.takes(me, job_id)
    return Beside(here.jobs.tasks(me, job_id), here.money.receipt(me, job_id), takes)


def common(job: JobView, more: Beside) -> dict[str, Any]:
    """Fields that every page of a job has, by their names."""
    return {
        "job": card(job),
        "missing": False,
        "trash_days": studio().trash.stays.total_seconds() / 86_400,
        "prompt": str(job.params.get("prompt") or ""),
        "tries": tries(more.tasks, more.receipt),
        "bill": bill(more.receipt),
        "entries": [entry(line) for line in more.receipt.lines],
    }


def put(state: Any, now: dict[str, Any]) -> None:
    """Assign only what differs, because whatever is assigned is sent."""
    for name, value in now.items():
        if getattr(state, name) != value:
            setattr(state, name, value)


def shown_take(takes: tuple[FileView, ...], job: JobView, chosen: str) -> FileView | None:
    """The take that was chosen, else what this job made: the leader of it, or its first."""
    own = [file for file in takes if file.job_id == job.id]
    picked = next((file for file in takes if file.id == chosen), None)
    return picked or next((file for file in own if file.leads), own[0] if own else None)


def facts(values: dict[str, Any], names: tuple[str, ...]) -> list[Fact]:
    """The values that are there, in our order."""
    found = []
    for name in names:
        value = values.get(name)
        if value in (None, "", []):
            continue
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        found.append(Fact(name, text))
    return found
