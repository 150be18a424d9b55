"""What can be made: the way from one form to the other."""

import reflex as rx

from app.ui.components.kit import icon, link
from app.ui.words import tr

_KINDS = (
    ("song", "music", "/make"),
    ("photo", "image", "/albums"),
    ("model3d", "cube", "/make/model"),
)


def switch(here: str, *, look: str = "mt-4 flex flex-wrap gap-2") -> rx.Component:
    """Song, photos or 3D: the one that this form is for is marked."""
    return rx.el.nav(
        *[
            link(
                icon(drawing, 16),
                tr(f"make.kind.{kind}"),
                to=to,
                aria_current="page" if kind == here else "false",
                class_name="chip min-h-11 gap-2 aria-[current=page]:border-accent "
                "aria-[current=page]:bg-wash aria-[current=page]:text-ink",
            )
            for kind, drawing, to in _KINDS
        ],
        aria_label=tr("make.kinds"),
        class_name=look,
    )
