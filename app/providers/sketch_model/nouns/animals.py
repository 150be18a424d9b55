"""Animals: soft bodies with eyes that look at you. They face z."""

import itertools
from dataclasses import replace

import numpy as np

from app.providers.sketch_model.flesh import Lump, both, flesh, limb, lump
from app.providers.sketch_model.forms import ball, lathe, slab, tube
from app.providers.sketch_model.look import Look, coat
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.paint import MATERIALS, Paint, glossy, hexed, matt

_WHITE = (1.0, 1.0, 1.0)


def _fur(look: Look) -> Paint:
    """White, for the colours are in the points; of the material that was asked for."""
    if not look.material:
        return Paint(_WHITE, 0.85)
    return replace(look.main(), colour=_WHITE)


def _eyes(look: Look, at: tuple[float, float, float], size: float) -> Body:
    dark = look.trim() if look.is_whole else glossy("#1d1a1c")
    spark = (
        []
        if look.is_whole
        else mirrored(
            [
                ball(
                    size * 0.3,
                    Paint(_WHITE, 0.2, glow=0.5),
                    at=(at[0] + size * 0.25, at[1] + size * 0.4, at[2] + size * 0.75),
                    sides=10,
                )
            ]
        )
    )
    return [*mirrored([ball((size, size * 1.12, size * 0.8), dark, at=at, sides=18)]), *spark]


def _nose(look: Look, at: tuple[float, float, float], size: float, code: str) -> Body:
    paint = look.trim() if look.is_whole else glossy(code)
    return [ball((size * 1.2, size * 0.85, size * 0.8), paint, at=at, sides=16)]


def _ear(
    at: tuple[float, float, float],
    tip: tuple[float, float, float],
    radius: float,
    colour: tuple[float, float, float],
) -> Lump:
    return limb(at, tip, radius, colour, end_radius=radius * 0.22)


def cat(look: Look) -> Body:
    """Sits, its tail around it."""
    back, belly, mark = coat(
        look,
        ("#e09a4e", "#f7eadb", "#b96f2c"),
        ("#8e8f94", "#eeedec", "#5b5d63"),
        ("#2f2d31", "#3c3a40", "#1f1e22"),
        ("#f1e9dc", "#fbf7f0", "#d9b98f"),
    )
    lumps = [
        lump((0, 0.125, -0.02), (0.1, 0.125, 0.11), back),
        lump((0, 0.19, 0.03), (0.075, 0.1, 0.07), back),
        lump((0, 0.16, 0.075), (0.055, 0.075, 0.04), belly),
    ]
    lumps += [
        lump((0, 0.335, 0.065), (0.088, 0.076, 0.075), back),
        lump((0, 0.312, 0.122), (0.04, 0.028, 0.03), belly),
    ]
    lumps += both(
        _ear((0.055, 0.38, 0.055), (0.077, 0.447, 0.05), 0.032, back),
        limb((0.04, 0.15, 0.075), (0.042, 0.024, 0.105), 0.028, back, end_radius=0.022),
        lump((0.043, 0.018, 0.122), (0.027, 0.019, 0.032), belly),
    )
    lumps += both(
        lump((0.085, 0.068, 0.0), (0.048, 0.066, 0.075), back),
        lump((0.088, 0.018, 0.075), (0.027, 0.018, 0.042), belly),
    )
    side = 1 if look.chance(0.5) else -1
    path = [
        (0, 0.04, -0.12),
        (side * 0.1, 0.024, -0.13),
        (side * 0.16, 0.022, -0.05),
        (side * 0.155, 0.024, 0.05),
        (side * 0.11, 0.03, 0.12),
    ]
    lumps += [
        limb(a, b, 0.02, back if n < 3 else mark)
        for n, (a, b) in enumerate(itertools.pairwise(path))
    ]
    lumps += [
        limb((x, 0.396, 0.09), (x * 0.9, 0.408, 0.05), 0.008, mark) for x in (-0.025, 0, 0.025)
    ]
    lumps += [limb((-0.07, y, -0.088), (0.07, y, -0.088), 0.012, mark) for y in (0.13, 0.18)]
    pink = "#d98a8f"
    body = [flesh(lumps, _fur(look), blend=0.022, cells=68)]
    inner = look.trim() if look.is_whole else matt("#e3a5a0")
    body += mirrored(
        [ball((0.014, 0.026, 0.006), inner, at=(0.068, 0.408, 0.072), sides=14).turned()]
    )
    whisker = look.trim() if look.is_whole else matt("#faf7f2")
    for y in (-0.006, 0.006):
        body += mirrored(
            [
                tube(
                    [(0.03, 0.314 + y, 0.14), (0.105, 0.318 + 3 * y, 0.125)],
                    0.0011,
                    whisker,
                    sides=5,
                    smooth=False,
                )
            ]
        )
    return (
        body
        + _eyes(look, (0.035, 0.345, 0.126), 0.0145)
        + _nose(look, (0, 0.325, 0.15), 0.009, pink)
    )


def dog(look: Look) -> Body:
    """Sits, ears that hang, a collar."""
    back, belly, mark = coat(
        look,
        ("#b98450", "#f1e2c8", "#7a4e2b"),
        ("#efe6d6", "#fbf7ee", "#c79a62"),
        ("#3a3533", "#e9e0d3", "#252220"),
        ("#d9a860", "#f8efdd", "#b07f3e"),
    )
    lumps = [
        lump((0, 0.19, -0.05), (0.13, 0.17, 0.16), back),
        lump((0, 0.29, 0.04), (0.105, 0.14, 0.1), back),
        lump((0, 0.25, 0.105), (0.07, 0.11, 0.06), belly),
    ]
    lumps += [
        lump((0, 0.475, 0.07), (0.105, 0.098, 0.1), back),
        lump((0, 0.435, 0.165), (0.055, 0.046, 0.07), belly),
    ]
    lumps += both(
        limb((0.095, 0.51, 0.04), (0.135, 0.39, 0.055), 0.034, mark, end_radius=0.04),
        limb((0.062, 0.24, 0.09), (0.066, 0.035, 0.13), 0.042, back, end_radius=0.034),
        lump((0.067, 0.026, 0.155), (0.042, 0.028, 0.052), belly),
    )
    lumps += both(
        lump((0.125, 0.1, -0.03), (0.07, 0.095, 0.105), back),
        lump((0.128, 0.026, 0.07), (0.04, 0.027, 0.062), belly),
    )
    lumps += [
        limb((0, 0.09, -0.2), (0.02, 0.17, -0.28), 0.028, back),
        limb((0.02, 0.17, -0.28), (0.05, 0.25, -0.27), 0.026, mark, end_radius=0.018),
    ]
    body = [flesh(lumps, _fur(look), blend=0.034, cells=66)]
    from app.providers.sketch_model.forms import hoop

    body += [
        hoop(0.087, 0.013, look.trim(matt("#c8322b"), matt("#2f62ad"), matt("#3f8a5a")), flat=1.3)
        .turned(x=14)
        .moved(0, 0.375, 0.06)
    ]
    body += [ball(0.02, look.trim(MATERIALS["gold"]), at=(0, 0.335, 0.152), sides=16)]
    tongue = look.trim() if look.is_whole else matt("#e08a90", roughness=0.4)
    body += [ball((0.02, 0.006, 0.03), tongue, at=(0, 0.397, 0.195), sides=16).moved(0, 0, 0)]
    return (
        body
        + _eyes(look, (0.043, 0.495, 0.15), 0.0165)
        + _nose(look, (0, 0.458, 0.232), 0.018, "#2b2426")
    )


def rabbit(look: Look) -> Body:
    """Sits up, long ears."""
    back, belly, inner = coat(
        look,
        ("#f2ece2", "#fdfbf6", "#e8b7b3"),
        ("#b99a78", "#f3e9da", "#e2b1a6"),
        ("#8f8d92", "#e8e6e4", "#dba9a7"),
    )
    lumps = [
        lump((0, 0.115, -0.02), (0.095, 0.115, 0.105), back),
        lump((0, 0.13, 0.055), (0.06, 0.085, 0.05), belly),
        lump((0, 0.27, 0.04), (0.072, 0.066, 0.072), back),
        lump((0, 0.247, 0.098), (0.034, 0.026, 0.026), belly),
    ]
    lumps += both(
        limb((0.03, 0.32, 0.02), (0.052, 0.475, -0.01), 0.019, back, end_radius=0.023),
        lump((0.085, 0.055, 0.02), (0.043, 0.055, 0.07), back),
        lump((0.075, 0.02, 0.085), (0.028, 0.02, 0.06), belly),
        limb((0.045, 0.15, 0.08), (0.038, 0.115, 0.125), 0.021, back),
    )
    lumps += [lump((0, 0.075, -0.135), 0.035, belly)]
    body = [flesh(lumps, _fur(look), blend=0.02, cells=68)]
    pink = look.trim() if look.is_whole else Paint(inner, 0.8)
    body += mirrored(
        [
            tube(
                [(0.037, 0.35, 0.036), (0.052, 0.46, 0.01)],
                (0.009, 0.011),
                pink,
                sides=12,
                smooth=False,
                flat=0.5,
            )
        ]
    )
    return (
        body
        + _eyes(look, (0.047, 0.285, 0.088), 0.0125)
        + _nose(look, (0, 0.262, 0.122), 0.008, "#d98a8f")
    )


def bear(look: Look) -> Body:
    """Sits like a toy."""
    back, belly, inner = coat(
        look,
        ("#8a5a36", "#d9b58a", "#6b4226"),
        ("#c99a62", "#f0dcb8", "#a97b45"),
        ("#f0ece4", "#ffffff", "#d9d2c6"),
    )
    lumps = [
        lump((0, 0.19, 0), (0.15, 0.18, 0.13), back),
        lump((0, 0.18, 0.075), (0.1, 0.125, 0.075), belly),
        lump((0, 0.43, 0.02), (0.135, 0.12, 0.115), back),
        lump((0, 0.395, 0.12), (0.06, 0.046, 0.045), belly),
    ]
    lumps += both(
        lump((0.1, 0.53, 0.005), (0.045, 0.045, 0.03), back),
        lump((0.1, 0.528, 0.026), (0.025, 0.025, 0.016), inner),
        limb((0.13, 0.29, 0.02), (0.2, 0.17, 0.1), 0.05, back),
        limb((0.1, 0.07, 0.06), (0.14, 0.07, 0.2), 0.062, back),
        lump((0.142, 0.075, 0.245), (0.052, 0.06, 0.022), belly),
    )
    return [
        flesh(lumps, _fur(look), blend=0.026, cells=64),
        *_eyes(look, (0.05, 0.455, 0.118), 0.0155),
        *_nose(look, (0, 0.41, 0.168), 0.019, "#2b2222"),
    ]


def _standing(
    look: Look,
    colours: list[tuple[float, float, float]],
    *,
    long: float,
    high: float,
    thick: float,
    leg: float,
) -> list[Lump]:
    """A body on four legs."""
    back, belly = colours[0], colours[1]
    del look
    lumps = [
        lump((0, high, 0), (thick, thick * 0.95, long / 2), back),
        lump((0, high - thick * 0.35, 0), (thick * 0.8, thick * 0.7, long * 0.4), belly),
    ]
    for z in (long * 0.33, -long * 0.35):
        lumps += both(
            limb(
                (thick * 0.55, high - thick * 0.3, z),
                (thick * 0.6, leg * 0.9, z),
                leg * 1.25,
                back,
                end_radius=leg,
            )
        )
    return lumps


def horse(look: Look) -> Body:
    """Stands, with mane and tail."""
    back, belly, mane = coat(
        look,
        ("#8a5230", "#a3683f", "#3a241a"),
        ("#efe9df", "#f8f4ec", "#d9cdb8"),
        ("#3b2f2b", "#4a3b35", "#1f1917"),
    )
    lumps = _standing(look, [back, belly], long=1.35, high=1.12, thick=0.26, leg=0.062)
    lumps += [
        limb((0, 1.2, 0.52), (0, 1.68, 0.86), 0.2, back, end_radius=0.11),
        limb((0, 1.72, 0.85), (0, 1.55, 1.2), 0.115, back, end_radius=0.08),
        lump((0, 1.5, 1.22), (0.075, 0.07, 0.09), belly),
    ]
    lumps += both(
        _ear((0.06, 1.8, 0.82), (0.075, 1.93, 0.82), 0.04, back),
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
    return [flesh(lumps, _fur(look), blend=0.08, cells=78), *_eyes(look, (0.1, 1.7, 0.97), 0.028)]


def cow(look: Look) -> Body:
    """White with patches, horns."""
    back, belly, mark = coat(
        look, ("#f3efe6", "#faf6ee", "#3a3230"), ("#b0713f", "#d9ac78", "#8a5227")
    )
    lumps = _standing(look, [back, belly], long=1.5, high=0.98, thick=0.34, leg=0.075)
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
        flesh(lumps, _fur(look), blend=0.085, cells=74),
        *mirrored(
            [
                tube(
                    [(0.11, 1.38, 0.92), (0.19, 1.44, 0.92), (0.21, 1.54, 0.94)],
                    (0.035, 0.028, 0.012),
                    horn,
                )
            ]
        ),
        *_eyes(look, (0.115, 1.3, 1.12), 0.028),
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
    light = Paint(_WHITE, 0.3)
    eyes: Body = (
        [] if look.is_whole else mirrored([ball(0.02, light, at=(0.055, 0.725, 0.49), sides=14)])
    )
    return [
        flesh(lumps, _fur(look), blend=0.022, cells=70),
        *eyes,
        *_eyes(look, (0.057, 0.725, 0.503), 0.0115),
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
        flesh(lumps, _fur(look), blend=0.045, cells=62),
        tube(path, 0.016, Paint(mark, 0.8), sides=10),
        *mirrored([ball((0.014, 0.02, 0.008), nostril, at=(0.027, 0.4, 0.602), sides=12)]),
        *_eyes(look, (0.075, 0.495, 0.46), 0.0185),
    ]


def elephant(look: Look) -> Body:
    """Large ears, trunk, tusks."""
    back, belly, _ = coat(
        look, ("#8c9097", "#9ea2a8", "#6f7379"), ("#a5988f", "#b6a99f", "#857a72")
    )
    lumps = _standing(look, [back, belly], long=2.5, high=1.75, thick=0.72, leg=0.25)
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
        flesh(lumps, _fur(look), blend=0.16, cells=70),
        *mirrored(
            [
                tube(
                    [(0.25, 1.8, 1.7), (0.33, 1.5, 2.05), (0.3, 1.55, 2.35)],
                    (0.085, 0.07, 0.03),
                    ivory,
                )
            ]
        ),
        *_eyes(look, (0.33, 2.3, 1.67), 0.05),
    ]


def bird(look: Look) -> Body:
    """Round, on thin legs."""
    back, belly, mark = coat(
        look,
        ("#5b8fc0", "#f2d9b8", "#3b6a97"),
        ("#d8533f", "#f5dfc6", "#9a3329"),
        ("#e3b93f", "#f8ebc0", "#b58a22"),
        ("#7a5a44", "#efe3d2", "#553c2c"),
    )
    lumps = [
        lump((0, 0.1, 0), (0.052, 0.05, 0.065), back, tilt=-22),
        lump((0, 0.092, 0.028), (0.04, 0.04, 0.04), belly),
        lump((0, 0.155, 0.038), (0.037, 0.035, 0.037), back),
        limb((0, 0.088, -0.055), (0, 0.062, -0.135), 0.018, mark, end_radius=0.012),
    ]
    lumps += both(
        limb((0.047, 0.115, 0.01), (0.035, 0.075, -0.075), 0.017, mark, end_radius=0.007),
        lump((0.02, 0.145, 0.06), (0.012, 0.012, 0.01), belly),
    )
    beak = look.trim(matt("#e59a2f", roughness=0.4))
    bill = (
        lathe([(0.0105, 0), (0.007, 0.011), (0, 0.027)], beak, sides=16)
        .turned(x=90)
        .scaled(1, 0.8, 1)
        .moved(0, 0.152, 0.069)
    )
    legs: Body = mirrored(
        [tube([(0.02, 0.06, 0.008), (0.02, 0.004, 0.01)], 0.003, beak, sides=8, smooth=False)]
    )
    for turn in (-28, 0, 28, 180):
        legs += mirrored(
            [
                tube([(0, 0.004, 0), (0, 0.0035, 0.02)], 0.0026, beak, sides=6, smooth=False)
                .turned(y=turn)
                .moved(0.02, 0, 0.01)
            ]
        )
    return [
        flesh(lumps, _fur(look), blend=0.012, cells=62),
        bill,
        *legs,
        *_eyes(look, (0.0235, 0.164, 0.066), 0.006),
    ]


def duck(look: Look) -> Body:
    """As in a bath."""
    back, belly, mark = coat(
        look, ("#f2c32f", "#f8d860", "#dba71f"), ("#f4f1ea", "#ffffff", "#dfdad0")
    )
    lumps = [
        lump((0, 0.062, -0.01), (0.07, 0.058, 0.09), back),
        lump((0, 0.15, 0.045), (0.048, 0.047, 0.047), back),
        limb((0, 0.085, -0.075), (0, 0.118, -0.118), 0.03, back, end_radius=0.012),
        lump((0, 0.05, 0.04), (0.052, 0.042, 0.05), belly),
    ]
    lumps += both(limb((0.062, 0.08, 0.025), (0.06, 0.085, -0.06), 0.024, mark, end_radius=0.012))
    bill = look.trim(matt("#e57a26", roughness=0.4))
    return [
        flesh(lumps, _fur(look), blend=0.022, cells=58),
        ball((0.024, 0.0085, 0.028), bill, at=(0, 0.142, 0.098), sides=20),
        *_eyes(look, (0.024, 0.168, 0.08), 0.0075),
    ]


def penguin(look: Look) -> Body:
    """In a tail coat."""
    back, belly, mark = coat(look, ("#2e3440", "#f4f1ea", "#f0b23f"))
    lumps = [
        lump((0, 0.27, 0), (0.15, 0.25, 0.13), back),
        lump((0, 0.25, 0.05), (0.115, 0.2, 0.1), belly),
        lump((0, 0.54, 0.01), (0.1, 0.1, 0.1), back),
    ]
    lumps += both(
        lump((0.038, 0.535, 0.06), (0.045, 0.05, 0.045), belly),
        limb((0.13, 0.4, 0), (0.2, 0.2, 0.02), 0.03, back, end_radius=0.02),
        lump((0.06, 0.41, 0.085), (0.04, 0.022, 0.03), mark),
    )
    orange = look.trim(matt("#e58a2b", roughness=0.45))
    beak = (
        lathe([(0.026, 0), (0.017, 0.03), (0, 0.065)], orange, sides=18)
        .turned(x=96)
        .moved(0, 0.53, 0.1)
    )
    return [
        flesh(lumps, _fur(look), blend=0.03, cells=60),
        beak,
        *mirrored([ball((0.055, 0.02, 0.085), orange, at=(0.068, 0.02, 0.05), sides=20)]),
        *_eyes(look, (0.042, 0.56, 0.1), 0.0145),
    ]


def owl(look: Look) -> Body:
    """Large eyes."""
    back, belly, mark = coat(
        look, ("#8a6544", "#e6d2b2", "#5e4129"), ("#8d8a90", "#e3e0de", "#5f5c63")
    )
    lumps = [
        lump((0, 0.16, 0), (0.115, 0.16, 0.1), back),
        lump((0, 0.13, 0.05), (0.08, 0.11, 0.062), belly),
        lump((0, 0.3, 0.01), (0.11, 0.085, 0.09), back),
    ]
    lumps += both(
        _ear((0.07, 0.36, 0.01), (0.1, 0.425, 0.0), 0.03, mark),
        limb((0.11, 0.24, 0), (0.1, 0.07, -0.02), 0.035, mark, end_radius=0.02),
        lump((0.044, 0.305, 0.075), (0.046, 0.046, 0.03), belly),
    )
    yellow = glossy("#f0b93a") if not look.is_whole else look.trim()
    beak = look.trim(matt("#d98a2f", roughness=0.4))
    return [
        flesh(lumps, _fur(look), blend=0.024, cells=60),
        *mirrored([ball((0.03, 0.03, 0.012), yellow, at=(0.044, 0.307, 0.102), sides=22)]),
        *_eyes(look, (0.044, 0.307, 0.107), 0.0165),
        lathe([(0.013, 0), (0.009, 0.016), (0, 0.034)], beak, sides=14)
        .turned(x=130)
        .moved(0, 0.285, 0.105),
        *mirrored([ball((0.03, 0.014, 0.035), beak, at=(0.045, 0.012, 0.06), sides=16)]),
    ]


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
        lumps, Paint(_WHITE, 0.3) if not look.material else _fur(look), blend=0.018, cells=70
    )
    stone, rod = look.trim(MATERIALS["stone"]), look.trim(MATERIALS["steel"])
    eyes: Body = (
        []
        if look.is_whole
        else mirrored(
            [
                ball(
                    (0.01, 0.014, 0.014),
                    Paint(_WHITE, 0.25),
                    at=(0.031, y + 0.018, 0.095),
                    sides=16,
                )
            ]
        )
    )
    return [
        mesh,
        *eyes,
        *_eyes(look, (0.037, y + 0.018, 0.098), 0.008),
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
        flesh(lumps, Paint(_WHITE, 0.4) if not look.material else _fur(look), blend=0.1, cells=66),
        *spout,
        *_eyes(look, (0.385, 0.42, 0.5), 0.034),
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
        flesh(lumps, _fur(look), blend=0.02, cells=58),
        dome,
        *plates,
        *_eyes(look, (0.022, 0.138, 0.243), 0.008),
    ]


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
        flesh(lumps, _fur(look), blend=0.028, cells=74),
        *mirrored([wing.turned(y=24).moved(0.06, 0.3, -0.1)]),
        *spikes,
        *_eyes(look, (0.052, 0.54, 0.145), 0.018),
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
            lumps, Paint(_WHITE, 0.35) if not look.material else _fur(look), blend=0.012, cells=60
        ),
        *_eyes(look, (0.03, 0.1, 0.057), 0.009),
    ]


NOUNS = {
    "cat": cat,
    "dog": dog,
    "rabbit": rabbit,
    "bear": bear,
    "horse": horse,
    "cow": cow,
    "sheep": sheep,
    "pig": pig,
    "elephant": elephant,
    "bird": bird,
    "duck": duck,
    "penguin": penguin,
    "owl": owl,
    "fish": fish,
    "whale": whale,
    "turtle": turtle,
    "butterfly": butterfly,
    "dragon": dragon,
    "frog": frog,
}
