"""The list of 3D models."""

import reflex as rx

from app.ui.components.kit import empty, h1, icon, link, page
from app.ui.components.model import ModelGrid
from app.ui.components.parts import Disc, More, SearchField
from app.ui.state.jobs import JobsState
from app.ui.state.models import SHOWS, ModelsState
from app.ui.words import tr

_TITLE = "text-28 min-[900px]:text-40"


def models() -> rx.Component:
    """Finished, being made, not come: each by what can be seen of it."""
    return page(
        "models.page",
        rx.el.div(
            h1(tr("models.title"), class_name=_TITLE),
            link(
                icon("make"), tr("models.new"), to="/make/model", class_name="button button-plain"
            ),
            class_name="mt-4 flex flex-wrap items-center justify-between gap-4 min-[900px]:mt-6",
        ),
        rx.cond(
            ModelsState.loaded,
            rx.cond(_is_bare(), _nothing_yet(), rx.fragment(_ways(), _shelf())),
            _coming(),
        ),
    )


def _is_bare() -> rx.Var[bool]:
    looks = (ModelsState.search != "") | (ModelsState.shows != "")
    return (ModelsState.items.length() == 0) & ~looks


def _nothing_yet() -> rx.Component:
    return rx.el.div(
        Disc.create(phase=0.3, state="making", size=88),
        rx.el.h2(tr("models.empty_title"), class_name="mt-8 text-28"),
        rx.el.p(tr("models.empty"), class_name="mt-3 max-w-[44ch] text-17 text-quiet"),
        link(tr("models.empty_act"), to="/make/model", class_name="button button-primary mt-7"),
        class_name="flex flex-col items-center py-16 text-center min-[900px]:py-24",
    )


def _ways() -> rx.Component:
    chips = [
        rx.el.button(
            tr(f"models.shows.{shows or 'all'}"),
            type="button",
            aria_pressed=ModelsState.shows == shows,
            on_click=ModelsState.only(shows),
            class_name="chip min-h-11",
        )
        for shows in SHOWS
    ]
    return rx.el.div(
        rx.el.div(
            SearchField.create(
                label=tr("models.search"),
                hint=tr("models.search"),
                value=ModelsState.search,
                on_find=ModelsState.find,
            ),
            class_name="min-w-0 grow basis-56",
        ),
        rx.el.div(
            *chips, role="group", aria_label=tr("models.shows"), class_name="flex flex-wrap gap-2"
        ),
        class_name="mb-6 mt-6 flex flex-wrap items-center gap-3",
    )


def _shelf() -> rx.Component:
    return rx.fragment(
        rx.cond(
            ModelsState.items.length() == 0,
            empty("models.nothing"),
            ModelGrid.create(
                models=ModelsState.items, on_cancel=JobsState.cancel, on_retry=JobsState.retry
            ),
        ),
        rx.cond(ModelsState.more, More.create(label=tr("act.more"), on_reach=ModelsState.further)),
    )


def _coming() -> rx.Component:
    card = rx.el.div(class_name="sheen aspect-[4/5] w-full")
    return rx.el.div(
        *[card for _ in range(4)],
        aria_hidden="true",
        class_name="mt-12 grid grid-cols-2 gap-4 min-[640px]:grid-cols-3 min-[1120px]:grid-cols-4",
    )
