"""What `dramatiq tests.engine.deployed` loads: the product's actors, and a provider of orders."""

from functools import partial

from app.providers import registry
from tests.bench.provider import LATER, providers
from workers.actors import admit, make, poll_due, render, save, submit, sweep
from workers.broker import broker

# The registry is read when the studio is first asked for, which is after this.
registry.FACTORIES = (*registry.FACTORIES, partial(providers().get, LATER))

__all__ = ["admit", "broker", "make", "poll_due", "render", "save", "submit", "sweep"]
