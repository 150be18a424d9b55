"""Rows into views: what a person sees of a job, with all that must be looked up for it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from sqlalchemy import String, bindparam
from sqlmodel import Session, col, select

from app.db import history, line
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.domain import eta
from app.domain.medium import Medium
from app.domain.states import ACTIVE, FINAL, JobStatus, TaskState
from app.domain.views import Failure, FileView, JobView, Usual
from app.services.engine import Engine, UnknownProvider

# Asked by every look of every tab: built once.
_OF_JOBS = bindparam("jobs", type_=String, expanding=True)
_TASKS = select(TaskRow).where(col(TaskRow.job_id).in_(_OF_JOBS)).order_by(col(TaskRow.index))
_FILES = (
    select(AssetRow)
    .where(col(AssetRow.job_id).in_(_OF_JOBS), col(AssetRow.is_main))
    .order_by(col(AssetRow.created_at), col(AssetRow.id))
)


def job_views(engine: Engine, session: Session, jobs: Sequence[JobRow]) -> tuple[JobView, ...]:
    """Views of these jobs, in their order, with a fixed number of queries."""
    if not jobs:
        return ()
    tasks: dict[str, list[TaskRow]] = defaultdict(list)
    for task in session.execute(_TASKS, {"jobs": [job.id for job in jobs]}).scalars():
        tasks[task.job_id].append(task)
    files: dict[str, list[FileView]] = defaultdict(list)
    titles = {job.id: job.title for job in jobs if job.completed_count}
    for asset in session.execute(_FILES, {"jobs": list(titles)}).scalars() if titles else ():
        files[asset.job_id].append(file_view(asset, title=titles[asset.job_id]))
    before, usual = _people_before(session, tasks), _usual(session)
    return tuple(
        _view(engine, usual, job, _current(tasks[job.id]), files[job.id], before) for job in jobs
    )


def file_view(asset: AssetRow, *, title: str, takes: int = 1) -> FileView:
    """What a person sees of a stored file."""
    return FileView(
        id=asset.id,
        job_id=asset.job_id,
        task_id=asset.task_id,
        medium=Medium(asset.medium),
        title=title,
        name=asset.name,
        content_type=asset.content_type,
        size=asset.size,
        meta=asset.meta,
        take=asset.take,
        leads=asset.leads,
        takes=takes,
        favourite=asset.favourite,
        created_at=asset.created_at,
    )


def _current(tasks: list[TaskRow]) -> list[TaskRow]:
    """Without those that a retry has replaced."""
    replaced = {task.retry_of for task in tasks}
    return [task for task in tasks if task.id not in replaced]


def _people_before(session: Session, tasks: dict[str, list[TaskRow]]) -> dict[str, int]:
    waiting: dict[str, list[str]] = defaultdict(list)
    for some in tasks.values():
        for task in some:
            if task.state == TaskState.PENDING:
                waiting[task.provider].append(task.id)
    found: dict[str, int] = {}
    for provider, ids in waiting.items():
        found |= line.people_before(session, provider, ids)
    return found


@dataclass(frozen=True)
class _Pace:
    """Where the nearest running task of a job is in time."""

    usual: eta.Range | None
    progress: float | None
    is_true: bool
    late: bool


_Usual = Callable[[str, str, float], eta.Range | None]


def _usual(session: Session) -> _Usual:
    """How long a task of this provider, model and size usually takes; looked up once for each."""

    @cache
    def look(provider: str, model: str, size: float) -> eta.Range | None:
        return eta.usual(history.durations(session, provider=provider, model=model, size=size))

    return look


def _pace(engine: Engine, usual: _Usual, tasks: list[TaskRow]) -> _Pace:
    open_tasks = [task for task in tasks if task.state not in FINAL]
    if not open_tasks:
        return _Pace(None, None, is_true=False, late=False)
    task = next((t for t in open_tasks if t.state in ACTIVE), open_tasks[0])
    expected = usual(task.provider, task.model, task.size)
    if task.started_at is None or task.state not in ACTIVE:
        return _Pace(expected, None, is_true=False, late=False)
    elapsed = (datetime.now(UTC) - task.started_at).total_seconds()
    provider = engine.providers.get(task.provider)
    is_true = provider is not None and provider.traits.reports_progress
    guess = eta.share_of(elapsed, expected) if expected else None
    progress = (task.progress or 0.0) if is_true else guess
    return _Pace(expected, progress, is_true, eta.is_late(elapsed, expected))


def _view(  # noqa: PLR0913, PLR0917 -- the parts of one view, gathered above
    engine: Engine,
    usual: _Usual,
    job: JobRow,
    tasks: list[TaskRow],
    files: list[FileView],
    before: dict[str, int],
) -> JobView:
    pace = _pace(engine, usual, tasks)
    provider = engine.providers.get(job.provider)
    failed = next((task for task in tasks if task.failure_code), None)
    deadlines = [t.deadline_at for t in tasks if t.state in ACTIVE and t.deadline_at]
    waits = [before[t.id] for t in tasks if t.id in before]
    retried = max((t.attempt for t in tasks if t.state not in FINAL), default=1) - 1
    later = [t.due_at for t in tasks if t.state == TaskState.PENDING and t.attempt > 1]
    return JobView(
        id=job.id,
        medium=Medium(job.medium),
        title=job.title,
        status=JobStatus(job.status),
        provider=job.provider,
        provider_title=provider.title if provider else job.provider,
        params=job.params,
        price=job.price,
        total=job.task_count,
        completed=job.completed_count,
        failed=job.failed_count,
        cancelled=job.cancelled_count,
        created_at=job.created_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        progress=_share_of_job(job, pace),
        progress_is_true=pace.is_true,
        people_before=min(waits) if waits and not job.started_at else None,
        orders_before=_orders_before(tasks),
        usual=Usual(pace.usual.low_s, pace.usual.high_s) if pace.usual else None,
        late=pace.late,
        sends_at=_sends_at(tasks),
        gives_up_at=max(deadlines) if deadlines else None,
        retry=retried,
        tries=1 + engine.patience.more,
        retry_at=min(later) if later else None,
        failure=Failure(failed.failure_code or "", failed.failure_reason or "") if failed else None,
        seen=job.seen_at is not None,
        cancel_frees=_cancel_frees(engine, tasks),
        again_price=_again_price(engine, tasks) if job.ended_at else 0,
        files=tuple(files),
        task_id=_at_work(tasks),
    )


def _at_work(tasks: list[TaskRow]) -> str | None:
    """The task that a job hangs on at the moment."""
    ranked = sorted(tasks, key=lambda t: (t.state in ACTIVE, t.state not in FINAL))
    return ranked[-1].id if ranked else None


def _orders_before(tasks: list[TaskRow]) -> int | None:
    """The place in line at the provider, until the first of them is at work there."""
    there = [t.orders_before for t in tasks if t.state == TaskState.GENERATING]
    known = [orders for orders in there if orders is not None]
    return min(known) if known and len(known) == len(there) else None


def _sends_at(tasks: list[TaskRow]) -> datetime | None:
    """The end of the time in which a start can be undone."""
    now = datetime.now(UTC)
    first = [t.due_at for t in tasks if t.state == TaskState.PENDING and t.attempt == 1]
    return max((at for at in first if at > now), default=None)


def _share_of_job(job: JobRow, pace: _Pace) -> float | None:
    """Ended tasks, and the share of the one at work."""
    if job.task_count == 0 or job.ended_at is not None:
        return None
    ended = job.completed_count + job.failed_count + job.cancelled_count
    if not ended and pace.progress is None:
        return None
    return (ended + (pace.progress or 0.0)) / job.task_count


def _again_price(engine: Engine, tasks: list[TaskRow]) -> int:
    failed = [task for task in tasks if task.state == TaskState.FAILED]
    if failed:
        return sum(price_again(engine, task) * task.takes for task in failed)
    return sum(price_again(engine, task) for task in tasks)


def price_again(engine: Engine, task: TaskRow) -> int:
    """Credits for one more take of this task; what one cost when its maker is here no more."""
    try:
        return engine.price_again(task)
    except UnknownProvider:
        return task.price // task.takes


def _cancel_frees(engine: Engine, tasks: list[TaskRow]) -> int:
    freed = 0
    for task in tasks:
        provider = engine.providers.get(task.provider)
        stops = provider is not None and provider.traits.cancels_free
        if task.state == TaskState.PENDING or (task.state in ACTIVE and stops):
            freed += task.price
    return freed
