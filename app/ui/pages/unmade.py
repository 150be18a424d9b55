"""A job's page while nothing can be shown yet, and when nothing came: the same for all media."""

from typing import Any

import reflex as rx

from app.ui.components.kit import for_credits, h1, icon, link, try_again
from app.ui.components.parts import Cancel, Left, Moon, Status
from app.ui.state.jobs import JobsState
from app.ui.words import tr

_LOOK = "mt-6 flex flex-col gap-8 min-[640px]:flex-row min-[640px]:items-center min-[640px]:gap-12"


def missing(to: str, name: str) -> rx.Component:
    """Nothing is here, or it is somebody else's."""
    return rx.el.div(
        h1(tr("song.missing"), class_name="mt-8 text-28"),
        rx.el.p(tr("song.missing_body"), class_name="mt-3 text-quiet"),
        link(tr(name), to=to, class_name="button button-plain mt-6"),
    )


def being_made(
    job: Any, title: rx.Component, *, progress: rx.Component | None = None
) -> rx.Component:
    """The moon, what is true of it, how long it may take, and a way to stop it."""
    return rx.el.section(
        Moon.create(job=job, size=160),
        rx.el.div(
            title,
            Status.create(job=job, class_name="mt-3 block text-17"),
            Left.create(job=job, class_name="tabular mt-1 block text-quiet"),
            progress or rx.fragment(),
            rx.cond(
                job.status != "cancelling",
                rx.el.p(tr("status.on_its_way"), class_name="mt-4 text-quiet"),
            ),
            rx.cond(
                job.status != "cancelling",
                rx.el.div(Cancel.create(job=job, on_cancel=JobsState.cancel), class_name="mt-6"),
            ),
            class_name="min-w-0",
        ),
        class_name=_LOOK,
    )


def not_come(job: Any, title: rx.Component, *, again: Any, delete: rx.Component) -> rx.Component:
    """Why it did not come, and what can be done."""
    return rx.el.section(
        Moon.create(job=job, size=112),
        rx.el.div(
            title,
            Status.create(job=job, class_name="mt-3 block max-w-[60ch] text-17"),
            rx.el.div(
                rx.cond(
                    job.status == "failed",
                    rx.el.button(
                        icon("again"),
                        try_again(job.again),
                        type="button",
                        on_click=JobsState.retry(job.id),
                        class_name="button button-primary",
                        custom_attrs={"data-act": "retry"},
                    ),
                    rx.el.button(
                        icon("again"),
                        for_credits("song.again", job.again),
                        type="button",
                        on_click=again,
                        class_name="button button-plain",
                    ),
                ),
                delete,
                class_name="mt-6 flex items-center gap-2",
            ),
            class_name="min-w-0",
        ),
        class_name=_LOOK,
    )
