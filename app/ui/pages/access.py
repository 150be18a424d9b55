"""The doors: sign in, sign up."""

import reflex as rx

from app.ui.components.desks import AccessForm, GuestButton
from app.ui.components.kit import h1, link, page
from app.ui.components.parts import Disc
from app.ui.words import tr


def _door(name: str, title: str, way: str, other: rx.Component) -> rx.Component:
    return page(
        name,
        rx.el.div(
            Disc.create(phase=0.62, state="making", size=64),
            h1(tr(title), class_name="mb-7 mt-6 text-28"),
            AccessForm.create(way=way),
            other,
            class_name="mx-auto max-w-[400px] pt-8 min-[900px]:pt-14",
        ),
    )


def sign_in() -> rx.Component:
    """Come back."""
    return _door(
        "access.sign_in_page",
        "access.welcome",
        "sign-in",
        rx.el.div(
            rx.el.p(
                tr("access.no_account"),
                " ",
                link(tr("access.sign_up"), to="/sign-up", class_name="text-link"),
            ),
            GuestButton.create(label=tr("access.or_guest"), variant="plain"),
            class_name="mt-8 flex flex-col items-start gap-5 border-t border-line pt-6",
        ),
    )


def sign_up() -> rx.Component:
    """Begin, or keep what a guest made."""
    return _door(
        "access.sign_up_page",
        "access.begin",
        "sign-up",
        rx.el.p(
            tr("access.have_account"),
            " ",
            link(tr("access.sign_in"), to="/sign-in", class_name="text-link"),
            class_name="mt-8 border-t border-line pt-6",
        ),
    )
