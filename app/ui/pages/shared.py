"""What somebody with a link sees, without signing in."""

import reflex as rx

from app.ui.components.desks import SharedPage


def shared() -> rx.Component:
    """The page behind a link. It reads nothing of whoever looks, and names itself."""
    return rx.el.div(
        rx.el.main(SharedPage.create(), id="main", class_name="page"), class_name="desk beside"
    )
