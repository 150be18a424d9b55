"""Things as they are built, and how large each is beside the others."""

from dataclasses import dataclass, field

import numpy as np

from app.providers.sketch_model.dice import dice
from app.providers.sketch_model.facets import faceted
from app.providers.sketch_model.gltf import Stand
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh, Numbers, bounds
from app.providers.sketch_model.nouns import nouns
from app.providers.sketch_model.understood import Link, Wanted

SIZES = {"tiny": 0.45, "small": 0.7, "": 1.0, "big": 1.4, "huge": 2.1}


SKY = {"moon", "sun", "star", "cloud"}


OPEN_BELOW = {
    "table",
    "desk",
    "chair",
    "stool",
    "bench",
    "tree",
    "palm",
    "pine",
    "umbrella",
    "bridge",
}


_LIKE = 5.0
"""So many times larger than another may a thing be before it is drawn smaller than it is."""


_AROUND = 7


@dataclass
class Thing:
    """A thing that is built, and where its copies stand."""

    wanted: Wanted
    body: Body
    scale: float
    count: int
    stands: list[Stand] = field(default_factory=list)

    def __post_init__(self) -> None:
        low, high = bounds(self.body)
        self.low, self.high = low, high

    @property
    def size(self) -> Numbers:
        """Width, height and depth of one copy."""
        return (self.high - self.low) * self.scale

    @property
    def reach(self) -> float:
        """Half of the room that one copy takes on the floor."""
        return float(max(self.size[0], self.size[2])) / 2

    def extent(self) -> tuple[Numbers, Numbers]:
        """Around all copies."""
        spots = np.array([(s.x, s.y, s.z) for s in self.stands])
        half = np.array([self.reach, 0, self.reach])
        return spots.min(axis=0) - half, spots.max(axis=0) + half + [0, self.size[1], 0]


def built(wanted: Wanted, number: int, seed: int, *, is_bareheaded: bool) -> Thing:
    """What was wanted, in metres, standing on the floor."""
    rng = dice(seed, "thing", number, wanted.noun)
    look = Look(rng, wanted.colour, wanted.material, wanted.style, is_bareheaded)
    body = [_grounded(mesh) for mesh in nouns()[wanted.noun](look)]
    if wanted.style == "lowpoly":
        body = [faceted(mesh) for mesh in body]
    return Thing(wanted, body, SIZES[wanted.size], max(1, wanted.count))


def _grounded(mesh: Mesh) -> Mesh:
    """Nothing grows below the floor."""
    mesh.points[:, 1] = np.maximum(mesh.points[:, 1], 0)
    return mesh


def go_together(things: list[Thing]) -> None:
    """A cat beside a castle would be a dot: what is far apart in size comes nearer."""
    largest = max(float(max(t.size)) for t in things)
    for thing in things:
        ratio = largest / float(max(thing.size))
        if ratio > _LIKE:
            thing.scale *= ratio / (_LIKE * (ratio / _LIKE) ** 0.35)


def fit(things: list[Thing], links: list[Link]) -> None:
    """What carries something is large enough for it."""
    for link in links:
        figure, landmark = things[link.figure], things[link.landmark]
        if link.relation == "around" and not _said_number(figure):
            figure.count = _AROUND
        if link.relation == "on" and landmark.wanted.noun not in SKY:
            room = float(min(landmark.size[0], landmark.size[2]))
            spread = 2 * figure.reach * (1 + 0.75 * (min(figure.count, 4) - 1))
            need = spread * 1.02 / room
            if need > 1:
                landmark.scale *= min(need, 2.2)
                figure.scale *= max(0.4, min(1.0, 2.2 / need))
        if link.relation == "under" and landmark.wanted.noun in OPEN_BELOW:
            room = float(landmark.size[1]) * (0.6 if landmark.wanted.noun != "bridge" else 0.45)
            need = float(figure.size[1]) / room
            if need > 1:
                landmark.scale *= min(need, 1.7)
                figure.scale *= max(0.4, min(1.0, 1.7 / need))


def _said_number(thing: Thing) -> bool:
    """Three is what a plural counts for when no number was said."""
    return thing.wanted.count not in (0, 3)
