"""What is struck and blown."""

import numpy as np

from app.providers.sketch_model.forms import ball, box, hoop, lathe, pillar
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.nouns.music.woods import DARK
from app.providers.sketch_model.paint import MATERIALS, Paint, glossy, hexed, matt, metal, tinted
from app.providers.sketch_model.tubes import tube


def piano(look: Look) -> Body:
    """Upright, lid open over the keys."""
    case = look.main(glossy("#1d1c1f"), tinted(DARK, hexed("#5e3a22")), glossy("#efe8da"))
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
