"""What hangs or stands in a hall."""

import numpy as np

from app.providers.sketch_model.forms import ball, box, lathe, slab
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh
from app.providers.sketch_model.paint import MATERIALS, matt, metal
from app.providers.sketch_model.tubes import tube


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
