"""Webhooks: word to one's own programs."""

import reflex as rx

from app.ui.components.desks import WebhookDesk
from app.ui.components.kit import h1, icon, link, page
from app.ui.words import tr


def webhooks() -> rx.Component:
    """The page about addresses that are told when a song has ended."""
    return page(
        "hooks.page",
        rx.el.p(
            link(
                icon("left", 16),
                tr("account.title"),
                to="/account",
                class_name="quiet-link -ml-1 inline-flex min-h-11 min-w-11 items-center gap-1",
            ),
            class_name="mt-1 min-[900px]:mt-3",
        ),
        h1(tr("hooks.title"), class_name="text-28 min-[900px]:text-40"),
        rx.el.p(tr("hooks.about"), class_name="mb-8 mt-3 max-w-[560px] text-quiet"),
        rx.el.div(WebhookDesk.create(), class_name="max-w-[640px]"),
    )
