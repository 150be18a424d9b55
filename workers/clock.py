"""The process that rings what is due."""

import signal
from threading import Event

from app import log
from app.bootstrap import studio
from app.settings import settings


def run() -> None:
    """Tick until asked to stop."""
    log.setup(form=settings().log_format, level=settings().log_level)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    studio().clock.run(stop)
