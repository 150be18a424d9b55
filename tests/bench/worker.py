"""What `dramatiq tests.bench.worker` loads: the product's own actors, and providers of no cost."""

from functools import partial

import dramatiq

from app.providers import registry
from tests.bench.provider import providers
from workers.actors import admit, make, poll_due, render, save, submit, sweep
from workers.broker import broker

# The registry is read when the studio is first asked for, which is after this.
registry.FACTORIES = tuple(partial(providers().get, id_) for id_ in providers())


@dramatiq.actor(broker=broker, queue_name="floor")
def nothing() -> None:
    """The floor: a message, and no work."""


__all__ = ["admit", "broker", "make", "nothing", "poll_due", "render", "save", "submit", "sweep"]
