"""What stands in rooms."""

from app.providers.sketch_model.forms import ball, box, lathe, pillar, tube
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, around, mirrored, moved, turned
from app.providers.sketch_model.paint import MATERIALS, hexed, lamp, matt, metal, tinted

WOOD = MATERIALS["wood"]
DARK = MATERIALS["darkwood"]
OAK = tinted(WOOD, hexed("#c99a62"))
ASH = tinted(WOOD, hexed("#d8b98c"))
CLOTHS = tuple(
    tinted(MATERIALS["fabric"], hexed(code))
    for code in ("#8fa3a0", "#c98f6b", "#7d8aa8", "#d3b98f", "#a8656a")
)


def chair(look: Look) -> Body:
    """Seat, splayed legs, a back of slats that leans."""
    wood = look.main(WOOD, OAK, DARK, ASH)
    wide, deep, seat = look.between(0.42, 0.48), 0.43, 0.45
    back = look.between(0.86, 0.94)
    body = [box((wide, 0.035, deep), wood, at=(0, seat - 0.035, 0), soft=0.014)]
    x, z = wide / 2 - 0.04, deep / 2 - 0.04
    for end in (-1, 1):
        body += mirrored(
            [
                tube(
                    [(x, seat - 0.03, z * end), (x + 0.025, 0.012, (z + 0.03) * end)],
                    (0.02, 0.013),
                    wood,
                )
            ]
        )
    lean = 0.09
    body += mirrored(
        [
            tube(
                [(x, seat - 0.02, -z), (x, 0.66, -z - 0.035), (x, back, -z - lean)],
                (0.019, 0.017, 0.014),
                wood,
            )
        ]
    )
    rail = box((2 * x + 0.03, 0.085, 0.022), wood, soft=0.01).turned(x=-9)
    body += [rail.moved(0, back - 0.1, -z - lean + 0.012)]
    if look.chance(0.5):
        for at in (-0.3, 0.0, 0.3):
            body += [
                tube(
                    [(at * wide, seat - 0.01, -z), (at * wide, back - 0.07, -z - lean + 0.01)],
                    0.009,
                    wood,
                    sides=10,
                )
            ]
    else:
        body += [rail.scaled(1, 0.75, 1).moved(0, back - 0.24, -z - lean + 0.045)]
    body += mirrored([tube([(x + 0.012, 0.2, z), (x + 0.012, 0.2, -z)], 0.009, wood, sides=10)])
    if look.style == "round" or look.chance(0.35):
        cloth = look.trim(*CLOTHS)
        body += [
            box((wide - 0.05, 0.045, deep - 0.05), cloth, at=(0, seat - 0.004, 0.005), soft=0.022)
        ]
    return body


def stool(look: Look) -> Body:
    """Round seat on three legs."""
    wood = look.main(OAK, WOOD, DARK)
    height = look.between(0.44, 0.5)
    body = [pillar(0.17, 0.035, wood, at=(0, height - 0.035, 0), sides=look.sides(40))]
    body += around(
        [tube([(0, height - 0.03, 0.1), (0, 0.012, 0.18)], (0.018, 0.014), wood)], 3, first=30
    )
    return body


def table(look: Look) -> Body:
    """A top on four legs, or a round one on a foot."""
    wood = look.main(WOOD, OAK, DARK)
    if look.style == "round":
        radius = look.between(0.38, 0.46)
        foot = [
            (0.24, 0),
            (0.25, 0.015),
            (0.2, 0.035),
            (0.055, 0.07),
            (0.035, 0.16),
            (0.045, 0.3),
            (0.032, 0.42),
            (0.05, 0.62),
            (0.12, 0.69),
            (0.14, 0.7),
        ]
        top = [
            (radius - 0.02, 0.695),
            (radius, 0.705),
            (radius + 0.006, 0.72),
            (radius, 0.735),
            (radius - 0.01, 0.74),
        ]
        return [lathe(foot, wood, smooth=True), lathe(top, wood, sides=56)]
    wide, deep, high = look.between(1.15, 1.5), look.between(0.72, 0.82), 0.74
    x, z = wide / 2 - 0.07, deep / 2 - 0.07
    body = [box((wide, 0.032, deep), wood, at=(0, high - 0.032, 0), soft=0.012)]
    for end in (-1, 1):
        body += mirrored([pillar(0.018, high - 0.03, wood, at=(x, 0, z * end), top=0.03, sides=20)])
        body += [box((2 * x - 0.02, 0.08, 0.022), wood, at=(0, high - 0.112, z * end), soft=0.005)]
    return body + mirrored(
        [box((0.022, 0.08, 2 * z - 0.02), wood, at=(x, high - 0.112, 0), soft=0.005)]
    )


def desk(look: Look) -> Body:
    """A top, drawers on one side, legs on the other."""
    wood, knob = look.main(OAK, WOOD, DARK), look.trim(metal("#c9a46a"), metal("#8a8d92"))
    body = [box((1.3, 0.03, 0.65), wood, at=(0, 0.71, 0), soft=0.01)]
    body += [box((0.4, 0.64, 0.58), wood, at=(0.42, 0.07, 0), soft=0.01)]
    for level in range(3):
        body += [
            box(
                (0.36, 0.185, 0.02),
                wood.shade(0.08),
                at=(0.42, 0.1 + 0.2 * level, 0.292),
                soft=0.006,
            )
        ]
        body += [ball(0.014, knob, at=(0.42, 0.192 + 0.2 * level, 0.315), sides=16)]
    for z in (-0.26, 0.26):
        body += [tube([(-0.58, 0.7, z), (-0.6, 0.012, z)], (0.022, 0.016), wood)]
        body += [
            tube([(0.27, 0.08, z), (0.26, 0.012, z)], 0.016, wood),
            tube([(0.57, 0.08, z), (0.58, 0.012, z)], 0.016, wood),
        ]
    return body


def bench(look: Look) -> Body:
    """For a park: slats on iron."""
    wood, iron = look.main(WOOD, OAK, DARK), look.trim(metal("#3c3f43", roughness=0.5))
    wide = look.between(1.4, 1.7)
    body: Body = []
    for number in range(4):
        body += [box((wide, 0.03, 0.085), wood, at=(0, 0.43, 0.16 - 0.1 * number), soft=0.01)]
    for number in range(3):
        slat = box((wide, 0.085, 0.026), wood, soft=0.01).turned(x=-14)
        body += [slat.moved(0, 0.53 + 0.11 * number, -0.215 - 0.028 * number)]
    for x in (-wide / 2 + 0.16, wide / 2 - 0.16):
        body += [
            tube(
                [
                    (x, 0.012, 0.2),
                    (x, 0.25, 0.14),
                    (x, 0.42, 0.18),
                    (x, 0.42, -0.17),
                    (x, 0.5, -0.23),
                    (x, 0.84, -0.31),
                ],
                0.017,
                iron,
            )
        ]
        body += [tube([(x, 0.012, -0.24), (x, 0.2, -0.18), (x, 0.41, -0.16)], 0.017, iron)]
    return body


def bed(look: Look) -> Body:
    """Frame, mattress, blanket and pillows."""
    wood, cloth = look.trim(WOOD, OAK), look.main(*CLOTHS)
    linen = matt("#f3f0ea", roughness=0.95)
    body = [box((1.5, 0.16, 2.05), wood, at=(0, 0.14, 0), soft=0.02)]
    body += [box((1.5, 0.95, 0.06), wood, at=(0, 0.1, -1.03), soft=0.03)]
    body += mirrored(
        [
            pillar(0.03, 0.15, wood, at=(0.68, 0, 0.95)),
            pillar(0.03, 0.15, wood, at=(0.68, 0, -0.95)),
        ]
    )
    body += [box((1.4, 0.2, 1.95), linen, at=(0, 0.28, 0), soft=0.06)]
    body += [box((1.48, 0.22, 1.32), cloth, at=(0, 0.285, 0.34), soft=0.08)]
    body += [box((1.49, 0.06, 0.26), linen, at=(0, 0.465, -0.36), soft=0.03)]
    pillow = box((0.56, 0.15, 0.38), linen, soft=0.07).turned(x=-12)
    return body + [pillow.moved(x, 0.47, -0.75) for x in (-0.33, 0.33)]


def sofa(look: Look) -> Body:
    """Two seats, two arms, cushions."""
    cloth = look.main(*CLOTHS)
    legs = look.trim(WOOD, DARK)
    body = [box((1.75, 0.22, 0.82), cloth, at=(0, 0.14, 0), soft=0.05)]
    body += [box((1.75, 0.5, 0.2), cloth, at=(0, 0.3, -0.33), soft=0.09)]
    body += mirrored([box((0.19, 0.46, 0.84), cloth, at=(0.86, 0.12, 0), soft=0.085)])
    body += mirrored(
        [box((0.75, 0.17, 0.62), cloth.shade(0.06), at=(0.385, 0.33, 0.07), soft=0.07)]
    )
    back = box((0.73, 0.4, 0.17), cloth.shade(0.06), soft=0.08).turned(x=-12)
    body += mirrored([back.moved(0.385, 0.44, -0.2)])
    for z in (-0.32, 0.32):
        body += mirrored([pillar(0.02, 0.16, legs, at=(0.8, 0, z), top=0.03)])
    accent = look.trim(*CLOTHS)
    cushion = box((0.38, 0.36, 0.13), accent, soft=0.062).turned(x=-22, y=18)
    return [*body, cushion.moved(-0.5, 0.47, 0.02)]


def shelf(look: Look) -> Body:
    """Boards with books on them."""
    wood = look.main(OAK, WOOD, DARK)
    wide, high, deep = 0.8, 1.6, 0.3
    body = mirrored([box((0.025, high, deep), wood, at=(wide / 2, 0, 0), soft=0.005)])
    body += [box((wide, high, 0.012), wood.shade(-0.15), at=(0, 0, -deep / 2 + 0.008), soft=0.003)]
    for level in range(5):
        y = 0.05 + level * (high - 0.075) / 4
        body += [box((wide, 0.025, deep), wood, at=(0, y, 0), soft=0.004)]
        if level < 4:
            body += moved(_books(look, 0.68), -0.36, y + 0.025, 0.0)
    return body


def _books(look: Look, room: float) -> Body:
    body: Body = []
    at = 0.0
    while at < room * look.between(0.7, 1.0):
        wide, high = look.between(0.02, 0.045), look.between(0.19, 0.29)
        colour = look.dice.choice(
            ["#a8503f", "#3f5f7d", "#d3b16a", "#5d7a5a", "#6b4a63", "#e4dccb"]
        )
        body += [
            box((wide, high, 0.19), matt(str(colour)), at=(at + wide / 2, 0, 0.02), soft=0.004)
        ]
        at += wide + 0.003
    return body


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


NOUNS = {
    "chair": chair,
    "stool": stool,
    "table": table,
    "desk": desk,
    "bench": bench,
    "bed": bed,
    "sofa": sofa,
    "shelf": shelf,
    "lamp": lamp_,
    "clock": clock,
    "candle": candle,
    "door": door,
    "umbrella": umbrella,
}
