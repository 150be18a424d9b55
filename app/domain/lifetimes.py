"""How long what was made stays, and how long before its end its owner is told."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Lifetimes:
    """Spans that an operator sets. None means for ever."""

    trash: timedelta = timedelta(days=30)
    """How long what was let go can be restored."""
    notice: timedelta = timedelta(days=14)
    """How long it is announced before anything leaves by itself."""
    free: timedelta | None = None
    """How long songs of people without a plan stay."""
    paid: timedelta | None = None
