"""Records that only the queue needs, and how long they outlive the tasks they are about."""

from dataclasses import dataclass
from datetime import timedelta

BOOKKEEPING = ("hinted", "fenced", "poll_failed")
"""
Lines of a task's history that tell how the queue went about it.

What happened to the task itself (asked, bought, retried, ended) stays for as long as histories do.
"""


@dataclass(frozen=True)
class Keeping:
    """How long such records are kept, counted from the end of what they are about."""

    completed: timedelta = timedelta(hours=2)
    failed: timedelta = timedelta(hours=24)
    """Also of what was cancelled."""
    histories: timedelta | None = timedelta(days=365)
    """Every line of a job that ended; None: for ever. The job, its files and its receipt stay."""
    deliveries: timedelta = timedelta(days=30)
