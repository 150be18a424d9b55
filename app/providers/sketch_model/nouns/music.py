"""What is played."""

import numpy as np

from app.providers.sketch_model.forms import ball, box, hoop, lathe, pillar, slab, tube
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.paint import MATERIALS, Paint, glossy, hexed, matt, metal, tinted

_SPRUCE = Paint(hexed("#d9a866"), 0.3, texture="wood", tile=0.5)
_DARK = Paint(hexed("#3f2a1d"), 0.4, texture="wood", tile=0.5)


def guitar(look: Look) -> Body:
    """Leaning back a little, six strings."""
    top, side = (
        look.main(_SPRUCE, tinted(_SPRUCE, hexed("#a8562f"))),
        look.trim(tinted(_DARK, hexed("#6b3f26"))),
    )
    neck, metal_ = look.trim(_DARK), look.trim(metal("#d0d3d8"))
    half = [
        (0.0, 0.0),
        (0.13, 0.012),
        (0.19, 0.1),
        (0.175, 0.19),
        (0.12, 0.265),
        (0.125, 0.33),
        (0.145, 0.4),
        (0.115, 0.465),
        (0.03, 0.485),
    ]
    outline = [*half, *[(-x, y) for x, y in reversed(half[1:])]]
    body = [
        slab(outline, 0.095, side, soft=0.006, smooth=True),
        slab(
            [(x * 0.985, 0.243 + (y - 0.243) * 0.985) for x, y in outline],
            0.1,
            top,
            soft=0.003,
            smooth=True,
        ),
    ]
    body += [
        lathe([(0.05, 0), (0.05, 0.0015)], matt("#1f1713"), sides=40)
        .turned(x=90)
        .moved(0, 0.31, 0.0495),
        hoop(0.053, 0.004, neck, flat=0.4).turned(x=90).moved(0, 0.31, 0.051),
    ]
    body += [
        box((0.052, 0.5, 0.02), neck, at=(0, 0.4, 0.052), soft=0.006),
        box((0.05, 0.36, 0.032), side, at=(0, 0.46, 0.034), soft=0.012),
        box((0.16, 0.028, 0.012), neck, at=(0, 0.12, 0.052), soft=0.004),
    ]
    body += [
        box(
            (0.05, 0.002, 0.003),
            metal_,
            at=(0, 0.42 + 0.455 * (1 - 0.92**n) * 0.98, 0.0625),
            soft=0.0006,
        )
        for n in range(12)
    ]
    head = slab(
        [(-0.028, 0), (0.028, 0), (0.038, 0.15), (0, 0.165), (-0.038, 0.15)],
        0.016,
        side,
        soft=0.005,
    ).turned(x=-8)
    body += [head.moved(0, 0.89, 0.05)]
    for n in range(6):
        x = -0.02 + 0.008 * n
        body += [
            tube([(x * 1.4, 0.134, 0.064), (x, 0.9, 0.0645)], 0.0007, metal_, sides=5, smooth=False)
        ]
    for n in range(3):
        body += mirrored(
            [
                ball(
                    (0.012, 0.008, 0.008),
                    look.trim(matt("#f3ead6")),
                    at=(0.05, 0.925 + 0.045 * n, 0.042),
                    sides=14,
                )
            ]
        )
    return [mesh.turned(x=-8) for mesh in body]


def violin(look: Look) -> Body:
    """Amber varnish, a scroll."""
    wood = look.main(tinted(_SPRUCE, hexed("#a8562f")), tinted(_SPRUCE, hexed("#7f3f22")))
    dark, line = look.trim(Paint(hexed("#231c1a"), 0.35)), look.trim(metal("#d8dade"))
    half = [
        (0.0, 0.0),
        (0.075, 0.01),
        (0.103, 0.065),
        (0.083, 0.12),
        (0.056, 0.15),
        (0.056, 0.205),
        (0.08, 0.235),
        (0.083, 0.29),
        (0.055, 0.345),
        (0.0, 0.356),
    ]
    outline = [*half, *[(-x, y) for x, y in reversed(half[1:-1])]]
    body = [
        slab(outline, 0.036, wood, soft=0.008, smooth=True),
        box((0.024, 0.29, 0.014), dark, at=(0, 0.2, 0.028), soft=0.005),
        box((0.022, 0.16, 0.02), wood, at=(0, 0.345, 0.014), soft=0.008),
        hoop(0.011, 0.007, wood, sides=24).turned(z=90).moved(0, 0.52, 0.012),
    ]
    body += [
        box(
            (0.045, 0.03, 0.004), look.trim(matt("#d9b07a")), at=(0, 0.165, 0.032), soft=0.001
        ).moved(0, 0, 0),
        slab([(-0.01, 0), (0.01, 0), (0.022, 0.1), (-0.022, 0.1)], 0.008, dark, soft=0.002).moved(
            0, 0.02, 0.03
        ),
    ]
    body += [
        tube(
            [(x, 0.11, 0.036), (x, 0.18, 0.049), (x * 0.6, 0.49, 0.036)],
            0.0006,
            line,
            sides=5,
            smooth=False,
        )
        for x in (-0.012, -0.004, 0.004, 0.012)
    ]
    body += mirrored(
        [
            tube(
                [(0.036, 0.14, 0.0185), (0.03, 0.17, 0.0185), (0.034, 0.2, 0.0185)],
                0.0022,
                dark,
                sides=8,
            ),
            tube([(0.0, 0.475, 0.012), (0.034, 0.478, 0.012)], 0.004, dark, smooth=False),
            tube([(0.0, 0.5, 0.012), (0.03, 0.502, 0.012)], 0.004, dark, smooth=False),
        ]
    )
    return [mesh.turned(x=-6) for mesh in body]


def piano(look: Look) -> Body:
    """Upright, lid open over the keys."""
    case = look.main(glossy("#1d1c1f"), tinted(_DARK, hexed("#5e3a22")), glossy("#efe8da"))
    white, black = look.trim(glossy("#f6f2e8")), glossy("#1d1c1f")
    body = [
        box((1.45, 1.2, 0.34), case, at=(0, 0, -0.12), soft=0.015),
        box((1.5, 0.04, 0.4), case, at=(0, 1.19, -0.12), soft=0.012),
        box((1.45, 0.11, 0.36), case, at=(0, 0.6, 0.17), soft=0.012),
    ]
    body += mirrored(
        [
            box((0.07, 0.28, 0.32), case, at=(0.69, 0.62, 0.18), soft=0.02),
            box((0.08, 0.62, 0.09), case, at=(0.66, 0, 0.28), soft=0.015),
        ]
    )
    count = 36
    for n in range(count):
        x = -0.64 + 1.28 * (n + 0.5) / count
        body += [box((1.28 / count - 0.0025, 0.02, 0.15), white, at=(x, 0.705, 0.245), soft=0.003)]
        if n % 7 not in (2, 6) and n < count - 1:
            body += [
                box((0.02, 0.024, 0.09), black, at=(x + 0.64 / count, 0.716, 0.205), soft=0.004)
            ]
    return [
        *body,
        box((0.5, 0.26, 0.02), case.shade(0.12), soft=0.006).turned(x=-14).moved(0, 0.88, 0.09),
        box((0.28, 0.22, 0.004), MATERIALS["paper"], soft=0.001)
        .turned(x=-14)
        .moved(0, 0.89, 0.106),
    ]


def drum(look: Look) -> Body:
    """With cords and two sticks; a janggu if it is Korean."""
    red, skin, wood = (
        look.main(matt("#a8322b", roughness=0.4), matt("#2f5f8f", roughness=0.4)),
        look.trim(matt("#f1e6cf")),
        look.trim(MATERIALS["wood"]),
    )
    body = [
        pillar(0.2, 0.27, red, at=(0, 0.012, 0), sides=56),
        *[hoop(0.2, 0.016, wood).moved(0, y, 0) for y in (0.018, 0.276)],
        lathe([(0.192, 0.278), (0.19, 0.287)], skin, sides=56),
    ]
    cord = matt("#f3ecdd")
    for n in range(10):
        a, b = n * np.pi / 5, (n + 0.5) * np.pi / 5
        body += [
            tube(
                [
                    (0.207 * float(np.sin(s)), 0.025, 0.207 * float(np.cos(s))),
                    (0.207 * float(np.sin(b)), 0.27, 0.207 * float(np.cos(b))),
                ],
                0.004,
                cord,
                sides=6,
                smooth=False,
            )
            for s in (a, a + np.pi / 5)
        ]
    stick = [
        tube([(-0.17, 0.302, 0), (0.17, 0.302, 0)], 0.0085, wood, smooth=False),
        ball(0.016, wood, at=(0.18, 0.302, 0), sides=16),
    ]
    return [
        *body,
        *[m.turned(y=24).moved(0, 0, 0.04) for m in stick],
        *[m.turned(y=-28).moved(0, 0.014, -0.02) for m in stick],
    ]


def trumpet(look: Look) -> Body:
    """Brass, on its bell."""
    brass = look.main(metal("#e0b04a", roughness=0.16))
    bell = lathe(
        [
            (0.012, 0.2),
            (0.016, 0.12),
            (0.03, 0.05),
            (0.06, 0.006),
            (0.065, 0.0),
            (0.062, 0.0),
            (0.028, 0.05),
            (0.0, 0.08),
        ][::-1],
        brass,
        sides=48,
        crease=60,
    )
    body = [
        bell,
        tube(
            [
                (0, 0.19, 0),
                (0, 0.42, 0),
                (0.03, 0.46, 0),
                (0.06, 0.42, 0),
                (0.06, 0.2, 0),
                (0.03, 0.16, 0),
                (0.025, 0.2, 0.0),
                (0.03, 0.5, 0),
            ],
            0.0085,
            brass,
        ),
    ]
    for n in range(3):
        body += [
            pillar(0.012, 0.09, brass, at=(0, 0, 0), sides=20)
            .turned(z=90)
            .moved(0.075, 0.25 + 0.034 * n, 0),
            ball(
                (0.005, 0.011, 0.011),
                look.trim(Paint(hexed("#f4efe6"), 0.2)),
                at=(0.085, 0.25 + 0.034 * n, 0),
                sides=14,
            ),
        ]
    return [
        *body,
        lathe(
            [(0.006, 0), (0.008, 0.02), (0.014, 0.035), (0.013, 0.038)],
            brass,
            at=(0.03, 0.5, 0),
            sides=24,
        ),
    ]


NOUNS = {"guitar": guitar, "violin": violin, "piano": piano, "drum": drum, "trumpet": trumpet}
