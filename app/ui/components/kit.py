"""The few shapes that pages are made of."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from app.ui.components.local import PageTitle
from app.ui.components.parts import Icon, Mark, Status
from app.ui.state.cards import Card
from app.ui.words import tr


def link(*children: Any, to: Any, **props: Any) -> rx.Component:
    """A way to another page that keeps the shell, and what plays, as they are."""
    return ReactRouterLink.create(*children, to=to, **props)


def icon(name: str, size: int = 18) -> rx.Component:
    """One of our line drawings."""
    return Icon.create(name=name, size=size)


def h1(*children: Any, **props: Any) -> rx.Component:
    """The name of the page; takes the focus after a change of page."""
    look = props.pop("class_name", "text-28 min-[900px]:text-40")
    return rx.el.h1(*children, tab_index=-1, class_name=look, **props)


def h2(*children: Any, **props: Any) -> rx.Component:
    """The name of a part."""
    look = props.pop("class_name", "text-21")
    return rx.el.h2(*children, class_name=look, **props)


def page(name: str, *children: Any) -> rx.Component:
    """A page: its name in the tab, and its content beside the navigation."""
    return rx.el.div(
        PageTitle.create(words=tr(name)),
        rx.el.main(*children, id="main", class_name="page"),
        class_name="desk beside",
    )


def try_again(price: Any) -> rx.Var[str]:
    """The words of a second try, and what it costs where it costs something."""
    return rx.cond(price > 0, tr("act.retry_for", n=price), tr("act.retry"))


def for_credits(words: str, price: Any) -> rx.Component:
    """What a button does and, on a phone below that, what it costs."""
    costs = rx.el.span(
        rx.el.span("· ", aria_hidden=True, class_name="max-[639px]:hidden"),
        tr("make.price", n=price),
        class_name="tabular max-[639px]:text-13",
    )
    return rx.el.span(
        rx.el.span(tr(words)),
        rx.cond(price > 0, costs),
        class_name="flex gap-x-1.5 text-left leading-tight max-[639px]:flex-col",
    )


def section(title: str, *children: Any, aside: rx.Component | None = None) -> rx.Component:
    """A named part of a page."""
    head = rx.el.div(
        h2(tr(title)), aside or rx.fragment(), class_name="mb-2 flex items-baseline justify-between"
    )
    return rx.el.section(head, *children, class_name="mt-12")


def empty(words: str, *children: Any) -> rx.Component:
    """Nothing here, said kindly."""
    return rx.el.div(
        rx.el.p(tr(words), class_name="text-17 text-quiet"),
        *children,
        class_name="flex flex-col items-start gap-5 py-10",
    )


def sheen(rows: int = 3) -> rx.Component:
    """The shape of what comes; it shows only when that takes a while."""
    line = "sheen h-16 w-full"
    return rx.el.div(
        *[rx.el.div(class_name=line) for _ in range(rows)],
        aria_hidden="true",
        class_name="flex flex-col gap-2 py-2",
    )


def job_row(job: rx.Var[Card], *actions: rx.Component) -> rx.Component:
    """One job in a list: its mark, its title, what is true of it, what can be done."""
    return rx.el.li(
        Mark.create(job=job, size=30),
        rx.el.div(
            link(
                job.title,
                to=job.page,
                custom_attrs={"data-open": True},
                class_name="block truncate text-17 font-medium after:absolute after:inset-0 "
                "hover:underline",
            ),
            Status.create(job=job, class_name="block text-13 text-quiet"),
            class_name="relative min-w-0 flex-1",
        ),
        *actions,
        key=job.id,
        custom_attrs={"data-row": True},
        class_name="row",
    )
