"""What goes, swims and flies. The front is towards z."""

import numpy as np

from app.providers.sketch_model.forms import ball, box, hoop, lathe, pillar, slab, tube
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, around, mirrored, moved, turned
from app.providers.sketch_model.paint import MATERIALS, Paint, glossy, hexed, lamp, matt, metal

_TYRE, _CHROME, _PANE = (
    matt("#26262a", roughness=0.85),
    metal("#d0d3d8", roughness=0.2),
    Paint(hexed("#2f3d4a"), 0.08),
)
_BODIES = (
    glossy("#c8322b"),
    glossy("#2f6f9f"),
    glossy("#e3b23f"),
    glossy("#5a9a7a"),
    glossy("#efe9dc"),
)


def wheel(radius: float, wide: float, look: Look) -> Body:
    """Around the x axis."""
    tyre = lathe(
        [
            (radius * 0.6, -wide / 2),
            (radius * 0.93, -wide / 2),
            (radius, -wide * 0.34),
            (radius, wide * 0.34),
            (radius * 0.93, wide / 2),
            (radius * 0.6, wide / 2),
        ],
        look.trim(_TYRE),
        sides=40,
    )
    hub = lathe(
        [
            (radius * 0.58, wide * 0.4),
            (radius * 0.58, wide * 0.52),
            (radius * 0.5, wide * 0.54),
            (radius * 0.2, wide * 0.46),
            (radius * 0.14, wide * 0.58),
            (0, wide * 0.6),
        ],
        look.trim(_CHROME),
        sides=32,
    )
    return turned([tyre, hub], z=-90)


def car(look: Look) -> Body:
    """Small and round."""
    paint = look.main(*_BODIES)
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
    glass = slab(cabin, 1.3, look.trim(_PANE) if look.is_whole else _PANE, soft=0.16).turned(y=-90)
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
            hoop(0.13, 0.022, look.trim(_CHROME), sides=32).turned(x=90).moved(0.5, 0.63, 1.75),
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
                look.trim(_CHROME),
            )
        ]
    return [
        *body,
        *mirrored([box((0.05, 0.03, 0.16), look.trim(_CHROME), at=(0.79, 0.72, 0.1), soft=0.012)]),
    ]


def bus(look: Look) -> Body:
    """Two rows of windows."""
    paint = look.main(*_BODIES)
    body = [
        box((2.3, 2.3, 6.4), paint, at=(0, 0.45, 0), soft=0.25),
        box((2.34, 0.3, 6.1), look.trim(matt("#f3ecdd")), at=(0, 1.2, 0), soft=0.02),
    ]
    for number in range(5):
        body += mirrored(
            [box((0.06, 0.8, 0.95), _PANE, at=(1.14, 1.62, -2.3 + 1.12 * number), soft=0.03)]
        )
    body += [box((1.9, 1.0, 0.06), _PANE, at=(0, 1.45, z), soft=0.03) for z in (-3.19, 3.19)]
    for z in (-1.9, 2.0):
        body += mirrored(moved(wheel(0.5, 0.34, look), 1.0, 0.5, z))
    return [
        *body,
        *mirrored(
            [ball((0.16, 0.16, 0.06), lamp("#fff3cf", glow=0.6), at=(0.8, 0.85, 3.18), sides=20)]
        ),
    ]


def train(look: Look) -> Body:
    """A steam engine."""
    paint, brass, dark = (
        look.main(glossy("#2f4f3f"), glossy("#a8322b"), glossy("#2f3f5f")),
        look.trim(metal("#d0a24b")),
        look.trim(matt("#2a2a2d")),
    )
    boiler = (
        lathe(
            [(0.7, 0), (0.75, 0.05), (0.75, 3.0), (0.66, 3.12), (0.2, 3.2), (0, 3.2)],
            paint,
            sides=44,
        )
        .turned(x=90)
        .moved(0, 1.55, -0.6)
    )
    body = [
        boiler,
        box((1.6, 1.9, 1.3), paint, at=(0, 0.8, -1.2), soft=0.06),
        box((1.9, 0.14, 1.7), dark, at=(0, 2.7, -1.2), soft=0.06),
        box((1.5, 0.3, 4.3), dark, at=(0, 0.62, 0.4), soft=0.05),
    ]
    body += [
        lathe(
            [(0.2, 0), (0.2, 0.55), (0.34, 0.85), (0.34, 0.95), (0.2, 0.95)],
            dark,
            at=(0, 2.2, 2.0),
            sides=30,
        ),
        lathe(
            [(0.26, 0), (0.26, 0.2), (0.18, 0.36), (0, 0.42)], brass, at=(0, 2.22, 0.9), sides=30
        ),
    ]
    body += [hoop(0.755, 0.035, brass).turned(x=90).moved(0, 1.55, z) for z in (0.2, 1.2, 2.3)]
    body += mirrored([box((0.05, 0.6, 0.6), _PANE, at=(0.79, 1.8, -1.2), soft=0.02)])
    for z, r in ((-1.3, 0.55), (-0.1, 0.55), (1.1, 0.55), (2.1, 0.34)):
        body += mirrored(moved(wheel(r, 0.2, look), 0.72, r, z))
    plough = slab(
        [(-0.8, 0), (0.8, 0), (0.55, 0.55), (-0.55, 0.55)],
        0.2,
        look.trim(matt("#a8322b")),
        soft=0.04,
    ).turned(x=-28)
    return [
        *body,
        *mirrored([tube([(0.86, 0.55, -1.3), (0.86, 0.55, 1.1)], 0.05, brass, smooth=False)]),
        plough.moved(0, 0.12, 2.75),
        ball(0.2, lamp("#fff0c0", glow=0.7), at=(0, 2.05, 2.62), sides=24),
    ]


def boat(look: Look) -> Body:
    """A hull, a mast, two sails."""
    hull, sail, wood = (
        look.main(glossy("#f2ede2"), glossy("#2f5f8f"), glossy("#a8322b"), MATERIALS["wood"]),
        look.trim(matt("#f6f1e4"), matt("#e9b9a5")),
        look.trim(MATERIALS["wood"]),
    )
    rows, columns = 26, 17
    t, s = np.meshgrid(np.linspace(0, 1, rows), np.linspace(-1, 1, columns), indexing="ij")
    width = (
        0.72
        * np.clip(1 - np.clip((t - 0.35) / 0.65, 0, 1) ** 2.2, 0, 1)
        * (0.78 + 0.22 * np.clip(t / 0.35, 0, 1))
    )
    z = -1.6 + 3.4 * t
    depth = 0.62 + 0.22 * t**2
    x = width * np.sign(s) * np.abs(s) ** 0.7
    y = depth * np.abs(s) ** 2.4 + 0.16 * np.clip((t - 0.6) / 0.4, 0, 1) ** 2 * (1 - np.abs(s))
    from app.providers.sketch_model.nouns.hulls import closed

    body = [closed(np.stack([x, y, z], -1), hull)]
    rim = [
        (float(w), float(d), float(p))
        for w, d, p in zip(width[:, 0], depth[:, 0], z[:, 0], strict=True)
    ]
    body += mirrored([tube(rim, 0.035, wood, sides=8)])
    body += [
        pillar(0.05, 3.3, wood, at=(0, 0.3, 0.25), top=0.03),
        tube([(0, 0.95, 0.2), (0, 0.98, -1.35)], 0.035, wood, smooth=False),
    ]
    main = slab([(0.0, 0), (1.45, 0.05), (0.9, 0.9), (0.05, 2.4)], 0.03, sail, soft=0.01).turned(
        y=90
    )
    jib = slab([(0.0, 0), (1.25, 0.0), (0.05, 1.85)], 0.03, sail.shade(-0.08), soft=0.01).turned(
        y=-90
    )
    for cloth in (main, jib):
        cloth.points[:, 0] += 0.14 * np.sin(np.clip((cloth.points[:, 1]) / 2.4, 0, 1) * np.pi)
    body += [
        main.moved(0, 1.03, 0.17),
        jib.moved(0, 1.0, 0.36),
        slab([(0, 0), (0.42, 0.12), (0, 0.24)], 0.02, look.trim(matt("#c8322b")))
        .turned(y=90)
        .moved(0, 3.36, 0.22),
    ]
    return [*body, box((1.05, 0.06, 0.25), wood, at=(0, 0.52, -0.7), soft=0.02)]


def rocket(look: Look) -> Body:
    """Three fins, a porthole, fire."""
    white, red = (
        look.main(glossy("#f1eee6"), glossy("#d8dde2")),
        look.trim(glossy("#c8322b"), glossy("#2f62ad"), glossy("#e57a26")),
    )
    profile = [(0.55, 1.2), (0.8, 2.0), (0.95, 3.4), (0.92, 4.8), (0.72, 6.0)]
    nose = [(0.72, 6.0), (0.5, 6.75), (0.22, 7.35), (0, 7.6)]
    body = [
        lathe(profile, white, smooth=True, sides=look.sides(56)),
        lathe([(0.0, 5.98), *nose], red, smooth=False, sides=look.sides(56), crease=60),
    ]
    body += [
        hoop(0.79, 0.06, red).moved(0, 5.75, 0),
        lathe(
            [(0.42, 0.75), (0.55, 0.85), (0.5, 1.25), (0, 1.25)],
            look.trim(metal("#6b6e74")),
            sides=40,
        ),
    ]
    fin = slab(
        [(0.5, 2.6), (0.85, 2.5), (1.6, 1.1), (1.65, 0.1), (1.45, 0.12), (1.1, 0.9), (0.5, 1.25)],
        0.16,
        red,
        soft=0.06,
    )
    body += around([fin], 3, first=30) if look.chance(0.5) else around([fin], 4, first=45)
    for y, size in ((4.5, 0.34), (3.3, 0.24)):
        body += [
            hoop(size, 0.075, look.trim(metal("#c9a55f"))).turned(x=90).moved(0, y, 0.93),
            ball((size, size, 0.1), Paint(hexed("#79b4dd"), 0.08), at=(0, y, 0.9), sides=28),
        ]
    flame = lathe(
        [(0.34, 0.8), (0.4, 0.6), (0.26, 0.28), (0, 0.0)][::-1],
        lamp("#f7a52c", glow=0.9),
        sides=30,
        smooth=True,
    )
    return [*body, flame]


def airplane(look: Look) -> Body:
    """A propeller and two wings, on its wheels."""
    paint, trim = look.main(*_BODIES), look.trim(matt("#f3ecdd"))
    hull = (
        lathe(
            [
                (0, -2.9),
                (0.12, -2.8),
                (0.3, -1.5),
                (0.56, 0.2),
                (0.6, 1.2),
                (0.5, 1.75),
                (0.2, 1.95),
                (0, 2.0),
            ],
            paint,
            smooth=True,
            sides=40,
        )
        .turned(x=90)
        .moved(0, 1.2, 0)
    )
    wing = slab(
        [
            (-3.2, -0.25),
            (-3.25, 0.3),
            (-0.5, 0.55),
            (0.5, 0.55),
            (3.25, 0.3),
            (3.2, -0.25),
            (0.5, -0.5),
            (-0.5, -0.5),
        ],
        0.14,
        paint,
        soft=0.06,
    ).turned(x=90)
    tail = slab(
        [(-1.1, -0.2), (-1.1, 0.12), (0, 0.35), (1.1, 0.12), (1.1, -0.2)], 0.09, paint, soft=0.04
    ).turned(x=90)
    fin = slab([(-0.3, 0), (0.45, 0), (0.1, 0.85), (-0.32, 0.9)], 0.09, trim, soft=0.04).turned(
        y=-90
    )
    body = [
        hull,
        wing.moved(0, 0.98, 0.35),
        tail.moved(0, 1.35, -2.45),
        fin.moved(0, 1.35, -2.5),
        ball((0.34, 0.34, 0.6), Paint(hexed("#8fb9cf"), 0.08), at=(0, 1.62, 0.2), sides=30),
    ]
    body += [
        lathe([(0.2, 0), (0.16, 0.16), (0, 0.32)], trim, sides=24).turned(x=90).moved(0, 1.2, 1.95)
    ]
    body += [
        mesh.moved(0, 1.2, 2.08)
        for mesh in turned(
            around(
                [ball((0.1, 0.03, 0.62), look.trim(matt("#2f2f33")), at=(0, 0, 0.6), sides=18)], 3
            ),
            x=90,
        )
    ]
    for z, r, x in ((0.75, 0.3, 0.75), (-2.3, 0.16, 0.12)):
        body += mirrored(moved(wheel(r, 0.16, look), x, r, z))
        body += mirrored(
            [tube([(x, r, z), (x * 0.5, 1.0, z)], 0.05, look.trim(_CHROME), sides=10, smooth=False)]
        )
    return body


def balloon(look: Look) -> Body:
    """With a basket, stripes."""
    one, two = (
        look.main(matt("#d8433b"), matt("#2f6fb5"), matt("#e8a13f")),
        look.trim(matt("#f5ead2")),
    )
    outline = [
        (0.55, 2.2),
        (0.9, 2.8),
        (1.9, 4.2),
        (2.5, 5.8),
        (2.35, 7.2),
        (1.5, 8.4),
        (0.5, 8.9),
        (0, 8.95),
    ]
    from app.providers.sketch_model.forms import curve

    whole = lathe([(0, 2.2), *map(tuple, curve(np.array(outline), 5))], one, sides=64, crease=70)
    turn = np.arctan2(
        whole.points[whole.faces].mean(axis=1)[:, 0], whole.points[whole.faces].mean(axis=1)[:, 2]
    )
    striped = (np.floor((turn + np.pi) / (2 * np.pi) * 16) % 2).astype(bool)
    from dataclasses import replace

    body = [
        replace(whole, faces=whole.faces[striped]),
        replace(whole, faces=whole.faces[~striped], paint=two),
    ]
    basket = box(
        (0.9, 0.75, 0.9),
        look.trim(Paint(hexed("#a8763f"), 0.8, texture="fabric", tile=0.3)),
        soft=0.1,
    )
    return [
        *body,
        basket,
        hoop(0.5, 0.055, look.trim(MATERIALS["darkwood"])).scaled(1.05, 1, 1.05).moved(0, 0.76, 0),
        *around(
            [
                tube(
                    [(0.42, 0.75, 0.42), (0.38, 2.25, 0.38)],
                    0.018,
                    matt("#6b5a48"),
                    sides=6,
                    smooth=False,
                )
            ],
            4,
        ),
    ]


def bicycle(look: Look) -> Body:
    """Two wheels, a frame, a saddle."""
    paint, dark = look.main(*_BODIES), look.trim(matt("#2a2a2d"))
    body: Body = []
    for z in (-0.5, 0.52):
        ring = hoop(0.32, 0.022, look.trim(_TYRE), sides=56).turned(z=90)
        spokes = [
            tube(
                [(0, 0, 0), (0, 0.31, 0)], 0.0022, look.trim(_CHROME), sides=5, smooth=False
            ).turned(x=20 * n)
            for n in range(18)
        ]
        body += moved([ring, *spokes, ball(0.025, look.trim(_CHROME), sides=14)], 0, 0.342, z)
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
        tube([(0, 0.78, -0.2), (0, 0.88, -0.24)], 0.014, look.trim(_CHROME), smooth=False),
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
            look.trim(_CHROME),
        ),
    ]
    body += mirrored([tube([(0.28, 0.95, 0.18), (0.29, 0.945, 0.08)], 0.02, dark, smooth=False)])
    return [
        *body,
        lathe([(0.08, -0.006), (0.08, 0.006)], look.trim(_CHROME), sides=36)
        .turned(z=90)
        .moved(0.03, 0.29, -0.06),
        box((0.09, 0.02, 0.06), dark, at=(0.1, 0.16, -0.06), soft=0.006),
        box((0.09, 0.02, 0.06), dark, at=(-0.1, 0.4, -0.06), soft=0.006),
        tube([(0.055, 0.17, -0.06), (0.05, 0.29, -0.06)], 0.01, dark, smooth=False),
        tube([(-0.055, 0.41, -0.06), (-0.05, 0.29, -0.06)], 0.01, dark, smooth=False),
    ]


NOUNS = {
    "car": car,
    "bus": bus,
    "train": train,
    "boat": boat,
    "rocket": rocket,
    "airplane": airplane,
    "balloon": balloon,
    "bicycle": bicycle,
}
