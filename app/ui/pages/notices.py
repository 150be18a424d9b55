"""What people are told: the inbox, how they want to be told, and what links of e-mails open."""

import reflex as rx

from app.ui.components.desks import Confirm, NoticeDesk, TellingDesk, Unsubscribe
from app.ui.components.kit import h1, icon, link, page
from app.ui.state.jobs import JobsState
from app.ui.words import tr


def notices() -> rx.Component:
    """The inbox: everything that ended."""
    return page(
        "notices.page",
        rx.el.div(
            h1(tr("notices.title"), class_name="text-28 min-[900px]:text-40"),
            link(
                icon("sliders", 16),
                tr("tell.open"),
                to="/account/notices",
                class_name="button button-quiet text-13",
            ),
            class_name="mb-4 mt-4 flex flex-wrap items-center justify-between gap-3 "
            "min-[900px]:mt-6",
        ),
        rx.el.div(NoticeDesk.create(news=JobsState.ended), class_name="max-w-[720px]"),
    )


def telling() -> rx.Component:
    """How somebody wants to be told."""
    return page(
        "tell.page",
        rx.el.p(
            link(
                icon("left", 16),
                tr("account.title"),
                to="/account",
                class_name="quiet-link -ml-1 inline-flex min-h-11 min-w-11 items-center gap-1",
            ),
            class_name="mt-1 min-[900px]:mt-3",
        ),
        h1(tr("tell.title"), class_name="text-28 min-[900px]:text-40"),
        rx.el.p(tr("tell.about"), class_name="mb-8 mt-3 max-w-[560px] text-quiet"),
        rx.el.div(TellingDesk.create(), class_name="max-w-[640px]"),
    )


def confirm() -> rx.Component:
    """Somebody reads e-mails here: for whoever came by a link in one."""
    return page(
        "tell.confirm_page",
        h1(tr("tell.confirm_title"), class_name="mt-6 text-28 min-[900px]:text-40"),
        rx.el.div(Confirm.create(), class_name="max-w-[520px]"),
    )


def unsubscribe() -> rx.Component:
    """No more e-mails, for whoever came by a link in one."""
    return page(
        "tell.stop_page",
        h1(tr("tell.stop_title"), class_name="mt-6 text-28 min-[900px]:text-40"),
        rx.el.div(Unsubscribe.create(), class_name="max-w-[520px]"),
    )
