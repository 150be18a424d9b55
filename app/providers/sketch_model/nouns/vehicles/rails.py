"""What goes on rails and on water."""

import numpy as np

from app.providers.sketch_model.forms import ball, box, hoop, lathe, pillar, slab
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, mirrored, moved
from app.providers.sketch_model.nouns.vehicles.wheels import PANE, wheel
from app.providers.sketch_model.paint import MATERIALS, glossy, lamp, matt, metal
from app.providers.sketch_model.tubes import tube


def train(look: Look) -> Body:
    """A steam engine."""
    paint, brass, dark = (
        look.main(glossy("#2f4f3f"), glossy("#a8322b"), glossy("#2f3f5f")),
        look.trim(metal("#d0a24b")),
        look.trim(matt("#2a2a2d")),
    )
    boiler = (
        lathe(
            [(0.7, 0), (0.75, 0.05), (0.75, 3.0), (0.66, 3.12), (0.2, 3.2), (0, 3.2)],
            paint,
            sides=44,
        )
        .turned(x=90)
        .moved(0, 1.55, -0.6)
    )
    body = [
        boiler,
        box((1.6, 1.9, 1.3), paint, at=(0, 0.8, -1.2), soft=0.06),
        box((1.9, 0.14, 1.7), dark, at=(0, 2.7, -1.2), soft=0.06),
        box((1.5, 0.3, 4.3), dark, at=(0, 0.62, 0.4), soft=0.05),
    ]
    body += [
        lathe(
            [(0.2, 0), (0.2, 0.55), (0.34, 0.85), (0.34, 0.95), (0.2, 0.95)],
            dark,
            at=(0, 2.2, 2.0),
            sides=30,
        ),
        lathe(
            [(0.26, 0), (0.26, 0.2), (0.18, 0.36), (0, 0.42)], brass, at=(0, 2.22, 0.9), sides=30
        ),
    ]
    body += [hoop(0.755, 0.035, brass).turned(x=90).moved(0, 1.55, z) for z in (0.2, 1.2, 2.3)]
    body += mirrored([box((0.05, 0.6, 0.6), PANE, at=(0.79, 1.8, -1.2), soft=0.02)])
    for z, r in ((-1.3, 0.55), (-0.1, 0.55), (1.1, 0.55), (2.1, 0.34)):
        body += mirrored(moved(wheel(r, 0.2, look), 0.72, r, z))
    plough = slab(
        [(-0.8, 0), (0.8, 0), (0.55, 0.55), (-0.55, 0.55)],
        0.2,
        look.trim(matt("#a8322b")),
        soft=0.04,
    ).turned(x=-28)
    return [
        *body,
        *mirrored([tube([(0.86, 0.55, -1.3), (0.86, 0.55, 1.1)], 0.05, brass, smooth=False)]),
        plough.moved(0, 0.12, 2.75),
        ball(0.2, lamp("#fff0c0", glow=0.7), at=(0, 2.05, 2.62), sides=24),
    ]


def boat(look: Look) -> Body:
    """A hull, a mast, two sails."""
    hull, sail, wood = (
        look.main(glossy("#f2ede2"), glossy("#2f5f8f"), glossy("#a8322b"), MATERIALS["wood"]),
        look.trim(matt("#f6f1e4"), matt("#e9b9a5")),
        look.trim(MATERIALS["wood"]),
    )
    rows, columns = 26, 17
    t, s = np.meshgrid(np.linspace(0, 1, rows), np.linspace(-1, 1, columns), indexing="ij")
    width = (
        0.72
        * np.clip(1 - np.clip((t - 0.35) / 0.65, 0, 1) ** 2.2, 0, 1)
        * (0.78 + 0.22 * np.clip(t / 0.35, 0, 1))
    )
    z = -1.6 + 3.4 * t
    depth = 0.62 + 0.22 * t**2
    x = width * np.sign(s) * np.abs(s) ** 0.7
    y = depth * np.abs(s) ** 2.4 + 0.16 * np.clip((t - 0.6) / 0.4, 0, 1) ** 2 * (1 - np.abs(s))
    from app.providers.sketch_model.nouns.hulls import closed

    body = [closed(np.stack([x, y, z], -1), hull)]
    rim = [
        (float(w), float(d), float(p))
        for w, d, p in zip(width[:, 0], depth[:, 0], z[:, 0], strict=True)
    ]
    body += mirrored([tube(rim, 0.035, wood, sides=8)])
    body += [
        pillar(0.05, 3.3, wood, at=(0, 0.3, 0.25), top=0.03),
        tube([(0, 0.95, 0.2), (0, 0.98, -1.35)], 0.035, wood, smooth=False),
    ]
    main = slab([(0.0, 0), (1.45, 0.05), (0.9, 0.9), (0.05, 2.4)], 0.03, sail, soft=0.01).turned(
        y=90
    )
    jib = slab([(0.0, 0), (1.25, 0.0), (0.05, 1.85)], 0.03, sail.shade(-0.08), soft=0.01).turned(
        y=-90
    )
    for cloth in (main, jib):
        cloth.points[:, 0] += 0.14 * np.sin(np.clip((cloth.points[:, 1]) / 2.4, 0, 1) * np.pi)
    body += [
        main.moved(0, 1.03, 0.17),
        jib.moved(0, 1.0, 0.36),
        slab([(0, 0), (0.42, 0.12), (0, 0.24)], 0.02, look.trim(matt("#c8322b")))
        .turned(y=90)
        .moved(0, 3.36, 0.22),
    ]
    return [*body, box((1.05, 0.06, 0.25), wood, at=(0, 0.52, -0.7), soft=0.02)]
