"""What is plucked and bowed."""

from app.providers.sketch_model.forms import ball, box, hoop, lathe, slab
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.nouns.music.woods import DARK, SPRUCE
from app.providers.sketch_model.paint import Paint, hexed, matt, metal, tinted
from app.providers.sketch_model.tubes import tube


def guitar(look: Look) -> Body:
    """Leaning back a little, six strings."""
    top, side = (
        look.main(SPRUCE, tinted(SPRUCE, hexed("#a8562f"))),
        look.trim(tinted(DARK, hexed("#6b3f26"))),
    )
    neck, metal_ = look.trim(DARK), look.trim(metal("#d0d3d8"))
    half = [
        (0.0, 0.0),
        (0.13, 0.012),
        (0.19, 0.1),
        (0.175, 0.19),
        (0.12, 0.265),
        (0.125, 0.33),
        (0.145, 0.4),
        (0.115, 0.465),
        (0.03, 0.485),
    ]
    outline = [*half, *[(-x, y) for x, y in reversed(half[1:])]]
    body = [
        slab(outline, 0.095, side, soft=0.006, smooth=True),
        slab(
            [(x * 0.985, 0.243 + (y - 0.243) * 0.985) for x, y in outline],
            0.1,
            top,
            soft=0.003,
            smooth=True,
        ),
    ]
    body += [
        lathe([(0.05, 0), (0.05, 0.0015)], matt("#1f1713"), sides=40)
        .turned(x=90)
        .moved(0, 0.31, 0.0495),
        hoop(0.053, 0.004, neck, flat=0.4).turned(x=90).moved(0, 0.31, 0.051),
    ]
    body += [
        box((0.052, 0.5, 0.02), neck, at=(0, 0.4, 0.052), soft=0.006),
        box((0.05, 0.36, 0.032), side, at=(0, 0.46, 0.034), soft=0.012),
        box((0.16, 0.028, 0.012), neck, at=(0, 0.12, 0.052), soft=0.004),
    ]
    body += [
        box(
            (0.05, 0.002, 0.003),
            metal_,
            at=(0, 0.42 + 0.455 * (1 - 0.92**n) * 0.98, 0.0625),
            soft=0.0006,
        )
        for n in range(12)
    ]
    head = slab(
        [(-0.028, 0), (0.028, 0), (0.038, 0.15), (0, 0.165), (-0.038, 0.15)],
        0.016,
        side,
        soft=0.005,
    ).turned(x=-8)
    body += [head.moved(0, 0.89, 0.05)]
    for n in range(6):
        x = -0.02 + 0.008 * n
        body += [
            tube([(x * 1.4, 0.134, 0.064), (x, 0.9, 0.0645)], 0.0007, metal_, sides=5, smooth=False)
        ]
    for n in range(3):
        body += mirrored(
            [
                ball(
                    (0.012, 0.008, 0.008),
                    look.trim(matt("#f3ead6")),
                    at=(0.05, 0.925 + 0.045 * n, 0.042),
                    sides=14,
                )
            ]
        )
    return [mesh.turned(x=-8) for mesh in body]


def violin(look: Look) -> Body:
    """Amber varnish, a scroll."""
    wood = look.main(tinted(SPRUCE, hexed("#a8562f")), tinted(SPRUCE, hexed("#7f3f22")))
    dark, line = look.trim(Paint(hexed("#231c1a"), 0.35)), look.trim(metal("#d8dade"))
    half = [
        (0.0, 0.0),
        (0.075, 0.01),
        (0.103, 0.065),
        (0.083, 0.12),
        (0.056, 0.15),
        (0.056, 0.205),
        (0.08, 0.235),
        (0.083, 0.29),
        (0.055, 0.345),
        (0.0, 0.356),
    ]
    outline = [*half, *[(-x, y) for x, y in reversed(half[1:-1])]]
    body = [
        slab(outline, 0.036, wood, soft=0.008, smooth=True),
        box((0.024, 0.29, 0.014), dark, at=(0, 0.2, 0.028), soft=0.005),
        box((0.022, 0.16, 0.02), wood, at=(0, 0.345, 0.014), soft=0.008),
        hoop(0.011, 0.007, wood, sides=24).turned(z=90).moved(0, 0.52, 0.012),
    ]
    body += [
        box(
            (0.045, 0.03, 0.004), look.trim(matt("#d9b07a")), at=(0, 0.165, 0.032), soft=0.001
        ).moved(0, 0, 0),
        slab([(-0.01, 0), (0.01, 0), (0.022, 0.1), (-0.022, 0.1)], 0.008, dark, soft=0.002).moved(
            0, 0.02, 0.03
        ),
    ]
    body += [
        tube(
            [(x, 0.11, 0.036), (x, 0.18, 0.049), (x * 0.6, 0.49, 0.036)],
            0.0006,
            line,
            sides=5,
            smooth=False,
        )
        for x in (-0.012, -0.004, 0.004, 0.012)
    ]
    body += mirrored(
        [
            tube(
                [(0.036, 0.14, 0.0185), (0.03, 0.17, 0.0185), (0.034, 0.2, 0.0185)],
                0.0022,
                dark,
                sides=8,
            ),
            tube([(0.0, 0.475, 0.012), (0.034, 0.478, 0.012)], 0.004, dark, smooth=False),
            tube([(0.0, 0.5, 0.012), (0.03, 0.502, 0.012)], 0.004, dark, smooth=False),
        ]
    )
    return [mesh.turned(x=-6) for mesh in body]
