"""All playlists, and one of them."""

import reflex as rx

from app.ui.components.desks import PlaylistDesk, PlaylistShelf
from app.ui.components.kit import h1, link, page
from app.ui.words import tr


def playlists() -> rx.Component:
    """The page of all playlists."""
    return page(
        "lists.page",
        h1(tr("lists.title"), class_name="mt-4 text-28 min-[900px]:mt-6 min-[900px]:text-40"),
        rx.el.p(tr("lists.means"), class_name="mt-3 max-w-[560px] text-quiet"),
        PlaylistShelf.create(),
    )


def playlist() -> rx.Component:
    """The page of one playlist."""
    return page(
        "lists.page",
        rx.el.p(
            link(tr("lists.title"), to="/playlists", class_name="quiet-link"),
            class_name="mt-4 min-[900px]:mt-6",
        ),
        PlaylistDesk.create(),
    )
