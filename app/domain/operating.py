"""What operators may choose from, and what a failure says of money, as pure rules."""

from dataclasses import dataclass
from typing import Literal

SHELL = "shell"
"""Who acts from the command line: whoever has the machine."""

Act = Literal["retry", "cancel", "release"]
"""
Order once more what failed, for its price · stop what was not bought · let what waits for another
try go now.
"""

NOTHING_BOUGHT = frozenset(
    {
        "provider_busy",
        "rejected",
        "provider_out_of_money",
        "provider_misconfigured",
        "provider_gone",
    }
)
"""Failures in which the provider took nothing: a call that it refused costs nothing."""


def was_perhaps_bought(*, code: str, remote_id: str | None, began: bool, repeatable: bool) -> bool:
    """Whether doing a failed task again may pay its provider a second time."""
    if repeatable or not began:
        return False
    return remote_id is not None or code not in NOTHING_BOUGHT


@dataclass(frozen=True)
class Match:
    """Which jobs or failed tasks are meant; what is not said matches everything."""

    medium: str | None = None
    provider: str | None = None
    state: str | None = None
    """Of the job."""
    person_id: str | None = None
    tier: str | None = None
    code: str | None = None
    """Why a task failed."""
    older_s: float | None = None
    """Begun longer ago than this; of failed tasks: failed longer ago."""
    newer_s: float | None = None
    words: str | None = None
    """In what went wrong, a model's name or a provider's id. What people wrote is not searched."""
