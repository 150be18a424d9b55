"""
The last look before an order leaves this machine: is it still ours to give?

A worker may be stopped (a frozen machine, a laptop that sleeps) between the moment in which its
claim was sure and the moment in which it speaks to a provider. When it goes on, another worker may
have ordered. So the engine says how that can be told, and whoever writes to the wire asks at the
very last: what may happen in between is then no longer than a call of the system.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from app.domain.errors import NotSent

_is_ours: ContextVar[Callable[[], bool] | None] = ContextVar("is_ours", default=None)


@contextmanager
def before_sending(is_ours: Callable[[], bool]) -> Iterator[None]:
    """Whatever this thread sends within the block is sent only while this is true."""
    given = _is_ours.set(is_ours)
    try:
        yield
    finally:
        _is_ours.reset(given)


def look() -> None:
    """Raise `NotSent` when what is about to leave is perhaps no longer ours to give."""
    is_ours = _is_ours.get()
    if is_ours is not None and not is_ours():
        raise NotSent("the claim may have lapsed before anything was sent")
