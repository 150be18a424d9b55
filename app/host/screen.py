"""What the launcher says: calm, short lines."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

_WIDTH = 46
_OK, _PLAIN_OK = "✓", "+"
_BAD, _PLAIN_BAD = "✗", "x"


class Screen:
    """One line per step, with how long it took."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self.began_at = time.monotonic()
        encoding = (self._out.encoding or "ascii").lower()
        self._fancy = encoding.startswith("utf")

    def say(self, words: str = "") -> None:
        """One plain line."""
        # The terminal may be gone by now, and what runs must be stopped properly all the same.
        with suppress(OSError):
            print(words, file=self._out, flush=True)

    @contextmanager
    def step(self, words: str, *, note: str | None = None) -> Iterator[None]:
        """A step of the start; nothing is said about one that raises, its error says it.

        `note` is said before a step that takes long.
        """
        if note:
            self.say(f"    {note}")
        began = time.monotonic()
        yield
        self.say(f"  {self.mark(good=True)} {words:<{_WIDTH}} {time.monotonic() - began:5.1f} s")

    def mark(self, *, good: bool) -> str:
        """A tick or a cross this terminal can show."""
        if good:
            return _OK if self._fancy else _PLAIN_OK
        return _BAD if self._fancy else _PLAIN_BAD

    @property
    def elapsed_s(self) -> float:
        """Since the screen was made."""
        return time.monotonic() - self.began_at
