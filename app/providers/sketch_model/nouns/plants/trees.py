"""What gives shade."""

import numpy as np

from app.providers.sketch_model.flesh import flesh, lump
from app.providers.sketch_model.forms import ball, lathe, pillar
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body
from app.providers.sketch_model.nouns.plants.leaves import BARK, GREENS, dimpled, leaf
from app.providers.sketch_model.paint import MATERIALS, Paint, hexed, matt
from app.providers.sketch_model.tubes import tube


def tree(look: Look) -> Body:
    """A trunk that forks under a round crown."""
    high = look.between(4.2, 5.2)
    trunk = look.trim(BARK)
    green = look.main(*(Paint(hexed(code), 0.95) for code in GREENS))
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


def pine(look: Look) -> Body:
    """A Korean red pine: a trunk that winds, cushions of needles; or a straight one."""
    if look.chance(0.5) and look.style != "lowpoly":
        return _red_pine(look)
    high = look.between(4.6, 6.0)
    green = look.main(matt("#2f6b45", roughness=0.95), matt("#3f7a4a", roughness=0.95))
    body = [
        lathe(
            [(0.2, 0), (0.14, high * 0.3), (0.05, high * 0.9), (0, high * 0.95)],
            look.trim(BARK),
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
    body = [tube(path, (0.2, 0.15, 0.12, 0.11), look.trim(BARK))]
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


def bush(look: Look) -> Body:
    """Low and round."""
    green = look.main(*(Paint(hexed(code), 0.95) for code in GREENS))
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
        pillar(0.26, 0.32, look.main(BARK), top=0.22),
        lathe([(0.21, 0.315), (0.2, 0.326), (0, 0.327)], look.trim(MATERIALS["wood"]), sides=36),
    ]
