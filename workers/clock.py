"""The process that rings what is due."""

import signal
from threading import Event

from app.bootstrap import studio


def run() -> None:
    """Tick until asked to stop."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    studio().clock.run(stop)
