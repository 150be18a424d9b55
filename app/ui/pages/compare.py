"""Any two of a kind beside each other."""

import reflex as rx

from app.ui.components.compare import CompareDesk
from app.ui.components.kit import h1, link, page
from app.ui.words import tr


def compare() -> rx.Component:
    """Two songs with one player, two photos in one place, or two models with one camera."""
    return page(
        "compare.page",
        rx.el.p(
            link(tr("library.title"), to="/library", class_name="quiet-link"),
            class_name="mt-4 min-[900px]:mt-6",
        ),
        h1(tr("compare.title"), class_name="mt-1 text-28 min-[900px]:text-40"),
        CompareDesk.create(),
    )
