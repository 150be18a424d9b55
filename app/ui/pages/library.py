"""Everything that was made."""

from typing import Any

import reflex as rx

from app.domain.medium import Medium
from app.ui.components.compare import Choose, ChooseBar, ChooseButton
from app.ui.components.desks import AddTo, LeavingBanner, StorageLine
from app.ui.components.kit import empty, h1, icon, link, page, sheen
from app.ui.components.model import Looks
from app.ui.components.parts import Ago, More, PlayButton, SearchField, Sketch
from app.ui.state.jobs import JobsState
from app.ui.state.library import LibraryState, Shelved
from app.ui.words import tr, tr_of


def library() -> rx.Component:
    """The shelf, with ways to find."""
    return page(
        "library.page",
        h1(tr("library.title"), class_name="mt-4 text-28 min-[900px]:mt-6 min-[900px]:text-40"),
        StorageLine.create(running=JobsState.running.length(), things=LibraryState.items.length()),
        LeavingBanner.create(),
        _rooms(),
        _ways(),
        rx.cond(
            LibraryState.loaded,
            rx.cond(LibraryState.items, _shelf(), _nothing()),
            sheen(6),
        ),
    )


_STRIP = "relative flex gap-2 overflow-x-auto py-1 [scrollbar-width:none]"
"""One line that a thumb moves; the page stays in its place."""


def _rooms() -> rx.Component:
    """On a phone the bar below has no room for these."""
    rooms = {"albums": "image", "models": "cube", "playlists": "playlist", "activity": "activity"}
    return rx.el.div(
        *[
            link(
                icon(look, 16),
                tr(f"nav.{name}"),
                to=f"/{name}",
                class_name="chip min-h-11 flex-none gap-2",
            )
            for name, look in rooms.items()
        ],
        class_name=f"{_STRIP} mt-3 min-[900px]:hidden",
    )


def _ways() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            SearchField.create(
                label=tr("library.search"),
                hint=tr("library.search"),
                value=LibraryState.search,
                on_find=LibraryState.find,
            ),
            class_name="min-w-0 grow basis-48",
        ),
        rx.el.div(
            rx.el.div(
                *[_kind(medium) for medium in ("", *Medium)],
                role="group",
                aria_label=tr("library.kinds"),
                class_name="flex flex-none gap-2",
            ),
            rx.el.button(
                rx.cond(LibraryState.favourites, icon("heartFull", 16), icon("heart", 16)),
                tr("library.favourites"),
                type="button",
                aria_pressed=LibraryState.favourites,
                on_click=LibraryState.show_favourites,
                class_name="chip min-h-11 flex-none gap-2",
            ),
            rx.el.label(
                rx.el.span(tr("library.sort"), class_name="sr-only"),
                rx.el.select(
                    rx.el.option(tr("library.newest"), value="newest"),
                    rx.el.option(tr("library.oldest"), value="oldest"),
                    value=LibraryState.sort,
                    on_change=LibraryState.order,
                    class_name="field w-auto",
                ),
                class_name="flex-none",
            ),
            rx.cond(
                LibraryState.items.length() > 1,
                ChooseButton.create(look="chip min-h-11 flex-none gap-2"),
            ),
            class_name=f"{_STRIP} w-full min-w-0 items-center min-[900px]:contents",
        ),
        class_name="mb-4 mt-4 flex flex-wrap items-center gap-3",
    )


def _kind(medium: str) -> rx.Component:
    return rx.el.button(
        tr(f"library.kind.{medium or 'all'}"),
        type="button",
        aria_pressed=LibraryState.medium == medium,
        on_click=LibraryState.only(str(medium)),
        class_name="chip min-h-11",
    )


def _shelf() -> rx.Component:
    return rx.fragment(
        rx.cond(
            LibraryState.skipped,
            rx.el.p(
                rx.el.button(
                    tr("library.to_start"),
                    type="button",
                    on_click=LibraryState.read,
                    class_name="button button-quiet",
                ),
                class_name="flex justify-center",
            ),
        ),
        rx.el.ul(rx.foreach(LibraryState.items, _thing)),
        ChooseBar.create(),
        rx.cond(
            LibraryState.more,
            More.create(label=tr("act.more"), on_reach=LibraryState.further),
        ),
    )


def _kind_of(thing: rx.Var[Shelved]) -> Any:
    """What it is; pictures of one set share a title, and are told apart by their numbers."""
    number = tr("history.picture", n=thing.number)
    return rx.cond(thing.number > 0, number, tr_of("library.one", thing.medium))


def _thing(song: rx.Var[Shelved]) -> rx.Component:
    is_song = song.medium == "song"
    return rx.el.li(
        rx.cond(is_song, PlayButton.create(track=song), Looks.create(thing=song)),
        rx.el.div(
            link(
                song.title,
                to=song.page,
                custom_attrs={"data-open": True},
                class_name="block truncate text-17 font-medium after:absolute after:inset-0 "
                "hover:underline",
            ),
            rx.el.p(
                rx.cond(is_song, rx.fragment(), rx.el.span(_kind_of(song))),
                rx.cond(song.takes > 1, rx.el.span(tr("library.takes", n=song.takes))),
                rx.cond(song.genre, rx.el.span(tr_of("genre", song.genre))),
                rx.cond(song.mood, rx.el.span(tr_of("mood", song.mood))),
                Ago.create(at=song.created),
                class_name="flex gap-x-3 truncate text-13 text-quiet",
            ),
            class_name="relative min-w-0 flex-1",
        ),
        rx.cond(
            is_song,
            rx.fragment(
                rx.el.div(
                    Sketch.create(
                        peaks=song.peaks, bars=56, height=32, class_name="w-full text-moon-rim"
                    ),
                    class_name="hidden w-60 min-[900px]:block",
                ),
                AddTo.create(song=song.id, title=song.title),
            ),
        ),
        rx.el.button(
            rx.cond(song.favourite, icon("heartFull"), icon("heart")),
            type="button",
            aria_pressed=song.favourite,
            aria_label=tr("song.favourite"),
            on_click=LibraryState.favourite(song.id),
            class_name="icon-button",
            custom_attrs={"data-act": "favourite"},
        ),
        Choose.create(thing=song, box="right-4 top-1/2 -translate-y-1/2"),
        key=song.id,
        custom_attrs={"data-row": True},
        class_name="row relative",
    )


def _nothing() -> rx.Component:
    return rx.cond(
        (LibraryState.search != "") | (LibraryState.medium != ""),
        empty("library.nothing"),
        rx.cond(
            LibraryState.favourites,
            empty("library.no_favourites"),
            empty(
                "library.empty",
                link(tr("home.empty_act"), to="/make", class_name="button button-primary"),
            ),
        ),
    )
