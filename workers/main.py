"""What `dramatiq workers.main` loads."""

from workers.actors import admit, make, poll_due, render, save, submit, sweep
from workers.broker import broker

__all__ = ["admit", "broker", "make", "poll_due", "render", "save", "submit", "sweep"]
