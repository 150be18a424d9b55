"""The shelf of reading journeys."""

import reflex as rx

from app.ui.components.journey import JourneyCover
from app.ui.components.kit import empty, h1, icon, link, page
from app.ui.components.parts import Disc, More, SearchField
from app.ui.state.journey_cards import JourneyCard
from app.ui.state.journeys import SORTS, ShelfState
from app.ui.words import tr

_STATUSES = ("reading", "finished", "set_aside")
_COLUMNS = (
    "grid grid-cols-2 gap-x-6 gap-y-10 min-[560px]:grid-cols-3 min-[900px]:grid-cols-4 "
    "min-[900px]:gap-x-9 min-[1180px]:grid-cols-5"
)


def journeys() -> rx.Component:
    """Covers of what is read, was read, and lies aside for a while."""
    return page(
        "journey.page_name",
        rx.el.div(
            h1(tr("journey.shelf_title"), class_name="text-28 min-[900px]:text-40"),
            link(
                icon("make"),
                tr("journey.new"),
                to="/journeys/new",
                class_name="button button-plain",
            ),
            class_name="mt-4 flex flex-wrap items-center justify-between gap-4 min-[900px]:mt-6",
        ),
        rx.cond(
            ShelfState.loaded,
            rx.cond(_is_bare(), _nothing_yet(), rx.fragment(_ways(), _shelf())),
            _coming(),
        ),
    )


def _is_bare() -> rx.Var[bool]:
    looks = (ShelfState.search != "") | (ShelfState.status != "")
    return (ShelfState.items.length() == 0) & ~looks


def _nothing_yet() -> rx.Component:
    return rx.el.div(
        Disc.create(phase=0.3, state="making", size=88),
        rx.el.h2(tr("journey.empty_title"), class_name="mt-8 text-28"),
        rx.el.p(tr("journey.empty"), class_name="mt-3 max-w-[44ch] text-17 text-quiet"),
        link(tr("journey.empty_act"), to="/journeys/new", class_name="button button-primary mt-7"),
        class_name="flex flex-col items-center py-16 text-center min-[900px]:py-24",
    )


def _ways() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            SearchField.create(
                label=tr("journey.search"),
                hint=tr("journey.search"),
                value=ShelfState.search,
                on_find=ShelfState.find,
            ),
            class_name="min-w-0 grow basis-56",
        ),
        rx.el.div(
            _chip("", "journey.all"),
            *[_chip(status, f"journey.status.{status}") for status in _STATUSES],
            role="group",
            aria_label=tr("journey.shows"),
            class_name="flex flex-wrap gap-2",
        ),
        rx.el.label(
            rx.el.span(tr("journey.sort"), class_name="sr-only"),
            rx.el.select(
                *[rx.el.option(tr(f"journey.sort.{sort}"), value=sort) for sort in SORTS],
                value=ShelfState.sort,
                on_change=ShelfState.order,
                class_name="field w-auto",
            ),
        ),
        class_name="mb-10 mt-6 flex flex-wrap items-center gap-3",
    )


def _chip(status: str, words: str) -> rx.Component:
    return rx.el.button(
        tr(words),
        type="button",
        aria_pressed=ShelfState.status == status,
        on_click=ShelfState.only(status),
        class_name="chip min-h-11",
    )


def _shelf() -> rx.Component:
    return rx.fragment(
        rx.cond(
            ShelfState.items.length() == 0,
            empty("journey.nothing"),
            rx.el.ul(rx.foreach(ShelfState.items, _book), class_name=_COLUMNS),
        ),
        rx.cond(ShelfState.more, More.create(label=tr("act.more"), on_reach=ShelfState.further)),
    )


def _book(journey: rx.Var[JourneyCard]) -> rx.Component:
    return rx.el.li(
        JourneyCover.create(journey=journey),
        key=journey.id,
        custom_attrs={"data-row": True},
        class_name="min-w-0",
    )


def _coming() -> rx.Component:
    cover = rx.el.div(class_name="sheen aspect-[2/3] w-full")
    return rx.el.div(*[cover for _ in range(5)], aria_hidden="true", class_name=f"{_COLUMNS} mt-12")
