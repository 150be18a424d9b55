"""Lets tasks out of the line: by turns, never more than the provider has slots for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from app.db import beginning, line
from app.db.tables.providers import ProviderRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Transaction
from app.domain.providing import Maker, Provider
from app.domain.retry import BREAKER_THRESHOLD
from app.domain.states import TaskState
from app.services.engine import Engine

P = TypeVar("P", bound=Provider)

RESERVATION = timedelta(seconds=30)
"""How long an admitted task may take to begin before its slot is free again."""


@dataclass(frozen=True)
class Admission:
    """The gate before every provider."""

    engine: Engine

    def admit(self, provider_id: str) -> list[str]:
        """Admit whose turn it is and wake workers for them; returns the ids of their tasks."""
        provider = self.engine.providers.get(provider_id)
        if provider is None:
            return []
        with self.engine.db.transaction("admit") as tx:
            row = locked_provider(tx.session, provider)
            admitted = line.admit(
                tx.session,
                provider_id,
                slots=_open_slots(row),
                each=self.engine.limits.running,
                reservation=RESERVATION,
            )
            for task_id, _ in admitted:
                tx.after_commit(lambda task_id=task_id: self.ring(provider, task_id))
            if admitted:
                self._tell_who_waits(tx, provider_id)
        return [task_id for task_id, _ in admitted]

    def ring(self, provider: Provider, task_id: str) -> None:
        """Wake a worker that can do this kind of work."""
        if isinstance(provider, Maker):
            self.engine.doorbell.make(task_id, render=provider.traits.cpu_bound)
        else:
            self.engine.doorbell.submit(task_id)

    def begin(
        self, task_id: str, *, into: Callable[[Provider], tuple[P, TaskState]]
    ) -> tuple[P, TaskRow | None] | None:
        """
        Take an admitted task out of the line, into the state that its provider works in.

        The task is None when it is not there to be taken; all is None when it is gone. `into`
        raises when the provider does not work in this way, and then nothing has begun.
        """
        with self.engine.db.transaction("begin") as tx:
            provider_id = beginning.provider_of(tx.session, task_id)
            if provider_id is None:
                return None
            provider, state = into(self.engine.provider(provider_id))
            begun = beginning.begin(
                tx.session,
                task_id,
                into=state,
                owner=self.engine.owner,
                lease=self.engine.lease,
                deadline=provider.deadline,
            )
            if begun is not None:
                self.engine.announce(tx, begun.person_id)
        return provider, begun.task if begun else None

    def _tell_who_waits(self, tx: Transaction, provider_id: str) -> None:
        """The line moved: those in it see a new place."""
        waiting = (
            select(TaskRow.person_id)
            .where(col(TaskRow.provider) == provider_id, col(TaskRow.state) == TaskState.PENDING)
            .distinct()
            .limit(50)
        )
        self.engine.announce(tx, *tx.session.exec(waiting))


def locked_provider(session: Session, provider: Provider) -> ProviderRow:
    """The provider's row, made when it is new, locked until the transaction ends."""
    statement = select(ProviderRow).where(col(ProviderRow.id) == provider.id).with_for_update()
    row = session.exec(statement).one_or_none()
    if row is None:
        fresh = insert(ProviderRow).values(
            id=provider.id, slots=provider.slots, paused=False, failures=0, opens=0
        )
        session.execute(fresh.on_conflict_do_nothing())
        row = session.exec(statement).one()
    return row


def _open_slots(row: ProviderRow) -> int:
    """Slots that may be in use now: none while paused or asked to wait, one to probe."""
    now = datetime.now(UTC)
    if row.paused or (row.blocked_until and row.blocked_until > now):
        return 0
    if row.open_until and row.open_until > now:
        return 0
    if row.failures >= BREAKER_THRESHOLD:
        return min(1, row.slots)
    return row.slots
