"""Those that are held in one's arms, and one that is not."""

import itertools

from app.providers.sketch_model.flesh import both, flesh, limb, lump
from app.providers.sketch_model.forms import ball
from app.providers.sketch_model.look import Look, coat
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.nouns.animals.faces import a_nose, an_ear, fur_of, two_eyes
from app.providers.sketch_model.paint import MATERIALS, Paint, matt
from app.providers.sketch_model.tubes import tube


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
        an_ear((0.055, 0.38, 0.055), (0.077, 0.447, 0.05), 0.032, back),
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
    body = [flesh(lumps, fur_of(look), blend=0.022, cells=68)]
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
        + two_eyes(look, (0.035, 0.345, 0.126), 0.0145)
        + a_nose(look, (0, 0.325, 0.15), 0.009, pink)
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
    body = [flesh(lumps, fur_of(look), blend=0.034, cells=66)]
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
        + two_eyes(look, (0.043, 0.495, 0.15), 0.0165)
        + a_nose(look, (0, 0.458, 0.232), 0.018, "#2b2426")
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
    body = [flesh(lumps, fur_of(look), blend=0.02, cells=68)]
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
        + two_eyes(look, (0.047, 0.285, 0.088), 0.0125)
        + a_nose(look, (0, 0.262, 0.122), 0.008, "#d98a8f")
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
        flesh(lumps, fur_of(look), blend=0.026, cells=64),
        *two_eyes(look, (0.05, 0.455, 0.118), 0.0155),
        *a_nose(look, (0, 0.41, 0.168), 0.019, "#2b2222"),
    ]
