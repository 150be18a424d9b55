"""Wings that are no bird's."""

import itertools

from app.providers.sketch_model.flesh import both, flesh, limb, lump
from app.providers.sketch_model.forms import ball, lathe, slab
from app.providers.sketch_model.look import Look, coat
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.nouns.animals.faces import fur_of, two_eyes
from app.providers.sketch_model.paint import MATERIALS, Paint, matt
from app.providers.sketch_model.tubes import tube


def butterfly(look: Look) -> Body:
    """Four wings, on a stem of wire."""
    wing, dark = (
        look.main(
            matt("#e08a2f", roughness=0.5),
            matt("#5b8fd0", roughness=0.5),
            matt("#c96fa5", roughness=0.5),
        ),
        look.trim(matt("#2e2826")),
    )
    y = 0.16
    upper = slab(
        [(0, 0), (0.03, 0.055), (0.08, 0.095), (0.12, 0.085), (0.115, 0.04), (0.07, 0.0)],
        0.004,
        wing,
        soft=0.0015,
        smooth=True,
    )
    lower = slab(
        [(0, 0), (0.06, -0.005), (0.085, -0.04), (0.06, -0.075), (0.025, -0.06)],
        0.004,
        wing.shade(0.15),
        soft=0.0015,
        smooth=True,
    )
    spots = [
        ball((0.011, 0.011, 0.004), dark, at=(0.095, 0.068, 0), sides=14),
        ball((0.008, 0.008, 0.004), matt("#f7efe0"), at=(0.065, 0.058, 0), sides=12),
        ball((0.009, 0.009, 0.004), dark, at=(0.058, -0.042, 0), sides=12),
    ]
    wings = [mesh.turned(y=-24).moved(0.004, y, 0) for mesh in (upper, lower, *spots)]
    body = [
        tube([(0, y - 0.055, 0), (0, y, 0), (0, y + 0.035, 0)], (0.005, 0.0085, 0.007), dark),
        ball(0.01, dark, at=(0, y + 0.048, 0), sides=16),
    ]
    body += mirrored(
        [
            *wings,
            tube(
                [(0.002, y + 0.053, 0), (0.016, y + 0.08, 0.004), (0.028, y + 0.088, 0.006)],
                0.0014,
                dark,
                sides=6,
            ),
        ]
    )
    return [
        *body,
        tube(
            [(0, 0.005, -0.01), (0, y - 0.03, -0.006)],
            0.002,
            look.trim(MATERIALS["steel"]),
            sides=8,
            smooth=False,
        ),
        lathe(
            [(0.035, 0), (0.035, 0.006), (0.03, 0.009)],
            look.trim(MATERIALS["wood"]),
            at=(0, 0, -0.01),
            sides=32,
        ),
    ]


def dragon(look: Look) -> Body:
    """Small, sits, wings half open."""
    back, belly, mark = coat(
        look,
        ("#4f9a6a", "#e9e0a8", "#2f6b4a"),
        ("#c2453a", "#f0d9a0", "#8a2b26"),
        ("#5a6fb5", "#e3dcc0", "#3a4a86"),
    )
    lumps = [
        lump((0, 0.2, -0.02), (0.13, 0.18, 0.13), back),
        lump((0, 0.19, 0.06), (0.085, 0.14, 0.075), belly),
        limb((0, 0.33, 0.0), (0, 0.46, 0.05), 0.07, back),
        lump((0, 0.51, 0.07), (0.1, 0.09, 0.1), back),
        lump((0, 0.48, 0.165), (0.06, 0.045, 0.07), back),
    ]
    lumps += both(
        limb((0.06, 0.57, 0.03), (0.1, 0.67, -0.02), 0.025, mark, end_radius=0.007),
        limb((0.1, 0.25, 0.06), (0.1, 0.16, 0.16), 0.036, back),
        lump((0.12, 0.075, 0.03), (0.065, 0.08, 0.1), back),
        lump((0.12, 0.024, 0.12), (0.04, 0.024, 0.055), back),
        lump((0.026, 0.505, 0.225), 0.012, mark),
    )
    path = [
        (0, 0.1, -0.12),
        (0.1, 0.05, -0.25),
        (0.24, 0.045, -0.22),
        (0.3, 0.05, -0.08),
        (0.28, 0.07, 0.04),
    ]
    lumps += [
        limb(a, b, 0.055 - 0.011 * n, back, end_radius=0.045 - 0.011 * n)
        for n, (a, b) in enumerate(itertools.pairwise(path))
    ]
    skin = Paint(mark, 0.6)
    wing = slab(
        [
            (0, 0),
            (0.09, 0.13),
            (0.3, 0.2),
            (0.27, 0.08),
            (0.2, 0.07),
            (0.17, -0.03),
            (0.1, 0.0),
            (0.06, -0.06),
        ],
        0.016,
        skin,
        soft=0.006,
    )
    spikes = [
        lathe([(0.02, 0), (0.012, 0.02), (0, 0.045)], skin, sides=10)
        .turned(x=-90 + up)
        .moved(0, y, z)
        for y, z, up in (
            (0.6, 0.0, 60),
            (0.5, -0.045, 25),
            (0.4, -0.075, 15),
            (0.3, -0.13, 12),
            (0.2, -0.15, 0),
        )
    ]
    return [
        flesh(lumps, fur_of(look), blend=0.028, cells=74),
        *mirrored([wing.turned(y=24).moved(0.06, 0.3, -0.1)]),
        *spikes,
        *two_eyes(look, (0.052, 0.54, 0.145), 0.018),
    ]
