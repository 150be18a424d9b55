"""What else is in a room, or waits at its door."""

from app.providers.sketch_model.forms import ball, box, lathe, pillar
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, mirrored, moved, turned
from app.providers.sketch_model.nouns.furniture.woods import DARK, WOOD
from app.providers.sketch_model.paint import MATERIALS, lamp, matt, metal
from app.providers.sketch_model.tubes import tube


def lamp_(look: Look) -> Body:
    """A shade that glows over a turned foot."""
    foot = look.main(metal("#c3a066"), matt("#e9e4da"), matt("#56707c"), WOOD)
    shade = lamp("#ffe2b0", glow=0.75)
    kind = look.between(0, 1)
    wide, high = look.between(0.14, 0.18), look.between(0.42, 0.5)
    belly = 0.075 if kind < 0.5 else 0.045
    profile = [
        (0.085, 0),
        (0.088, 0.012),
        (0.05, 0.025),
        (0.02, 0.05),
        (belly, 0.13),
        (belly * 0.9, 0.19),
        (0.018, 0.27),
        (0.012, high - 0.1),
    ]
    body = [
        lathe(profile, foot, smooth=True),
        pillar(0.008, 0.16, foot, at=(0, high - 0.14, 0), sides=12),
    ]
    top = 0.55 * wide
    hood = [
        (wide, high - 0.2),
        (wide + 0.003, high - 0.2),
        (top + 0.003, high),
        (top, high),
        (top * 0.2, high - 0.004),
    ]
    return [
        *body,
        lathe(
            [(0, high - 0.17), (wide - 0.006, high - 0.197), *hood],
            shade,
            sides=look.sides(48),
            crease=30,
        ),
    ]


def clock(look: Look) -> Body:
    """A round face with hands, on two feet."""
    case = look.main(metal("#c9a55f"), matt("#b8463c"), matt("#3f6a73"), WOOD)
    dark = matt("#2b2b2e")
    face = lathe([(0.082, 0.028), (0.08, 0.034)], matt("#f6f1e4"), sides=56)
    rim = lathe(
        [
            (0.088, -0.03),
            (0.1, -0.02),
            (0.102, 0.025),
            (0.096, 0.04),
            (0.083, 0.04),
            (0.081, 0.03),
            (0.0, 0.03),
        ],
        case,
        sides=64,
    )
    body = turned([rim, face], x=90)
    for hour in range(12):
        mark = box(
            (0.005 if hour % 3 else 0.008, 0.014, 0.003), dark, at=(0, 0.06, 0.034), soft=0.001
        )
        body += [mark.turned(z=-30 * hour)]
    body += [box((0.006, 0.045, 0.004), dark, at=(0, 0, 0.037), soft=0.0015).turned(z=55)]
    body += [box((0.005, 0.064, 0.004), dark, at=(0, 0, 0.04), soft=0.0015).turned(z=-48)]
    body += [ball(0.006, dark, at=(0, 0, 0.042), sides=16)]
    bell = lathe([(0.034, 0), (0.033, 0.01), (0.024, 0.022), (0, 0.03)], case, smooth=True)
    body += mirrored([bell.turned(z=-32).moved(0.058, 0.088, 0)])
    body += mirrored([tube([(0.06, -0.08, 0), (0.075, -0.115, 0.01)], 0.008, case)])
    return moved(body, 0, 0.123, 0)


def candle(look: Look) -> Body:
    """Wax with a flame, on a dish."""
    wax = look.main(matt("#f2e6cf"), matt("#e7c4b0"), matt("#c9d3c0"))
    dish = look.trim(metal("#b98d4f"), MATERIALS["celadon"])
    high = look.between(0.12, 0.17)
    body = [
        lathe(
            [(0.045, 0), (0.06, 0.006), (0.066, 0.02), (0.06, 0.02), (0.05, 0.012), (0, 0.01)], dish
        )
    ]
    body += [
        lathe(
            [
                (0.027, 0.008),
                (0.028, 0.02),
                (0.028, high - 0.006),
                (0.025, high),
                (0.015, high - 0.006),
                (0, high - 0.01),
            ],
            wax,
        )
    ]
    body += [
        tube([(0, high - 0.012, 0), (0.001, high + 0.012, 0)], 0.0016, matt("#3a3230"), sides=8)
    ]
    flame = [(0, 0), (0.006, 0.006), (0.0085, 0.014), (0.006, 0.026), (0.002, 0.038), (0, 0.043)]
    return [*body, lathe(flame, lamp("#ffb347", glow=1.0), at=(0, high + 0.006, 0), smooth=True)]


def door(look: Look) -> Body:
    """A door: panels, a frame, a knob."""
    wood, knob = (
        look.main(WOOD, DARK, matt("#4f7a76"), matt("#a5443b")),
        look.trim(metal("#c9a55f")),
    )
    body = [box((0.9, 2.05, 0.045), wood, at=(0, 0, 0), soft=0.006)]
    for y in (0.15, 1.1):
        for x in (-0.2, 0.2):
            body += [box((0.32, 0.8, 0.014), wood.shade(-0.1), at=(x, y, 0.02), soft=0.006)]
    frame = wood.shade(0.15)
    body += mirrored([box((0.1, 2.1, 0.09), frame, at=(0.5, 0, 0), soft=0.01)])
    body += [box((1.1, 0.1, 0.09), frame, at=(0, 2.06, 0), soft=0.01)]
    return [*body, ball(0.028, knob, at=(0.36, 1.0, 0.06), sides=20)]


def umbrella(look: Look) -> Body:
    """Open, eight ribs, a crook to hold."""
    cloth, stick = look.main(matt("#c8433b"), matt("#2f5f8f"), matt("#e0b23f")), look.trim(DARK)
    ribs = 8
    profile = [
        (0, 0.92),
        (0.12, 0.905),
        (0.28, 0.85),
        (0.42, 0.76),
        (0.5, 0.66),
        (0.49, 0.66),
        (0.41, 0.75),
        (0.27, 0.838),
        (0.12, 0.893),
        (0, 0.905),
    ]
    roof = lathe(profile[::-1], cloth, sides=ribs * 6, smooth=False, crease=25)
    import numpy as np

    turn = np.arctan2(roof.points[:, 0], roof.points[:, 2])
    dip = 0.05 * np.abs(np.sin(turn * ribs / 2)) * np.hypot(roof.points[:, 0], roof.points[:, 2])
    roof.points[:, 1] += dip
    return [
        roof,
        tube(
            [
                (0, 0.96, 0),
                (0, 0.12, 0),
                (0, 0.04, 0.0),
                (0, 0.012, 0.04),
                (0, 0.035, 0.08),
                (0, 0.075, 0.085),
            ],
            0.011,
            stick,
        ),
    ]
