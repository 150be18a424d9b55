"""Remembers for a moment that Redis is away, so that one request does not wait for it twice."""

import time


class Fuse:
    """Blown by a failure, whole again a second later."""

    def __init__(self, *, seconds: float = 1.0) -> None:
        self._seconds = seconds
        self._blown_until = 0.0

    def blow(self) -> None:
        """It failed: do not try again for a moment."""
        self._blown_until = time.monotonic() + self._seconds

    @property
    def is_blown(self) -> bool:
        """Whether it failed a moment ago."""
        return self.left_s > 0

    @property
    def left_s(self) -> float:
        """Seconds until it is whole again; 0 when it is."""
        return max(0.0, self._blown_until - time.monotonic())
