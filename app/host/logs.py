"""The children's log files: kept small, and their troubles shown."""

import json
import re
import time
from pathlib import Path

_LARGE = 10 * 1024 * 1024
_LONGEST = 160
_QUIET_S = 5.0
_BLOCK = 64 * 1024

_TROUBLE = re.compile(r"\b(WARNING|ERROR|CRITICAL|FATAL|PANIC)\b|\[(warning|error|critical) *\]")
# True, and of no use to the person at the terminal.
_NOISE = re.compile(r"overcommit|the database system is (starting up|shutting down)")
_COLOR = re.compile(r"\x1b\[[0-9;]*m")


def rotate(log: Path) -> None:
    """Set a large file aside; one older file is kept."""
    if log.exists() and log.stat().st_size > _LARGE:
        log.replace(log.with_name(f"{log.name}.1"))


class Watch:
    """Reads what is new in one log and picks what a person should hear about."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._position = log.stat().st_size if log.exists() else 0
        self._silent_until = 0.0
        self._kept_back = 0

    def troubles(self) -> list[str]:
        """At most one new line per few seconds; the rest is only counted."""
        found = [each for line in self._new_lines() if (each := _trouble(line))]
        now = time.monotonic()
        if not found:
            return []
        if now < self._silent_until:
            self._kept_back += len(found)
            return []
        more = self._kept_back + len(found) - 1
        self._silent_until, self._kept_back = now + _QUIET_S, 0
        return [found[0] + (f" (and {more} more in {self._log.name})" if more else "")]

    def _new_lines(self) -> list[str]:
        if not self._log.exists():
            return []
        size = self._log.stat().st_size
        # Somebody emptied it, or more came than anybody would read.
        start = self._position if self._position <= size else 0
        start = max(start, size - _BLOCK)
        with self._log.open("rb") as file:
            file.seek(start)
            text = file.read(_BLOCK)
        whole, newline, _ = text.rpartition(b"\n")
        self._position = start + len(whole) + len(newline)
        return whole.decode(errors="replace").splitlines()


def _trouble(line: str) -> str | None:
    bare = _COLOR.sub("", line).strip()
    if bare.startswith("{"):
        return _structured_trouble(bare)
    return _short(bare) if _TROUBLE.search(bare) and not _NOISE.search(bare) else None


def _structured_trouble(line: str) -> str | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    if str(entry.get("level", "")).lower() not in {"warning", "error", "critical"}:
        return None
    error = str(entry.get("error") or entry.get("exception") or "").strip().splitlines()
    return _short(": ".join([str(entry.get("event", "trouble")), *error[-1:]]))


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
