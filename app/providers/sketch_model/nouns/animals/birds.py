"""Those with beaks."""

from app.providers.sketch_model.flesh import both, flesh, limb, lump
from app.providers.sketch_model.forms import ball, lathe
from app.providers.sketch_model.look import Look, coat
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.nouns.animals.faces import an_ear, fur_of, two_eyes
from app.providers.sketch_model.paint import glossy, matt
from app.providers.sketch_model.tubes import tube


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
        flesh(lumps, fur_of(look), blend=0.012, cells=62),
        bill,
        *legs,
        *two_eyes(look, (0.0235, 0.164, 0.066), 0.006),
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
        flesh(lumps, fur_of(look), blend=0.022, cells=58),
        ball((0.024, 0.0085, 0.028), bill, at=(0, 0.142, 0.098), sides=20),
        *two_eyes(look, (0.024, 0.168, 0.08), 0.0075),
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
        flesh(lumps, fur_of(look), blend=0.03, cells=60),
        beak,
        *mirrored([ball((0.055, 0.02, 0.085), orange, at=(0.068, 0.02, 0.05), sides=20)]),
        *two_eyes(look, (0.042, 0.56, 0.1), 0.0145),
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
        an_ear((0.07, 0.36, 0.01), (0.1, 0.425, 0.0), 0.03, mark),
        limb((0.11, 0.24, 0), (0.1, 0.07, -0.02), 0.035, mark, end_radius=0.02),
        lump((0.044, 0.305, 0.075), (0.046, 0.046, 0.03), belly),
    )
    yellow = glossy("#f0b93a") if not look.is_whole else look.trim()
    beak = look.trim(matt("#d98a2f", roughness=0.4))
    return [
        flesh(lumps, fur_of(look), blend=0.024, cells=60),
        *mirrored([ball((0.03, 0.03, 0.012), yellow, at=(0.044, 0.307, 0.102), sides=22)]),
        *two_eyes(look, (0.044, 0.307, 0.107), 0.0165),
        lathe([(0.013, 0), (0.009, 0.016), (0, 0.034)], beak, sides=14)
        .turned(x=130)
        .moved(0, 0.285, 0.105),
        *mirrored([ball((0.03, 0.014, 0.035), beak, at=(0.045, 0.012, 0.06), sides=16)]),
    ]
