"""What somebody made of it."""

import numpy as np

from app.providers.sketch_model.forms import ball, box, hoop, lathe, slab
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh, around
from app.providers.sketch_model.paint import MATERIALS, Paint, glossy, lamp, matt
from app.providers.sketch_model.tubes import tube

_PLATE = MATERIALS["porcelain"]


def cake(look: Look) -> Body:
    """Two layers, cream, berries, candles."""
    icing = look.main(
        matt("#f6e3e0", roughness=0.5), matt("#f4ead6", roughness=0.5), glossy("#5a3526")
    )
    cream, berry = matt("#fbf6ec", roughness=0.5), glossy("#b9202f")
    body = [
        lathe(
            [(0.05, 0), (0.06, 0.004), (0.055, 0.012), (0.155, 0.018), (0.16, 0.026), (0, 0.024)],
            look.trim(_PLATE),
            sides=56,
        )
    ]
    body += [_tier(0.125, 0.026, 0.075, icing), _tier(0.085, 0.1, 0.065, icing.shade(0.05))]
    pearl = ball(0.0085, cream, sides=14)
    body += around([pearl.moved(0, 0.031, 0.127)], 26)
    body += around([pearl.scaled(0.9).moved(0, 0.104, 0.087)], 20)
    swirl = lathe(
        [(0.016, 0), (0.018, 0.006), (0.012, 0.014), (0.009, 0.018), (0, 0.026)],
        cream,
        smooth=True,
        sides=20,
    )
    body += around(
        [swirl.moved(0, 0.163, 0.062), ball(0.0095, berry, at=(0, 0.187, 0.062), sides=18)], 7
    )
    for x, z in ((0, 0.0), (0.024, 0.012), (-0.022, 0.014)):
        body += [
            tube(
                [(x, 0.16, z), (x, 0.225, z)],
                0.0042,
                look.trim(matt("#7fb1d9"), matt("#e9c05a")),
                sides=12,
            )
        ]
        body += [
            lathe(
                [(0, 0), (0.004, 0.006), (0.002, 0.017), (0, 0.021)],
                lamp("#ffb347", glow=1.0),
                at=(x, 0.23, z),
                smooth=True,
                sides=14,
            )
        ]
    return body


def _tier(radius: float, at: float, high: float, paint: Paint) -> Mesh:
    soft = 0.012
    return lathe(
        [
            (radius, at),
            (radius, at + high - soft),
            (radius - soft * 0.3, at + high - soft * 0.3),
            (radius - soft, at + high),
        ],
        paint,
        sides=56,
    )


def bread(look: Look) -> Body:
    """A loaf with cuts."""
    crust = look.main(matt("#b9783c", roughness=0.6))
    loaf = box((0.24, 0.1, 0.115), crust, soft=0.05)
    body = [loaf]
    for x in (-0.06, 0.0, 0.06):
        body += [
            ball((0.008, 0.006, 0.035), look.trim(matt("#ecd3a2")), at=(x, 0.097, 0), sides=16)
            .turned(y=18)
            .moved(0, 0, 0)
        ]
    return body


def icecream(look: Look) -> Body:
    """Three scoops in a cone."""
    cone = lathe(
        [(0, 0), (0.006, 0.004), (0.033, 0.115), (0.034, 0.122), (0.028, 0.122)],
        look.trim(matt("#d09a52")),
        sides=28,
    )
    scoops = [
        ("#f3b6c2", (0, 0.142, 0)),
        ("#f4ead0", (-0.013, 0.178, 0.0)),
        ("#6b4330", (0.011, 0.205, 0.004)),
    ]
    body = [
        cone,
        lathe(
            [(0.03, 0.118), (0.039, 0.124), (0.037, 0.133), (0.028, 0.134)],
            matt("#f3b6c2", roughness=0.5),
            smooth=True,
            sides=32,
        ),
    ]
    for number, (code, at) in enumerate(scoops):
        paint = look.main(matt(code, roughness=0.5)) if number == 0 else matt(code, roughness=0.5)
        body += [
            ball(
                (0.034 - 0.003 * number, 0.031 - 0.003 * number, 0.034 - 0.003 * number),
                paint,
                at=at,
                sides=28,
            )
        ]
    stand = lathe(
        [
            (0.035, -0.012),
            (0.036, -0.008),
            (0.012, 0.0),
            (0.014, 0.05),
            (0.024, 0.052),
            (0.016, 0.045),
            (0, 0.03),
        ],
        look.trim(_PLATE),
        sides=32,
    )
    return [*body, ball(0.009, glossy("#b9202f"), at=(0.011, 0.239, 0.004), sides=16), stand]


def donut(look: Look) -> Body:
    """Icing and sprinkles."""
    dough, icing = (
        matt("#c98d4e", roughness=0.7),
        look.main(
            matt("#ef9db5", roughness=0.35), glossy("#54301f"), matt("#b9dcea", roughness=0.35)
        ),
    )
    body = [_ring(0.045, 0.0235, dough, 0.0235), _ring(0.045, 0.0242, icing, 0.0285, squash=0.8)]
    for _ in range(46):
        turn, out = look.between(0, 360), look.between(-0.7, 0.7)
        y = 0.0285 + 0.0242 * 0.8 * float(np.cos(out)) + 0.0004
        colour = matt(
            str(look.dice.choice(["#f5d33f", "#5bb6d9", "#ffffff", "#e5503f", "#7fc35a"]))
        )
        stick = tube([(-0.003, 0, 0), (0.003, 0, 0)], 0.0011, colour, sides=6, smooth=False)
        body += [
            stick.turned(y=look.between(0, 180))
            .moved(0, y, 0.045 + 0.0242 * float(np.sin(out)))
            .turned(y=turn)
        ]
    return body


def _ring(radius: float, thick: float, paint: Paint, at: float, *, squash: float = 1.0) -> Mesh:
    return hoop(radius, thick, paint, flat=squash).moved(0, at, 0)


def pizza(look: Look) -> Body:
    """A slice short of nothing."""
    crust = look.main(matt("#c58a49", roughness=0.7))
    body = [
        lathe(
            [(0.14, 0), (0.152, 0.006), (0.15, 0.02), (0.138, 0.022), (0.13, 0.012), (0, 0.011)],
            crust,
            sides=56,
            smooth=False,
        )
    ]
    body += [
        lathe(
            [(0.134, 0.009), (0.133, 0.0145), (0, 0.0165)], matt("#e3b552", roughness=0.5), sides=48
        )
    ]
    for number in range(13):
        turn, out = 137.5 * number, 0.033 * (number + 0.6) ** 0.5
        body += [
            lathe(
                [(0.016, 0), (0.0165, 0.003), (0.013, 0.0045)],
                matt("#a83226", roughness=0.45),
                at=(0, 0.0145, min(out, 0.113)),
                sides=22,
            ).turned(y=turn)
        ]
        if number % 2:
            body += [
                slab(
                    [(0, 0), (0.011, 0.008), (0.024, 0), (0.011, -0.008)],
                    0.002,
                    matt("#4f8a3f"),
                    smooth=True,
                )
                .turned(x=90)
                .moved(0.02, 0.0185, out * 0.7)
                .turned(y=turn + 60)
            ]
    return body
