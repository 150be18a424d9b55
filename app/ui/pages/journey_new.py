"""Where a reading journey begins: with a book."""

import reflex as rx

from app.ui.components.books import BookPicker
from app.ui.components.kit import h1, page
from app.ui.words import tr


def journey_new() -> rx.Component:
    """The book to be read."""
    return page(
        "books.page",
        h1(tr("books.title"), class_name="mt-4 text-28 min-[900px]:mt-6 min-[900px]:text-40"),
        rx.el.div(BookPicker.create(name="book"), class_name="mt-8 max-w-[640px]"),
    )
