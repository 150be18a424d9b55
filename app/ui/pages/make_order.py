"""An order: what it costs, the button, and what became of the last one."""

from typing import Any

import reflex as rx

from app.ui.components.kit import link
from app.ui.components.local import Balance
from app.ui.components.parts import AgainstList, Cancel, Moon, PlayButton, Sky, Status, Usual
from app.ui.state.jobs import JobsState
from app.ui.state.make import MakeState
from app.ui.state.person import PersonState
from app.ui.words import tr


def order(state: Any, *, last: rx.Component | None = None) -> rx.Component:
    """
    Beside the form, or over its end on a phone: it is always in sight.

    The state has `offer`, `offers`, `quoted` and `against`; `last` shows what was started last.
    """
    return rx.el.aside(
        last or rx.fragment(),
        _ask(state),
        class_name="sticky z-10 flex flex-col-reverse gap-4 self-start "
        "max-[1099px]:bottom-[calc(var(--under)+12px)] "
        "max-[1099px]:order-last max-[1099px]:w-full max-[1099px]:flex-col min-[1100px]:top-20",
    )


def last_song() -> rx.Component:
    """The song that was started last, until it was taken back."""
    return rx.cond(MakeState.made.id, rx.cond(MakeState.made.status != "cancelled", _started()))


def _ask(state: Any) -> rx.Component:
    offer = state.offer
    return rx.el.div(
        rx.el.div(
            _cost(state),
            rx.el.button(
                tr("make.start"),
                type="submit",
                class_name="button button-primary min-w-32 min-[1100px]:mt-4 min-[1100px]:w-full",
            ),
            class_name="flex items-center gap-4 min-[1100px]:flex-col min-[1100px]:items-stretch "
            "min-[1100px]:gap-0",
        ),
        AgainstList.create(
            problems=state.against,
            price=rx.cond(state.quoted, offer.price, 0),
            available=PersonState.available,
        ),
        _purse("mt-3 hidden min-[1100px]:flex"),
        Sky.create(offer=offer, offers=state.offers, class_name="mt-2"),
        class_name="card p-3 pl-5 max-[1099px]:shadow-float min-[1100px]:p-5",
    )


def _cost(state: Any) -> rx.Component:
    offer = state.offer
    price = rx.cond(offer.price == 0, tr("make.free"), tr("make.price", n=offer.price))
    return rx.el.div(
        rx.el.p(
            rx.cond(state.quoted, rx.el.span(price, class_name="font-medium", data_price=True)),
            Usual.create(low=offer.low, high=offer.high, class_name="text-quiet"),
            class_name="tabular flex min-h-6 flex-wrap items-baseline gap-x-3 "
            "min-[1100px]:justify-between",
        ),
        _purse("flex min-[1100px]:hidden"),
        class_name="min-w-0 flex-1 min-[1100px]:flex-none",
    )


def _purse(look: str) -> rx.Component:
    return rx.el.p(
        rx.el.span(tr("make.you_have")),
        Balance.create(available=PersonState.available, held=PersonState.held),
        class_name=f"flex-wrap gap-x-1 text-13 text-quiet {look}",
    )


def _started() -> rx.Component:
    job = MakeState.made
    runs = (job.status == "pending") | (job.status == "generating")
    return rx.el.div(
        Moon.create(job=job, size=28),
        rx.el.div(
            link(
                job.title,
                to=job.page,
                class_name="block truncate font-medium hover:underline",
            ),
            Status.create(job=job, class_name="block text-13 text-quiet"),
            rx.cond(
                runs,
                rx.el.p(tr("status.on_its_way"), class_name="mt-1 text-13 text-quiet"),
            ),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(runs, Cancel.create(job=job, variant="icon", on_cancel=JobsState.cancel)),
        PlayButton.create(track=job.track),
        class_name="card rise flex items-center gap-3 p-4",
        custom_attrs={"data-started": True},
    )
