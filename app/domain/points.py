"""
Named moments of the engine: before and after each commit and each call to the outside.

A test may end the process at any of them, because that is what crashes do. Nothing happens there
otherwise.
"""

from collections.abc import Callable

COMMITS = ("start", "admit", "begin", "take_over", "ordered", "polled", "saved", "ended", "trouble")
CALLS = ("make", "store", "submit", "find", "check", "fetch")

POINTS = (
    tuple(f"{name}.before_commit" for name in COMMITS)
    + tuple(f"{name}.after_commit" for name in COMMITS)
    + tuple(f"{name}.before_call" for name in CALLS)
    + tuple(f"{name}.after_call" for name in CALLS)
)

At = Callable[[str], None]


def nothing(point: str) -> None:
    """What happens at every point of a process that is not under test."""
    del point
