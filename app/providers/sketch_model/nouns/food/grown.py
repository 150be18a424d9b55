"""What grew before it was eaten."""

import numpy as np

from app.providers.sketch_model.forms import ball, lathe
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body
from app.providers.sketch_model.paint import glossy, matt
from app.providers.sketch_model.tubes import tube


def apple(look: Look) -> Body:
    """With a stalk and one leaf."""
    peel = look.main(glossy("#c4302b"), glossy("#8fb23f"), glossy("#d98a2f"))
    r = 0.04
    profile = [
        (0, 0.012),
        (0.012, 0.004),
        (0.022, 0.001),
        (0.036, 0.014),
        (0.0425, 0.038),
        (0.041, 0.056),
        (0.031, 0.071),
        (0.018, 0.074),
        (0.007, 0.068),
        (0, 0.062),
    ]
    fruit = lathe(profile, peel, smooth=True, sides=look.sides(48), crease=80)
    turn = np.arctan2(fruit.points[:, 0], fruit.points[:, 2])
    fruit.points[:, 1] += (
        0.0022 * np.cos(5 * turn) * np.hypot(fruit.points[:, 0], fruit.points[:, 2]) / r
    )
    fruit.points[:, 1] -= fruit.points[:, 1].min()
    stalk = tube(
        [(0, 0.062, 0), (0.002, 0.076, 0), (0.008, 0.09, 0.001)],
        (0.0022, 0.0016, 0.0024),
        look.trim(matt("#5a3d26")),
    )
    from app.providers.sketch_model.nouns.plants.leaves import leaf

    return [
        fruit,
        stalk,
        leaf(0.042, 0.02, look.trim(matt("#5d9450", roughness=0.5)))
        .turned(z=62)
        .turned(y=-25)
        .moved(0.003, 0.079, 0),
    ]


def pear(look: Look) -> Body:
    """Green and yellow."""
    peel = look.main(glossy("#c3b54a"), glossy("#9fb04a"))
    profile = [
        (0, 0.008),
        (0.012, 0.002),
        (0.03, 0.01),
        (0.041, 0.036),
        (0.034, 0.064),
        (0.021, 0.085),
        (0.016, 0.101),
        (0.007, 0.108),
        (0, 0.106),
    ]
    stalk = tube(
        [(0, 0.104, 0), (0.003, 0.12, 0), (0.009, 0.128, 0)], 0.002, look.trim(matt("#5a3d26"))
    )
    return [lathe(profile, peel, smooth=True, sides=look.sides(44), crease=80), stalk]


def mushroom(look: Look) -> Body:
    """Red cap, white dots."""
    cap = look.main(glossy("#c8322b"), glossy("#c9783a"))
    stem = look.trim(matt("#f3ead6"))
    high = look.between(0.1, 0.13)
    body = [
        lathe(
            [(0.018, 0), (0.026, 0.006), (0.02, 0.035), (0.016, high * 0.7), (0.018, high)],
            stem,
            smooth=True,
        )
    ]
    body += [
        lathe(
            [(0.018, high * 0.62), (0.03, high * 0.56), (0.032, high * 0.56), (0.019, high * 0.68)],
            stem.shade(-0.06),
            sides=30,
        )
    ]
    hood = [
        (0.012, high - 0.016),
        (0.06, high - 0.022),
        (0.067, high - 0.014),
        (0.062, high + 0.01),
        (0.042, high + 0.036),
        (0.018, high + 0.049),
        (0, high + 0.051),
    ]
    body += [lathe(hood, cap, smooth=True, sides=look.sides(48), crease=60)]
    dot = matt("#f8f3e6") if not look.is_whole else stem
    for number, (turn, out) in enumerate(
        (
            (0, 0.0),
            (40, 0.5),
            (112, 0.55),
            (178, 0.5),
            (250, 0.53),
            (318, 0.5),
            (75, 0.86),
            (150, 0.88),
            (215, 0.85),
            (290, 0.88),
            (5, 0.87),
        )
    ):
        size = (0.011, 0.0075, 0.009)[number % 3]
        angle = out * np.pi / 2
        y, z = high - 0.006 + 0.0565 * np.cos(angle) ** 1.15, 0.064 * np.sin(angle) ** 0.95
        body += [
            ball((size, size * 0.42, size), dot, sides=14)
            .turned(x=np.degrees(angle))
            .moved(0, y, z)
            .turned(y=turn)
        ]
    return body


def pumpkin(look: Look) -> Body:
    """Ribs and a stalk."""
    peel = look.main(matt("#d9792b", roughness=0.5))
    fruit = ball((0.13, 0.1, 0.13), peel, sides=64)
    turn = np.arctan2(fruit.points[:, 0], fruit.points[:, 2])
    rib = 1 - 0.13 * np.abs(np.cos(turn * 5)) ** 6
    fruit.points[:, 0] *= rib
    fruit.points[:, 2] *= rib
    fruit.points[:, 1] -= (
        0.03
        * np.exp(-((np.hypot(fruit.points[:, 0], fruit.points[:, 2]) / 0.04) ** 2))
        * np.sign(fruit.points[:, 1])
    )
    return [
        fruit.moved(0, 0.094, 0),
        tube(
            [(0, 0.15, 0), (0.004, 0.185, 0), (0.03, 0.21, 0.01)],
            (0.02, 0.012, 0.014),
            look.trim(matt("#6b7a3a")),
            sides=10,
        ),
    ]


def carrot(look: Look) -> Body:
    """Standing, with its greens."""
    root = look.main(matt("#e27a26", roughness=0.5))
    body = [
        lathe(
            [(0, 0), (0.003, 0.002), (0.012, 0.06), (0.021, 0.14), (0.019, 0.155), (0.006, 0.16)],
            root,
            smooth=True,
        )
    ]
    green = look.trim(matt("#5d9a45"))
    from app.providers.sketch_model.nouns.plants.leaves import leaf

    return body + [
        leaf(0.11, 0.024, green.shade(0.05 * (n % 3)))
        .turned(z=80 - 9 * (n % 4))
        .turned(y=n * 51)
        .moved(0, 0.155, 0)
        for n in range(8)
    ]
