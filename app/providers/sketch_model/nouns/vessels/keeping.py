"""What holds flowers, food and wine."""

from app.providers.sketch_model.forms import lathe
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body
from app.providers.sketch_model.nouns.vessels.glazes import BLUE, CELADON, GLAZES, PORCELAIN
from app.providers.sketch_model.paint import MATERIALS, glossy, hexed, matt


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
    from app.providers.sketch_model.nouns.plants.leaves import leaf

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
