"""
Takes an order in that nobody has: its files are fetched and become somebody's, for nothing.

It takes the place of the task that it was ordered for; where that place is taken, or nobody knows
whose it is, it becomes a job of its own. The new task begins where an order is done: the engine's
own step fetches, stores and ends it, and survives what that step survives.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

from app.db import jobs as job_rows
from app.db import lost, writing
from app.db import tasks as rows
from app.db.tables.columns import utc_now
from app.db.tables.jobs import JobRow
from app.db.tables.lost import LostRow
from app.db.tables.people import PersonRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Transaction
from app.domain.errors import Away, Conflict, Invalid, NotFound, ProviderProblem
from app.domain.finding import Fate, KnownBy, Mark
from app.domain.ids import new_id
from app.domain.medium import Medium
from app.domain.operations import AdoptedView
from app.domain.providing import Check, Poller, RemoteState
from app.domain.retry import POLL_SOONEST
from app.domain.states import TaskState
from app.media import photo
from app.services import ledger, takes
from app.services.drafting import another_try, search_words
from app.services.engine import Engine
from app.services.operations.audit import note
from app.services.people import living, member
from app.services.planning import TITLE_MAX
from app.services.saving import as_result

_ANSWERS_WITHIN_S = 20.0
_REPLACEABLE = (TaskState.FAILED, TaskState.CANCELLED)


@dataclass(frozen=True)
class Adopting:
    """Adopts orders."""

    engine: Engine

    def adopt(self, lost_id: str, *, by: str, email: str | None = None) -> AdoptedView:
        """
        Take an order in, for its owner, or for whom the address names where no owner is known.

        Raises `NotFound`, `Invalid` for a name too few or too many, `Conflict` when there is
        nothing to fetch or it was decided already, `Away` when the provider does not answer.
        """
        with self.engine.db.transaction() as tx:
            found = lost.one(tx.session, lost_id)
            if found is None:
                raise NotFound("There is no such order.")
            _must_be_open(found)
            if found.known_by == KnownBy.ORDER and found.job_id and email:
                words = "It is known whose it is: it goes to them, and to nobody else."
                raise Invalid(words, field="email")
            if not found.job_id and not email:
                words = "Nobody knows whose it is. Name a person by their e-mail."
                raise Invalid(words, field="email")
        provider = self._provider(found.provider)
        answer = self._ask(provider, found.remote_id)
        with self.engine.db.transaction() as tx:
            return self._take_in(tx, lost_id, provider, answer, by=by, email=email)

    def _provider(self, provider_id: str) -> Poller:
        provider = self.engine.provider(provider_id)
        if not isinstance(provider, Poller):
            raise Conflict(f"{provider.title} takes no orders any more.")
        return provider

    def _ask(self, provider: Poller, remote_id: str) -> Check:
        """What is there now. No transaction is open meanwhile."""
        try:
            asked = asyncio.wait_for(provider.check(remote_id), _ANSWERS_WITHIN_S)
            answer = asyncio.run(asked)
        except TimeoutError:
            raise Away(f"{provider.title} does not answer.", retry_after=POLL_SOONEST) from None
        except ProviderProblem as problem:
            raise Conflict(f"{provider.title} does not hand it out: {problem}") from None
        if answer.state is not RemoteState.DONE or not answer.files:
            still = answer.state in (RemoteState.WAITING, RemoteState.WORKING)
            words = "is still at work on it" if still else "has nothing to fetch for it any more"
            raise Conflict(f"{provider.title} {words}.")
        return answer

    def _take_in(  # noqa: PLR0913 -- whose, what, and by whom
        self,
        tx: Transaction,
        lost_id: str,
        provider: Poller,
        answer: Check,
        *,
        by: str,
        email: str | None,
    ) -> AdoptedView:
        known = lost.one(tx.session, lost_id)
        old = self._old(tx, known, email=email)
        # The job before the order, as whoever lets a job go locks them.
        job = job_rows.locked(tx.session, old.job_id) if old is not None else None
        row = lost.locked(tx.session, lost_id)
        if row is None:
            raise NotFound("There is no such order.")
        _must_be_open(row)
        if old is not None and job is not None:
            made = _after(tx, job, old)
        else:
            made = _for_somebody(tx, row, provider, _named(tx, email))
        new_job, task = made
        task.state, task.result = TaskState.SAVING, as_result(answer.files)
        task.remote_id, task.due_at, task.rung_at = row.remote_id, utc_now(), utc_now()
        self._write(tx, new_job, job or new_job, old, task)
        task_of_row = {"provider": row.provider, "order": row.order_id, "named": email is not None}
        row.mark, row.marked_by, row.marked_at = Mark.ADOPTED, by, utc_now()
        row.adopted_task_id, row.words = task.id, None
        tx.session.add(row)
        note(tx, by=by, act="lost.adopt", target=task.job_id, data=task_of_row)
        return AdoptedView(task.job_id, task.id, task.person_id)

    def _old(self, tx: Transaction, known: Any, *, email: str | None) -> TaskRow | None:
        """The task that it was ordered for; none where somebody was named instead."""
        if known is None or known.task_id is None or email is not None:
            return None
        return tx.session.get(TaskRow, known.task_id)

    def _write(
        self,
        tx: Transaction,
        new_job: JobRow | None,
        job: JobRow | None,
        old: TaskRow | None,
        task: TaskRow,
    ) -> None:
        if old is not None and old.remote_id == task.remote_id:
            # One task alone is the one that an order became.
            old.remote_id = None
            tx.session.add(old)
            tx.session.flush()
        ledger.open_account(tx, task.person_id)
        writing.write(
            tx.session,
            jobs=[new_job] if new_job is not None else [],
            tasks=[task],
            events=[
                rows.line_of(task, "adopted", remote_id=task.remote_id, retry_of=task.retry_of)
            ],
            transfers=[ledger.hold_of(task)],
        )
        if new_job is not None and old is not None:
            lost.belongs_with(tx.session, new_job.id, old.job_id)
        if new_job is None and job is not None:
            job.cancel_requested_at = None
            job_rows.recount(tx.session, job)
        self.engine.announce(tx, task.person_id)
        tx.after_commit(lambda: self.engine.doorbell.save(task.id))


def _must_be_open(row: Any) -> None:
    if row.mark is not None:
        raise Conflict("Somebody has decided about it already.")
    if row.state == Fate.GONE:
        raise Conflict("It was made, and its provider keeps it no longer.")


def _after(tx: Transaction, job: JobRow, old: TaskRow) -> tuple[JobRow | None, TaskRow]:
    """In the place of the task that it was ordered for, or beside what has taken that place."""
    task = another_try(old, job.person_id, price=0)
    if old.state in _REPLACEABLE and not lost.is_replaced(tx.session, old):
        return None, task
    is_set = Medium(job.medium) is Medium.PHOTO and "album_id" in job.params
    beside = JobRow(
        id=new_id("job"),
        person_id=job.person_id,
        take_of=takes.root_of(job, old),
        medium=job.medium,
        title=job.title,
        provider=old.provider,
        model=old.model,
        params=photo.one_of_set(job.params, old.params) if is_set else job.params,
        search=job.search,
        price=0,
        task_count=1,
        started_at=utc_now(),
    )
    task.job_id, task.index, task.retry_of = beside.id, 0, None
    return beside, task


def _named(tx: Transaction, email: str | None) -> PersonRow:
    row = member(tx, email or "")
    if row is None:
        raise Invalid("Nobody here has this address.", field="email")
    return living(tx, row.id)


def _for_somebody(
    tx: Transaction, row: LostRow, provider: Poller, person: PersonRow
) -> tuple[JobRow, TaskRow]:
    """A job of its own, with as much as the provider said of it."""
    del tx
    words = row.words or ""
    title = " ".join(words.split())[:TITLE_MAX] or f"From {provider.title}"
    params: dict[str, Any] = {"prompt": words or title}
    if provider.medium is Medium.MODEL3D:
        params["source"] = "text"
    job = JobRow(
        id=new_id("job"),
        person_id=person.id,
        medium=provider.medium,
        title=title,
        provider=provider.id,
        model=provider.models[0],
        params=params,
        search=search_words(title, words),
        price=0,
        task_count=1,
        started_at=utc_now(),
    )
    task = TaskRow(
        id=new_id("task"),
        job_id=job.id,
        person_id=person.id,
        tier=person.tier,
        provider=provider.id,
        model=provider.models[0],
        title=title,
        params=params,
        seed=0,
        price=0,
    )
    return job, task
