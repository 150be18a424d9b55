"""What every step of the engine works with, and how a step gives up quietly."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.db.transaction import Database, Transaction
from app.domain.delivering import Channel
from app.domain.errors import Problem
from app.domain.ids import new_id
from app.domain.lifetimes import Lifetimes
from app.domain.limits import Limits
from app.domain.ports import Announcer, Doorbell, Ear, Pictures, Storage
from app.domain.pricing import Price, price
from app.domain.providing import Provider
from app.domain.retry import Patience
from app.services.leases import Leases

log = logging.getLogger(__name__)


class UnknownProvider(Problem):
    """A provider that was taken out of the configuration still has rows."""

    code = "provider_gone"
    status = 409


@dataclass(frozen=True)
class Engine:
    """The ports and rules that the steps share; one per process."""

    db: Database
    storage: Storage
    doorbell: Doorbell
    announcer: Announcer
    providers: Mapping[str, Provider]
    lease: timedelta = timedelta(seconds=30)
    limits: Limits = field(default_factory=Limits)
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    ear: Ear | None = None
    """Measures songs that came without their length and shape."""
    pictures: Pictures | None = None
    """Looks at pictures: those that people bring, and those that were made."""
    spool: Storage | None = None
    """Where what comes only once lies on this machine until the store has it; None: it is here."""
    prices: Mapping[str, Price] = field(default_factory=dict)
    """Prices that overrule the table."""
    channels: frozenset[Channel] = frozenset({Channel.WEBHOOK})
    """Ways to people and programs that this studio has."""
    patience: Patience = field(default_factory=Patience)
    stopping: Event = field(default_factory=Event)
    """Set when this process is asked to stop: what can be made again elsewhere is let go."""
    owner: str = field(default_factory=lambda: new_id("process"))
    leases: Leases = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "leases", Leases(self.db, lease=self.lease))

    def at(self, point: str) -> None:
        """A named moment has come; see `domain.points`."""
        self.db.at(point)

    def price(self, provider_id: str, model: str, *, size: float) -> int:
        """Credits for one task of this size."""
        return price(provider_id, model, size=size, instead=self.prices)

    def price_again(self, task: TaskRow) -> int:
        """
        Credits for one more take of this task, at today's prices.

        Raises `UnknownProvider`, also when its model is sold no more.
        """
        provider = self.provider(task.provider)
        try:
            return self.price(provider.id, task.model, size=task.size)
        except LookupError:
            raise UnknownProvider(f"{provider.title} sells {task.model} no more.") from None

    def provider(self, provider_id: str) -> Provider:
        """The provider with this id. Raises `UnknownProvider`."""
        try:
            return self.providers[provider_id]
        except KeyError:
            raise UnknownProvider(f"{provider_id} is not configured here any more.") from None

    def announce(self, tx: Transaction, *person_ids: str) -> None:
        """Once this is true, tell these people's open pages: each once, all in one go."""
        if not tx.concerns:
            tx.after_commit(lambda: self.announcer.announce(*tx.concerns))
        tx.concerns |= dict.fromkeys(person_ids)

    def fenced(self, task: TaskRow) -> None:
        """Count a write that came too late. Nothing else of it is kept."""
        log.warning("task.fenced", extra={"job_id": task.job_id, "task_id": task.id})
        with self.db.transaction() as tx:
            if tx.session.get(TaskRow, task.id) is not None:
                rows.record(tx.session, task, "fenced", fence=task.fence, owner=self.owner)
