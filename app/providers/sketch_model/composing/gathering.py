"""All copies of a thing around one place."""

import math

from numpy.random import Generator

from app.providers.sketch_model.composing.things import Thing
from app.providers.sketch_model.gltf import Stand


def gather(thing: Thing, x: float, z: float, rng: Generator, *, y: float = 0.0) -> None:
    """All copies around a place, not quite in order."""
    if thing.count == 1:
        thing.stands = [Stand(x, y, z, facing_of(thing, rng), thing.scale)]
        return
    step = 2 * thing.reach * 1.12
    columns = math.ceil(math.sqrt(thing.count)) if thing.count > 3 else thing.count
    rows = math.ceil(thing.count / columns)
    for number in range(thing.count):
        row, column = divmod(number, columns)
        here = min(columns, thing.count - row * columns)
        dx = (column - (here - 1) / 2) * step + rng.uniform(-0.08, 0.08) * step
        dz = (row - (rows - 1) / 2) * step + rng.uniform(-0.16, 0.16) * step
        thing.stands += [Stand(x + dx, y, z + dz, rng.uniform(-28, 28), varied(thing, rng))]


def varied(thing: Thing, rng: Generator) -> float:
    """Its size, a little otherwise with every copy."""
    return thing.scale * float(rng.uniform(0.9, 1.06))


def facing_of(thing: Thing, rng: Generator) -> float:
    """People and houses face the front; trees do not mind."""
    free = thing.wanted.noun in {
        "tree",
        "pine",
        "palm",
        "bush",
        "rock",
        "flower",
        "bamboo",
        "cactus",
    }
    return float(rng.uniform(0, 360)) if free else float(rng.uniform(-7, 7))
