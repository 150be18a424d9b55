"""How jobs begin: the order is understood, priced, written with its credits held, then rung."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from app.db import jobs as job_rows
from app.db import starts, writing
from app.db import tasks as rows
from app.db.tables.columns import utc_now
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Transaction
from app.domain.errors import Conflict
from app.domain.medium import Medium
from app.domain.states import TaskState
from app.domain.views import JobView, Order
from app.services import gate, ledger, references, tracing
from app.services.drafting import another_try, fingerprint, first_try, new_job
from app.services.planning import Planned, PlansJobs
from app.services.reading import owned
from app.services.same_wish import on_its_way


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
        with tracing.call("jobs.start"):
            return self._ask_all(person_id, orders)

    def _ask_all(self, person_id: str, orders: Sequence[Order]) -> list[str]:
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

    def start_once(
        self, person_id: str, order: Order, *, within: timedelta | None = None
    ) -> JobView:
        """
        The same, but whoever asks for the very same that is on its way gets that.

        For pages, whose every form has a key of its own. With `within`, what began so recently
        counts, and nothing older: later on, the same words are meant to be another one.
        """
        plan = self.plan(order)
        try:
            with self.engine.db.transaction("start") as tx:
                # Two of the same wish at the same moment come one after the other here.
                gate.lock_person(tx.session, person_id)
                since = None if within is None else utc_now() - within
                known = on_its_way(tx.session, person_id, plan, since=since)
                job_id = known or self.begin(tx, person_id, [plan])[0]
        except IntegrityError:
            # Sent again when the first one had ended: the key knows which that was.
            return self.start(person_id, order)
        return self.get(person_id, job_id)

    def retry(self, person_id: str, job_id: str, *, index: int | None = None) -> JobView:
        """
        Try what failed again with all its settings, for its price; or one task of it alone.

        Raises `Conflict`, and `UnknownProvider` when its maker is here no more.
        """
        wanted = [] if index is None else [col(TaskRow.index) == index]
        with self.engine.db.transaction() as tx:
            self._try_again(tx, person_id, job_id, *wanted)
        return self.get(person_id, job_id)

    def try_again(
        self, tx: Transaction, person_id: str, job_id: str, *, only: Sequence[str]
    ) -> list[str]:
        """
        The same for some tasks, in a transaction of the caller's; ids of those that had failed.

        Raises `Conflict` when none of them still waits for another try.
        """
        return self._try_again(tx, person_id, job_id, col(TaskRow.id).in_(only))

    def _try_again(
        self, tx: Transaction, person_id: str, job_id: str, *wanted: ColumnElement[bool]
    ) -> list[str]:
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
                *wanted,
            )
        ).all()
        if not failed:
            raise Conflict("Nothing here has failed.")
        references.check_again(tx.session, person_id, failed)
        job.cancel_requested_at = None
        again = [another_try(old, person_id, price=self.engine.price_again(old)) for old in failed]
        self._begin(tx, person_id, again)
        job_rows.recount(tx.session, job)
        return [task.id for task in failed]

    def again(
        self, person_id: str, job_id: str, *, key: str | None = None, can_undo: bool = False
    ) -> JobView:
        """
        Another take of the same song: its words with another seed, as a job of its own.

        Of a set of photos, the whole set once more; another take of one picture is `Albums.again`.
        """
        with self.engine.db.transaction() as tx:
            job = owned(tx.session, person_id, job_id)
        is_set = Medium(job.medium) is Medium.PHOTO
        order = Order(
            medium=Medium(job.medium),
            params=job.params,
            title=job.title,
            take_of=job.take_of or (None if is_set else job.id),
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
            j is not None and j.key_hash == fingerprint(o)
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
        references.check_albums(tx.session, person_id, plans)
        references.check(tx.session, person_id, plans)
        jobs = [new_job(person_id, plan) for plan in plans]
        tasks: list[TaskRow] = []
        for job, plan in zip(jobs, plans, strict=True):
            due_at = standing.now + self._held_back(plan)
            tasks += [
                first_try(job, plan, index, tier=tier, due_at=due_at)
                for index in range(len(plan.calls))
            ]
        self._begin(tx, person_id, tasks, jobs=jobs)
        references.note(tx.session, [job.id for job in jobs], plans)
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


def _asked(plan: Planned) -> gate.Asked:
    return gate.Asked(
        provider=plan.provider,
        model=plan.model,
        size=plan.size,
        count=len(plan.calls),
        price=plan.price,
    )
