"""The doorbell: Dramatiq messages that carry an id and nothing else."""

import logging
from dataclasses import dataclass, field

import dramatiq
from dramatiq.errors import DramatiqError
from redis.exceptions import RedisError

from app.adapters.fuse import Fuse

log = logging.getLogger(__name__)

STEPS = "steps"
RENDER = "render"


@dataclass(frozen=True)
class DramatiqDoorbell:
    """
    Rings workers. It never raises: a bell that is not heard is rung again by the clock.

    Messages name actors by word, so that whoever rings need not load what answers.
    """

    broker: dramatiq.Broker
    fuse: Fuse = field(default_factory=Fuse)

    def admit(self, provider: str) -> None:
        """Somebody may be let out of this provider's line."""
        self._ring("admit", provider)

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
            self.fuse.blow()
            log.warning(
                "doorbell.unheard", extra={"actor": actor, "problem": type(problem).__name__}
            )
