"""How credits move: every transfer has two sides that sum to zero."""

from dataclasses import dataclass
from enum import StrEnum

STUDIO = "studio"
"""The other side of grants and sales. It has entries but no row of its own, so that no two
finished jobs wait for each other there; its balance is the sum of its entries."""


class Kind(StrEnum):
    """Why credits move."""

    GRANT = "grant"
    """Given to a person."""
    HOLD = "hold"
    """Set aside when a job starts."""
    SETTLE = "settle"
    """Spent: the thing was made."""
    RELEASE = "release"
    """Returned: it was not made."""


class Bucket(StrEnum):
    """Which part of an account."""

    AVAILABLE = "available"
    HELD = "held"


@dataclass(frozen=True)
class Side:
    """One side of a transfer."""

    account_id: str
    bucket: Bucket
    amount: int


def sides(
    kind: Kind, *, person_id: str, amount: int, payer_id: str | None = None
) -> tuple[Side, Side]:
    """
    The two sides of a transfer of this kind; they sum to zero.

    Credits that were held by somebody else (a guest who became this person) return to the person.
    """
    if amount < 0:
        raise ValueError("credits move in whole, non-negative amounts")
    out, into = {
        Kind.GRANT: ((STUDIO, Bucket.AVAILABLE), (person_id, Bucket.AVAILABLE)),
        Kind.HOLD: ((person_id, Bucket.AVAILABLE), (person_id, Bucket.HELD)),
        Kind.SETTLE: ((person_id, Bucket.HELD), (STUDIO, Bucket.AVAILABLE)),
        Kind.RELEASE: ((payer_id or person_id, Bucket.HELD), (person_id, Bucket.AVAILABLE)),
    }[kind]
    return Side(*out, -amount), Side(*into, amount)
