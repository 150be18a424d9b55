"""Where things stand of which nothing was said."""

import math

from numpy.random import Generator

from app.providers.sketch_model.composing.gathering import facing_of, gather, varied
from app.providers.sketch_model.composing.places import GAP
from app.providers.sketch_model.composing.things import SKY, Thing
from app.providers.sketch_model.gltf import Stand
from app.providers.sketch_model.understood import Link


def lay_out(things: list[Thing], rng: Generator) -> None:
    """Side by side: the largest in the middle, many around it, the sky above."""
    on_floor = [t for t in things if t.wanted.noun not in SKY] or things
    anchor = max(on_floor, key=lambda t: (t.count == 1, float(t.size[0] * t.size[2])))
    gather(anchor, 0.0, 0.0, rng)
    left, right = (float(v[0]) for v in anchor.extent())
    for number, thing in enumerate(t for t in things if t is not anchor):
        if thing.count > 1 and anchor.count == 1 and thing.reach < anchor.reach * 1.2:
            _arc(thing, anchor, rng)
            continue
        width = thing.reach * (1 if thing.count == 1 else 1 + 0.9 * math.sqrt(thing.count))
        gap = GAP * (thing.reach + anchor.reach)
        if number % 2 == 0:
            gather(thing, right + gap + width, 0.0, rng)
            right += gap + 2 * width
        else:
            gather(thing, left - gap - width, 0.0, rng)
            left -= gap + 2 * width


def _arc(thing: Thing, anchor: Thing, rng: Generator) -> None:
    """Copies behind and beside what is lower than they, before what is higher."""
    is_tall = thing.size[1] > 0.55 * anchor.size[1]
    middle = -90.0 if is_tall else 90.0
    spread = min(230.0, 62.0 * (thing.count - 1) + 40.0)
    half_x, half_z = float(anchor.size[0]) / 2, float(anchor.size[2]) / 2
    for number in range(thing.count):
        share = number / max(1, thing.count - 1) - 0.5
        angle = math.radians(middle + share * spread + rng.uniform(-7, 7))
        x = math.cos(angle) * (half_x + thing.reach * 0.92)
        z = math.sin(angle) * (half_z + thing.reach * 0.98)
        spot = anchor.stands[0]
        thing.stands += [
            Stand(spot.x + x, 0.0, spot.z + z, facing_of(thing, rng), varied(thing, rng))
        ]


def raise_sky(things: list[Thing], links: list[Link]) -> None:
    """The moon is above the house, not beside it; alone it stands where one can see it."""
    below = [t for t in things if t.wanted.noun not in SKY]
    hung = {link.figure for link in links if link.relation in ("on", "wearing", "in")}
    if not below:
        return
    top = max(float(t.extent()[1][1]) for t in below)
    low = min(float(t.extent()[0][0]) for t in below)
    high = max(float(t.extent()[1][0]) for t in below)
    for number, thing in enumerate(things):
        if thing.wanted.noun not in SKY or number in hung:
            continue
        thing.scale *= min(1.0, 0.42 * max(top, 0.5 * (high - low)) / float(max(thing.size)))
        middle = (low + high) / 2 + (
            0.22 * (high - low) if len(below) > 1 or high - low > top else 0.0
        )
        count = len(thing.stands)
        thing.stands = [
            Stand(
                middle + (place - (count - 1) / 2) * 2.4 * thing.reach,
                top * 1.08 + 0.25 * thing.reach * (place % 2),
                -0.4 * thing.reach,
                stand.turn * 0.3,
                thing.scale,
            )
            for place, stand in enumerate(thing.stands)
        ]
