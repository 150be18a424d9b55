"""Where a reading journey begins: with a book."""

import reflex as rx

from app.ui.components.journey import BeginJourney
from app.ui.components.kit import h1, page
from app.ui.words import tr


def journey_new() -> rx.Component:
    """The book to be read. Whoever chooses one is on its page a moment later."""
    return page(
        "books.page",
        h1(tr("journey.new_title"), class_name="mt-4 text-28 min-[900px]:mt-6 min-[900px]:text-40"),
        rx.el.p(tr("journey.new_lead"), class_name="mt-3 max-w-[52ch] text-17 text-quiet"),
        BeginJourney.create(),
    )
