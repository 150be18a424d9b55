"""Keeps a claim on a row while somebody works on it, and tells them when to stop."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.domain.errors import Abandoned, BadOutput, Interrupted
from app.services.engine import Engine

log = logging.getLogger(__name__)


@contextmanager
def held(
    engine: Engine, extend: Callable[[], bool], *, within_s: float
) -> Iterator[Callable[[], None]]:
    """
    Prolong the claim with `extend` while the block runs; it says whether the claim is still ours.

    What is given is to be called every so often. It raises when the work should stop: `Abandoned`,
    `Interrupted`, or `BadOutput` when it takes longer than it may.
    """
    done, lost = threading.Event(), threading.Event()
    until = time.monotonic() + within_s

    def prolong() -> None:
        while not done.wait(engine.lease.total_seconds() / 3):
            try:
                if not extend():
                    lost.set()
            except Exception:
                log.exception("claim.not_extended")

    def keep_going() -> None:
        if lost.is_set():
            raise Abandoned
        if engine.stopping.is_set():
            raise Interrupted
        if time.monotonic() > until:
            raise BadOutput("it took longer than its deadline")

    thread = threading.Thread(target=prolong, name="claim", daemon=True)
    thread.start()
    try:
        yield keep_going
    finally:
        done.set()
        thread.join()
