"""Which page wants to be read again when something changed."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from app.ui.state.here import path

_readers: dict[str, Callable[[], Any]] = {}


def reads(start: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Register the event that reads the page whose path is, or starts with, this."""

    def keep(event: Callable[[], Any]) -> Callable[[], Any]:
        _readers[start] = event
        return event

    return keep


_SHOW_PROGRESS = ("/song", "/model", "/activity")


def refresh(state: rx.State, *, only_moved: bool = False) -> Any:
    """
    The event that reads the open page again; None when it shows nothing that changes.

    When jobs only moved on, lists of finished things stay as they are.
    """
    here = path(state)
    if only_moved and not here.startswith(_SHOW_PROGRESS):
        return None
    for start, event in _readers.items():
        if here == start or (start != "/" and here.startswith(f"{start}/")):
            return event()
    return None
