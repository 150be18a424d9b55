"""What is given and kept."""

import itertools

import numpy as np

from app.providers.sketch_model.forms import ball, box, hoop, lathe
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.paint import MATERIALS, Paint, glossy, hexed, lamp, matt, metal
from app.providers.sketch_model.tubes import tube


def book(look: Look) -> Body:
    """Closed, lying: boards, pages, a ribbon."""
    cover, page = (
        look.main(
            matt("#a8433b"), matt("#2f4f6f"), matt("#3f6b52"), matt("#6b4a63"), MATERIALS["leather"]
        ),
        MATERIALS["paper"],
    )
    gold = look.trim(metal("#d9ab45"))
    wide, deep, thick = 0.16, 0.225, look.between(0.032, 0.045)
    body = [
        box((wide, 0.004, deep), cover, soft=0.0018),
        box((wide, 0.004, deep), cover, at=(0, thick - 0.004, 0), soft=0.0018),
    ]
    spine = tube(
        [
            (-wide / 2 + 0.003, thick / 2, -deep / 2 + 0.004),
            (-wide / 2 + 0.003, thick / 2, deep / 2 - 0.004),
        ],
        thick / 2,
        cover,
        smooth=False,
        sides=20,
    ).scaled(1, 1, 1)
    spine.points[:, 0] = -wide / 2 + 0.003 + (spine.points[:, 0] + wide / 2 - 0.003) * 0.35
    spine.points[:, 2] = np.clip(spine.points[:, 2], -deep / 2, deep / 2)
    body += [
        spine,
        box((wide - 0.012, thick - 0.007, deep - 0.012), page, at=(-0.002, 0.0035, 0), soft=0.0012),
    ]
    body += [
        box((0.07, 0.0012, 0.006), gold, at=(0, thick - 0.0004, -0.05), soft=0.0004),
        box((0.09, 0.0012, 0.012), gold, at=(0, thick - 0.0004, -0.03), soft=0.0005),
    ]
    rim = [(-0.06, -0.092), (0.062, -0.092), (0.062, 0.092), (-0.06, 0.092), (-0.06, -0.092)]
    body += [
        tube([(a, thick, b) for a, b in pair], 0.0009, gold, sides=6, smooth=False)
        for pair in itertools.pairwise(rim)
    ]
    return [
        *body,
        box(
            (0.008, 0.001, 0.05),
            look.trim(matt("#c8322b")),
            at=(0.03, thick * 0.5, deep / 2 + 0.012),
            soft=0.0004,
        ),
    ]


def books(look: Look) -> Body:
    """A pile of them."""
    body: Body = []
    y = 0.0
    for number in range(3):
        one = book(look)
        turn = look.between(-18, 18)
        body += [mesh.turned(y=turn).moved(0, y, 0) for mesh in one]
        y = max(float(mesh.points[:, 1].max()) for mesh in body) + 0.0004
        del number
    return body


def gift(look: Look) -> Body:
    """A box with a ribbon."""
    paper, ribbon = (
        look.main(
            matt("#c8433b", roughness=0.45),
            matt("#3f7f8a", roughness=0.45),
            matt("#e9c46a", roughness=0.45),
        ),
        look.trim(Paint(hexed("#f6e9cf"), 0.35), Paint(hexed("#d9ab45"), 0.3)),
    )
    body = [
        box((0.24, 0.17, 0.24), paper, soft=0.006),
        box((0.255, 0.045, 0.255), paper.shade(0.08), at=(0, 0.155, 0), soft=0.006),
    ]
    body += [
        box((0.035, 0.202, 0.258), ribbon, at=(0, 0.0005, 0), soft=0.004),
        box((0.258, 0.2025, 0.035), ribbon, at=(0, 0.0005, 0), soft=0.004),
    ]
    loop = tube(
        [
            (0, 0.2, 0),
            (0.06, 0.25, 0.01),
            (0.095, 0.235, 0.015),
            (0.06, 0.205, 0.01),
            (0, 0.202, 0),
        ],
        0.014,
        ribbon,
        flat=0.4,
    )
    return [
        *body,
        *mirrored(
            [
                loop,
                tube(
                    [(0, 0.205, 0), (0.05, 0.206, 0.06), (0.07, 0.204, 0.1)], 0.01, ribbon, flat=0.4
                ),
            ]
        ),
        ball((0.02, 0.015, 0.02), ribbon, at=(0, 0.21, 0), sides=18),
    ]


def football(look: Look) -> Body:
    """A ball of two colours."""
    one, two = (
        look.main(glossy("#c8322b"), glossy("#2f62ad"), glossy("#f0c03a")),
        look.trim(glossy("#f3efe6")),
    )
    from dataclasses import replace

    whole = ball(0.11, one, at=(0, 0.11, 0), sides=48)
    middle = whole.points[whole.faces].mean(axis=1) - [0, 0.11, 0]
    turn = np.arctan2(middle[:, 0], middle[:, 2])
    striped = (np.floor((turn + np.pi) / (2 * np.pi) * 6) % 2).astype(bool)
    tilt = [
        replace(whole, faces=whole.faces[striped]),
        replace(whole, faces=whole.faces[~striped], paint=two),
    ]
    return [mesh.moved(0, -0.11, 0).turned(x=24, z=20).moved(0, 0.11, 0) for mesh in tilt]


def hat(look: Look) -> Body:
    """A top hat with a band."""
    felt, band = (
        look.main(matt("#2d2b33"), matt("#6b4a33"), matt("#3f4f6b")),
        look.trim(matt("#a8322b"), matt("#d9b54a")),
    )
    return [
        lathe(
            [
                (0.16, 0),
                (0.165, 0.006),
                (0.155, 0.014),
                (0.1, 0.018),
                (0.096, 0.13),
                (0.1, 0.145),
                (0.09, 0.15),
            ],
            felt,
            sides=48,
        ),
        lathe([(0.1, 0.018), (0.103, 0.018), (0.101, 0.052), (0.097, 0.052)], band, sides=48),
    ]


def lantern(look: Look) -> Body:
    """Of paper, for a feast."""
    paper, wood = (
        look.main(
            lamp("#e8503a", glow=0.55), lamp("#f3c25a", glow=0.55), lamp("#7fb3d9", glow=0.45)
        ),
        look.trim(MATERIALS["darkwood"]),
    )
    outline: list[tuple[float, float]] = []
    for number in range(11):
        y = number / 10
        r = 0.05 + 0.08 * float(np.sin(np.pi * y)) ** 0.7
        outline += [(r, 0.09 + 0.2 * y), (r + 0.004, 0.1 + 0.2 * y)]
    tassel = [
        tube(
            [(0, 0.06, 0), (0, -0.0, 0)], 0.004, look.trim(matt("#c8322b")), sides=8, smooth=False
        ).moved(0.006 * float(np.cos(t)), 0.006, 0.006 * float(np.sin(t)))
        for t in np.arange(6)
    ]
    return [
        lathe(outline, paper, sides=44),
        lathe([(0.055, 0.08), (0.055, 0.094)], wood, sides=36),
        lathe([(0.055, 0.296), (0.055, 0.312)], wood, sides=36),
        hoop(0.022, 0.003, wood, sides=28).turned(x=90).moved(0, 0.333, 0),
        *tassel,
    ]
