"""What is lived in, and what is looked at from far."""

import numpy as np

from app.providers.sketch_model.forms import ball, box, lathe, pillar, slab, tube
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh, around, mirrored, moved
from app.providers.sketch_model.paint import MATERIALS, Paint, hexed, lamp, matt, metal

_GLASS = lamp("#ffdf9e", glow=0.45)
_TILE = matt("#4b4f58", roughness=0.6)


def gable(wide: float, high: float, long: float, paint: Paint, *, over: float = 0.0) -> Mesh:
    """A prism: its ridge along z."""
    half = wide / 2 + over
    return slab([(-half, 0), (half, 0), (0, high)], long + 2 * over, paint, soft=0.02)


def window(wide: float, high: float, frame: Paint) -> Body:
    """Its foot at the origin, looking along z."""
    bar = 0.05
    return [
        box((wide + 0.14, high + 0.14, 0.08), frame, at=(0, -0.07, 0), soft=0.015),
        box((wide, high, 0.1), _GLASS, soft=0.01),
        box((bar, high, 0.115), frame, soft=0.008),
        box((wide, bar, 0.115), frame, at=(0, high / 2 - bar / 2, 0), soft=0.008),
        box((wide + 0.26, 0.07, 0.2), frame, at=(0, -0.12, 0.03), soft=0.015),
    ]


def house(look: Look) -> Body:
    """Walls, a roof, a chimney, lit windows."""
    wall = look.main(matt("#efe4d0"), matt("#d9c7b8"), matt("#c9d6d3"), MATERIALS["brick"])
    roof = look.trim(matt("#a8503c"), matt("#4f5a66"), matt("#7a4b3a"))
    frame, wood = look.trim(matt("#faf6ee")), look.trim(matt("#6f4a33"), matt("#3f6a73"))
    wide, long, high = look.between(4.8, 5.6), 4.6, look.between(2.8, 3.2)
    peak = 2.2
    body = [
        box((wide, high, long), wall, soft=0.03),
        box((wide + 0.25, 0.25, long + 0.25), look.trim(MATERIALS["stone"]), soft=0.04),
    ]
    body += [
        gable(long - 0.04, peak - 0.1, wide - 0.04, wall).turned(y=90).moved(0, high - 0.03, 0)
    ]
    body += _roof(long, peak, wide, roof, high)
    body += [
        box(
            (0.6, 1.6, 0.6),
            look.trim(MATERIALS["brick"]),
            at=(wide * 0.28, high + 0.7, -0.7),
            soft=0.03,
        )
    ]
    body += [box((0.75, 0.14, 0.75), frame, at=(wide * 0.28, high + 2.28, -0.7), soft=0.03)]
    front = long / 2
    body += [
        box((1.1, 2.15, 0.12), frame, at=(0, 0.2, front), soft=0.02),
        box((0.92, 2.02, 0.16), wood, at=(0, 0.2, front), soft=0.02),
    ]
    body += [
        ball(0.05, metal("#c9a55f"), at=(0.32, 1.2, front + 0.1), sides=16),
        box((1.5, 0.2, 0.7), look.trim(MATERIALS["stone"]), at=(0, 0, front + 0.35), soft=0.04),
    ]
    for x in (-wide * 0.32, wide * 0.32):
        body += moved(window(0.85, 1.05, frame), x, 1.25, front)
    for z in (-1.1, 1.1):
        for side in (90, -90):
            body += [
                mesh.turned(y=side).moved(np.sign(side) * wide / 2, 1.25, z)
                for mesh in window(0.85, 1.05, frame)
            ]
    return body


def _roof(long: float, peak: float, wide: float, paint: Paint, high: float) -> Body:
    slope = float(np.hypot(long / 2, peak)) + 0.55
    angle = float(np.degrees(np.arctan2(peak, long / 2)))
    panel = box((wide + 0.8, 0.16, slope), paint, soft=0.04)
    out = slope / 2 - 0.02
    cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    front = panel.turned(x=angle).moved(0, high + peak - out * sin, out * cos)
    back = panel.turned(x=-angle).moved(0, high + peak - out * sin, -out * cos)
    ridge = tube(
        [(-wide / 2 - 0.42, high + peak + 0.12, 0), (wide / 2 + 0.42, high + peak + 0.12, 0)],
        0.1,
        paint.shade(-0.15),
        smooth=False,
    )
    return [front, back, ridge]


def swept_roof(
    wide: float, deep: float, rise: float, paint: Paint, *, over: float, lift: float, ridge: float
) -> Body:
    """Hipped and curved, with corners that lift: giwa over a hanok or a pagoda."""
    count_x, count_z = 49, 33
    half_x, half_z = wide / 2 + over, deep / 2 + over
    u, v = np.meshgrid(np.linspace(-1, 1, count_x), np.linspace(-1, 1, count_z), indexing="ij")
    x, z = u * half_x, v * half_z
    flat = ridge / 2 / half_x
    along = np.clip((np.abs(u) - flat) / max(1 - flat, 1e-6), 0, 1)
    out = np.maximum(along, np.abs(v))
    y = rise * (1 - out) ** 1.45 + lift * (
        np.abs(u) ** 3 * np.abs(v) ** 3 + 0.25 * np.abs(u) ** 6 * np.abs(v) ** 2
    )
    # Rows of tiles run down the slope.
    rows = np.where(along < np.abs(v), x, z)
    y = y + 0.028 * np.abs(np.sin(rows * np.pi / 0.3)) * (out > 0.03)
    thick = 0.16
    top = np.stack([x, y + thick, z], -1).reshape(-1, 3)
    low = np.stack([x * 0.985, y - 0.02, z * 0.985], -1).reshape(-1, 3)
    number = np.arange(count_x * count_z).reshape(count_x, count_z)
    quads = np.stack(
        [number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]], -1
    ).reshape(-1, 4)
    up = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    edges = np.concatenate([up[:, [0, 1]], up[:, [1, 2]], up[:, [2, 0]]])
    total = len(top)
    rim = edges[~np.isin(edges[:, 0] * total + edges[:, 1], edges[:, 1] * total + edges[:, 0])]
    sides = np.concatenate(
        [
            np.stack([rim[:, 0], rim[:, 0] + total, rim[:, 1] + total], -1),
            np.stack([rim[:, 0], rim[:, 1] + total, rim[:, 1]], -1),
        ]
    )
    skin = Mesh(
        np.concatenate([top, low]),
        np.concatenate([up, up[:, ::-1] + total, sides]),
        paint,
        crease=32,
    )
    line = rise + thick + 0.02
    body: Body = [skin]
    if ridge:
        body += [
            tube(
                [
                    (-ridge / 2 - 0.05, line + 0.16, 0),
                    (-ridge / 4, line + 0.05, 0),
                    (ridge / 4, line + 0.05, 0),
                    (ridge / 2 + 0.05, line + 0.16, 0),
                ],
                0.12,
                paint.shade(-0.18),
            )
        ]
    for sx in (-1, 1):
        for sz in (-1, 1):
            start = np.array([sx * ridge / 2, line, 0.0])
            path = []
            for share in np.linspace(0, 1, 6):
                px = start[0] + (sx * half_x * 0.985 - start[0]) * share
                height = rise * (1 - share) ** 1.45 + lift * share**5
                path.append(
                    (float(px), float(height + thick + 0.05), float(sz * half_z * 0.985 * share))
                )
            body += [tube(path, 0.09, paint.shade(-0.18), sides=10)]
    return body


def hanok(look: Look) -> Body:
    """A tiled house on stones: posts, white walls, paper doors, a wooden floor."""
    wood = look.main(Paint(hexed("#7a4e30"), 0.6, texture="wood", tile=0.8))
    tile, wall = look.trim(_TILE), look.trim(matt("#f2ece0"))
    paper, stone = Paint(hexed("#fbeecb"), 0.9, glow=0.25), look.trim(MATERIALS["stone"])
    wide, deep, high, base = look.between(6.2, 7.0), 4.0, 2.35, 0.55
    body = [
        box((wide + 1.2, base * 0.6, deep + 1.3), stone, soft=0.05),
        box((wide + 0.7, base, deep + 0.8), stone.shade(0.08), soft=0.05),
    ]
    body += [box((1.6, 0.2, 0.7), stone, at=(0, 0, deep / 2 + 0.9), soft=0.05)]
    body += [box((wide - 0.1, high, deep - 0.9), wall, at=(0, base, -0.3), soft=0.02)]
    body += [box((wide + 0.1, 0.14, 1.0), wood, at=(0, base + 0.22, deep / 2 - 0.4), soft=0.03)]
    bays = 4
    for number in range(bays + 1):
        x = -wide / 2 + wide * number / bays
        body += [
            pillar(0.12, high + 0.1, wood, at=(x, base, deep / 2 - 0.1)),
            box((0.3, 0.14, 0.3), stone, at=(x, base - 0.02, deep / 2 - 0.1), soft=0.03),
        ]
        body += [pillar(0.12, high + 0.1, wood, at=(x, base, -deep / 2 + 0.15))]
        body += [box((0.2, high, 0.2), wood, at=(x, base, deep / 2 - 0.78), soft=0.02)]
    for y in (base + 0.3, base + high - 0.12):
        body += [box((wide + 0.2, 0.16, 0.18), wood, at=(0, y, deep / 2 - 0.76), soft=0.03)]
    body += [
        box((wide + 0.7, 0.22, 0.2), wood, at=(0, base + high - 0.02, z), soft=0.04)
        for z in (deep / 2 - 0.1, -deep / 2 + 0.15)
    ]
    for number in range(bays):
        x = -wide / 2 + wide * (number + 0.5) / bays
        body += moved(
            _paper_door(wide / bays - 0.36, high - 0.75, paper, wood),
            x,
            base + 0.46,
            deep / 2 - 0.74,
        )
    return body + moved(
        swept_roof(wide, deep, 1.75, tile, over=0.95, lift=0.62, ridge=wide * 0.55),
        0,
        base + high + 0.12,
        0,
    )


def _paper_door(wide: float, high: float, paper: Paint, wood: Paint) -> Body:
    body = [box((wide, high, 0.05), paper, soft=0.005)]
    for number in range(5):
        x = -wide / 2 + wide * number / 4
        body += [
            box(
                (0.07 if number in (0, 2, 4) else 0.028, high, 0.075),
                wood,
                at=(x, 0, 0),
                soft=0.006,
            )
        ]
    return body + [
        box((wide, 0.03, 0.075), wood, at=(0, high * share, 0), soft=0.006)
        for share in (0.0, 0.18, 0.34, 0.5, 0.66, 0.82, 0.97)
    ]


def pagoda(look: Look) -> Body:
    """Tiers that grow smaller, and a finial."""
    stone = look.main(MATERIALS["stone"], Paint(hexed("#8a3b2e"), 0.6, texture="wood", tile=0.8))
    tile = look.trim(_TILE)
    body = [
        box((4.4, 0.45, 4.4), MATERIALS["stone"], soft=0.06),
        box((3.6, 0.35, 3.6), MATERIALS["stone"].shade(0.1), at=(0, 0.45, 0), soft=0.06),
    ]
    y, side = 0.8, 2.5
    for tier in range(5 if look.chance(0.5) else 3):
        high = 1.35 * 0.86**tier
        body += [box((side, high, side), stone.shade(-0.05), at=(0, y, 0), soft=0.03)]
        post = box((0.2, high, 0.2), stone.shade(-0.3), soft=0.03)
        body += [mesh.moved(0, y, 0) for mesh in around([post.moved(side / 2, 0, side / 2)], 4)]
        body += [
            mesh.moved(0, y + high * 0.16, 0)
            for mesh in around(
                [box((side * 0.36, high * 0.66, 0.08), _GLASS, at=(0, 0, side / 2), soft=0.02)], 4
            )
        ]
        body += moved(
            swept_roof(side, side, 0.62, tile, over=0.62, lift=0.42, ridge=0.0), 0, y + high, 0
        )
        y, side = y + high + 0.5, side * 0.82
    rings: list[tuple[float, float]] = [(0.25, 0), (0.3, 0.12), (0.1, 0.2)]
    for number in range(4):
        rings += [(0.2 - 0.03 * number, 0.28 + 0.2 * number), (0.08, 0.36 + 0.2 * number)]
    return [
        *body,
        lathe(
            [*rings, (0.1, 1.12), (0.06, 1.22), (0, 1.4)],
            look.trim(metal("#b98d4f")),
            at=(0, y + 0.1, 0),
            smooth=False,
        ),
    ]


def castle(look: Look) -> Body:
    """Four towers, a keep, a gate, flags."""
    stone = look.main(
        Paint(hexed("#b7afa1"), 0.9, texture="stone", tile=2.0),
        Paint(hexed("#a7a4a8"), 0.9, texture="stone", tile=2.0),
    )
    roof = look.trim(matt("#4b5f8a"), matt("#a5443b"), matt("#5a6a4f"))
    flag, dark = look.trim(matt("#c8322b"), matt("#e0b23f")), matt("#3a2f2a")
    body = [box((9, 3.4, 9), stone, soft=0.05)]
    for side in range(4):
        for number in range(7):
            body += [
                box((0.7, 0.6, 0.5), stone, at=(-3.9 + 1.3 * number, 3.35, 4.25), soft=0.05).turned(
                    y=90 * side
                )
            ]
    for x in (-4.4, 4.4):
        for z in (-4.4, 4.4):
            body += moved(_tower(1.35, 5.2, stone, roof, flag), x, 0, z)
    body += moved(_tower(1.9, 8.2, stone.shade(0.05), roof, flag), 0, 0, -0.6)
    gate = [
        (-0.95, 0),
        (0.95, 0),
        (0.95, 1.5),
        (0.65, 2.15),
        (0, 2.45),
        (-0.65, 2.15),
        (-0.95, 1.5),
    ]
    body += [
        slab([(x * 1.25, y * 1.12) for x, y in gate], 0.3, stone.shade(-0.15), soft=0.05).moved(
            0, 0, 4.5
        ),
        slab(gate, 0.4, dark, soft=0.03).moved(0, 0, 4.52),
    ]
    for x in (-0.5, 0.0, 0.5):
        body += [
            box(
                (0.08, 2.2, 0.06),
                look.trim(metal("#4b4d52", roughness=0.5)),
                at=(x, 0, 4.74),
                soft=0.02,
            )
        ]
    return body


def _tower(radius: float, high: float, stone: Paint, roof: Paint, flag: Paint) -> Body:
    body = [
        lathe(
            [
                (radius * 1.1, 0),
                (radius, 0.4),
                (radius, high - 0.6),
                (radius * 1.16, high - 0.25),
                (radius * 1.16, high + 0.35),
                (radius * 0.98, high + 0.35),
                (radius * 0.98, high),
            ],
            stone,
            sides=36,
        )
    ]
    tooth = box((0.42, 0.45, 0.3), stone, at=(0, high + 0.3, radius * 1.05), soft=0.05)
    body += around([tooth], 9)
    body += [
        lathe(
            [
                (radius * 1.02, high + 0.1),
                (radius * 1.06, high + 0.16),
                (radius * 0.5, high + 1.6),
                (0, high + 2.9),
            ],
            roof,
            sides=36,
        )
    ]
    body += [tube([(0, high + 2.7, 0), (0, high + 3.7, 0)], 0.05, matt("#4a4038"), sides=10)]
    cloth = slab([(0, 0), (0.9, -0.22), (0.9, -0.26), (0, -0.55)], 0.04, flag)
    hole = box((0.28, 0.8, 0.2), matt("#4a3c30"), soft=0.05)
    return [
        *body,
        cloth.moved(0.03, high + 3.68, 0),
        *around([hole.moved(0, high * 0.55, radius * 0.98)], 4, first=0),
    ]


def lighthouse(look: Look) -> Body:
    """Red bands, a gallery, a light."""
    white, red = matt("#f4f0e8"), look.main(matt("#c5372f"), matt("#2f5f8f"))
    high, low, top = 9.0, 1.7, 1.0
    body = [
        lathe(
            [(2.6, 0), (2.5, 0.5), (2.1, 0.9), (0, 0.92)],
            look.trim(MATERIALS["stone"]),
            sides=24,
            crease=30,
        )
    ]
    bands = 5
    for number in range(bands):
        a, b = number / bands, (number + 1) / bands
        ra, rb = low + (top - low) * a, low + (top - low) * b
        body += [
            lathe(
                [(ra, 0.8 + high * a), (rb, 0.8 + high * b)],
                red if number % 2 == 0 else white,
                sides=48,
            )
        ]
    y = 0.8 + high
    body += [
        lathe(
            [(top, y - 0.3), (top + 0.55, y), (top + 0.55, y + 0.16), (0, y + 0.16)],
            white,
            sides=48,
        )
    ]
    body += around(
        [
            tube(
                [(0, y + 0.14, top + 0.45), (0, y + 0.75, top + 0.45)],
                0.035,
                matt("#3a3c40"),
                sides=8,
            )
        ],
        16,
    )
    from app.providers.sketch_model.forms import hoop

    body += [hoop(top + 0.45, 0.045, matt("#3a3c40")).moved(0, y + h, 0) for h in (0.45, 0.78)]
    body += [
        pillar(0.62, 1.3, lamp("#ffe39a", glow=0.9), at=(0, y + 0.15, 0)),
        *around([tube([(0, y + 0.15, 0.7), (0, y + 1.5, 0.7)], 0.04, red, sides=8)], 8),
    ]
    body += [
        lathe(
            [
                (0.95, y + 1.42),
                (0.98, y + 1.5),
                (0.6, y + 2.0),
                (0.14, y + 2.25),
                (0.1, y + 2.4),
                (0.14, y + 2.5),
                (0, y + 2.66),
            ],
            red,
            sides=40,
        )
    ]
    body += [box((0.8, 1.5, 0.3), look.trim(matt("#5a4a3a")), at=(0, 0.85, 1.6), soft=0.08)]
    return body + [
        box(
            (0.4, 0.6, 0.25),
            _GLASS,
            at=(0, 0.8 + h, low + (top - low) * h / high - 0.05),
            soft=0.06,
        )
        for h in (3.6, 6.2)
    ]


def tower(look: Look) -> Body:
    """A single one of a castle."""
    stone = look.main(Paint(hexed("#b7afa1"), 0.9, texture="stone", tile=2.0))
    return _tower(
        1.5, 7.0, stone, look.trim(matt("#4b5f8a"), matt("#a5443b")), look.trim(matt("#e0b23f"))
    )


def bridge(look: Look) -> Body:
    """Stone, one arch."""
    stone = look.main(Paint(hexed("#aaa397"), 0.9, texture="stone", tile=1.4))
    turn = np.linspace(0, np.pi, 24)
    arch = [(1.9 * float(np.cos(t)), 1.5 * float(np.sin(t))) for t in turn]
    outline = [
        (4.2, 0.0),
        (4.2, 0.5),
        (2.6, 1.25),
        (1.0, 1.95),
        (0, 2.1),
        (-1.0, 1.95),
        (-2.6, 1.25),
        (-4.2, 0.5),
        (-4.2, 0.0),
        *arch[::-1],
    ]
    body = [slab(outline, 2.2, stone, soft=0.04)]
    rail = [(-4.2, 0.5), (-2.6, 1.25), (-1.0, 1.95), (0, 2.1), (1.0, 1.95), (2.6, 1.25), (4.2, 0.5)]
    for z in (-1.0, 1.0):
        body += [tube([(x, y + 0.6, z) for x, y in rail], 0.11, stone.shade(0.12))]
        body += [
            box((0.24, 0.72, 0.24), stone.shade(0.06), at=(x, y - 0.06, z), soft=0.04)
            for x, y in rail
        ]
    return body


def tent(look: Look) -> Body:
    """A ridge tent."""
    cloth = look.main(matt("#d9923a"), matt("#5a8a6a"), matt("#c25b4a"))
    skin = slab([(-1.1, 0), (1.1, 0), (0.08, 1.5), (-0.08, 1.5)], 2.4, cloth, soft=0.04)
    door = slab([(-0.45, 0), (0.45, 0), (0, 1.15)], 0.03, matt("#4a3c30"), soft=0.005).moved(
        0, 0.01, 1.21
    )
    flap = slab([(-0.5, 0), (-0.18, 0), (0.02, 1.2)], 0.05, cloth.shade(0.2), soft=0.01).moved(
        0, 0.01, 1.24
    )
    return [
        skin,
        door,
        flap,
        *mirrored([flap]),
        tube([(0, 1.52, -1.3), (0, 1.52, 1.3)], 0.03, MATERIALS["wood"], smooth=False),
    ]


NOUNS = {
    "house": house,
    "hanok": hanok,
    "pagoda": pagoda,
    "castle": castle,
    "lighthouse": lighthouse,
    "tower": tower,
    "bridge": bridge,
    "tent": tent,
}
