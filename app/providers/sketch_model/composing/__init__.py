"""Puts things where the words say, at sizes that go together."""

from app.providers.sketch_model.composing.laying import lay_out, raise_sky
from app.providers.sketch_model.composing.places import (
    Turn,
    stand_around,
    stand_before,
    stand_behind,
    stand_beside,
    stand_on,
    stand_under,
)
from app.providers.sketch_model.composing.things import SKY, built, fit, go_together
from app.providers.sketch_model.composing.within import stand_within, worn_by
from app.providers.sketch_model.dice import dice
from app.providers.sketch_model.gltf import Exhibit
from app.providers.sketch_model.understood import Link, Reading

_PLACE = {
    "on": stand_on,
    "under": stand_under,
    "beside": stand_beside,
    "front": stand_before,
    "behind": stand_behind,
    "around": stand_around,
    "in": stand_within,
    "with": stand_beside,
    "wearing": worn_by,
}


def compose(reading: Reading, seed: int) -> list[Exhibit]:
    """Everything that is to be in the model."""
    links = [k for k in reading.links if not _is_below_sky(reading, k)]
    worn = {link.landmark for link in links if link.relation == "wearing"}
    things = [
        built(wanted, number, seed, is_bareheaded=number in worn)
        for number, wanted in enumerate(reading.things)
    ]
    go_together(things)
    fit(things, links)
    hanging = {link.figure for link in links}
    roots = [number for number in range(len(things)) if number not in hanging]
    rng = dice(seed, "places")
    lay_out([things[number] for number in roots], rng)
    placed = set(roots)
    while ready := [k for k in links if k.landmark in placed and k.figure not in placed]:
        for link in ready:
            alike = [k for k in ready if (k.landmark, k.relation) == (link.landmark, link.relation)]
            turn = Turn(alike.index(link), len(alike), rng)
            _PLACE[link.relation](things[link.figure], things[link.landmark], turn)
            placed.add(link.figure)
    raise_sky(things, links)
    return [
        Exhibit(t.wanted.noun, t.body, tuple(t.stands), t.wanted.style == "lowpoly") for t in things
    ]


def _is_below_sky(reading: Reading, link: Link) -> bool:
    """Everything is below the moon: that says no place."""
    return reading.things[link.landmark].noun in SKY and link.relation != "on"
