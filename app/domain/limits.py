"""How much one person may ask for at once, and how long a line may get."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Limits:
    """Bounds that keep a studio fair and its promises true."""

    running: int = 8
    """Tasks of one person at work at the same time."""
    waiting: int = 200
    """Tasks of one person in line."""
    longest_wait: timedelta = timedelta(hours=3)
    """A start that would wait longer than this is refused with the estimate."""
    undo: timedelta = timedelta(seconds=5)
    """How long the page holds back an order that costs money."""
    storage_free: int | None = None
    """Bytes that the files of somebody without a plan may take before a start is refused."""
    storage_paid: int | None = None

    def room(self, tier: str) -> int | None:
        """Bytes that somebody's files may take; None: as much as there is."""
        return self.storage_paid if tier == "paid" else self.storage_free
