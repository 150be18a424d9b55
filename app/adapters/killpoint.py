"""Ends the process at a named moment, for tests of what a crash leaves behind."""

import os
import signal
from pathlib import Path

from app.domain.points import POINTS, At, nothing


def from_environment() -> At:
    """
    The act for `STUDIO_DIE_AT`, done once: the file `STUDIO_DIE_ONCE` remembers that it was.

    Raises `ValueError` for a point that does not exist.
    """
    wanted = os.environ.get("STUDIO_DIE_AT")
    if not wanted:
        return nothing
    if wanted not in POINTS:
        raise ValueError(f"no such point: {wanted}")
    return lambda point: _die(Path(os.environ["STUDIO_DIE_ONCE"])) if point == wanted else None


def _die(once: Path) -> None:
    try:
        once.touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
