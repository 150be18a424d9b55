"""What is built of stone."""

import numpy as np

from app.providers.sketch_model.forms import box, lathe, slab
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, around, moved
from app.providers.sketch_model.paint import Paint, hexed, matt, metal
from app.providers.sketch_model.tubes import tube


def castle(look: Look) -> Body:
    """Four towers, a keep, a gate, flags."""
    stone = look.main(
        Paint(hexed("#b7afa1"), 0.9, texture="stone", tile=2.0),
        Paint(hexed("#a7a4a8"), 0.9, texture="stone", tile=2.0),
    )
    roof = look.trim(matt("#4b5f8a"), matt("#a5443b"), matt("#5a6a4f"))
    flag, dark = look.trim(matt("#c8322b"), matt("#e0b23f")), matt("#3a2f2a")
    body = [box((9, 3.4, 9), stone, soft=0.05)]
    for side in range(4):
        for number in range(7):
            body += [
                box((0.7, 0.6, 0.5), stone, at=(-3.9 + 1.3 * number, 3.35, 4.25), soft=0.05).turned(
                    y=90 * side
                )
            ]
    for x in (-4.4, 4.4):
        for z in (-4.4, 4.4):
            body += moved(_tower(1.35, 5.2, stone, roof, flag), x, 0, z)
    body += moved(_tower(1.9, 8.2, stone.shade(0.05), roof, flag), 0, 0, -0.6)
    gate = [
        (-0.95, 0),
        (0.95, 0),
        (0.95, 1.5),
        (0.65, 2.15),
        (0, 2.45),
        (-0.65, 2.15),
        (-0.95, 1.5),
    ]
    body += [
        slab([(x * 1.25, y * 1.12) for x, y in gate], 0.3, stone.shade(-0.15), soft=0.05).moved(
            0, 0, 4.5
        ),
        slab(gate, 0.4, dark, soft=0.03).moved(0, 0, 4.52),
    ]
    for x in (-0.5, 0.0, 0.5):
        body += [
            box(
                (0.08, 2.2, 0.06),
                look.trim(metal("#4b4d52", roughness=0.5)),
                at=(x, 0, 4.74),
                soft=0.02,
            )
        ]
    return body


def _tower(radius: float, high: float, stone: Paint, roof: Paint, flag: Paint) -> Body:
    body = [
        lathe(
            [
                (radius * 1.1, 0),
                (radius, 0.4),
                (radius, high - 0.6),
                (radius * 1.16, high - 0.25),
                (radius * 1.16, high + 0.35),
                (radius * 0.98, high + 0.35),
                (radius * 0.98, high),
            ],
            stone,
            sides=36,
        )
    ]
    tooth = box((0.42, 0.45, 0.3), stone, at=(0, high + 0.3, radius * 1.05), soft=0.05)
    body += around([tooth], 9)
    body += [
        lathe(
            [
                (radius * 1.02, high + 0.1),
                (radius * 1.06, high + 0.16),
                (radius * 0.5, high + 1.6),
                (0, high + 2.9),
            ],
            roof,
            sides=36,
        )
    ]
    body += [tube([(0, high + 2.7, 0), (0, high + 3.7, 0)], 0.05, matt("#4a4038"), sides=10)]
    cloth = slab([(0, 0), (0.9, -0.22), (0.9, -0.26), (0, -0.55)], 0.04, flag)
    hole = box((0.28, 0.8, 0.2), matt("#4a3c30"), soft=0.05)
    return [
        *body,
        cloth.moved(0.03, high + 3.68, 0),
        *around([hole.moved(0, high * 0.55, radius * 0.98)], 4, first=0),
    ]


def tower(look: Look) -> Body:
    """A single one of a castle."""
    stone = look.main(Paint(hexed("#b7afa1"), 0.9, texture="stone", tile=2.0))
    return _tower(
        1.5, 7.0, stone, look.trim(matt("#4b5f8a"), matt("#a5443b")), look.trim(matt("#e0b23f"))
    )


def bridge(look: Look) -> Body:
    """Stone, one arch."""
    stone = look.main(Paint(hexed("#aaa397"), 0.9, texture="stone", tile=1.4))
    turn = np.linspace(0, np.pi, 24)
    arch = [(1.9 * float(np.cos(t)), 1.5 * float(np.sin(t))) for t in turn]
    outline = [
        (4.2, 0.0),
        (4.2, 0.5),
        (2.6, 1.25),
        (1.0, 1.95),
        (0, 2.1),
        (-1.0, 1.95),
        (-2.6, 1.25),
        (-4.2, 0.5),
        (-4.2, 0.0),
        *arch[::-1],
    ]
    body = [slab(outline, 2.2, stone, soft=0.04)]
    rail = [(-4.2, 0.5), (-2.6, 1.25), (-1.0, 1.95), (0, 2.1), (1.0, 1.95), (2.6, 1.25), (4.2, 0.5)]
    for z in (-1.0, 1.0):
        body += [tube([(x, y + 0.6, z) for x, y in rail], 0.11, stone.shade(0.12))]
        body += [
            box((0.24, 0.72, 0.24), stone.shade(0.06), at=(x, y - 0.06, z), soft=0.04)
            for x, y in rail
        ]
    return body
