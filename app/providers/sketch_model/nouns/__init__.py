"""Everything that can be built, by the word it has in the lexicon."""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body

Noun = Callable[[Look], Body]
_SHELVES = (
    "furniture",
    "vessels",
    "food",
    "buildings",
    "plants",
    "land",
    "animals",
    "vehicles",
    "figures",
    "treasures",
    "music",
)


@cache
def nouns() -> dict[str, Noun]:
    """By name; each builds its thing in metres, standing on the floor, its front towards z."""
    found: dict[str, Noun] = {}
    for shelf in _SHELVES:
        found |= import_module(f"{__name__}.{shelf}").NOUNS
    return found
