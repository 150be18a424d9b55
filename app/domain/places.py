"""How far a reader of events has come: a place in the order in which they became true."""

import re
from dataclasses import dataclass

_SHAPE = re.compile(r"(\d{1,18})-(\d{1,18})", re.ASCII)


@dataclass(frozen=True, order=True)
class Place:
    """The number of a transaction, and of an event in it. Everything up to here was told."""

    tx: int
    id: int = 0

    def __str__(self) -> str:
        return f"{self.tx}-{self.id}"

    @classmethod
    def read(cls, text: str | None) -> "Place | None":
        """The place that somebody came back with; None when it is not one of ours."""
        found = _SHAPE.fullmatch(text or "")
        return cls(int(found[1]), int(found[2])) if found else None
