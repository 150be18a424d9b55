"""The doorbell: Dramatiq messages that carry an id and nothing else."""

import logging
from contextlib import suppress
from dataclasses import dataclass, field

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import DramatiqError
from redis.exceptions import RedisError

from app.adapters.fuse import Fuse
from app.domain.formats import Format

log = logging.getLogger(__name__)

STEPS = "steps"
RENDER = "render"


_SPEAKS_FOR_ALL_MS = 1000
"""No longer than the clock waits anyway: a ring that was lost is not missed for longer."""


def _rung(provider: str) -> str:
    return f"meanwhile:rung:{provider}"


@dataclass(frozen=True)
class DramatiqDoorbell:
    """
    Rings workers. It never raises: a bell that is not heard is rung again by the clock.

    Messages name actors by word, so that whoever rings need not load what answers.
    """

    broker: dramatiq.Broker
    fuse: Fuse = field(default_factory=Fuse)

    def admit(self, provider: str) -> None:
        """
        Somebody may be let out of this provider's line.

        A ring that nobody has answered yet speaks for all: one look at the line sees everybody.
        """
        if not self.fuse.is_blown and self._is_first(provider):
            self._ring("admit", provider)

    def answering(self, provider: str) -> None:
        """Somebody begins to look at this line: whoever comes from now on rings again."""
        if isinstance(self.broker, RedisBroker):
            with suppress(RedisError):
                self.broker.client.delete(_rung(provider))

    def _is_first(self, provider: str) -> bool:
        if not isinstance(self.broker, RedisBroker):
            return True
        try:
            return bool(self.broker.client.set(_rung(provider), 1, nx=True, px=_SPEAKS_FOR_ALL_MS))
        except RedisError as problem:
            self._is_away("admit", problem)
            return False

    def submit(self, task_id: str) -> None:
        """This task may be ordered."""
        self._ring("submit", task_id)

    def make(self, task_id: str, *, render: bool) -> None:
        """This task may be made."""
        self._ring("render" if render else "make", task_id, queue=RENDER if render else STEPS)

    def poll(self, provider: str) -> None:
        """Orders at this provider are due to be asked about."""
        self._ring("poll_due", provider)

    def save(self, task_id: str) -> None:
        """This task's files are ready to be fetched."""
        self._ring("save", task_id)

    def convert(self, asset_id: str, format_: Format) -> None:
        """This file is wanted in this format."""
        self._ring("convert", asset_id, format_.value, queue=RENDER)

    def prepare(self, upload_id: str) -> None:
        """This upload is whole and is to be checked."""
        self._ring("prepare", upload_id, queue=RENDER)

    def deliver(self) -> None:
        """Messages to the outside are due."""
        self._ring("deliver")

    def sweep(self) -> None:
        """Housekeeping is due."""
        self._ring("sweep")

    def _ring(self, actor: str, *args: str, queue: str = STEPS) -> None:
        if self.fuse.is_blown:
            return
        message: dramatiq.Message[None] = dramatiq.Message(
            queue_name=queue, actor_name=actor, args=args, kwargs={}, options={}
        )
        try:
            self.broker.enqueue(message)
        except (RedisError, DramatiqError, OSError) as problem:
            self._is_away(actor, problem)

    def _is_away(self, actor: str, problem: Exception) -> None:
        self.fuse.blow()
        log.warning("doorbell.unheard", extra={"actor": actor, "problem": type(problem).__name__})
