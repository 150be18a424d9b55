"""An address where nothing is."""

import reflex as rx

from app.ui.components.kit import h1, link, page
from app.ui.components.parts import Disc
from app.ui.words import tr


def lost() -> rx.Component:
    """Nothing here, and the way home."""
    return page(
        "lost.page",
        rx.el.div(
            Disc.create(phase=0.12, state="making", size=112),
            h1(tr("lost.title"), class_name="mt-8 text-28"),
            rx.el.p(tr("lost.body"), class_name="mt-3 text-quiet"),
            link(tr("lost.home"), to="/", class_name="button button-plain mt-6"),
            class_name="flex flex-col items-center py-20 text-center",
        ),
    )
