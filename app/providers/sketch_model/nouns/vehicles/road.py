"""What goes on wheels."""

from app.providers.sketch_model.forms import ball, box, hoop, lathe, slab
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, mirrored, moved
from app.providers.sketch_model.nouns.vehicles.wheels import BODIES, CHROME, PANE, TYRE, wheel
from app.providers.sketch_model.paint import lamp, matt
from app.providers.sketch_model.tubes import tube


def car(look: Look) -> Body:
    """Small and round."""
    paint = look.main(*BODIES)
    side = [
        (-1.75, 0.3),
        (-1.78, 0.62),
        (-1.5, 0.84),
        (-1.0, 0.9),
        (0.85, 0.9),
        (1.55, 0.8),
        (1.78, 0.6),
        (1.78, 0.32),
        (1.5, 0.24),
        (-1.5, 0.24),
    ]
    shell = slab(side, 1.55, paint, soft=0.2, smooth=True).turned(y=-90)
    cabin = [(-1.12, 0.8), (-0.95, 1.24), (-0.62, 1.42), (0.1, 1.42), (0.42, 1.28), (0.82, 0.82)]
    glass = slab(cabin, 1.3, look.trim(PANE) if look.is_whole else PANE, soft=0.16).turned(y=-90)
    roof = slab(
        [
            (-0.98, 1.3),
            (-0.62, 1.45),
            (0.1, 1.45),
            (0.42, 1.32),
            (0.3, 1.36),
            (0.05, 1.39),
            (-0.6, 1.39),
        ],
        1.24,
        paint,
        soft=0.03,
    ).turned(y=-90)
    body = [shell, glass, roof]
    body += mirrored([box((0.1, 0.55, 0.09), paint, at=(0.62, 0.84, -0.28), soft=0.03)])
    for z in (-1.08, 1.08):
        body += mirrored(moved(wheel(0.33, 0.24, look), 0.7, 0.33, z))
    body += mirrored(
        [
            ball((0.13, 0.13, 0.06), lamp("#fff3cf", glow=0.6), at=(0.5, 0.63, 1.74), sides=24),
            hoop(0.13, 0.022, look.trim(CHROME), sides=32).turned(x=90).moved(0.5, 0.63, 1.75),
        ]
    )
    body += mirrored(
        [ball((0.1, 0.07, 0.04), lamp("#d8322b", glow=0.4), at=(0.55, 0.62, -1.74), sides=20)]
    )
    for z in (-1.8, 1.8):
        body += [
            tube(
                [
                    (-0.72, 0.36, z * 0.965),
                    (-0.4, 0.36, z),
                    (0.4, 0.36, z),
                    (0.72, 0.36, z * 0.965),
                ],
                0.055,
                look.trim(CHROME),
            )
        ]
    return [
        *body,
        *mirrored([box((0.05, 0.03, 0.16), look.trim(CHROME), at=(0.79, 0.72, 0.1), soft=0.012)]),
    ]


def bus(look: Look) -> Body:
    """Two rows of windows."""
    paint = look.main(*BODIES)
    body = [
        box((2.3, 2.3, 6.4), paint, at=(0, 0.45, 0), soft=0.25),
        box((2.34, 0.3, 6.1), look.trim(matt("#f3ecdd")), at=(0, 1.2, 0), soft=0.02),
    ]
    for number in range(5):
        body += mirrored(
            [box((0.06, 0.8, 0.95), PANE, at=(1.14, 1.62, -2.3 + 1.12 * number), soft=0.03)]
        )
    body += [box((1.9, 1.0, 0.06), PANE, at=(0, 1.45, z), soft=0.03) for z in (-3.19, 3.19)]
    for z in (-1.9, 2.0):
        body += mirrored(moved(wheel(0.5, 0.34, look), 1.0, 0.5, z))
    return [
        *body,
        *mirrored(
            [ball((0.16, 0.16, 0.06), lamp("#fff3cf", glow=0.6), at=(0.8, 0.85, 3.18), sides=20)]
        ),
    ]


def bicycle(look: Look) -> Body:
    """Two wheels, a frame, a saddle."""
    paint, dark = look.main(*BODIES), look.trim(matt("#2a2a2d"))
    body: Body = []
    for z in (-0.5, 0.52):
        ring = hoop(0.32, 0.022, look.trim(TYRE), sides=56).turned(z=90)
        spokes = [
            tube(
                [(0, 0, 0), (0, 0.31, 0)], 0.0022, look.trim(CHROME), sides=5, smooth=False
            ).turned(x=20 * n)
            for n in range(18)
        ]
        body += moved([ring, *spokes, ball(0.025, look.trim(CHROME), sides=14)], 0, 0.342, z)
    joint = {
        "hub": (0, 0.342, -0.5),
        "pedal": (0, 0.29, -0.06),
        "seat": (0, 0.78, -0.2),
        "head": (0, 0.8, 0.32),
        "low": (0, 0.66, 0.36),
    }
    for a, b in (
        ("hub", "pedal"),
        ("hub", "seat"),
        ("pedal", "seat"),
        ("seat", "head"),
        ("pedal", "low"),
    ):
        body += [tube([joint[a], joint[b]], 0.018, paint, sides=12, smooth=False)]
    body += [
        tube([(0, 0.92, 0.28), (0, 0.66, 0.36), (0, 0.342, 0.52)], 0.017, paint, sides=12),
        tube([(0, 0.78, -0.2), (0, 0.88, -0.24)], 0.014, look.trim(CHROME), smooth=False),
    ]
    body += [
        ball((0.075, 0.032, 0.13), dark, at=(0, 0.9, -0.25), sides=22),
        tube(
            [
                (-0.28, 0.95, 0.16),
                (-0.2, 0.97, 0.28),
                (0, 0.94, 0.29),
                (0.2, 0.97, 0.28),
                (0.28, 0.95, 0.16),
            ],
            0.014,
            look.trim(CHROME),
        ),
    ]
    body += mirrored([tube([(0.28, 0.95, 0.18), (0.29, 0.945, 0.08)], 0.02, dark, smooth=False)])
    return [
        *body,
        lathe([(0.08, -0.006), (0.08, 0.006)], look.trim(CHROME), sides=36)
        .turned(z=90)
        .moved(0.03, 0.29, -0.06),
        box((0.09, 0.02, 0.06), dark, at=(0.1, 0.16, -0.06), soft=0.006),
        box((0.09, 0.02, 0.06), dark, at=(-0.1, 0.4, -0.06), soft=0.006),
        tube([(0.055, 0.17, -0.06), (0.05, 0.29, -0.06)], 0.01, dark, smooth=False),
        tube([(-0.055, 0.41, -0.06), (-0.05, 0.29, -0.06)], 0.01, dark, smooth=False),
    ]
