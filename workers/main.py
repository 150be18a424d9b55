"""What `dramatiq workers.main` loads."""

from workers.actors import admit, convert, deliver, make, poll_due, render, save, submit, sweep
from workers.broker import broker

__all__ = [
    "admit",
    "broker",
    "convert",
    "deliver",
    "make",
    "poll_due",
    "render",
    "save",
    "submit",
    "sweep",
]
