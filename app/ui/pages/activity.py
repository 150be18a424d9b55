"""Every job there was."""

import reflex as rx

from app.ui.components.kit import empty, h1, icon, job_row, page, sheen, try_again
from app.ui.components.parts import Ago, Cancel, More, PlayButton, Took
from app.ui.state.activity import ActivityState
from app.ui.state.cards import Card
from app.ui.state.jobs import JobsState
from app.ui.words import tr

_KINDS = ("", "generating", "completed", "failed", "cancelled")


def activity() -> rx.Component:
    """The list, and ways to narrow it."""
    return page(
        "activity.page",
        h1(tr("activity.title"), class_name="mt-4 text-28 min-[900px]:mt-6 min-[900px]:text-40"),
        rx.el.div(
            *[
                rx.el.button(
                    tr(f"activity.{kind or 'all'}"),
                    type="button",
                    aria_pressed=ActivityState.status == kind,
                    on_click=ActivityState.only(kind),
                    class_name="chip",
                )
                for kind in _KINDS
            ],
            class_name="mb-4 mt-6 flex flex-wrap gap-2",
        ),
        rx.cond(
            ActivityState.loaded,
            rx.cond(ActivityState.items, _list(), _nothing()),
            sheen(6),
        ),
    )


def _list() -> rx.Component:
    return rx.fragment(
        rx.el.ul(rx.foreach(ActivityState.items, _job)),
        rx.cond(
            ActivityState.more,
            More.create(label=tr("act.more"), on_reach=ActivityState.further),
        ),
    )


def _job(job: rx.Var[Card]) -> rx.Component:
    running = (job.status == "pending") | (job.status == "generating")
    return job_row(
        job,
        rx.el.div(
            Ago.create(at=job.created),
            rx.cond(job.status == "completed", Took.create(job=job)),
            class_name="hidden flex-col text-right text-13 text-quiet min-[640px]:flex",
        ),
        PlayButton.create(track=job.track),
        rx.cond(running, Cancel.create(job=job, variant="icon", on_cancel=JobsState.cancel)),
        rx.cond(
            job.status == "failed",
            rx.el.button(
                icon("again"),
                type="button",
                aria_label=try_again(job.again),
                title=try_again(job.again),
                on_click=JobsState.retry(job.id),
                class_name="icon-button",
                custom_attrs={"data-act": "retry"},
            ),
        ),
    )


def _nothing() -> rx.Component:
    return rx.cond(ActivityState.status == "", empty("activity.empty"), empty("activity.nothing"))
