"""What is in a vessel, and what is worn."""

import math

import numpy as np

from app.providers.sketch_model.composing.gathering import gather, varied
from app.providers.sketch_model.composing.places import Turn, stand_before
from app.providers.sketch_model.composing.things import Thing
from app.providers.sketch_model.gltf import Stand
from app.providers.sketch_model.reading import VESSELS


def stand_within(figure: Thing, landmark: Thing, turn: Turn) -> None:
    """Looking out of a vessel; before what is none."""
    if landmark.wanted.noun not in VESSELS:
        stand_before(figure, landmark, turn)
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
        gather(figure, spot.x, spot.z, turn.rng, y=spot.y + deep)
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
                varied(figure, turn.rng),
            )
        ]


def worn_by(figure: Thing, landmark: Thing, turn: Turn) -> None:
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
