"""Files that people bring: how they arrive, piece by piece, and what becomes of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

PIECE_MAX = 8_000_000
"""Bytes of the largest piece that is taken at once."""
PIECE_USUAL = 2_000_000
"""Bytes of a piece that a phone on the road sends again without anger."""
PIECES_MOST = 600
"""Smaller pieces than this allows for are no progress, but a flood."""
AT_ONCE = 60
"""Files of one person that may be on their way at the same time."""
NAME_MAX = 120
WAITS_FOR = timedelta(days=1)
"""How long an upload waits: for its next piece, and then for something that needs it."""


class UploadState(StrEnum):
    """How far a file that a person brings is."""

    RECEIVING = "receiving"
    CHECKING = "checking"
    READY = "ready"
    REFUSED = "refused"


@dataclass(frozen=True)
class Refusal:
    """Why a file was not taken."""

    code: str
    reason: str
    """A sentence for a person."""


@dataclass(frozen=True)
class UploadView:
    """A file that a person brings, as its owner sees it."""

    id: str
    name: str
    state: UploadState
    total: int
    """Bytes that were announced."""
    offset: int
    """Bytes that have arrived; the next piece begins there."""
    refusal: Refusal | None
    content_type: str | None
    """Of the prepared file, once it is ready; so are the sizes."""
    size: int | None
    """Bytes."""
    width: int | None
    """Pixels."""
    height: int | None
    blur: str | None
    """A picture of a few pixels as a data address, to be shown until the thumbnail is there."""
    created_at: datetime


def clean_name(name: str) -> str:
    """The name of a file, without the path that some programs send with it, in one line."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return " ".join("".join(c if c.isprintable() else " " for c in last).split())[:NAME_MAX]
