"""Books on pages: finding one, and its cover."""

from typing import Any

import reflex as rx
from reflex_base.event import no_args_event_spec, passthrough_event_spec

from app.ui.components.local import PATHS, Local


class BookPicker(Local):
    """
    Finds a book in catalogues, among those of one's journeys, or takes one typed by hand.

    `on_choose` brings its facts, `{title, authors, isbn, publisher, year, pages, language,
    subjects, cover, cover_url, source}`, null where nobody knows; `state.books.chosen` reads them.
    `cover` is the address of our copy. `on_clear` says that another book is wanted. With `name`, a
    form around it sends the same as JSON; it never submits that form.
    """

    library = PATHS["books"]
    tag = "BookPicker"
    label: rx.Var[str]
    """What the field is called; “Which book?” unless something else is said."""
    name: rx.Var[str]
    on_choose: rx.EventHandler[passthrough_event_spec(dict[str, Any])]
    on_clear: rx.EventHandler[no_args_event_spec]


class BookCover(Local):
    """A cover; without a picture, or until it comes, one that is set from title and author."""

    library = PATHS["covers"]
    tag = "BookCover"
    title: rx.Var[str]
    author: rx.Var[str]
    src: rx.Var[str]
    """Address of our copy; may be empty."""
    width: rx.Var[int]
    """CSS pixels; without it, as wide as its place. It is half as tall again."""
    label: rx.Var[str]
    """What a screen reader calls it; nothing where the title stands beside it."""
