"""What was let go, and what is to leave."""

import reflex as rx

from app.ui.components.desks import LeavingDesk, TrashDesk
from app.ui.components.kit import h1, link, page
from app.ui.words import tr

_TITLE = "mt-1 text-28 min-[900px]:text-40"


def trash() -> rx.Component:
    """The trash."""
    return page("trash.page", _back(), h1(tr("trash.title"), class_name=_TITLE), TrashDesk.create())


def leaving() -> rx.Component:
    """Songs that are announced to leave."""
    return page(
        "leaving.page", _back(), h1(tr("leaving.title"), class_name=_TITLE), LeavingDesk.create()
    )


def _back() -> rx.Component:
    return rx.el.p(
        link(tr("library.title"), to="/library", class_name="quiet-link"),
        class_name="mt-4 min-[900px]:mt-6",
    )
