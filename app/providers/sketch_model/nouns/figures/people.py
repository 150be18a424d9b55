"""Whoever is somebody."""

import numpy as np

from app.providers.sketch_model.flesh import both, flesh, limb, lump
from app.providers.sketch_model.forms import ball, lathe, pillar
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.nouns.figures.made import DARK
from app.providers.sketch_model.paint import Paint, hexed, matt, metal
from app.providers.sketch_model.tubes import tube


def doll(look: Look) -> Body:
    """In hanbok: a wide skirt, a short jacket, a bow."""
    skirts = (
        ("#c8405a", "#f3e3b8", "#2f5f8f"),
        ("#2f5f9a", "#f4efe6", "#c8405a"),
        ("#7a4fa3", "#f1e4ee", "#d9a23f"),
        ("#3f8a6a", "#f6ecd0", "#c8405a"),
    )
    codes = skirts[int(look.dice.integers(len(skirts)))]
    skirt, jacket, bow = (
        look.main(matt(codes[0], roughness=0.6)),
        look.trim(matt(codes[1], roughness=0.7)),
        look.trim(matt(codes[2], roughness=0.6)),
    )
    skin, hair = look.trim(matt("#f3d3b8", roughness=0.6)), look.trim(Paint(hexed("#231f22"), 0.35))
    bell = lathe(
        [
            (0.19, 0),
            (0.2, 0.006),
            (0.205, 0.02),
            (0.19, 0.1),
            (0.15, 0.2),
            (0.1, 0.29),
            (0.07, 0.34),
        ],
        skirt,
        smooth=True,
        sides=80,
        crease=70,
    )
    turn = np.arctan2(bell.points[:, 0], bell.points[:, 2])
    low = np.clip(1 - bell.points[:, 1] / 0.34, 0, 1)
    bell.points[:, [0, 2]] *= (1 + 0.035 * low * np.cos(18 * turn))[:, None]
    hem = lathe(
        [(0.195, 0.004), (0.21, 0.004), (0.209, 0.024), (0.2, 0.024)],
        look.trim(metal("#d9ab45")),
        sides=80,
    )
    body = [bell, hem]
    lumps = [
        lump((0, 0.355, 0), (0.072, 0.055, 0.056), jacket.colour),
        limb((0, 0.38, 0), (0, 0.41, 0), 0.03, jacket.colour),
    ]
    lumps += both(
        limb((0.055, 0.375, 0), (0.12, 0.315, 0.03), 0.03, jacket.colour, end_radius=0.036),
        limb((0.12, 0.315, 0.03), (0.05, 0.29, 0.095), 0.036, jacket.colour, end_radius=0.038),
    )
    cloth = Paint((1.0, 1.0, 1.0), jacket.roughness, jacket.metallic)
    body += [
        flesh(lumps, cloth, blend=0.02, cells=54),
        ball(0.02, skin, at=(0, 0.29, 0.115), sides=18),
    ]
    body += [
        tube(
            [(0.0, 0.425, 0.035), (0.02, 0.39, 0.058), (0.03, 0.36, 0.063)],
            0.007,
            look.trim(matt("#ffffff")),
            sides=10,
        ),
        tube(
            [(0.0, 0.425, 0.035), (-0.02, 0.39, 0.058), (-0.012, 0.36, 0.064)],
            0.007,
            look.trim(matt("#ffffff")),
            sides=10,
        ),
    ]
    body += [
        ball((0.022, 0.012, 0.008), bow, at=(0.02, 0.352, 0.066), sides=14),
        tube(
            [(0.008, 0.35, 0.066), (0.002, 0.29, 0.098), (0.01, 0.2, 0.155)],
            (0.006, 0.008, 0.01),
            bow,
            sides=10,
            flat=0.5,
        ),
        tube(
            [(0.012, 0.35, 0.066), (0.026, 0.29, 0.098), (0.04, 0.23, 0.14)],
            (0.006, 0.008, 0.01),
            bow,
            sides=10,
            flat=0.5,
        ),
    ]
    body += [
        pillar(0.02, 0.04, skin, at=(0, 0.405, 0)),
        ball((0.068, 0.073, 0.066), skin, at=(0, 0.495, 0.004), sides=36),
    ]
    locks = [
        lump((0, 0.512, -0.014), (0.073, 0.072, 0.066), hair.colour),
        lump((0, 0.47, -0.062), (0.03, 0.03, 0.026), hair.colour),
        limb((0, 0.45, -0.07), (0, 0.3, -0.1), 0.017, hair.colour, end_radius=0.009),
    ]
    locks += both(lump((0.04, 0.548, 0.022), (0.038, 0.024, 0.036), hair.colour))
    body += [
        flesh(locks, Paint((1.0, 1.0, 1.0), hair.roughness, hair.metallic), blend=0.012, cells=48)
    ]
    if not look.is_whole:
        body += [
            *mirrored(
                [
                    ball((0.0085, 0.0105, 0.005), DARK, at=(0.026, 0.495, 0.064), sides=14),
                    ball((0.012, 0.008, 0.004), matt("#eea9a0"), at=(0.04, 0.473, 0.054), sides=12),
                ]
            ),
            ball((0.0085, 0.004, 0.004), matt("#c8405a"), at=(0, 0.462, 0.064), sides=12),
        ]
    return [*body, ball(0.012, bow, at=(0, 0.3, -0.102), sides=12)]


def person(look: Look) -> Body:
    """A wooden peg figure."""
    cloth, skin, hair = (
        look.main(matt("#2f6f9f"), matt("#c8503f"), matt("#5a8a5a"), matt("#8a5a9a")),
        look.trim(matt("#f0cfae"), matt("#b9855f"), matt("#8a5f43")),
        look.trim(matt("#3a2a20"), matt("#7a4e2b"), matt("#232024")),
    )
    body = [
        lathe(
            [(0.2, 0), (0.21, 0.02), (0.22, 0.3), (0.19, 0.7), (0.13, 0.98), (0.08, 1.05)],
            cloth,
            smooth=True,
            sides=40,
        )
    ]
    body += mirrored(
        [
            tube(
                [(0.15, 0.92, 0), (0.25, 0.72, 0.04), (0.24, 0.5, 0.1)], (0.06, 0.055, 0.05), cloth
            ),
            ball(0.055, skin, at=(0.24, 0.46, 0.11), sides=18),
        ]
    )
    body += [
        pillar(0.06, 0.1, skin, at=(0, 1.02, 0)),
        ball((0.17, 0.18, 0.17), skin, at=(0, 1.25, 0), sides=40),
        flesh(
            [
                lump((0, 1.32, -0.03), (0.185, 0.15, 0.175), hair.colour),
                *both(lump((0.08, 1.41, 0.08), (0.09, 0.045, 0.07), hair.colour)),
            ],
            Paint((1.0, 1.0, 1.0), 0.6),
            blend=0.03,
            cells=40,
        ),
    ]
    return [
        *body,
        *mirrored([ball((0.018, 0.024, 0.012), DARK, at=(0.06, 1.25, 0.158), sides=14)]),
        ball((0.022, 0.018, 0.02), skin.shade(-0.08), at=(0, 1.21, 0.17), sides=14),
        *mirrored([ball((0.03, 0.02, 0.01), matt("#e59a90"), at=(0.095, 1.195, 0.138), sides=12)]),
    ]
