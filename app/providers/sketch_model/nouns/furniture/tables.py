"""What carries things."""

from app.providers.sketch_model.forms import ball, box, lathe, pillar
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, mirrored, moved
from app.providers.sketch_model.nouns.furniture.woods import DARK, OAK, WOOD
from app.providers.sketch_model.paint import matt, metal
from app.providers.sketch_model.tubes import tube


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
