"""What grows."""

import numpy as np

from app.providers.sketch_model.flesh import flesh, lump
from app.providers.sketch_model.forms import ball, lathe, pillar, slab, tube
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh, around
from app.providers.sketch_model.paint import MATERIALS, Paint, hexed, matt

_BARK = Paint(hexed("#6e4c33"), 0.9, texture="wood", tile=0.9)
_GREENS = ("#5c8f45", "#6da04c", "#4c7f4b", "#86a84f")


def leaf(long: float, wide: float, paint: Paint) -> Mesh:
    """From the origin along x, bent a little downwards."""
    outline = [
        (0, 0),
        (0.25 * long, 0.42 * wide),
        (0.55 * long, 0.5 * wide),
        (0.85 * long, 0.22 * wide),
        (long, 0),
        (0.85 * long, -0.22 * wide),
        (0.55 * long, -0.5 * wide),
        (0.25 * long, -0.42 * wide),
    ]
    board = slab(outline, long * 0.022, paint, smooth=True).turned(x=90)
    share = board.points[:, 0] / long
    board.points[:, 1] += -0.22 * long * share**2 + 0.35 * np.abs(board.points[:, 2])
    return board


def tree(look: Look) -> Body:
    """A trunk that forks under a round crown."""
    high = look.between(4.2, 5.2)
    trunk = look.trim(_BARK)
    green = look.main(*(Paint(hexed(code), 0.95) for code in _GREENS))
    body = [
        tube(
            [
                (0, -0.02, 0),
                (0.05, high * 0.25, 0.02),
                (-0.03, high * 0.48, 0),
                (0.02, high * 0.62, 0),
            ],
            (0.26, 0.18, 0.15, 0.1),
            trunk,
        )
    ]
    for turn in (20, 140, 265):
        body += [
            tube(
                [(0, high * 0.38, 0), (0.35, high * 0.52, 0), (0.62, high * 0.66, 0)],
                (0.1, 0.075, 0.045),
                trunk,
            ).turned(y=turn + look.between(-20, 20))
        ]
    lumps = [lump((0, high * 0.76, 0), (1.15, 0.95, 1.15), green.colour)]
    for number in range(12):
        turn, up = np.radians(137.5 * number), look.between(-0.35, 0.75)
        out = look.between(0.75, 1.1)
        at = (float(np.cos(turn)) * out, high * 0.74 + up, float(np.sin(turn)) * out)
        shade = green.shade(look.between(-0.14, 0.14)).colour
        lumps += [lump(at, look.between(0.45, 0.68), shade)]
    crown = flesh(lumps, matt("#ffffff", roughness=0.95), blend=0.14, cells=46)
    rough = dimpled(crown, look, 0.07)
    return [*body, rough]


def dimpled(mesh: Mesh, look: Look, by: float) -> Mesh:
    """Each point a little out of place, as leaves are."""
    rng = look.dice
    middle = mesh.points.mean(axis=0)
    out = mesh.points - middle
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    mesh.points[:] += out * rng.uniform(-by, by, size=(len(mesh.points), 1))
    return mesh


def pine(look: Look) -> Body:
    """A Korean red pine: a trunk that winds, cushions of needles; or a straight one."""
    if look.chance(0.5) and look.style != "lowpoly":
        return _red_pine(look)
    high = look.between(4.6, 6.0)
    green = look.main(matt("#2f6b45", roughness=0.95), matt("#3f7a4a", roughness=0.95))
    body = [
        lathe(
            [(0.2, 0), (0.14, high * 0.3), (0.05, high * 0.9), (0, high * 0.95)],
            look.trim(_BARK),
            sides=18,
        )
    ]
    layers = 6
    for number in range(layers):
        share = number / (layers - 1)
        radius = (1.45 - 1.1 * share) * look.between(0.94, 1.06)
        base = high * (0.16 + 0.62 * share)
        skirt = lathe(
            [
                (radius * 0.2, base + 0.12),
                (radius * 0.85, base - 0.06),
                (radius, base - 0.1),
                (radius * 0.96, base),
                (radius * 0.5, base + 0.5),
                (0.05, base + 1.05 - 0.25 * share),
                (0, base + 1.1 - 0.25 * share),
            ],
            green.shade(0.16 * share - 0.08),
            sides=look.sides(36),
            crease=50,
        )
        turn = np.arctan2(skirt.points[:, 0], skirt.points[:, 2])
        reach = np.hypot(skirt.points[:, 0], skirt.points[:, 2]) / radius
        skirt.points[:, 1] -= 0.16 * reach**2 * (1 + np.cos(9 * turn + number))
        stretch = 1 + 0.05 * reach * np.cos(9 * turn + number)
        skirt.points[:, 0] *= stretch
        skirt.points[:, 2] *= stretch
        body += [skirt]
    return body


def _red_pine(look: Look) -> Body:
    high = look.between(4.4, 5.4)
    lean = look.between(0.5, 0.8) * (1 if look.chance(0.5) else -1)
    bark = look.trim(Paint(hexed("#8a5237"), 0.9, texture="wood", tile=0.7))
    green = look.main(matt("#3f6f45", roughness=0.95), matt("#4d7d48", roughness=0.95))
    path = [
        (0, -0.02, 0),
        (lean * 0.55, high * 0.22, 0.1),
        (lean * 0.1, high * 0.48, -0.08),
        (lean * 0.75, high * 0.72, 0.06),
        (lean * 0.6, high * 0.9, 0),
    ]
    body = [tube(path, (0.24, 0.18, 0.14, 0.1, 0.05), bark)]
    spots = [
        (lean * 0.6, high * 0.95, 0.0, 0.85),
        (lean * 1.5, high * 0.82, 0.3, 0.68),
        (lean * -0.15, high * 0.78, -0.35, 0.66),
        (lean * 0.9, high * 0.68, -0.75, 0.55),
        (lean * -0.7, high * 0.6, 0.3, 0.62),
        (lean * 1.1, high * 0.6, 0.75, 0.5),
    ]
    for x, y, z, size in spots:
        body += [
            tube(
                [
                    (lean * 0.4, y - 0.55, 0),
                    (x * 0.7 + lean * 0.12, y - 0.25, z * 0.6),
                    (x, y - 0.02, z),
                ],
                (0.075, 0.055, 0.03),
                bark,
            )
        ]
        lumps = [lump((x, y, z), (size, size * 0.34, size), green.colour)]
        for number in range(7):
            turn = np.radians(51.4 * number + 100 * size)
            lumps += [
                lump(
                    (
                        x + 0.7 * size * float(np.cos(turn)),
                        y + look.between(-0.02, 0.12),
                        z + 0.7 * size * float(np.sin(turn)),
                    ),
                    (size * 0.42, size * 0.3, size * 0.42),
                    green.shade(look.between(-0.12, 0.12)).colour,
                )
            ]
        body += [
            dimpled(
                flesh(lumps, matt("#ffffff", roughness=0.95), blend=0.06, cells=34), look, 0.025
            )
        ]
    return body


def palm(look: Look) -> Body:
    """A bent trunk, nine fronds."""
    green = look.main(matt("#4f9147"), matt("#6ba24a"))
    path = [(0, -0.02, 0), (0.25, 1.3, 0), (0.32, 2.6, 0), (0.2, 3.7, 0)]
    body = [tube(path, (0.2, 0.15, 0.12, 0.11), look.trim(_BARK))]
    for number in range(9):
        frond = leaf(1.7, 0.5, green.shade(0.05 * (number % 3))).turned(z=24 + 14 * (number % 3))
        body += [frond.turned(y=40 * number).moved(0.2, 3.72, 0)]
    nut = ball(0.13, look.trim(matt("#5d402a")), sides=20)
    return body + [
        nut.moved(0.2 + 0.16 * float(np.cos(t)), 3.58, 0.16 * float(np.sin(t)))
        for t in (0.5, 2.6, 4.7)
    ]


def bamboo(look: Look) -> Body:
    """A few canes."""
    green = look.main(Paint(hexed("#7a9a4a"), 0.4))
    body: Body = []
    for number in range(5):
        x, z = (
            0.25 * float(np.cos(number * 2.4)) * number**0.5,
            0.25 * float(np.sin(number * 2.4)) * number**0.5,
        )
        high, joint = look.between(2.4, 3.4), 0.34
        outline, y = [], 0.0
        while y < high:
            outline += [
                (0.036, y),
                (0.031, y + 0.03),
                (0.031, y + joint - 0.03),
                (0.038, y + joint - 0.008),
            ]
            y += joint
        body += [lathe(outline, green.shade(look.between(-0.1, 0.1)), at=(x, 0, z), sides=16)]
        for level in range(4, 10):
            tip = (
                leaf(0.42, 0.07, green.shade(0.1))
                .turned(z=look.between(5, 50))
                .turned(y=look.between(0, 360))
            )
            body += [
                tip.moved(x, level * joint * 0.95, z),
                tip.turned(y=80).moved(x, level * joint * 0.95, z),
            ]
    return body


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


def bush(look: Look) -> Body:
    """Low and round."""
    green = look.main(*(Paint(hexed(code), 0.95) for code in _GREENS))
    lumps = [
        lump(
            (look.between(-0.4, 0.4), look.between(0.2, 0.5), look.between(-0.35, 0.35)),
            look.between(0.25, 0.38),
            green.shade(look.between(-0.12, 0.12)).colour,
        )
        for _ in range(9)
    ]
    return [
        dimpled(
            flesh(
                [lump((0, 0.25, 0), (0.5, 0.3, 0.45), green.colour), *lumps],
                matt("#ffffff", roughness=0.95),
                blend=0.08,
                cells=44,
            ),
            look,
            0.02,
        )
    ]


def stump(look: Look) -> Body:
    """What is left of a tree."""
    return [
        pillar(0.26, 0.32, look.main(_BARK), top=0.22),
        lathe([(0.21, 0.315), (0.2, 0.326), (0, 0.327)], look.trim(MATERIALS["wood"]), sides=36),
    ]


NOUNS = {
    "tree": tree,
    "pine": pine,
    "palm": palm,
    "bamboo": bamboo,
    "flower": flower,
    "tulip": tulip,
    "cactus": cactus,
    "bush": bush,
    "stump": stump,
}
