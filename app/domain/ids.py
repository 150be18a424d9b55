"""Ids that carry their kind and sort by the time they were made."""

from typing import Literal

from ulid import ULID

Kind = Literal[
    "job",
    "task",
    "asset",
    "person",
    "entry",
    "transfer",
    "session",
    "event",
    "process",
    "hook",
    "delivery",
    "token",
    "playlist",
    "share",
    "journey",
    "log",
    "track",
    "upload",
    "album",
    "photo",
    "notice",
    "device",
    "lost",
]


def new_id(kind: Kind) -> str:
    """`job_01k…`: the kind, then a ULID in lower case. Later ids sort after earlier ones."""
    return f"{kind}_{str(ULID()).lower()}"
