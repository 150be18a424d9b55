"""What a link shows of a thing, and of nothing else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Option = Literal["name", "prompt", "lyrics", "downloads"]
"""What an owner may add to what a link shows."""
OPTIONS: tuple[Option, ...] = get_args(Option)
SHARES_MOST = 500
"""Open links of one person."""
DAYS_MOST = 3650


@dataclass(frozen=True)
class ShareView:
    """A link as its owner sees it."""

    id: str
    kind: str
    target_id: str
    title: str | None
    """None while the thing is not there, as in the trash; the link is closed then."""
    token: str
    options: tuple[Option, ...]
    created_at: datetime
    expires_at: datetime | None
    has_expired: bool
    views: int


@dataclass(frozen=True)
class SharedPiece:
    """One file that a link shows."""

    id: str
    title: str
    duration_s: float
    peaks: tuple[int, ...]
    width: int | None = None
    """Pixels, of a picture; so is the height."""
    height: int | None = None
    blur: str | None = None
    """A picture of a few pixels as a data address."""
    has_thumb: bool = False
    """Whether there is a small picture of it."""


@dataclass(frozen=True)
class SharedQuote:
    """A sentence of a book that its reader chose to show."""

    version: str
    """The log that it is from: v0, v1 … vFinal."""
    text: str


@dataclass(frozen=True)
class SharedView:
    """All that somebody with the link learns."""

    kind: str
    title: str
    description: str
    by: str
    """The owner's name, where they chose to show it; else empty."""
    prompt: str
    lyrics: str
    may_download: bool
    pieces: tuple[SharedPiece, ...]
    author: str = ""
    """Who wrote the book of a journey."""
    quotes: tuple[SharedQuote, ...] = ()
    """Of a journey: only what its reader chose to show."""
    has_cover: bool = False
    """Whether its book may have a printed cover."""
