"""Rows of what begins: a job, its tasks, and one more try of a task that failed."""

import hashlib
import json
import secrets
from dataclasses import asdict, fields
from datetime import datetime

from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.domain.ids import new_id
from app.domain.views import Order
from app.media.catalogue import RECIPES
from app.services import tracing
from app.services.planning import Planned

_SEEDS = 2**53


def new_job(person_id: str, plan: Planned) -> JobRow:
    """The row of a job that begins."""
    order = plan.order
    params = plan.params.model_dump(mode="json", exclude_none=True)
    return JobRow(
        id=new_id("job"),
        person_id=person_id,
        take_of=order.take_of,
        medium=order.medium,
        title=plan.title,
        provider=plan.provider.id,
        model=plan.model,
        params=params,
        search=search_words(plan.title, RECIPES[plan.order.medium].words(plan.params)),
        price=plan.price,
        task_count=len(plan.calls),
        key=order.key,
        key_hash=fingerprint(order) if order.key else None,
    )


def first_try(job: JobRow, plan: Planned, index: int, *, tier: str, due_at: datetime) -> TaskRow:
    """One task of a new job; each but the first has a seed of its own."""
    piece, takes = plan.calls[index]
    given = plan.order.seed if index == 0 else None
    return TaskRow(
        id=new_id("task"),
        job_id=job.id,
        person_id=job.person_id,
        tier=tier,
        index=index,
        provider=job.provider,
        model=job.model,
        title=job.title,
        params=piece.params.model_dump(mode="json", exclude_none=True),
        seed=secrets.randbelow(_SEEDS) if given is None else given,
        size=piece.size,
        takes=takes,
        price=piece.price * takes,
        due_at=due_at,
        trace=tracing.here(),
    )


def another_try(old: TaskRow, person_id: str, *, price: int) -> TaskRow:
    """The same again, for what a take of it costs now."""
    return TaskRow(
        id=new_id("task"),
        job_id=old.job_id,
        person_id=person_id,
        tier=old.tier,
        index=old.index,
        provider=old.provider,
        model=old.model,
        title=old.title,
        params=old.params,
        seed=old.seed,
        size=old.size,
        takes=old.takes,
        price=price * old.takes,
        retry_of=old.id,
        trace=tracing.here(),
    )


def search_words(title: str, words: str) -> str:
    """What a job can be found by."""
    return f"{title} {words}".lower()


def fingerprint(order: Order) -> str:
    """What was asked, without its key. What was not said is left out: more may be sayable later."""
    plain = {field.name: field.default for field in fields(order)} | {"key": order.key}
    asked = {name: value for name, value in asdict(order).items() if value != plain[name]}
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()
