"""What holds things to drink, and flowers."""

from app.providers.sketch_model.forms import ball, lathe, tube
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body
from app.providers.sketch_model.paint import MATERIALS, glossy, hexed, matt, metal, tinted

CELADON, PORCELAIN = MATERIALS["celadon"], MATERIALS["porcelain"]
BLUE = tinted(PORCELAIN, hexed("#4f7cae"))
GLAZES = (CELADON, PORCELAIN, BLUE, glossy("#c96f4a"), glossy("#37576b"))


def cup(look: Look) -> Body:
    """With a handle, on a saucer, tea inside."""
    glaze = look.main(*GLAZES)
    r, h = look.between(0.038, 0.043), look.between(0.06, 0.075)
    base = 0.012
    wall = [
        (0.022, base),
        (0.024, base + 0.004),
        (r * 0.86, base + h * 0.4),
        (r, base + h),
        (r - 0.003, base + h),
        (r * 0.82, base + h * 0.42),
        (0.02, base + 0.008),
        (0, base + 0.007),
    ]
    tea = lathe(
        [
            (0, base + h * 0.72),
            (r * 0.92, base + h * 0.722),
            (r * 0.92, base + h * 0.74),
            (0, base + h * 0.74),
        ],
        glossy("#a4642c"),
    )
    x = r * 0.93
    handle = tube(
        [
            (x * 0.94, base + h * 0.82, 0),
            (x + 0.02, base + h * 0.86, 0),
            (x + 0.025, base + h * 0.5, 0),
            (x * 0.82, base + h * 0.25, 0),
        ],
        (0.004, 0.005, 0.005, 0.004),
        glaze,
        sides=12,
    )
    saucer = [
        (0.03, 0),
        (0.034, 0.003),
        (0.055, 0.008),
        (0.07, 0.015),
        (0.069, 0.018),
        (0.053, 0.012),
        (0.03, 0.009),
        (0, 0.009),
    ]
    return [
        lathe(wall, glaze, sides=look.sides(48)),
        tea,
        handle,
        lathe(saucer, glaze, sides=look.sides(48)),
    ]


def mug(look: Look) -> Body:
    """Straight, with a large handle and coffee in it."""
    glaze = look.main(glossy("#c9483f"), glossy("#f1ece0"), glossy("#3f6d8f"), glossy("#e3b04b"))
    r, h = 0.041, 0.095
    wall = [
        (r - 0.004, 0),
        (r, 0.004),
        (r, h - 0.002),
        (r - 0.0015, h),
        (r - 0.004, h - 0.002),
        (r - 0.004, 0.008),
        (0, 0.007),
    ]
    coffee = lathe(
        [(0, h * 0.8), (r - 0.003, h * 0.8), (r - 0.003, h * 0.83), (0, h * 0.83)],
        glossy("#4a2b1a"),
    )
    handle = tube(
        [
            (r - 0.002, h * 0.83, 0),
            (r + 0.027, h * 0.82, 0),
            (r + 0.03, h * 0.4, 0),
            (r - 0.002, h * 0.2, 0),
        ],
        0.0065,
        glaze,
        sides=14,
    )
    return [lathe(wall, glaze, sides=look.sides(48)), coffee, handle]


def glass(look: Look) -> Body:
    """A wine glass with something red in it."""
    clear = look.main(MATERIALS["glass"])
    bowl = [
        (0.034, 0),
        (0.035, 0.002),
        (0.01, 0.007),
        (0.004, 0.014),
        (0.0035, 0.08),
        (0.012, 0.092),
        (0.034, 0.115),
        (0.039, 0.14),
        (0.033, 0.18),
        (0.0318, 0.18),
        (0.037, 0.14),
        (0.032, 0.117),
        (0.01, 0.096),
        (0, 0.094),
    ]
    wine = [(0, 0.0955), (0.01, 0.0975), (0.03, 0.117), (0.0355, 0.138), (0, 0.138)]
    return [lathe(bowl, clear, sides=48), lathe(wine, glossy("#7a1f2e"), sides=48)]


def teapot(look: Look) -> Body:
    """Round belly, spout, bow handle, lid with a knob."""
    glaze = look.main(*GLAZES)
    fat = look.between(0.085, 0.1)
    belly = [
        (0.045, 0),
        (0.05, 0.005),
        (fat * 0.86, 0.03),
        (fat, 0.065),
        (fat * 0.9, 0.1),
        (0.055, 0.125),
        (0.042, 0.13),
    ]
    lid = [
        (0.046, 0.128),
        (0.047, 0.132),
        (0.035, 0.143),
        (0.012, 0.15),
        (0.006, 0.153),
        (0.011, 0.16),
        (0.012, 0.168),
        (0.006, 0.175),
        (0, 0.176),
    ]
    spout = tube(
        [
            (fat * 0.85, 0.055, 0),
            (fat + 0.035, 0.075, 0),
            (fat + 0.055, 0.11, 0),
            (fat + 0.078, 0.132, 0),
        ],
        (0.023, 0.016, 0.011, 0.009),
        glaze,
        sides=18,
    )
    body = [
        lathe(belly, glaze, smooth=True, sides=look.sides(56)),
        lathe(lid, glaze, smooth=True, sides=look.sides(48)),
        spout,
    ]
    if look.chance(0.5):
        path = [
            (-fat * 0.88, 0.105, 0),
            (-fat - 0.045, 0.115, 0),
            (-fat - 0.055, 0.07, 0),
            (-fat * 0.93, 0.04, 0),
        ]
        return [*body, tube(path, 0.0075, glaze, sides=14)]
    wood = look.trim(MATERIALS["bamboo"], MATERIALS["darkwood"])
    path = [
        (-fat * 0.75, 0.11, 0),
        (-fat * 0.75, 0.19, 0),
        (0, 0.245, 0),
        (fat * 0.75, 0.19, 0),
        (fat * 0.75, 0.11, 0),
    ]
    return [*body, tube(path, 0.006, wood, sides=14)]


def kettle(look: Look) -> Body:
    """Of steel, for the stove."""
    steel = look.main(metal("#c3c7cc", roughness=0.18), glossy("#b8433a"))
    grip = look.trim(matt("#2b2b2e"))
    belly = [(0.1, 0), (0.108, 0.008), (0.105, 0.05), (0.08, 0.12), (0.05, 0.14), (0.045, 0.142)]
    lid = [(0.045, 0.142), (0.04, 0.15), (0, 0.154)]
    spout = tube(
        [(0.085, 0.07, 0), (0.125, 0.1, 0), (0.15, 0.135, 0)], (0.022, 0.014, 0.01), steel, sides=18
    )
    handle = tube(
        [(-0.07, 0.125, 0), (-0.08, 0.2, 0), (0, 0.24, 0), (0.075, 0.2, 0), (0.06, 0.13, 0)],
        0.009,
        grip,
    )
    return [
        lathe(belly, steel, smooth=True, sides=56),
        lathe(lid, steel, sides=48),
        spout,
        handle,
        ball(0.014, grip, at=(0, 0.165, 0), sides=18),
    ]


def vase(look: Look) -> Body:
    """One of several shapes that potters like."""
    glaze = look.main(CELADON, PORCELAIN, BLUE, MATERIALS["clay"], glossy("#3f4b5c"))
    tall = look.between(0.26, 0.34)
    shapes = (
        [
            (0.055, 0),
            (0.075, 0.12),
            (0.11, 0.5),
            (0.1, 0.72),
            (0.04, 0.88),
            (0.035, 0.93),
            (0.05, 1),
        ],
        [
            (0.06, 0),
            (0.05, 0.05),
            (0.06, 0.25),
            (0.13, 0.68),
            (0.115, 0.86),
            (0.05, 0.95),
            (0.055, 1),
        ],
        [
            (0.05, 0),
            (0.09, 0.1),
            (0.12, 0.3),
            (0.075, 0.58),
            (0.028, 0.75),
            (0.027, 0.9),
            (0.055, 1),
        ],
        [(0.07, 0), (0.12, 0.2), (0.14, 0.45), (0.12, 0.7), (0.07, 0.86), (0.075, 1)],
    )
    shape = shapes[int(look.dice.integers(len(shapes)))]
    outside = [(r, h * tall) for r, h in shape]
    inside = [(max(r - 0.006, 0.01), h * tall) for r, h in reversed(shape[2:])]
    return [
        lathe(
            [*outside, *inside, (0, shape[1][1] * tall + 0.02)],
            glaze,
            smooth=True,
            sides=look.sides(56),
        )
    ]


def jar(look: Look) -> Body:
    """An onggi: brown glaze, a lid like a bowl."""
    glaze = look.main(glossy("#5a3524"), glossy("#6d4128"))
    belly = [
        (0.14, 0),
        (0.15, 0.01),
        (0.235, 0.2),
        (0.25, 0.33),
        (0.2, 0.48),
        (0.16, 0.52),
        (0.17, 0.54),
    ]
    lid = [
        (0.178, 0.538),
        (0.182, 0.55),
        (0.15, 0.572),
        (0.07, 0.585),
        (0.06, 0.605),
        (0.05, 0.61),
        (0, 0.611),
    ]
    return [lathe(belly, glaze, smooth=True, sides=56), lathe(lid, glaze, sides=56)]


def bowl(look: Look) -> Body:
    """Open, on a foot."""
    glaze = look.main(*GLAZES, MATERIALS["wood"])
    r, h = look.between(0.075, 0.09), look.between(0.055, 0.075)
    profile = [
        (0.034, 0),
        (0.036, 0.006),
        (0.04, 0.01),
        (r * 0.8, h * 0.45),
        (r, h),
        (r - 0.003, h + 0.001),
        (r * 0.76, h * 0.48),
        (0.035, 0.016),
        (0, 0.014),
    ]
    return [lathe(profile, glaze, sides=look.sides(56), smooth=False, crease=50)]


def bottle(look: Look) -> Body:
    """Glass with a cork and a label."""
    from dataclasses import replace

    clear = look.main(
        *(
            replace(MATERIALS["glass"], colour=hexed(c), alpha=0.62)
            for c in ("#5f8f5a", "#7fa9b5", "#9a6a35")
        )
    )
    profile = [
        (0.034, 0),
        (0.038, 0.004),
        (0.038, 0.17),
        (0.034, 0.2),
        (0.016, 0.235),
        (0.0145, 0.29),
        (0.017, 0.293),
        (0.017, 0.305),
        (0.0145, 0.307),
    ]
    label = lathe(
        [(0.0383, 0.06), (0.0389, 0.06), (0.0389, 0.14), (0.0383, 0.14)],
        MATERIALS["paper"],
        sides=48,
    )
    cork = lathe(
        [(0.011, 0.3), (0.0125, 0.3), (0.013, 0.325), (0.012, 0.328)],
        look.trim(matt("#b88a5a")),
        sides=24,
    )
    return [lathe(profile, clear, sides=look.sides(48)), label, cork]


def flowerpot(look: Look) -> Body:
    """Clay, earth, a small plant."""
    clay = look.main(MATERIALS["clay"])
    pot = [
        (0.07, 0),
        (0.072, 0.003),
        (0.1, 0.14),
        (0.112, 0.142),
        (0.115, 0.175),
        (0.1, 0.176),
        (0.095, 0.15),
        (0, 0.15),
    ]
    body = [
        lathe(pot, clay, sides=48),
        lathe([(0.097, 0.148), (0.06, 0.158), (0, 0.162)], matt("#4a3527", roughness=1), sides=40),
    ]
    from app.providers.sketch_model.nouns.plants import leaf

    green = matt("#5d9450", roughness=0.5)
    for number in range(11):
        turn, lift = 137.5 * number, 78 - 5.2 * number
        body += [
            leaf(0.15 + 0.006 * number, 0.05, green.shade(0.04 * (number % 3)))
            .turned(z=lift)
            .turned(y=turn)
            .moved(0, 0.155, 0)
        ]
    return body


NOUNS = {
    "cup": cup,
    "mug": mug,
    "glass": glass,
    "teapot": teapot,
    "kettle": kettle,
    "vase": vase,
    "jar": jar,
    "bowl": bowl,
    "bottle": bottle,
    "flowerpot": flowerpot,
}
