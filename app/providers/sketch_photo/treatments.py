"""Every treatment there is, by the word that styles name it with."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.providers.sketch_photo import (
    mounts,
    painted,
    papers,
    photographic,
    places,
    prints,
    seasons,
    studio,
)
from app.providers.sketch_photo.scene import Scene
from app.providers.sketch_photo.texture import Dice, Shape

Mount = Callable[[np.ndarray, Shape, mounts.Inside, Dice], np.ndarray]


@dataclass(frozen=True)
class Treatment:
    """How a picture is made, and what it is mounted on."""

    make: Callable[[Scene], np.ndarray]
    mount: Mount | None = None
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Left, top, right and bottom of the mount, as shares of the shorter side."""


TREATMENTS: dict[str, Treatment] = {
    "backdrop_light": Treatment(studio.backdrop_light),
    "backdrop_dark": Treatment(studio.backdrop_dark),
    "backdrop_color": Treatment(studio.backdrop_color),
    "backdrop_office": Treatment(studio.backdrop_office),
    "golden": Treatment(places.golden),
    "airy": Treatment(places.airy),
    "garden": Treatment(places.garden),
    "window": Treatment(places.window),
    "neon": Treatment(places.neon),
    "film": Treatment(photographic.film),
    "slide": Treatment(photographic.slide),
    "noir": Treatment(photographic.noir),
    "darkroom": Treatment(photographic.darkroom, mounts.white_border, (0.06, 0.06, 0.06, 0.06)),
    "instant": Treatment(photographic.instant, mounts.instant_frame, (0.06, 0.06, 0.06, 0.2)),
    "oil": Treatment(painted.oil),
    "watercolor": Treatment(painted.watercolor),
    "gouache": Treatment(painted.gouache),
    "pencil": Treatment(painted.pencil),
    "stained_glass": Treatment(painted.stained_glass),
    "hanji": Treatment(papers.colors_on_hanji),
    "ink": Treatment(papers.ink),
    "saekdong": Treatment(papers.saekdong, mounts.saekdong_stripes, (0.18, 0.06, 0.18, 0.06)),
    "cyanotype": Treatment(papers.cyanotype),
    "woodcut": Treatment(papers.woodcut),
    "petals": Treatment(seasons.petals),
    "leaves": Treatment(seasons.leaves),
    "snow": Treatment(seasons.snow),
    "riso": Treatment(prints.riso),
    "duotone": Treatment(prints.duotone, mounts.poster_margin, (0.06, 0.06, 0.06, 0.17)),
    "pop": Treatment(prints.pop),
}
