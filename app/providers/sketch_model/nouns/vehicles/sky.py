"""What flies."""

import numpy as np

from app.providers.sketch_model.forms import ball, box, hoop, lathe, slab
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, around, mirrored, moved, turned
from app.providers.sketch_model.nouns.vehicles.wheels import BODIES, CHROME, wheel
from app.providers.sketch_model.paint import MATERIALS, Paint, glossy, hexed, lamp, matt, metal
from app.providers.sketch_model.tubes import tube


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
    paint, trim = look.main(*BODIES), look.trim(matt("#f3ecdd"))
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
            [tube([(x, r, z), (x * 0.5, 1.0, z)], 0.05, look.trim(CHROME), sides=10, smooth=False)]
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
    from app.providers.sketch_model.curves import curve

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
