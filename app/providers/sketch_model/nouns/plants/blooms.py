"""What flowers, and what pricks."""

import numpy as np

from app.providers.sketch_model.forms import ball, lathe
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh, around
from app.providers.sketch_model.nouns.plants.leaves import leaf
from app.providers.sketch_model.paint import MATERIALS, matt
from app.providers.sketch_model.tubes import tube


def flower(look: Look) -> Body:
    """Petals around a middle, two leaves."""
    petal = look.main(
        matt("#e8798c", roughness=0.5),
        matt("#f0b83f", roughness=0.5),
        matt("#8f78c9", roughness=0.5),
        matt("#f4efe6", roughness=0.5),
        matt("#d8433b", roughness=0.5),
    )
    green, heart = look.trim(matt("#5d9450")), look.trim(matt("#e9b53a"))
    high = look.between(0.3, 0.36)
    body = [tube([(0, 0, 0), (0.012, high * 0.5, 0), (0, high, 0.01)], 0.0055, green, sides=10)]
    body += [
        leaf(0.13, 0.05, green).turned(z=48).turned(y=turn).moved(0.006, high * at, 0)
        for turn, at in ((20, 0.15), (200, 0.3))
    ]
    count = int(look.dice.integers(6, 10))
    for row, (size, lift) in enumerate(((0.075, 8), (0.058, 32))):
        blade = leaf(size, size * 0.62, petal.shade(0.09 * row)).turned(z=lift)
        body += [
            mesh.turned(x=48).moved(0, high, 0.012)
            for mesh in around([blade], count, first=row * 180 / count)
        ]
    body += [ball((0.02, 0.014, 0.02), heart, sides=24).turned(x=48).moved(0, high + 0.006, 0.018)]
    return body


def tulip(look: Look) -> Body:
    """Closed, with tall leaves."""
    petal = look.main(
        matt("#d8433b", roughness=0.45),
        matt("#f0b83f", roughness=0.45),
        matt("#e58aa5", roughness=0.45),
    )
    green = look.trim(matt("#6a9a55"))
    bud = lathe(
        [
            (0.006, 0.3),
            (0.026, 0.312),
            (0.036, 0.34),
            (0.03, 0.37),
            (0.022, 0.392),
            (0.016, 0.385),
            (0.02, 0.345),
            (0, 0.32),
        ],
        petal,
        smooth=True,
        sides=48,
        crease=60,
    )
    turn = np.arctan2(bud.points[:, 0], bud.points[:, 2])
    bud.points[:, 1] += 0.012 * np.cos(3 * turn) * np.clip((bud.points[:, 1] - 0.34) / 0.05, 0, 1)
    body = [bud, tube([(0, 0, 0), (0.005, 0.15, 0), (0, 0.31, 0)], 0.0055, green, sides=10)]
    return body + [leaf(0.26, 0.055, green).turned(z=72).turned(y=t) for t in (30, 190)]


def cactus(look: Look) -> Body:
    """Two arms, ribs, a flower; in a pot."""
    green = look.main(matt("#5a9a5f"), matt("#7aa65a"))
    pot = lathe(
        [
            (0.075, 0),
            (0.078, 0.004),
            (0.1, 0.11),
            (0.11, 0.112),
            (0.112, 0.14),
            (0.1, 0.14),
            (0.095, 0.125),
            (0, 0.124),
        ],
        look.trim(MATERIALS["clay"]),
        sides=40,
    )
    stem = lathe(
        [(0.05, 0.12), (0.062, 0.16), (0.066, 0.3), (0.06, 0.4), (0.04, 0.45), (0, 0.465)],
        green,
        smooth=True,
        sides=72,
        crease=80,
    )
    body = [pot, _ribbed(stem, 12, 0.09)]
    for side, (low, top) in ((1, (0.24, 0.38)), (-1, (0.2, 0.32))):
        body += [
            tube(
                [
                    (side * 0.05, low, 0),
                    (side * 0.125, low + 0.015, 0),
                    (side * 0.14, low + 0.07, 0),
                    (side * 0.14, top, 0),
                ],
                (0.03, 0.033, 0.034, 0.03),
                green,
                sides=20,
            )
        ]
    thorn = matt("#f4ead0")
    for number in range(44):
        turn, y = 30.0 * (number % 12) + 15, 0.16 + 0.27 * (number // 12 + 0.25 * (number % 4)) / 4
        body += [
            tube(
                [(0, y, 0.06), (0, y + 0.008, 0.077)],
                (0.0016, 0.0005),
                thorn,
                sides=5,
                smooth=False,
            ).turned(y=turn)
        ]
    petal = leaf(0.036, 0.02, look.trim(matt("#e8798c"), matt("#f0b83f")))
    return body + [mesh.moved(0, 0.462, 0) for mesh in around([petal.turned(z=38)], 8)]


def _ribbed(mesh: Mesh, count: int, deep: float) -> Mesh:
    turn = np.arctan2(mesh.points[:, 0], mesh.points[:, 2])
    ribs = 1 - deep * (0.5 + 0.5 * np.cos(turn * count))
    mesh.points[:, 0] *= ribs
    mesh.points[:, 2] *= ribs
    return mesh
