"""Earth and sky, small enough for a table or large enough to stand under."""

import numpy as np

from app.providers.sketch_model.flesh import flesh, linear, lump
from app.providers.sketch_model.forms import ball, lathe, slab
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh, Numbers
from app.providers.sketch_model.paint import MATERIALS, Paint, hexed, lamp, matt
from app.providers.sketch_model.tubes import tube


def mountain(look: Look) -> Body:
    """Ridges that run down from the top, snow on it."""
    wide, high, count = 12.0, look.between(5.5, 7.5), 64
    axis = np.linspace(-1, 1, count)
    x, z = np.meshgrid(axis, axis)
    out, turn = np.hypot(x, z), np.arctan2(z, x)
    phase = look.between(0, 6.28)
    ridges = 0.5 + 0.5 * np.cos(turn * 5 + phase + 2.2 * np.sin(out * 4))
    fine = look.dice.normal(size=(9, 9))
    import cv2

    rough = cv2.resize(fine, (count, count), interpolation=cv2.INTER_CUBIC)
    edge = np.clip((1 - out) / 0.25, 0, 1)
    second = 0.55 * np.exp(-(((x - 0.42) ** 2 + (z + 0.2) ** 2) / 0.055))
    y = (
        np.clip(1 - out * 1.02, 0, 1) ** 1.5 * (0.72 + 0.28 * ridges)
        + second * 0.62
        + 0.05 * rough * edge * out
    ) * edge**0.4
    y = np.maximum(y, 0) * high + 0.03
    inside = out <= 1
    snow, rock, grass = (
        linear(np.array(hexed(code))) for code in ("#f7f9fb", "#7d7870", "#6d8a55")
    )
    share = y / y.max()
    snowy = np.clip((share - 0.56 + 0.06 * rough) / 0.08, 0, 1)[..., None]
    green = np.clip((0.3 - share + 0.05 * rough) / 0.12, 0, 1)[..., None]
    colours = rock * (1 - green) + grass * green
    colours = colours * (1 - snowy) + snow * snowy
    paint = matt("#ffffff", roughness=0.95)
    if look.material or look.colour:
        paint, colours = look.main(), np.ones_like(colours) * (0.75 + 0.25 * share[..., None])
    return [_terrain(x * wide / 2, y, z * wide / 2, inside, paint, colours)]


def _terrain(
    x: Numbers, y: Numbers, z: Numbers, inside: Numbers, paint: Paint, colours: Numbers
) -> Mesh:
    """A height field with a skirt and a floor."""
    rows, columns = x.shape
    number = np.arange(rows * columns).reshape(rows, columns)
    quads = np.stack([number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]], -1)
    kept = inside[:-1, :-1] & inside[1:, :-1] & inside[1:, 1:] & inside[:-1, 1:]
    quads = quads[kept]
    top = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    points = np.stack([x, y, z], -1).reshape(-1, 3)
    floor = points * [1, 0, 1]
    edges = np.concatenate([top[:, [0, 1]], top[:, [1, 2]], top[:, [2, 0]]])
    keys = edges[:, 0] * len(points) + edges[:, 1]
    back = edges[:, 1] * len(points) + edges[:, 0]
    rim = edges[~np.isin(keys, back)]
    under = len(points)
    sides = np.concatenate(
        [
            np.stack([rim[:, 0], rim[:, 0] + under, rim[:, 1] + under], -1),
            np.stack([rim[:, 0], rim[:, 1] + under, rim[:, 1]], -1),
        ]
    )
    faces = np.concatenate([top, top[:, ::-1] + under, sides])
    flat = colours.reshape(-1, 3)
    return Mesh(
        np.concatenate([points, floor]),
        faces,
        paint,
        crease=50,
        colours=np.concatenate([flat, flat * 0.6]),
    )


def moon(look: Look) -> Body:
    """A crescent on its way, or a full one with craters."""
    paint = look.main(
        Paint(hexed("#f2e3a8"), 0.6, glow=0.28), Paint(hexed("#e9e6dc"), 0.7, glow=0.2)
    )
    if look.chance(0.6) and look.style != "round":
        turn = np.linspace(-2.15, 2.15, 30)
        outer = np.column_stack([-np.cos(turn), np.sin(turn)])
        inner_turn = np.linspace(1.62, -1.62, 26)
        inner = np.column_stack([0.52 - 0.86 * np.cos(inner_turn), 0.84 * np.sin(inner_turn)])
        outline = [tuple(p) for p in np.concatenate([outer, inner[1:-1]])]
        board = slab(outline, 0.42, paint, soft=0.12)
        return [board.turned(z=18).moved(0, 1.02, 0)]
    body = [ball(1.0, paint, at=(0, 1.0, 0), sides=72)]
    points = body[0].points - [0, 1.0, 0]
    for _ in range(26):
        way = look.dice.normal(size=3)
        way /= np.linalg.norm(way)
        wide = look.between(0.08, 0.3)
        off = np.arccos(np.clip(points @ way, -1, 1)) / wide
        pit = (
            np.where(off < 1, -0.09 * (1 - off**2), 0.035 * np.exp(-(((off - 1.1) / 0.18) ** 2)))
            * wide
        )
        points *= 1 + pit[:, None]
    body[0].points[:] = points + np.array([0, 1.0, 0])
    return body


def sun(look: Look) -> Body:
    """A ball with rays."""
    paint = look.main(lamp("#f6b73c", glow=0.6))
    ray = lathe([(0.16, 0), (0.15, 0.05), (0, 0.5)], paint.shade(0.15), sides=20)
    rays: Body = []
    for number in range(12):
        size = 1.0 if number % 2 else 0.72
        rays += [ray.scaled(1, size, 1).moved(0, 0.86, 0).turned(z=30 * number)]
    return [mesh.moved(0, 1.4, 0) for mesh in [ball(0.75, paint, sides=56), *rays]]


def star(look: Look) -> Body:
    """Five points, like a cushion."""
    paint = look.main(Paint(hexed("#f2c24a"), 0.35, glow=0.18), MATERIALS["gold"])
    front: list[tuple[float, float, float]] = []
    for number in range(10):
        turn, reach = np.pi / 2 + number * np.pi / 5, 0.5 if number % 2 == 0 else 0.23
        front.append((reach * float(np.cos(turn)), reach * float(np.sin(turn)), 0.0))
    points = np.array([*front, (0, 0, 0.16), (0, 0, -0.16)])
    ring = np.arange(10)
    after = (ring + 1) % 10
    faces = np.concatenate(
        [np.stack([ring, after, np.full(10, 10)], -1), np.stack([after, ring, np.full(10, 11)], -1)]
    )
    points[:, 1] += 0.41
    return [Mesh(points, faces, paint, crease=10)]


def cloud(look: Look) -> Body:
    """Soft and white."""
    white = look.main(matt("#f4f6f9", roughness=1.0))
    spots = [
        (0, 0.62, 0, 0.62),
        (-0.72, 0.44, 0.05, 0.44),
        (0.74, 0.47, 0, 0.47),
        (-0.35, 0.95, -0.05, 0.42),
        (0.38, 0.98, 0.02, 0.46),
        (-1.15, 0.3, 0, 0.28),
        (1.18, 0.3, 0.04, 0.28),
        (0.1, 0.45, 0.4, 0.42),
        (-0.4, 0.4, 0.3, 0.36),
    ]
    mesh = flesh(
        [lump((x, y, z), r * look.between(0.94, 1.08), white.colour) for x, y, z, r in spots],
        matt("#ffffff", roughness=1.0) if not look.material else white,
        blend=0.1,
        cells=64,
    )
    mesh.points[:, 1] = np.maximum(mesh.points[:, 1], 0.12)
    return [mesh]


def rock(look: Look) -> Body:
    """A boulder with flat sides."""
    stone = look.main(MATERIALS["stone"])
    mesh = ball((0.5, 0.36, 0.42), stone, sides=28)
    for _ in range(14):
        way = look.dice.normal(size=3)
        way /= np.linalg.norm(way)
        reach = (mesh.points @ way).max() * look.between(0.66, 0.9)
        over = np.maximum(mesh.points @ way - reach, 0)
        mesh.points[:] -= over[:, None] * way
    mesh.points[:, 1] -= mesh.points[:, 1].min()
    return [Mesh(mesh.points, mesh.faces, mesh.paint, crease=24)]


def island(look: Look) -> Body:
    """Grass on a rock that floats."""
    grass = look.main(matt("#7da653", roughness=0.95))
    earth = look.trim(Paint(hexed("#8a6a4c"), 0.95, texture="stone", tile=0.8))
    body = [
        lathe(
            [(0, 0), (0.25, 0.25), (0.6, 0.5), (1.1, 0.85), (1.35, 1.12), (1.3, 1.2)],
            earth,
            sides=26,
            crease=20,
        )
    ]
    body += [
        lathe(
            [(1.3, 1.16), (1.42, 1.2), (1.36, 1.3), (0.9, 1.37), (0, 1.42)],
            grass,
            sides=40,
            smooth=True,
        )
    ]
    for mesh in body:
        turn = np.arctan2(mesh.points[:, 0], mesh.points[:, 2])
        bend = 1 + 0.1 * np.sin(3 * turn + 1) + 0.06 * np.sin(7 * turn)
        mesh.points[:, 0] *= bend
        mesh.points[:, 2] *= bend
    return body


def campfire(look: Look) -> Body:
    """Logs in a ring of stones, and flames."""
    wood, stone = look.trim(MATERIALS["darkwood"]), MATERIALS["stone"]
    body: Body = []
    for number in range(5):
        body += [
            tube([(0, 0.26, 0.04), (0, 0.045, 0.34)], 0.042, wood, smooth=False).turned(
                y=72 * number
            )
        ]
    for number in range(10):
        pebble = ball(
            (look.between(0.08, 0.11), look.between(0.06, 0.08), 0.08),
            stone.shade(look.between(-0.15, 0.1)),
            sides=14,
        )
        body += [pebble.moved(0, 0.05, 0.46).turned(y=36 * number)]
    for size, code, turn in ((1.0, "#f08a2c", 0), (0.72, "#f7b733", 120), (0.6, "#ef6a2a", 240)):
        flame = lathe(
            [(0, 0), (0.1, 0.06), (0.13, 0.16), (0.09, 0.3), (0.04, 0.44), (0, 0.52)],
            lamp(code, glow=0.9),
            smooth=True,
            sides=26,
        )
        flame.points[:, 0] += 0.05 * np.sin(flame.points[:, 1] * 9)
        out = 0.0 if turn == 0 else 0.08
        body += [flame.scaled(size).moved(0, 0.12, out).turned(y=turn)]
    return body


NOUNS = {
    "mountain": mountain,
    "moon": moon,
    "sun": sun,
    "star": star,
    "cloud": cloud,
    "rock": rock,
    "island": island,
    "campfire": campfire,
}
