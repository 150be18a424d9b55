"""Columns that many tables share."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, DateTime

MOMENT: Any = DateTime(timezone=True)
"""A moment with its zone; always UTC here."""


def utc_now() -> datetime:
    """Now, aware of its zone."""
    return datetime.now(UTC)


def one_of(column: str, words: type[StrEnum] | tuple[str, ...], *, name: str) -> CheckConstraint:
    """A CHECK that holds the words a column may say."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=name)
