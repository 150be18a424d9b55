"""How jobs begin: the order is understood, priced, written with its credits held, then rung."""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from pydantic import BaseModel
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from app.db import history
from app.db import jobs as job_rows
from app.db import tasks as rows
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Transaction
from app.domain import bounds, eta
from app.domain.errors import Conflict, Invalid
from app.domain.ids import new_id
from app.domain.medium import Medium
from app.domain.ports import Particular, Provider
from app.domain.states import TaskState
from app.domain.views import JobView, Order, Quote, Usual
from app.media import catalogue
from app.services import gate, ledger, weather
from app.services.reading import ReadsJobs, owned

_SEEDS = 2**53
TITLE_MAX = 120
TAKES_MAX = 8


@dataclass(frozen=True)
class Planned:
    """An order that was understood: who makes it, of what size, for how much."""

    params: BaseModel
    provider: Provider
    model: str
    size: float
    price: int
    title: str


@dataclass(frozen=True)
class StartsJobs(ReadsJobs):
    """Starts jobs, and starts what failed once more."""

    def choices(self, medium: Medium) -> list[Provider]:
        """Who can make this kind of thing, the operator's first choice first."""
        return [p for p in self.engine.providers.values() if p.medium == medium]

    def quote(
        self, medium: Medium, params: dict[str, Any], *, provider: str | None = None, takes: int = 1
    ) -> Quote:
        """What this would cost and how long one usually takes. Raises `Invalid`."""
        plan = self._plan(Order(medium=medium, params=params, provider=provider, takes=takes))
        with self.engine.db.transaction() as tx:
            expected = eta.usual(
                history.durations(
                    tx.session, provider=plan.provider.id, model=plan.model, size=plan.size
                )
            )
            sky = weather.look(tx.session, plan.provider)
        return Quote(
            price=plan.price * takes,
            provider=plan.provider.id,
            provider_title=plan.provider.title,
            usual=Usual(expected.low_s, expected.high_s) if expected else None,
            weather=sky,
        )

    def start(self, person_id: str, order: Order) -> JobView:
        """
        Begin a job: rows and held credits are committed, then workers are woken.

        The same key with the same order gives the same job; with another order, `Conflict`.
        Raises `Invalid`, `NotEnoughCredits`.
        """
        return self.get(person_id, self.ask(person_id, order))

    def ask(self, person_id: str, order: Order) -> str:
        """The same for whoever wants nothing but the id."""
        plan = self._plan(order)
        if known := self._known(person_id, order):
            return known
        try:
            return self._insert(person_id, order, plan)
        except IntegrityError:
            # Two of the same key at the same moment: the other one was first.
            if known := self._known(person_id, order):
                return known
            raise

    def retry(self, person_id: str, job_id: str) -> JobView:
        """Try what failed again with all its settings, for its price. Raises `Conflict`."""
        with self.engine.db.transaction() as tx:
            gate.lock_person(tx.session, person_id)
            job = owned(tx.session, person_id, job_id, lock=True)
            replaced = select(col(TaskRow.retry_of)).where(col(TaskRow.retry_of).is_not(None))
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
            fresh = [self._fresh(old, person_id) for old in failed]
            self._begin(tx, job, fresh)
        return self.get(person_id, job_id)

    def again(
        self, person_id: str, job_id: str, *, key: str | None = None, can_undo: bool = False
    ) -> JobView:
        """Another take: the same words with another seed, as a job of its own."""
        with self.engine.db.transaction() as tx:
            job = owned(tx.session, person_id, job_id)
        order = Order(
            medium=Medium(job.medium),
            params=job.params,
            title=job.title,
            provider=job.provider if job.provider in self.engine.providers else None,
            can_undo=can_undo,
            key=key,
        )
        return self.start(person_id, order)

    def _plan(self, order: Order) -> Planned:
        params = catalogue.understand(order.medium, order.params)
        recipe = catalogue.RECIPES[order.medium]
        provider = self._provider(order)
        model = order.model or provider.models[0]
        if model not in provider.models:
            raise Invalid(f"{provider.title} has no model {model}.", field="model")
        if not 1 <= order.takes <= TAKES_MAX:
            raise Invalid(f"Between 1 and {TAKES_MAX} takes.", field="takes")
        if isinstance(provider, Particular):
            asked = params.model_dump(mode="json", exclude_none=True)
            bounds.check(provider.title, provider.bounds(model), asked)
        size = recipe.size(params)
        title = " ".join((order.title or "").replace("\x00", "").split())[:TITLE_MAX]
        return Planned(
            params=params,
            provider=provider,
            model=model,
            size=size,
            price=self.engine.price(provider.id, model, size=size),
            title=title or catalogue.title_of(recipe.words(params)),
        )

    def _provider(self, order: Order) -> Provider:
        choices = {provider.id: provider for provider in self.choices(order.medium)}
        if not choices:
            raise Invalid(f"Nobody here makes a {order.medium.value}.", field="medium")
        if order.provider is None:
            return next(iter(choices.values()))
        if order.provider not in choices:
            raise Invalid(
                f"{order.provider} is not one of: {', '.join(choices)}.", field="provider"
            )
        return choices[order.provider]

    def _known(self, person_id: str, order: Order) -> str | None:
        """The job that was started under this key. Raises `Conflict` when it was another order."""
        if order.key is None:
            return None
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(
                select(JobRow).where(
                    col(JobRow.person_id) == person_id, col(JobRow.key) == order.key
                )
            ).one_or_none()
        if found is not None and found.key_hash != _fingerprint(order):
            raise Conflict("This key was used for another request.")
        return found.id if found else None

    def _insert(self, person_id: str, order: Order, plan: Planned) -> str:
        params = plan.params.model_dump(mode="json", exclude_none=True)
        job = JobRow(
            id=new_id("job"),
            person_id=person_id,
            medium=order.medium,
            title=plan.title,
            provider=plan.provider.id,
            model=plan.model,
            params=params,
            search=search_words(plan.title, params),
            price=plan.price * order.takes,
            task_count=order.takes,
            key=order.key,
            key_hash=_fingerprint(order) if order.key else None,
        )
        tasks = [_first_try(job, plan, order, index) for index in range(order.takes)]
        with self.engine.db.transaction("start") as tx:
            person = gate.lock_person(tx.session, person_id)
            gate.check(
                tx.session,
                person,
                limits=self.engine.limits,
                provider=plan.provider,
                model=plan.model,
                size=plan.size,
                count=len(tasks),
                price=job.price,
            )
            now = tx.session.exec(select(rows.NOW)).one()
            for task in tasks:
                task.tier = person.tier
                task.due_at = now + self._held_back(order, plan)
            tx.session.add(job)
            tx.session.flush()
            self._begin(tx, job, tasks)
        return job.id

    def _held_back(self, order: Order, plan: Planned) -> timedelta:
        """How long nothing is sent, so that it can be undone: only where money would be spent."""
        if not order.can_undo or plan.provider.traits.repeatable:
            return timedelta()
        return self.engine.limits.undo

    def _begin(self, tx: Transaction, job: JobRow, tasks: list[TaskRow]) -> None:
        """Add tasks to a job: their credits are held, and somebody is woken once it is true."""
        for task in tasks:
            tx.session.add(task)
        tx.session.flush()
        ledger.hold(tx, tasks)
        for task in tasks:
            rows.record(tx.session, task, "asked", price=task.price, retry_of=task.retry_of)
        job_rows.recount(tx.session, job)
        self.engine.announce(tx, job.person_id)
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
            price=self.engine.price(old.provider, old.model, size=old.size),
            retry_of=old.id,
        )


def _first_try(job: JobRow, plan: Planned, order: Order, index: int) -> TaskRow:
    """One task of a new job; each but the first has a seed of its own."""
    given = order.seed if index == 0 else None
    return TaskRow(
        id=new_id("task"),
        job_id=job.id,
        person_id=job.person_id,
        index=index,
        provider=job.provider,
        model=job.model,
        title=job.title,
        params=job.params,
        seed=secrets.randbelow(_SEEDS) if given is None else given,
        size=plan.size,
        price=plan.price,
    )


def search_words(title: str, params: dict[str, Any]) -> str:
    """What a job can be found by."""
    return f"{title} {params.get('prompt', '')}".lower()


def _fingerprint(order: Order) -> str:
    """What was asked, without the key it was asked under."""
    asked = asdict(order) | {"key": None}
    return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()
