"""What shines."""

import itertools

import numpy as np

from app.providers.sketch_model.forms import ball, box, hoop, lathe
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh, around
from app.providers.sketch_model.paint import MATERIALS, Paint, glossy, hexed, metal
from app.providers.sketch_model.tubes import tube

GEMS = tuple(Paint(hexed(code), 0.06) for code in ("#b3202f", "#2456a8", "#1f8a5a", "#7a3fa8"))


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
    gems = [GEMS[int(look.dice.integers(4))], GEMS[int(look.dice.integers(4))]]
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
        look.trim(*GEMS, Paint(hexed("#dff1f7"), 0.04))
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
    stone = look.main(Paint(hexed("#cfeaf5"), 0.04), *GEMS)
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
