"""Where people live or sleep."""

import numpy as np

from app.providers.sketch_model.forms import ball, box, slab
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, Mesh, mirrored, moved
from app.providers.sketch_model.nouns.buildings.panes import GLASS
from app.providers.sketch_model.paint import MATERIALS, Paint, matt, metal
from app.providers.sketch_model.tubes import tube


def gable(wide: float, high: float, long: float, paint: Paint, *, over: float = 0.0) -> Mesh:
    """A prism: its ridge along z."""
    half = wide / 2 + over
    return slab([(-half, 0), (half, 0), (0, high)], long + 2 * over, paint, soft=0.02)


def window(wide: float, high: float, frame: Paint) -> Body:
    """Its foot at the origin, looking along z."""
    bar = 0.05
    return [
        box((wide + 0.14, high + 0.14, 0.08), frame, at=(0, -0.07, 0), soft=0.015),
        box((wide, high, 0.1), GLASS, soft=0.01),
        box((bar, high, 0.115), frame, soft=0.008),
        box((wide, bar, 0.115), frame, at=(0, high / 2 - bar / 2, 0), soft=0.008),
        box((wide + 0.26, 0.07, 0.2), frame, at=(0, -0.12, 0.03), soft=0.015),
    ]


def house(look: Look) -> Body:
    """Walls, a roof, a chimney, lit windows."""
    wall = look.main(matt("#efe4d0"), matt("#d9c7b8"), matt("#c9d6d3"), MATERIALS["brick"])
    roof = look.trim(matt("#a8503c"), matt("#4f5a66"), matt("#7a4b3a"))
    frame, wood = look.trim(matt("#faf6ee")), look.trim(matt("#6f4a33"), matt("#3f6a73"))
    wide, long, high = look.between(4.8, 5.6), 4.6, look.between(2.8, 3.2)
    peak = 2.2
    body = [
        box((wide, high, long), wall, soft=0.03),
        box((wide + 0.25, 0.25, long + 0.25), look.trim(MATERIALS["stone"]), soft=0.04),
    ]
    body += [
        gable(long - 0.04, peak - 0.1, wide - 0.04, wall).turned(y=90).moved(0, high - 0.03, 0)
    ]
    body += _roof(long, peak, wide, roof, high)
    body += [
        box(
            (0.6, 1.6, 0.6),
            look.trim(MATERIALS["brick"]),
            at=(wide * 0.28, high + 0.7, -0.7),
            soft=0.03,
        )
    ]
    body += [box((0.75, 0.14, 0.75), frame, at=(wide * 0.28, high + 2.28, -0.7), soft=0.03)]
    front = long / 2
    body += [
        box((1.1, 2.15, 0.12), frame, at=(0, 0.2, front), soft=0.02),
        box((0.92, 2.02, 0.16), wood, at=(0, 0.2, front), soft=0.02),
    ]
    body += [
        ball(0.05, metal("#c9a55f"), at=(0.32, 1.2, front + 0.1), sides=16),
        box((1.5, 0.2, 0.7), look.trim(MATERIALS["stone"]), at=(0, 0, front + 0.35), soft=0.04),
    ]
    for x in (-wide * 0.32, wide * 0.32):
        body += moved(window(0.85, 1.05, frame), x, 1.25, front)
    for z in (-1.1, 1.1):
        for side in (90, -90):
            body += [
                mesh.turned(y=side).moved(np.sign(side) * wide / 2, 1.25, z)
                for mesh in window(0.85, 1.05, frame)
            ]
    return body


def _roof(long: float, peak: float, wide: float, paint: Paint, high: float) -> Body:
    slope = float(np.hypot(long / 2, peak)) + 0.55
    angle = float(np.degrees(np.arctan2(peak, long / 2)))
    panel = box((wide + 0.8, 0.16, slope), paint, soft=0.04)
    out = slope / 2 - 0.02
    cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    front = panel.turned(x=angle).moved(0, high + peak - out * sin, out * cos)
    back = panel.turned(x=-angle).moved(0, high + peak - out * sin, -out * cos)
    ridge = tube(
        [(-wide / 2 - 0.42, high + peak + 0.12, 0), (wide / 2 + 0.42, high + peak + 0.12, 0)],
        0.1,
        paint.shade(-0.15),
        smooth=False,
    )
    return [front, back, ridge]


def tent(look: Look) -> Body:
    """A ridge tent."""
    cloth = look.main(matt("#d9923a"), matt("#5a8a6a"), matt("#c25b4a"))
    skin = slab([(-1.1, 0), (1.1, 0), (0.08, 1.5), (-0.08, 1.5)], 2.4, cloth, soft=0.04)
    door = slab([(-0.45, 0), (0.45, 0), (0, 1.15)], 0.03, matt("#4a3c30"), soft=0.005).moved(
        0, 0.01, 1.21
    )
    flap = slab([(-0.5, 0), (-0.18, 0), (0.02, 1.2)], 0.05, cloth.shade(0.2), soft=0.01).moved(
        0, 0.01, 1.24
    )
    return [
        skin,
        door,
        flap,
        *mirrored([flap]),
        tube([(0, 1.52, -1.3), (0, 1.52, 1.3)], 0.03, MATERIALS["wood"], smooth=False),
    ]
