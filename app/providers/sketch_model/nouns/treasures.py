"""Small things that are kept."""

import itertools

import numpy as np

from app.providers.sketch_model.forms import ball, box, hoop, lathe, slab, tube
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh, around, mirrored
from app.providers.sketch_model.paint import MATERIALS, Paint, glossy, hexed, lamp, matt, metal

_GEMS = tuple(Paint(hexed(code), 0.06) for code in ("#b3202f", "#2456a8", "#1f8a5a", "#7a3fa8"))


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


def crown(look: Look) -> Body:
    """Points with pearls, stones around."""
    gold = look.main(metal("#e3b04b", roughness=0.22))
    count = 8
    band = lathe(
        [(0.09, 0), (0.095, 0.0), (0.096, 0.035), (0.091, 0.035), (0.09, 0.03), (0.09, 0.0)][:4],
        gold,
        sides=64,
    )
    ring = np.linspace(0, 2 * np.pi, 97)[:-1]
    wave = 0.035 + 0.055 * np.abs(1 - 2 * ((ring / (2 * np.pi) * count) % 1))
    outer = np.stack(
        [0.096 * np.sin(ring) * (1 + wave * 1.2), wave, 0.096 * np.cos(ring) * (1 + wave * 1.2)], -1
    )
    low = np.stack([0.096 * np.sin(ring), np.full(96, 0.03), 0.096 * np.cos(ring)], -1)
    inner, low_in = outer * [0.955, 1, 0.955], low * [0.955, 1, 0.955]
    here = np.arange(96)
    after = (here + 1) % 96
    faces = []
    loops = [0, 1, 2, 3, 0]
    for a, b in itertools.pairwise(loops):
        faces += [
            np.stack([here + a * 96, after + a * 96, after + b * 96], -1),
            np.stack([here + a * 96, after + b * 96, here + b * 96], -1),
        ]
    peak = Mesh(np.concatenate([low, outer, inner, low_in]), np.concatenate(faces), gold, crease=30)
    del band
    body = [
        peak,
        hoop(0.095, 0.0062, gold, flat=1.2).moved(0, 0.006, 0),
        hoop(0.0965, 0.0045, gold).moved(0, 0.034, 0),
        lathe([(0.091, 0.004), (0.097, 0.004), (0.0985, 0.034), (0.092, 0.034)], gold, sides=64),
    ]
    pearl = ball(0.0085, look.trim(Paint(hexed("#f4efe6"), 0.2)), at=(0, 0.096, 0.107), sides=18)
    gems = [_GEMS[int(look.dice.integers(4))], _GEMS[int(look.dice.integers(4))]]
    if look.is_whole:
        gems = [look.trim(), look.trim()]
    body += around([pearl], count)
    body += around([ball((0.0085, 0.0105, 0.005), gems[0], at=(0, 0.02, 0.0985), sides=16)], count)
    return body + around(
        [ball((0.0045, 0.0045, 0.003), gems[1], at=(0, 0.02, 0.0985), sides=12)],
        count,
        first=180 / count,
    )


def ring(look: Look) -> Body:
    """Standing, with a cut stone."""
    gold = look.main(metal("#e3b04b", roughness=0.15), metal("#d8dade", roughness=0.12))
    stone = (
        look.trim(*_GEMS, Paint(hexed("#dff1f7"), 0.04))
        if not look.is_whole
        else Paint(hexed("#e9f5f9"), 0.04)
    )
    gem = lathe(
        [(0, 0), (0.0036, 0.0034), (0.0052, 0.0052), (0.005, 0.006), (0.0032, 0.0075), (0, 0.0076)],
        stone,
        sides=8,
        crease=5,
    )
    prong = tube([(0.0028, 0, 0), (0.0048, 0.0035, 0), (0.0047, 0.0064, 0)], 0.0006, gold, sides=8)
    return [
        hoop(0.0095, 0.0013, gold, flat=1.5).turned(x=90).moved(0, 0.0111, 0),
        *[m.moved(0, 0.0205, 0) for m in (gem, *around([prong], 4, first=45))],
    ]


def heart(look: Look) -> Body:
    """Like a cushion."""
    paint = look.main(glossy("#c8243a"), glossy("#e58aa5"))
    turn = np.linspace(0, 2 * np.pi, 81)[:-1]
    x, y = (
        16 * np.sin(turn) ** 3,
        13 * np.cos(turn) - 5 * np.cos(2 * turn) - 2 * np.cos(3 * turn) - np.cos(4 * turn),
    )
    rows = 13
    points: list[np.ndarray] = []
    for level in np.linspace(-np.pi / 2, np.pi / 2, 2 * rows + 1)[1:-1]:
        size = float(np.cos(level)) ** 0.75
        points += [
            np.stack(
                [x * size, 1.5 + (y - 1.5) * size, np.full(80, 8.2 * float(np.sin(level)))], -1
            )
        ]
    count = len(points)
    every = np.concatenate([*points, [[0, 1.5, -8.2], [0, 1.5, 8.2]]])
    here, after = np.arange(80), (np.arange(80) + 1) % 80
    faces = []
    for level in range(count - 1):
        a, b = level * 80, (level + 1) * 80
        faces += [
            np.stack([here + a, here + b, after + b], -1),
            np.stack([here + a, after + b, after + a], -1),
        ]
    last = (count - 1) * 80
    faces += [
        np.stack([np.full(80, count * 80), here, after], -1),
        np.stack([np.full(80, count * 80 + 1), last + after, last + here], -1),
    ]
    mesh = Mesh(every * 0.006, np.concatenate(faces), paint, crease=70)
    return [mesh.moved(0, 0.104, 0)]


def gem(look: Look) -> Body:
    """Cut like a diamond, on its point in a ring."""
    stone = look.main(Paint(hexed("#cfeaf5"), 0.04), *_GEMS)
    cut = lathe(
        [(0, 0), (0.03, 0.034), (0.05, 0.06), (0.049, 0.066), (0.03, 0.084), (0, 0.085)],
        stone,
        sides=10,
        crease=5,
    )
    return [
        cut.moved(0, 0.01, 0),
        hoop(0.017, 0.004, look.trim(metal("#c9a55f"))).moved(0, 0.02, 0),
        lathe(
            [(0.032, 0), (0.032, 0.004), (0.02, 0.009)], look.trim(MATERIALS["darkwood"]), sides=40
        ),
        *around(
            [
                tube(
                    [(0, 0.008, 0.017), (0, 0.02, 0.017)],
                    0.0025,
                    look.trim(metal("#c9a55f")),
                    sides=8,
                    smooth=False,
                )
            ],
            3,
        ),
    ]


def key(look: Look) -> Body:
    """An old one, lying."""
    brass = look.main(metal("#b98d4f", roughness=0.35), metal("#6b6e74", roughness=0.4))
    bow = [
        hoop(0.013, 0.0035, brass, sides=36).moved(x, 0, z)
        for x, z in ((-0.055, 0), (-0.043, 0.014), (-0.043, -0.014))
    ]
    body = [
        *bow,
        tube([(-0.03, 0, 0), (0.05, 0, 0)], 0.004, brass, smooth=False),
        hoop(0.0055, 0.0025, brass, sides=24).turned(z=90).moved(-0.02, 0, 0),
    ]
    body += [
        box((0.007, 0.004, 0.02), brass, at=(0.045, -0.002, 0.011), soft=0.001),
        box((0.007, 0.004, 0.015), brass, at=(0.033, -0.002, 0.009), soft=0.001),
    ]
    return [mesh.moved(0, 0.004, 0) for mesh in body]


def sword(look: Look) -> Body:
    """Upright in a stone."""
    steel, gold, grip = (
        look.main(metal("#c9ced6", roughness=0.16)),
        look.trim(metal("#d0a24b")),
        look.trim(MATERIALS["leather"]),
    )
    blade = (
        slab(
            [(-0.03, 0), (0.03, 0), (0.026, 0.72), (0, 0.8), (-0.026, 0.72)],
            0.012,
            steel,
            soft=0.0055,
        )
        .turned(z=180)
        .moved(0, 1.0, 0)
    )
    body = [
        blade,
        tube([(-0.12, 1.0, 0), (0, 1.015, 0), (0.12, 1.0, 0)], (0.013, 0.018, 0.013), gold),
        tube([(0, 1.01, 0), (0, 1.17, 0)], 0.016, grip, smooth=False),
        ball(0.028, gold, at=(0, 1.2, 0), sides=22),
    ]
    from app.providers.sketch_model.nouns.land import rock

    return [*body, *(mesh.scaled(0.62) for mesh in rock(look.bare))]


def shield(look: Look) -> Body:
    """Leaning, with a cross."""
    field, rim = (
        look.main(matt("#2f5f9a", roughness=0.4), matt("#a8322b", roughness=0.4)),
        look.trim(metal("#c9ced6")),
    )
    outline = [
        (-0.24, 0.3),
        (0, 0.33),
        (0.24, 0.3),
        (0.24, 0.02),
        (0.16, -0.2),
        (0, -0.34),
        (-0.16, -0.2),
        (-0.24, 0.02),
    ]
    body = [
        slab([(x * 1.09, y * 1.08) for x, y in outline], 0.035, rim, soft=0.012),
        slab(outline, 0.05, field, soft=0.012),
        box((0.07, 0.56, 0.02), rim, at=(0, -0.27, 0.022), soft=0.008),
        box((0.42, 0.07, 0.02), rim, at=(0, 0.06, 0.022), soft=0.008),
        ball((0.06, 0.06, 0.035), rim, at=(0, 0.095, 0.03), sides=24),
    ]
    return [mesh.turned(x=-14).moved(0, 0.37, 0) for mesh in body]


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


def sculpture(look: Look) -> Body:
    """For words that name nothing known: a twisted form on a plinth, another one for others."""
    paint = look.main(
        MATERIALS["marble"],
        MATERIALS["bronze"],
        MATERIALS["jade"],
        MATERIALS["celadon"],
        MATERIALS["clay"],
    )
    plinth = look.trim(MATERIALS["darkwood"], MATERIALS["stone"])
    lobes, twist, waist = (
        int(look.dice.integers(2, 6)),
        look.between(60, 200),
        look.between(0.25, 0.6),
    )
    levels, sides = 60, 72
    t = np.linspace(0, 1, levels)[:, None]
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)[None, :]
    swell = np.sin(np.pi * np.clip(t, 0.0, 1)) ** 0.6 * (
        1 - waist * np.sin(2 * np.pi * t + look.between(0, 6)) * 0.6
    )
    radius = (
        0.11
        * swell
        * (1 + look.between(0.14, 0.3) * np.cos(lobes * (turn + np.radians(twist) * t)))
    )
    lean = 0.05 * np.sin(2 * np.pi * t + look.between(0, 6))
    x, z = radius * np.sin(turn) + lean, radius * np.cos(turn) + 0.5 * lean
    y = np.broadcast_to(0.1 + 0.42 * t, x.shape)
    points = np.concatenate(
        [
            np.stack([x, y, z], -1).reshape(-1, 3),
            [
                [float(lean[0, 0]), 0.1, float(lean[0, 0]) / 2],
                [float(lean[-1, 0]), 0.52, float(lean[-1, 0]) / 2],
            ],
        ]
    )
    here, after = np.arange(sides), (np.arange(sides) + 1) % sides
    faces = []
    for level in range(1, levels - 2):
        a, b = level * sides, (level + 1) * sides
        faces += [
            np.stack([here + a, after + a, after + b], -1),
            np.stack([here + a, after + b, here + b], -1),
        ]
    low, high, last = levels * sides, levels * sides + 1, (levels - 2) * sides
    faces += [
        np.stack([np.full(sides, low), after + sides, here + sides], -1),
        np.stack([np.full(sides, high), here + last, after + last], -1),
    ]
    form = Mesh(points, np.concatenate(faces), paint, crease=60)
    used, of = np.unique(form.faces, return_inverse=True)
    form = Mesh(points[used], of.reshape(-1, 3), paint, crease=60)
    return [
        form,
        box((0.2, 0.08, 0.2), plinth, soft=0.008),
        lathe([(0.05, 0.078), (0.05, 0.086), (0.03, 0.118)], plinth, sides=40),
    ]


NOUNS = {
    "book": book,
    "books": books,
    "crown": crown,
    "ring": ring,
    "heart": heart,
    "gem": gem,
    "key": key,
    "sword": sword,
    "shield": shield,
    "gift": gift,
    "ball": football,
    "hat": hat,
    "lantern": lantern,
    "sculpture": sculpture,
}
