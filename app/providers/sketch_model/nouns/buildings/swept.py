"""Roofs whose corners rise."""

import numpy as np

from app.providers.sketch_model.forms import box, lathe, pillar
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh, around, moved
from app.providers.sketch_model.nouns.buildings.panes import GLASS, TILE
from app.providers.sketch_model.paint import MATERIALS, Paint, hexed, matt, metal
from app.providers.sketch_model.tubes import tube


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
    tile, wall = look.trim(TILE), look.trim(matt("#f2ece0"))
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
    tile = look.trim(TILE)
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
                [box((side * 0.36, high * 0.66, 0.08), GLASS, at=(0, 0, side / 2), soft=0.02)], 4
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
