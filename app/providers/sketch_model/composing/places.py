"""Where a thing stands that is on, under, beside … another."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from app.providers.sketch_model.composing.gathering import facing_of, gather, varied
from app.providers.sketch_model.composing.things import OPEN_BELOW, SKY, Thing
from app.providers.sketch_model.gltf import Stand

GAP = 0.14


@dataclass(frozen=True)
class Turn:
    """Which of those that stand alike this one is."""

    number: int
    of: int
    rng: Generator


def stand_on(figure: Thing, landmark: Thing, turn: Turn) -> None:
    """On what carries it, before the back of a seat."""
    spot = landmark.stands[0]
    top = _support(landmark)
    room = float(landmark.size[0]) / 2 - figure.reach
    spread = (turn.number - (turn.of - 1) / 2) * min(
        2.15 * figure.reach * max(1.0, math.sqrt(figure.count)),
        2 * max(room, 0) / max(turn.of - 1, 1),
    )
    x = spot.x + spread
    z = spot.z + _seat(landmark)
    if landmark.wanted.noun in SKY:
        top = float(landmark.size[1])
    gather(figure, x, z, turn.rng, y=spot.y + top - 0.004 * float(figure.size[1]))


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


def stand_under(figure: Thing, landmark: Thing, turn: Turn) -> None:
    """Below what is open there, else before it."""
    spot = landmark.stands[0]
    noun = landmark.wanted.noun
    if noun not in OPEN_BELOW:
        stand_before(figure, landmark, turn)
        return
    out = (
        0.75 * figure.reach + 0.04 * float(landmark.size[0])
        if noun in {"tree", "pine", "palm", "umbrella"}
        else 0.0
    )
    side = (turn.number - (turn.of - 1) / 2) * 2.3 * figure.reach
    gather(figure, spot.x + side + (0.5 * out if turn.of == 1 else 0), spot.z + out, turn.rng)


def stand_beside(figure: Thing, landmark: Thing, turn: Turn) -> None:
    """To the right, the next one to the left, and so on outwards."""
    low, high = landmark.extent()
    wide = figure.reach * (1 if figure.count == 1 else 0.6 + 0.62 * figure.count)
    gap = GAP * 0.7 * (figure.reach + landmark.reach)
    right = turn.number % 2 == 0
    lane = 2 * figure.reach * (turn.number // 2) * 1.1
    x = float(high[0]) + gap + wide + lane if right else float(low[0]) - gap - wide - lane
    gather(figure, x, float(low[2] + high[2]) / 2 + 0.15 * figure.reach, turn.rng)


def stand_before(figure: Thing, landmark: Thing, turn: Turn) -> None:
    """Before it, several in a row."""
    _, high = landmark.extent()
    spot = landmark.stands[0]
    side = (turn.number - (turn.of - 1) / 2) * 2.3 * figure.reach
    depth = float(landmark.size[2]) / 2
    gather(
        figure,
        spot.x + side,
        spot.z + min(float(high[2]) - spot.z, depth) + figure.reach * 1.25,
        turn.rng,
    )


def stand_behind(figure: Thing, landmark: Thing, turn: Turn) -> None:
    """Behind it, several in a row."""
    spot = landmark.stands[0]
    side = (turn.number - (turn.of - 1) / 2) * 2.3 * figure.reach
    gather(
        figure, spot.x + side, spot.z - float(landmark.size[2]) / 2 - figure.reach * 1.15, turn.rng
    )


def stand_around(figure: Thing, landmark: Thing, turn: Turn) -> None:
    """In a ring that is open towards the front."""
    spot = landmark.stands[0]
    count = figure.count
    out = 1.12 * (1 + 0.25 * turn.number)
    half_x = (float(landmark.size[0]) / 2 + figure.reach) * out
    half_z = (float(landmark.size[2]) / 2 + figure.reach) * out
    # The front stays open, so that what is in the middle is seen.
    for number in range(count):
        angle = math.radians(90 + 360 * (number + 0.5) / count)
        turned = -math.degrees(angle) + 90 if figure.reach < landmark.reach else 0.0
        free = facing_of(figure, turn.rng)
        facing = free if abs(free) > 7 else turned + 180 + free
        figure.stands += [
            Stand(
                spot.x + half_x * math.cos(angle),
                0.0,
                spot.z + half_z * math.sin(angle),
                facing,
                varied(figure, turn.rng),
            )
        ]
