"""How jobs begin: the order is understood, priced, written with its credits held, then rung."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from app.db import jobs as job_rows
from app.db import starts, writing
from app.db import tasks as rows
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Transaction
from app.domain.errors import Conflict
from app.domain.ids import new_id
from app.domain.medium import Medium
from app.domain.states import TaskState
from app.domain.views import JobView, Order
from app.services import gate, ledger
from app.services.planning import Planned, PlansJobs
from app.services.reading import owned

_SEEDS = 2**53


@dataclass(frozen=True)
class StartsJobs(PlansJobs):
    """Starts jobs, and starts what failed once more."""

    def start(self, person_id: str, order: Order) -> JobView:
        """
        Begin a job: rows and held credits are committed, then workers are woken.

        The same key with the same order gives the same job; with another order, `Conflict`.
        Raises `Invalid`, `NotEnoughCredits`.
        """
        return self.get(person_id, self.ask(person_id, order))

    def start_all(self, person_id: str, orders: Sequence[Order]) -> tuple[JobView, ...]:
        """Begin several jobs: all of them, or none with everything said that stands against it."""
        return self.get_all(person_id, self.ask_all(person_id, orders))

    def ask(self, person_id: str, order: Order) -> str:
        """The same for whoever wants nothing but the id."""
        return self.ask_all(person_id, [order])[0]

    def ask_all(self, person_id: str, orders: Sequence[Order]) -> list[str]:
        """The same for whoever wants nothing but their ids."""
        plans = [self.plan(order) for order in orders]
        if known := self._known(person_id, orders):
            return known
        try:
            with self.engine.db.transaction("start") as tx:
                return self.begin(tx, person_id, plans)
        except IntegrityError:
            # Two of the same key at the same moment: the other one was first.
            if known := self._known(person_id, orders):
                return known
            raise

    def retry(self, person_id: str, job_id: str) -> JobView:
        """Try what failed again with all its settings, for its price. Raises `Conflict`."""
        with self.engine.db.transaction() as tx:
            tier = gate.lock_person(tx.session, person_id)
            gate.check_room(tx.session, person_id, self.engine.limits.room(tier))
            job = owned(tx.session, person_id, job_id, lock=True)
            replaced = select(col(TaskRow.retry_of)).where(
                col(TaskRow.job_id) == job_id, col(TaskRow.retry_of).is_not(None)
            )
            failed = tx.session.exec(
                select(TaskRow).where(
                    col(TaskRow.job_id) == job_id,
                    col(TaskRow.state) == TaskState.FAILED,
                    col(TaskRow.id).not_in(replaced),
                )
            ).all()
            if not failed:
                raise Conflict("Nothing here has failed.")
            job.cancel_requested_at = None
            self._begin(tx, person_id, [self._fresh(old, person_id) for old in failed])
            job_rows.recount(tx.session, job)
        return self.get(person_id, job_id)

    def again(
        self, person_id: str, job_id: str, *, key: str | None = None, can_undo: bool = False
    ) -> JobView:
        """Another take of the same song: its words with another seed, as a job of its own."""
        with self.engine.db.transaction() as tx:
            job = owned(tx.session, person_id, job_id)
        order = Order(
            medium=Medium(job.medium),
            params=job.params,
            title=job.title,
            take_of=job.take_of or job.id,
            provider=job.provider if job.provider in self.engine.providers else None,
            can_undo=can_undo,
            key=key,
        )
        return self.start(person_id, order)

    def _known(self, person_id: str, orders: Sequence[Order]) -> list[str]:
        """The jobs that were started under these keys. Raises `Conflict` for other orders."""
        keys = [order.key for order in orders if order.key is not None]
        if not keys:
            return []
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(
                select(JobRow).where(col(JobRow.person_id) == person_id, col(JobRow.key).in_(keys))
            ).all()
        jobs = {job.key: job for job in found}
        asked = [jobs.get(order.key) for order in orders]
        same = [
            j is not None and j.key_hash == _fingerprint(o)
            for j, o in zip(asked, orders, strict=True)
        ]
        if jobs and not all(same):
            raise Conflict("This key was used for another request.")
        return [job.id for job in asked if job is not None]

    def begin(self, tx: Transaction, person_id: str, plans: Sequence[Planned]) -> list[str]:
        """
        Write jobs into a transaction of the caller's, whose other rows are true with them or not.

        Raises what stands against them; an `IntegrityError` means that a key is taken.
        """
        tier = gate.lock_person(tx.session, person_id)
        standing = starts.standing(tx.session, person_id)
        limits, asked = self.engine.limits, [*map(_asked, plans)]
        gate.check(tx.session, person_id, standing, tier=tier, limits=limits, asked=asked)
        jobs = [_new_job(person_id, plan) for plan in plans]
        tasks: list[TaskRow] = []
        for job, plan in zip(jobs, plans, strict=True):
            due_at = standing.now + self._held_back(plan)
            tasks += [
                _first_try(job, plan, index, takes, tier=tier, due_at=due_at)
                for index, takes in enumerate(plan.calls)
            ]
        self._begin(tx, person_id, tasks, jobs=jobs)
        return [job.id for job in jobs]

    def _held_back(self, plan: Planned) -> timedelta:
        """How long nothing is sent, so that it can be undone: only where money would be spent."""
        if not plan.order.can_undo or plan.provider.traits.repeatable:
            return timedelta()
        return self.engine.limits.undo

    def _begin(
        self,
        tx: Transaction,
        person_id: str,
        tasks: Sequence[TaskRow],
        *,
        jobs: Sequence[JobRow] = (),
    ) -> None:
        """Write tasks with their credits held; somebody is woken once it is true."""
        moved = writing.write(
            tx.session,
            jobs=jobs,
            tasks=tasks,
            events=[
                rows.line_of(task, "asked", price=task.price, retry_of=task.retry_of)
                for task in tasks
            ],
            transfers=[ledger.hold_of(task) for task in tasks],
        )
        if not moved:
            available, _ = ledger.balance(tx.session, person_id)
            raise gate.too_dear(available, sum(task.price for task in tasks))
        self.engine.announce(tx, person_id)
        for provider in {task.provider for task in tasks}:
            tx.after_commit(lambda provider=provider: self.engine.doorbell.admit(provider))

    def _fresh(self, old: TaskRow, person_id: str) -> TaskRow:
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
            price=self.engine.price(old.provider, old.model, size=old.size) * old.takes,
            retry_of=old.id,
        )


def _asked(plan: Planned) -> gate.Asked:
    return gate.Asked(
        provider=plan.provider,
        model=plan.model,
        size=plan.size,
        count=len(plan.calls),
        price=plan.price * plan.order.takes,
    )


def _new_job(person_id: str, plan: Planned) -> JobRow:
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
        search=search_words(plan.title, params),
        price=plan.price * order.takes,
        task_count=len(plan.calls),
        key=order.key,
        key_hash=_fingerprint(order) if order.key else None,
    )


def _first_try(  # noqa: PLR0913 -- what a task knows from the beginning
    job: JobRow, plan: Planned, index: int, takes: int, *, tier: str, due_at: datetime
) -> TaskRow:
    """One task of a new job; each but the first has a seed of its own."""
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
        params=job.params,
        seed=secrets.randbelow(_SEEDS) if given is None else given,
        size=plan.size,
        takes=takes,
        price=plan.price * takes,
        due_at=due_at,
    )


def search_words(title: str, params: dict[str, Any]) -> str:
    """What a job can be found by."""
    return f"{title} {params.get('prompt', '')}".lower()


def _fingerprint(order: Order) -> str:
    """What was asked, without its key. What was not said is left out: more may be sayable later."""
    plain = {field.name: field.default for field in fields(order)} | {"key": order.key}
    asked = {name: value for name, value in asdict(order).items() if value != plain[name]}
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()
