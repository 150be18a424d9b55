"""Those that stand on four legs."""

import numpy as np

from app.providers.sketch_model.flesh import both, flesh, limb, lump
from app.providers.sketch_model.forms import ball
from app.providers.sketch_model.look import Look, coat
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.nouns.animals.faces import (
    WHITE,
    an_ear,
    fur_of,
    on_four_legs,
    two_eyes,
)
from app.providers.sketch_model.paint import Paint, hexed, matt
from app.providers.sketch_model.tubes import tube


def horse(look: Look) -> Body:
    """Stands, with mane and tail."""
    back, belly, mane = coat(
        look,
        ("#8a5230", "#a3683f", "#3a241a"),
        ("#efe9df", "#f8f4ec", "#d9cdb8"),
        ("#3b2f2b", "#4a3b35", "#1f1917"),
    )
    lumps = on_four_legs(look, [back, belly], long=1.35, high=1.12, thick=0.26, leg=0.062)
    lumps += [
        limb((0, 1.2, 0.52), (0, 1.68, 0.86), 0.2, back, end_radius=0.11),
        limb((0, 1.72, 0.85), (0, 1.55, 1.2), 0.115, back, end_radius=0.08),
        lump((0, 1.5, 1.22), (0.075, 0.07, 0.09), belly),
    ]
    lumps += both(
        an_ear((0.06, 1.8, 0.82), (0.075, 1.93, 0.82), 0.04, back),
        lump((0.15, 0.05, 0.446), (0.085, 0.06, 0.1), mane),
        lump((0.156, 0.05, -0.47), (0.085, 0.06, 0.1), mane),
    )
    lumps += [
        limb(
            (0, 1.22 + 0.12 * n, 0.42 + 0.085 * n),
            (0, 1.3 + 0.12 * n, 0.36 + 0.085 * n),
            0.075,
            mane,
        )
        for n in range(5)
    ]
    lumps += [
        limb((0, 1.25, -0.68), (0, 1.0, -0.86), 0.06, mane),
        limb((0, 1.0, -0.86), (0, 0.55, -0.85), 0.075, mane, end_radius=0.03),
    ]
    return [
        flesh(lumps, fur_of(look), blend=0.08, cells=78),
        *two_eyes(look, (0.1, 1.7, 0.97), 0.028),
    ]


def cow(look: Look) -> Body:
    """White with patches, horns."""
    back, belly, mark = coat(
        look, ("#f3efe6", "#faf6ee", "#3a3230"), ("#b0713f", "#d9ac78", "#8a5227")
    )
    lumps = on_four_legs(look, [back, belly], long=1.5, high=0.98, thick=0.34, leg=0.075)
    lumps += [
        limb((0, 1.08, 0.62), (0, 1.22, 0.9), 0.2, back, end_radius=0.17),
        lump((0, 1.24, 0.98), (0.16, 0.17, 0.2), back),
        lump((0, 1.14, 1.14), (0.125, 0.1, 0.11), hexed("#e3b3a5") if not look.is_whole else back),
    ]
    lumps += both(
        limb((0.14, 1.3, 0.92), (0.3, 1.28, 0.9), 0.05, mark),
        lump((0.28, 1.08, 0.25), (0.12, 0.16, 0.2), mark),
        lump((0.25, 1.02, -0.42), (0.14, 0.2, 0.18), mark),
        lump((0.1, 1.33, 1.03), (0.07, 0.09, 0.08), mark),
    )
    lumps += [
        limb((0, 1.15, -0.74), (0.02, 0.7, -0.82), 0.03, back),
        lump((0.02, 0.62, -0.82), (0.05, 0.09, 0.05), mark),
        lump((0, 0.66, -0.3), (0.13, 0.1, 0.14), hexed("#e3b3a5") if not look.is_whole else back),
    ]
    horn = look.trim(matt("#e8dcc4"))
    return [
        flesh(lumps, fur_of(look), blend=0.085, cells=74),
        *mirrored(
            [
                tube(
                    [(0.11, 1.38, 0.92), (0.19, 1.44, 0.92), (0.21, 1.54, 0.94)],
                    (0.035, 0.028, 0.012),
                    horn,
                )
            ]
        ),
        *two_eyes(look, (0.115, 1.3, 1.12), 0.028),
    ]


def sheep(look: Look) -> Body:
    """A cloud on legs."""
    wool, _, face = coat(look, ("#f3eee3", "#f3eee3", "#3c3634"), ("#eee7d9", "#eee7d9", "#d8c3a5"))
    lumps = [lump((0, 0.55, 0), (0.24, 0.23, 0.34), wool)]
    for number in range(34):
        y = 1 - 2 * (number + 0.5) / 34
        out, turn = float(np.sqrt(1 - y * y)), 2.39996 * number
        lumps += [
            lump(
                (
                    0.23 * out * float(np.cos(turn)),
                    0.55 + 0.2 * y,
                    0.33 * out * float(np.sin(turn)),
                ),
                0.088,
                wool,
            )
        ]
    lumps += [
        lump((0, 0.68, 0.42), (0.085, 0.105, 0.12), face, tilt=30),
        lump((0, 0.79, 0.36), (0.1, 0.065, 0.08), wool),
    ]
    lumps += both(
        limb((0.08, 0.71, 0.38), (0.17, 0.67, 0.37), 0.028, face),
        limb((0.12, 0.4, 0.18), (0.12, 0.04, 0.18), 0.042, face, end_radius=0.036),
        limb((0.12, 0.4, -0.2), (0.12, 0.04, -0.2), 0.042, face, end_radius=0.036),
    )
    light = Paint(WHITE, 0.3)
    eyes: Body = (
        [] if look.is_whole else mirrored([ball(0.02, light, at=(0.055, 0.725, 0.49), sides=14)])
    )
    return [
        flesh(lumps, fur_of(look), blend=0.022, cells=70),
        *eyes,
        *two_eyes(look, (0.057, 0.725, 0.503), 0.0115),
    ]


def pig(look: Look) -> Body:
    """Round and pink."""
    back, belly, mark = coat(look, ("#eab0ad", "#f3c6c2", "#d98f90"))
    lumps = [
        lump((0, 0.37, 0), (0.23, 0.23, 0.36), back),
        lump((0, 0.44, 0.33), (0.17, 0.165, 0.16), back),
        limb((0, 0.41, 0.45), (0, 0.4, 0.53), 0.075, mark),
    ]
    for z in (0.2, -0.22):
        lumps += both(limb((0.12, 0.25, z), (0.125, 0.04, z), 0.062, back, end_radius=0.05))
    lumps += both(limb((0.1, 0.57, 0.32), (0.16, 0.6, 0.4), 0.045, mark, end_radius=0.02))
    path = [(0, 0.42, -0.35), (0.03, 0.47, -0.4), (-0.02, 0.5, -0.41), (0.02, 0.53, -0.44)]
    del belly
    nostril = matt("#a8605f") if not look.is_whole else look.trim()
    return [
        flesh(lumps, fur_of(look), blend=0.045, cells=62),
        tube(path, 0.016, Paint(mark, 0.8), sides=10),
        *mirrored([ball((0.014, 0.02, 0.008), nostril, at=(0.027, 0.4, 0.602), sides=12)]),
        *two_eyes(look, (0.075, 0.495, 0.46), 0.0185),
    ]


def elephant(look: Look) -> Body:
    """Large ears, trunk, tusks."""
    back, belly, _ = coat(
        look, ("#8c9097", "#9ea2a8", "#6f7379"), ("#a5988f", "#b6a99f", "#857a72")
    )
    lumps = on_four_legs(look, [back, belly], long=2.5, high=1.75, thick=0.72, leg=0.25)
    lumps += [
        lump((0, 2.15, 1.35), (0.5, 0.52, 0.45), back),
        limb((0, 2.05, 1.7), (0, 1.3, 2.0), 0.2, back, end_radius=0.15),
        limb((0, 1.3, 2.0), (0, 0.7, 1.95), 0.15, back, end_radius=0.11),
        limb((0, 0.7, 1.95), (0, 0.5, 2.2), 0.11, back, end_radius=0.09),
    ]
    lumps += both(
        lump((0.72, 2.15, 1.15), (0.45, 0.55, 0.075), back),
        limb((0, 1.9, -1.2), (0.05, 1.0, -1.35), 0.05, back),
    )
    ivory = look.trim(matt("#f2e9d5", roughness=0.35))
    return [
        flesh(lumps, fur_of(look), blend=0.16, cells=70),
        *mirrored(
            [
                tube(
                    [(0.25, 1.8, 1.7), (0.33, 1.5, 2.05), (0.3, 1.55, 2.35)],
                    (0.085, 0.07, 0.03),
                    ivory,
                )
            ]
        ),
        *two_eyes(look, (0.33, 2.3, 1.67), 0.05),
    ]
