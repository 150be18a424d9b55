"""What one sits and lies on."""

from app.providers.sketch_model.forms import box, pillar
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, around, mirrored
from app.providers.sketch_model.nouns.furniture.woods import ASH, CLOTHS, DARK, OAK, WOOD
from app.providers.sketch_model.paint import matt, metal
from app.providers.sketch_model.tubes import tube


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
