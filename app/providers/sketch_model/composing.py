"""Puts things where the words say, at sizes that go together."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator

from app.providers.sketch_model.dice import dice
from app.providers.sketch_model.facets import faceted
from app.providers.sketch_model.gltf import Exhibit, Stand
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh, Numbers, bounds
from app.providers.sketch_model.nouns import nouns
from app.providers.sketch_model.reading import VESSELS, Link, Reading, Wanted

SIZES = {"tiny": 0.45, "small": 0.7, "": 1.0, "big": 1.4, "huge": 2.1}
_SKY = {"moon", "sun", "star", "cloud"}
_OPEN_BELOW = {
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
_GAP = 0.14


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


def compose(reading: Reading, seed: int) -> list[Exhibit]:
    """Everything that is to be in the model."""
    links = [k for k in reading.links if not _is_below_sky(reading, k)]
    worn = {link.landmark for link in links if link.relation == "wearing"}
    things = [
        _built(wanted, number, seed, is_bareheaded=number in worn)
        for number, wanted in enumerate(reading.things)
    ]
    _go_together(things)
    _fit(things, links)
    hanging = {link.figure for link in links}
    roots = [number for number in range(len(things)) if number not in hanging]
    rng = dice(seed, "places")
    _lay_out([things[number] for number in roots], rng)
    placed = set(roots)
    while ready := [k for k in links if k.landmark in placed and k.figure not in placed]:
        for link in ready:
            alike = [k for k in ready if (k.landmark, k.relation) == (link.landmark, link.relation)]
            turn = _Turn(alike.index(link), len(alike), rng)
            _PLACE[link.relation](things[link.figure], things[link.landmark], turn)
            placed.add(link.figure)
    _raise_sky(things, links)
    return [
        Exhibit(t.wanted.noun, t.body, tuple(t.stands), t.wanted.style == "lowpoly") for t in things
    ]


def _is_below_sky(reading: Reading, link: Link) -> bool:
    """Everything is below the moon: that says no place."""
    return reading.things[link.landmark].noun in _SKY and link.relation != "on"


def _built(wanted: Wanted, number: int, seed: int, *, is_bareheaded: bool) -> Thing:
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


def _go_together(things: list[Thing]) -> None:
    """A cat beside a castle would be a dot: what is far apart in size comes nearer."""
    largest = max(float(max(t.size)) for t in things)
    for thing in things:
        ratio = largest / float(max(thing.size))
        if ratio > _LIKE:
            thing.scale *= ratio / (_LIKE * (ratio / _LIKE) ** 0.35)


def _fit(things: list[Thing], links: list[Link]) -> None:
    """What carries something is large enough for it."""
    for link in links:
        figure, landmark = things[link.figure], things[link.landmark]
        if link.relation == "around" and not _said_number(figure):
            figure.count = _AROUND
        if link.relation == "on" and landmark.wanted.noun not in _SKY:
            room = float(min(landmark.size[0], landmark.size[2]))
            spread = 2 * figure.reach * (1 + 0.75 * (min(figure.count, 4) - 1))
            need = spread * 1.02 / room
            if need > 1:
                landmark.scale *= min(need, 2.2)
                figure.scale *= max(0.4, min(1.0, 2.2 / need))
        if link.relation == "under" and landmark.wanted.noun in _OPEN_BELOW:
            room = float(landmark.size[1]) * (0.6 if landmark.wanted.noun != "bridge" else 0.45)
            need = float(figure.size[1]) / room
            if need > 1:
                landmark.scale *= min(need, 1.7)
                figure.scale *= max(0.4, min(1.0, 1.7 / need))


def _said_number(thing: Thing) -> bool:
    """Three is what a plural counts for when no number was said."""
    return thing.wanted.count not in (0, 3)


@dataclass(frozen=True)
class _Turn:
    """Which of those that stand alike this one is."""

    number: int
    of: int
    rng: Generator


def _lay_out(things: list[Thing], rng: Generator) -> None:
    """Side by side: the largest in the middle, many around it, the sky above."""
    on_floor = [t for t in things if t.wanted.noun not in _SKY] or things
    anchor = max(on_floor, key=lambda t: (t.count == 1, float(t.size[0] * t.size[2])))
    _gather(anchor, 0.0, 0.0, rng)
    left, right = (float(v[0]) for v in anchor.extent())
    for number, thing in enumerate(t for t in things if t is not anchor):
        if thing.count > 1 and anchor.count == 1 and thing.reach < anchor.reach * 1.2:
            _arc(thing, anchor, rng)
            continue
        width = thing.reach * (1 if thing.count == 1 else 1 + 0.9 * math.sqrt(thing.count))
        gap = _GAP * (thing.reach + anchor.reach)
        if number % 2 == 0:
            _gather(thing, right + gap + width, 0.0, rng)
            right += gap + 2 * width
        else:
            _gather(thing, left - gap - width, 0.0, rng)
            left -= gap + 2 * width


def _gather(thing: Thing, x: float, z: float, rng: Generator, *, y: float = 0.0) -> None:
    """All copies around a place, not quite in order."""
    if thing.count == 1:
        thing.stands = [Stand(x, y, z, _turn(thing, rng), thing.scale)]
        return
    step = 2 * thing.reach * 1.12
    columns = math.ceil(math.sqrt(thing.count)) if thing.count > 3 else thing.count
    rows = math.ceil(thing.count / columns)
    for number in range(thing.count):
        row, column = divmod(number, columns)
        here = min(columns, thing.count - row * columns)
        dx = (column - (here - 1) / 2) * step + rng.uniform(-0.08, 0.08) * step
        dz = (row - (rows - 1) / 2) * step + rng.uniform(-0.16, 0.16) * step
        thing.stands += [Stand(x + dx, y, z + dz, rng.uniform(-28, 28), _varied(thing, rng))]


def _varied(thing: Thing, rng: Generator) -> float:
    return thing.scale * float(rng.uniform(0.9, 1.06))


def _turn(thing: Thing, rng: Generator) -> float:
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
        thing.stands += [Stand(spot.x + x, 0.0, spot.z + z, _turn(thing, rng), _varied(thing, rng))]


def _on(figure: Thing, landmark: Thing, turn: _Turn) -> None:
    spot = landmark.stands[0]
    top = _support(landmark)
    room = float(landmark.size[0]) / 2 - figure.reach
    spread = (turn.number - (turn.of - 1) / 2) * min(
        2.15 * figure.reach * max(1.0, math.sqrt(figure.count)),
        2 * max(room, 0) / max(turn.of - 1, 1),
    )
    x = spot.x + spread
    z = spot.z + _seat(landmark)
    if landmark.wanted.noun in _SKY:
        top = float(landmark.size[1])
    _gather(figure, x, z, turn.rng, y=spot.y + top - 0.004 * float(figure.size[1]))


def _seat(landmark: Thing) -> float:
    """Where on a seat one sits: before its back."""
    return (
        0.06 * float(landmark.size[2])
        if landmark.wanted.noun in {"chair", "bench", "sofa"}
        else 0.0
    )


def _support(landmark: Thing) -> float:
    """How high it carries things: its surface about the middle."""
    heights, reach = [], 0.22 * min(landmark.size[0], landmark.size[2]) / landmark.scale
    shift = _seat(landmark) / landmark.scale
    for mesh in landmark.body:
        a, b, c = (mesh.points[mesh.faces[:, i]] for i in range(3))
        up = np.cross(b - a, c - a)
        flat = up[:, 1] > 0.5 * np.linalg.norm(up, axis=1)
        low = np.minimum(np.minimum(a, b), c)[flat][:, [0, 2]]
        high = np.maximum(np.maximum(a, b), c)[flat][:, [0, 2]]
        centre = np.array([0.0, shift])
        near = ((low < centre + reach) & (high > centre - reach)).all(axis=1)
        tops = np.maximum(np.maximum(a[:, 1], b[:, 1]), c[:, 1])[flat][near]
        heights += [tops] if len(tops) else []
    return (
        float(np.max(np.concatenate(heights))) * landmark.scale
        if heights
        else float(landmark.size[1])
    )


def _under(figure: Thing, landmark: Thing, turn: _Turn) -> None:
    spot = landmark.stands[0]
    noun = landmark.wanted.noun
    if noun not in _OPEN_BELOW:
        _front(figure, landmark, turn)
        return
    out = (
        0.75 * figure.reach + 0.04 * float(landmark.size[0])
        if noun in {"tree", "pine", "palm", "umbrella"}
        else 0.0
    )
    side = (turn.number - (turn.of - 1) / 2) * 2.3 * figure.reach
    _gather(figure, spot.x + side + (0.5 * out if turn.of == 1 else 0), spot.z + out, turn.rng)


def _beside(figure: Thing, landmark: Thing, turn: _Turn) -> None:
    low, high = landmark.extent()
    wide = figure.reach * (1 if figure.count == 1 else 0.6 + 0.62 * figure.count)
    gap = _GAP * 0.7 * (figure.reach + landmark.reach)
    right = turn.number % 2 == 0
    lane = 2 * figure.reach * (turn.number // 2) * 1.1
    x = float(high[0]) + gap + wide + lane if right else float(low[0]) - gap - wide - lane
    _gather(figure, x, float(low[2] + high[2]) / 2 + 0.15 * figure.reach, turn.rng)


def _front(figure: Thing, landmark: Thing, turn: _Turn) -> None:
    _, high = landmark.extent()
    spot = landmark.stands[0]
    side = (turn.number - (turn.of - 1) / 2) * 2.3 * figure.reach
    depth = float(landmark.size[2]) / 2
    _gather(
        figure,
        spot.x + side,
        spot.z + min(float(high[2]) - spot.z, depth) + figure.reach * 1.25,
        turn.rng,
    )


def _behind(figure: Thing, landmark: Thing, turn: _Turn) -> None:
    spot = landmark.stands[0]
    side = (turn.number - (turn.of - 1) / 2) * 2.3 * figure.reach
    _gather(
        figure, spot.x + side, spot.z - float(landmark.size[2]) / 2 - figure.reach * 1.15, turn.rng
    )


def _around(figure: Thing, landmark: Thing, turn: _Turn) -> None:
    spot = landmark.stands[0]
    count = figure.count
    out = 1.12 * (1 + 0.25 * turn.number)
    half_x = (float(landmark.size[0]) / 2 + figure.reach) * out
    half_z = (float(landmark.size[2]) / 2 + figure.reach) * out
    # The front stays open, so that what is in the middle is seen.
    for number in range(count):
        angle = math.radians(90 + 360 * (number + 0.5) / count)
        turned = -math.degrees(angle) + 90 if figure.reach < landmark.reach else 0.0
        free = _turn(figure, turn.rng)
        facing = free if abs(free) > 7 else turned + 180 + free
        figure.stands += [
            Stand(
                spot.x + half_x * math.cos(angle),
                0.0,
                spot.z + half_z * math.sin(angle),
                facing,
                _varied(figure, turn.rng),
            )
        ]


def _in(figure: Thing, landmark: Thing, turn: _Turn) -> None:
    if landmark.wanted.noun not in VESSELS:
        _front(figure, landmark, turn)
        return
    spot = landmark.stands[0]
    noun = landmark.wanted.noun
    if noun in {"vase", "jar", "bottle", "glass", "cup", "mug", "flowerpot"}:
        wide = float(landmark.size[0]) * 0.9
        figure.scale *= (
            min(1.0, 1.3 * float(landmark.size[1]) / float(figure.size[1]))
            if figure.size[1] > figure.size[0]
            else min(1.0, wide / float(figure.size[0]))
        )
        deep = 0.45 * float(landmark.size[1])
    else:
        figure.scale *= min(
            1.0, 0.7 * float(min(landmark.size[0], landmark.size[2])) / (2 * figure.reach)
        )
        deep = float(landmark.size[1]) * (0.35 if noun == "bowl" else 0.13)
    if figure.count == 1:
        _gather(figure, spot.x, spot.z, turn.rng, y=spot.y + deep)
        return
    tight = min(0.25 * figure.reach, 0.12 * float(landmark.size[0]))
    for number in range(figure.count):
        angle = math.radians(360 * number / figure.count + 40)
        figure.stands += [
            Stand(
                spot.x + tight * math.cos(angle),
                spot.y + deep * (1 + 0.07 * number),
                spot.z + tight * math.sin(angle),
                float(turn.rng.uniform(0, 360)),
                _varied(figure, turn.rng),
            )
        ]


def _worn(figure: Thing, landmark: Thing, turn: _Turn) -> None:
    """On top of the head, which is what is highest, ears left out."""
    del turn
    points = np.concatenate([mesh.points for mesh in landmark.body]) * landmark.scale
    high = float(points[:, 1].max())
    near = np.abs(points[:, 0]) < 0.16 * float(landmark.size[0])
    line = points[near]
    top = float(line[:, 1].max()) if len(line) else high
    head = line[line[:, 1] > top - 0.1 * high]
    middle = float((head[:, 2].min() + head[:, 2].max()) / 2) if len(head) else 0.0
    skull = points[(points[:, 1] > top - 0.16 * high) & (points[:, 1] < top - 0.04 * high)]
    wide = float(np.ptp(skull[:, 0])) if len(skull) else 2 * landmark.reach
    figure.scale *= 0.86 * wide / float(figure.size[0])
    spot = landmark.stands[0]
    for spot in landmark.stands:
        angle = math.radians(spot.turn)
        ratio = spot.scale / landmark.scale
        figure.stands += [
            Stand(
                spot.x + middle * math.sin(angle) * ratio,
                spot.y + (top - 0.16 * float(figure.size[1])) * ratio,
                spot.z + middle * math.cos(angle) * ratio,
                spot.turn,
                figure.scale * ratio,
            )
        ]


def _raise_sky(things: list[Thing], links: list[Link]) -> None:
    """The moon is above the house, not beside it; alone it stands where one can see it."""
    below = [t for t in things if t.wanted.noun not in _SKY]
    hung = {link.figure for link in links if link.relation in ("on", "wearing", "in")}
    if not below:
        return
    top = max(float(t.extent()[1][1]) for t in below)
    low = min(float(t.extent()[0][0]) for t in below)
    high = max(float(t.extent()[1][0]) for t in below)
    for number, thing in enumerate(things):
        if thing.wanted.noun not in _SKY or number in hung:
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


_PLACE = {
    "on": _on,
    "under": _under,
    "beside": _beside,
    "front": _front,
    "behind": _behind,
    "around": _around,
    "in": _in,
    "with": _beside,
    "wearing": _worn,
}
