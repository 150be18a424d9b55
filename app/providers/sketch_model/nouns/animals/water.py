"""Those of the sea and the pond."""

import numpy as np

from app.providers.sketch_model.flesh import both, flesh, limb, lump
from app.providers.sketch_model.forms import ball, lathe
from app.providers.sketch_model.look import Look, coat
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.nouns.animals.faces import WHITE, fur_of, two_eyes
from app.providers.sketch_model.paint import MATERIALS, Paint, hexed, matt
from app.providers.sketch_model.tubes import tube


def fish(look: Look) -> Body:
    """Swims a hand above the floor, on a pebble and a rod."""
    back, belly, mark = coat(
        look,
        ("#e5762c", "#fbe6d2", "#c2521d"),
        ("#4f86b8", "#e3eef4", "#2f5f8f"),
        ("#e0b23f", "#fbf0cc", "#b5862a"),
    )
    y = 0.2
    lumps = [
        lump((0, y, 0.02), (0.045, 0.072, 0.115), back),
        lump((0, y - 0.02, 0.04), (0.038, 0.052, 0.09), belly),
        limb((0, y, -0.06), (0, y, -0.14), 0.035, back, end_radius=0.016),
    ]
    lumps += [
        limb((0, y + 0.01 * s, -0.14), (0, y + 0.075 * s, -0.215), 0.014, mark, end_radius=0.012)
        for s in (-1, 1)
    ]
    lumps += [
        lump((0, y + 0.075, -0.005), (0.008, 0.038, 0.06), mark),
        lump((0, y - 0.065, -0.05), (0.008, 0.03, 0.035), mark),
    ]
    lumps += both(
        limb((0.042, y - 0.015, 0.03), (0.085, y - 0.04, -0.015), 0.012, mark, end_radius=0.009)
    )
    mesh = flesh(
        lumps, Paint(WHITE, 0.3) if not look.material else fur_of(look), blend=0.018, cells=70
    )
    stone, rod = look.trim(MATERIALS["stone"]), look.trim(MATERIALS["steel"])
    eyes: Body = (
        []
        if look.is_whole
        else mirrored(
            [
                ball(
                    (0.01, 0.014, 0.014),
                    Paint(WHITE, 0.25),
                    at=(0.031, y + 0.018, 0.095),
                    sides=16,
                )
            ]
        )
    )
    return [
        mesh,
        *eyes,
        *two_eyes(look, (0.037, y + 0.018, 0.098), 0.008),
        ball((0.075, 0.026, 0.06), stone, at=(0, 0.022, 0), sides=24),
        tube([(0, 0.03, 0), (0, y - 0.05, 0)], 0.0035, rod, sides=10, smooth=False),
    ]


def whale(look: Look) -> Body:
    """Blue, with a spout."""
    back, belly, mark = coat(
        look, ("#4a78a8", "#e6edf1", "#345c86"), ("#5b6b7a", "#e3e6e8", "#44525f")
    )
    lumps = [
        lump((0, 0.42, 0.15), (0.44, 0.4, 0.7), back),
        lump((0, 0.3, 0.25), (0.38, 0.29, 0.6), belly),
        limb((0, 0.42, -0.4), (0, 0.62, -1.0), 0.22, back, end_radius=0.09),
    ]
    lumps += both(
        limb((0.02, 0.66, -1.0), (0.34, 0.8, -1.2), 0.07, mark, end_radius=0.05),
        limb((0.38, 0.28, 0.25), (0.68, 0.14, 0.0), 0.085, mark, end_radius=0.05),
    )
    water = Paint(hexed("#bfe0ef"), 0.2, alpha=0.75)
    spout = [
        tube(
            [(0, 0.78, 0.25), (0, 1.02, 0.25), (x, 1.16, 0.25), (1.7 * x, 1.06, 0.25)],
            (0.035, 0.035, 0.04, 0.05),
            water,
        )
        for x in (-0.14, 0.14)
    ]
    return [
        flesh(lumps, Paint(WHITE, 0.4) if not look.material else fur_of(look), blend=0.1, cells=66),
        *spout,
        *two_eyes(look, (0.385, 0.42, 0.5), 0.034),
    ]


def turtle(look: Look) -> Body:
    """A shell of plates."""
    skin, belly, _ = coat(look, ("#8aa35a", "#c9cf9a", "#6b8444"))
    shell = look.trim(matt("#6f5a36", roughness=0.5), matt("#4f6a4a", roughness=0.5))
    lumps = [
        lump((0, 0.065, 0), (0.11, 0.04, 0.14), belly),
        limb((0, 0.075, 0.13), (0, 0.115, 0.2), 0.03, skin),
        lump((0, 0.125, 0.215), (0.038, 0.034, 0.042), skin),
        limb((0, 0.05, -0.14), (0, 0.03, -0.19), 0.018, skin, end_radius=0.006),
    ]
    for z, out in ((0.09, 20), (-0.095, -20)):
        lumps += both(
            limb((0.09, 0.055, z), (0.15, 0.024, z + out * 0.002), 0.034, skin, end_radius=0.028)
        )
    dome = ball((0.125, 0.1, 0.155), shell, at=(0, 0.065, 0), sides=40)
    dome.points[:, 1] = np.maximum(dome.points[:, 1], 0.055)
    plates: Body = []
    for x, z, size in (
        (0, 0, 0.045),
        (0, 0.085, 0.036),
        (0, -0.085, 0.036),
        (0.072, 0.045, 0.036),
        (-0.072, 0.045, 0.036),
        (0.072, -0.045, 0.036),
        (-0.072, -0.045, 0.036),
    ):
        lift = 0.1 * float(np.sqrt(max(0.0, 1 - (x / 0.125) ** 2 - (z / 0.155) ** 2)))
        plate = lathe(
            [(size, -0.006), (size * 0.92, 0.006), (size * 0.6, 0.0085)],
            shell.shade(0.2),
            sides=6,
            crease=20,
        )
        plates += [
            plate.turned(
                x=np.degrees(np.arctan2(z / 0.155**2, lift / 0.1**2)),
                z=-np.degrees(np.arctan2(x / 0.125**2, lift / 0.1**2)),
            ).moved(x, 0.065 + lift, z)
        ]
    return [
        flesh(lumps, fur_of(look), blend=0.02, cells=58),
        dome,
        *plates,
        *two_eyes(look, (0.022, 0.138, 0.243), 0.008),
    ]


def frog(look: Look) -> Body:
    """Squats."""
    back, belly, _ = coat(look, ("#5fa545", "#e3e8b5", "#3f7a30"))
    lumps = [
        lump((0, 0.045, 0), (0.055, 0.042, 0.06), back, tilt=-14),
        lump((0, 0.07, 0.045), (0.048, 0.03, 0.038), back),
        lump((0, 0.045, 0.045), (0.042, 0.03, 0.032), belly),
    ]
    lumps += both(
        lump((0.028, 0.097, 0.045), 0.017, back),
        lump((0.055, 0.03, -0.02), (0.026, 0.028, 0.045), back),
        limb((0.055, 0.012, 0.01), (0.075, 0.008, 0.05), 0.012, back),
        limb((0.04, 0.04, 0.06), (0.045, 0.01, 0.085), 0.013, back),
        lump((0.048, 0.006, 0.097), (0.018, 0.006, 0.018), back),
    )
    return [
        flesh(
            lumps, Paint(WHITE, 0.35) if not look.material else fur_of(look), blend=0.012, cells=60
        ),
        *two_eyes(look, (0.03, 0.1, 0.057), 0.009),
    ]
