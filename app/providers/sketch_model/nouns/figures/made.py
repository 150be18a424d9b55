"""Whoever was made: of snow, of tin, of a sheet."""

import numpy as np

from app.providers.sketch_model.forms import ball, box, hoop, lathe, pillar
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.paint import MATERIALS, glossy, lamp, matt, metal
from app.providers.sketch_model.tubes import tube

DARK = glossy("#1d1a1c")


def snowman(look: Look) -> Body:
    """Three balls, coal, a carrot, a scarf and a hat."""
    snow, coal = look.main(MATERIALS["snow"]), matt("#26242a")
    scarf = look.trim(
        matt("#c8322b", roughness=0.95),
        matt("#2f62ad", roughness=0.95),
        matt("#3f8a5a", roughness=0.95),
    )
    body = [
        ball((0.42, 0.39, 0.42), snow, at=(0, 0.37, 0), sides=48),
        ball((0.31, 0.29, 0.31), snow, at=(0, 0.92, 0), sides=44),
        ball(0.23, snow, at=(0, 1.35, 0), sides=40),
    ]
    body += [
        lathe([(0.04, 0), (0.03, 0.08), (0, 0.24)], look.trim(matt("#e5762c")), sides=18)
        .turned(x=92)
        .moved(0, 1.34, 0.2)
    ]
    body += mirrored([ball(0.026, coal, at=(0.082, 1.42, 0.198), sides=16)])
    body += [
        ball(
            0.017,
            coal,
            at=(
                0.1 * float(np.sin(t)),
                1.245 + 0.035 * (1 - float(np.cos(t * 1.7))),
                0.205 - 0.02 * abs(t),
            ),
            sides=12,
        )
        for t in (-0.8, -0.4, 0, 0.4, 0.8)
    ]
    body += [
        ball(0.027, coal, at=(0, y, z), sides=14)
        for y, z in ((1.04, 0.285), (0.92, 0.312), (0.8, 0.29))
    ]
    body += [
        hoop(0.2, 0.062, scarf, flat=0.8).moved(0, 1.16, 0),
        box((0.12, 0.36, 0.045), scarf, soft=0.02).turned(x=-8, z=6).moved(0.1, 0.8, 0.285),
    ]
    for side in (-1, 1):
        wood = look.trim(matt("#5d402a"))
        body += [
            tube(
                [(side * 0.25, 1.0, 0), (side * 0.5, 1.12, 0.05), (side * 0.7, 1.22, 0.1)],
                (0.02, 0.016, 0.01),
                wood,
            ),
            tube([(side * 0.55, 1.145, 0.06), (side * 0.64, 1.27, 0.02)], 0.009, wood),
            tube([(side * 0.58, 1.16, 0.065), (side * 0.7, 1.15, 0.14)], 0.008, wood),
        ]
    if look.is_bareheaded:
        return body
    hat = matt("#2d2b33") if not look.is_whole else look.trim()
    return [
        *body,
        lathe(
            [
                (0.255, 0),
                (0.26, 0.012),
                (0.245, 0.024),
                (0.165, 0.03),
                (0.16, 0.22),
                (0.165, 0.24),
                (0.15, 0.25),
            ],
            hat,
            at=(0, 1.5, 0),
            sides=44,
        ).turned(),
        lathe(
            [(0.168, 0.03), (0.171, 0.03), (0.168, 0.085), (0.16, 0.085)],
            scarf,
            at=(0, 1.5, 0),
            sides=44,
        ),
    ]


def robot(look: Look) -> Body:
    """Of tin, with a light on its head."""
    tin, trim = (
        look.main(
            metal("#b9c4cb", roughness=0.35),
            glossy("#4f8f9a"),
            glossy("#e0a13f"),
            glossy("#d8533f"),
        ),
        look.trim(metal("#5c626b", roughness=0.4)),
    )
    eye, red = lamp("#8fe3ff", glow=0.9), lamp("#ff5a46", glow=0.8)
    body = [
        box((0.5, 0.52, 0.36), tin, at=(0, 0.5, 0), soft=0.07),
        box((0.44, 0.34, 0.36), tin.shade(0.1), at=(0, 1.1, 0), soft=0.08),
        pillar(0.1, 0.1, trim, at=(0, 1.01, 0)),
    ]
    body += [
        box((0.34, 0.15, 0.03), matt("#26303a"), at=(0, 1.2, 0.17), soft=0.014),
        *mirrored([ball((0.045, 0.045, 0.02), eye, at=(0.085, 1.275, 0.186), sides=22)]),
    ]
    body += [
        box((0.2, 0.022, 0.02), trim, at=(0, 1.145, 0.178), soft=0.008),
        tube([(0, 1.43, 0), (0, 1.56, 0)], 0.013, trim, smooth=False),
        ball(0.04, red, at=(0, 1.59, 0), sides=22),
    ]
    body += [
        box((0.3, 0.24, 0.03), trim, at=(0, 0.66, 0.172), soft=0.012),
        ball((0.032, 0.032, 0.014), red, at=(-0.08, 0.82, 0.19), sides=16),
        ball((0.032, 0.032, 0.014), lamp("#f7c948", glow=0.6), at=(0, 0.82, 0.19), sides=16),
        ball((0.032, 0.032, 0.014), lamp("#7fd36b", glow=0.6), at=(0.08, 0.82, 0.19), sides=16),
    ]
    body += [box((0.2, 0.014, 0.02), tin, at=(0, y, 0.185), soft=0.005) for y in (0.69, 0.72, 0.75)]
    ring = hoop(0.052, 0.019, trim, sides=28)
    for number in range(5):
        body += mirrored(
            [
                ring.turned(z=78).moved(
                    0.27 + 0.032 * number, 0.93 - 0.012 * number * number, 0.01 * number
                ),
                ring.moved(0.13, 0.14 + 0.075 * number, 0),
            ]
        )
    body += mirrored(
        [
            tube(
                [(0.41, 0.84, 0.045), (0.44, 0.66, 0.08), (0.43, 0.56, 0.13)], 0.045, tin, sides=18
            ),
            hoop(0.05, 0.022, trim, sides=24).turned(x=60).moved(0.43, 0.51, 0.15),
        ]
    )
    body += mirrored(
        [
            box((0.19, 0.12, 0.3), tin, at=(0.13, 0, 0.04), soft=0.05),
            lathe([(0.04, 0), (0.05, 0.02), (0.03, 0.05)], trim, sides=20)
            .turned(z=-90)
            .moved(0.22, 1.27, 0),
        ]
    )
    return body


def ghost(look: Look) -> Body:
    """A sheet with eyes."""
    white = look.main(matt("#f4f3f0", roughness=0.7))
    sheet = lathe(
        [
            (0.0, 0.16),
            (0.3, 0.14),
            (0.32, 0.02),
            (0.345, 0.02),
            (0.32, 0.3),
            (0.3, 0.6),
            (0.25, 0.85),
            (0.13, 1.0),
            (0, 1.03),
        ],
        white,
        sides=72,
        crease=70,
    )
    turn = np.arctan2(sheet.points[:, 0], sheet.points[:, 2])
    low = np.clip(1 - sheet.points[:, 1] / 0.5, 0, 1)
    sheet.points[:, [0, 2]] *= (1 + 0.1 * low * np.cos(7 * turn))[:, None]
    sheet.points[:, 1] += 0.09 * low**2 * (1 + np.cos(7 * turn + np.pi)) * 0.5
    dark = look.trim() if look.is_whole else matt("#26242a")
    arms = mirrored(
        [
            tube(
                [(0.26, 0.62, 0.08), (0.36, 0.66, 0.2), (0.38, 0.62, 0.28)],
                (0.08, 0.065, 0.05),
                white,
            )
        ]
    )
    return [
        sheet,
        *arms,
        *mirrored([ball((0.042, 0.062, 0.02), dark, at=(0.085, 0.78, 0.27), sides=20)]),
        ball((0.035, 0.045, 0.02), dark, at=(0, 0.66, 0.29), sides=18),
    ]


def bell(look: Look) -> Body:
    """A bell."""
    gold = look.main(metal("#d9ab45"), metal("#a8703f"))
    shell = lathe(
        [
            (0.0, 0.05),
            (0.1, 0.04),
            (0.125, 0.006),
            (0.14, 0),
            (0.142, 0.01),
            (0.115, 0.05),
            (0.09, 0.13),
            (0.07, 0.19),
            (0.03, 0.215),
            (0, 0.22),
        ],
        gold,
        sides=56,
        crease=45,
    )
    return [
        shell,
        ball(0.022, look.trim(metal("#6b5230")), at=(0, 0.02, 0), sides=18),
        hoop(0.028, 0.008, gold, sides=28).turned(x=90).moved(0, 0.24, 0),
    ]
