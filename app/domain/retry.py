"""When to try again, and when to stop."""

import random
from dataclasses import dataclass
from datetime import timedelta

MAX_POLL_ERRORS = 10
"""Poll errors in a row after which a task has failed."""
MAX_CRASHES = 3
"""Workers that may die over one task in one state before it is parked."""
MAX_OUTAGES = 20
"""Outages that a task may live through: one that brings everything down is parked in the end."""

MAX_LOOKS = 6
"""Times that an order whose answer was lost is asked about before its outcome is unknown."""
MAX_REMAKES = 3
"""Times that a sketch is begun again after an error of ours."""
MAX_SAVES = 10
"""Times that fetching or storing a bought file is tried: about half an hour."""
MAX_WRONG_FILES = 3
"""Times that a file may come back as something else before it is believed."""
_COME_BACK_FIRST = timedelta(seconds=2)
_COME_BACK_LATEST = timedelta(minutes=5)

BREAKER_THRESHOLD = 5
"""Infrastructure failures in a row that open a provider's breaker."""
BREAKER_FIRST = timedelta(seconds=30)
BREAKER_LONGEST = timedelta(minutes=5)

POLL_AGAIN_FIRST = timedelta(seconds=2)
POLL_AGAIN_LATEST = timedelta(minutes=1)
POLL_SHARE = 0.15
POLL_SOONEST = timedelta(seconds=1)
POLL_LATEST = timedelta(seconds=15)
_JITTER = 0.2


@dataclass(frozen=True)
class Patience:
    """How often a busy provider is asked again, and after how long."""

    more: int = 2
    """Tries after the first."""
    first: timedelta = timedelta(seconds=30)
    """Before the second try; doubled for each one after it."""
    longest: timedelta = timedelta(minutes=10)

    def ends(self, attempt: int) -> bool:
        """Whether no try follows the `attempt`-th."""
        return attempt > self.more

    def wait(self, attempt: int, *, retry_after: timedelta | None, rng: random.Random) -> timedelta:
        """
        How long to wait after the `attempt`-th try failed: what the provider asks, else 30 s · 2ⁿ.

        A fifth more or less at random: those who failed together do not come back together.
        """
        if retry_after is not None:
            return min(retry_after, self.longest)
        plain = self.first * 2 ** (attempt - 1)
        return min(plain * rng.uniform(1 - _JITTER, 1 + _JITTER), self.longest)


def why_parked(*, crashes: int, outages: int) -> str:
    """Words for the operator; none for work that may go on."""
    if crashes >= MAX_CRASHES:
        return f"{crashes} workers died over it"
    if outages >= MAX_OUTAGES:
        return f"everything went away {outages} times while it was at work"
    return ""


def come_back_after(tries: int) -> timedelta:
    """How long to leave a task alone after its `tries`-th vain try: 2 s, doubled up to 5 min."""
    return min(_COME_BACK_FIRST * 2**tries, _COME_BACK_LATEST)


def poll_interval(expected_left: timedelta | None, *, rng: random.Random) -> timedelta:
    """When to ask again: sooner when little time is left, never more often than once a second."""
    plain = POLL_SOONEST * 2 if expected_left is None else expected_left * POLL_SHARE
    clamped = max(POLL_SOONEST, min(plain, POLL_LATEST))
    return clamped * rng.uniform(1 - _JITTER, 1 + _JITTER)


def poll_again(errors: int, *, rng: random.Random) -> timedelta:
    """
    How long to wait after the `errors`-th poll error in a row: 2 s, doubled up to a minute.

    Ten of them take about five minutes: a provider that is away for two or three has lost nothing
    that was bought.
    """
    plain = min(POLL_AGAIN_FIRST * 2 ** (errors - 1), POLL_AGAIN_LATEST)
    return plain * rng.uniform(1 - _JITTER, 1 + _JITTER)


def breaker_pause(opens: int) -> timedelta:
    """How long the breaker stays open the `opens`-th time in a row."""
    return min(BREAKER_FIRST * 2 ** (opens - 1), BREAKER_LONGEST)
