"""Any two of a kind beside each other, as Python names it; each is JSX beside this file."""

from typing import Any

import reflex as rx

from app.ui.components.local import PATHS, Local


class ChooseButton(Local):
    """Begins to choose two things of a list, or stops."""

    library = PATHS["choosing"]
    tag = "ChooseButton"
    look: rx.Var[str]


class Choose(Local):
    """Chooses one thing of a list, over which it lies."""

    library = PATHS["choosing"]
    tag = "Choose"
    thing: rx.Var[Any]
    box: rx.Var[str]


class ChooseBar(Local):
    """How many are still to be chosen, and the way to both."""

    library = PATHS["choosing"]
    tag = "ChooseBar"


class CompareDesk(Local):
    """Two songs, photos or models and what is known of both; it speaks to the REST routes."""

    library = PATHS["compare"]
    tag = "CompareDesk"
