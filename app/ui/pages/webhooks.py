"""Webhooks: word to one's own programs."""

import reflex as rx

from app.ui.components.kit import h1, link, page
from app.ui.components.parts import WebhookDesk
from app.ui.words import tr


def webhooks() -> rx.Component:
    """The page about addresses that are told when a song has ended."""
    return page(
        "hooks.page",
        rx.el.p(
            link(tr("account.title"), to="/account", class_name="quiet-link"),
            class_name="mt-4 min-[900px]:mt-6",
        ),
        h1(tr("hooks.title"), class_name="mt-1 text-28 min-[900px]:text-40"),
        rx.el.p(tr("hooks.about"), class_name="mb-8 mt-3 max-w-[560px] text-quiet"),
        rx.el.div(WebhookDesk.create(), class_name="max-w-[640px]"),
    )
