"""What ships look for."""

from app.providers.sketch_model.forms import box, lathe, pillar
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, around
from app.providers.sketch_model.nouns.buildings.panes import GLASS
from app.providers.sketch_model.paint import MATERIALS, lamp, matt
from app.providers.sketch_model.tubes import tube


def lighthouse(look: Look) -> Body:
    """Red bands, a gallery, a light."""
    white, red = matt("#f4f0e8"), look.main(matt("#c5372f"), matt("#2f5f8f"))
    high, low, top = 9.0, 1.7, 1.0
    body = [
        lathe(
            [(2.6, 0), (2.5, 0.5), (2.1, 0.9), (0, 0.92)],
            look.trim(MATERIALS["stone"]),
            sides=24,
            crease=30,
        )
    ]
    bands = 5
    for number in range(bands):
        a, b = number / bands, (number + 1) / bands
        ra, rb = low + (top - low) * a, low + (top - low) * b
        body += [
            lathe(
                [(ra, 0.8 + high * a), (rb, 0.8 + high * b)],
                red if number % 2 == 0 else white,
                sides=48,
            )
        ]
    y = 0.8 + high
    body += [
        lathe(
            [(top, y - 0.3), (top + 0.55, y), (top + 0.55, y + 0.16), (0, y + 0.16)],
            white,
            sides=48,
        )
    ]
    body += around(
        [
            tube(
                [(0, y + 0.14, top + 0.45), (0, y + 0.75, top + 0.45)],
                0.035,
                matt("#3a3c40"),
                sides=8,
            )
        ],
        16,
    )
    from app.providers.sketch_model.forms import hoop

    body += [hoop(top + 0.45, 0.045, matt("#3a3c40")).moved(0, y + h, 0) for h in (0.45, 0.78)]
    body += [
        pillar(0.62, 1.3, lamp("#ffe39a", glow=0.9), at=(0, y + 0.15, 0)),
        *around([tube([(0, y + 0.15, 0.7), (0, y + 1.5, 0.7)], 0.04, red, sides=8)], 8),
    ]
    body += [
        lathe(
            [
                (0.95, y + 1.42),
                (0.98, y + 1.5),
                (0.6, y + 2.0),
                (0.14, y + 2.25),
                (0.1, y + 2.4),
                (0.14, y + 2.5),
                (0, y + 2.66),
            ],
            red,
            sides=40,
        )
    ]
    body += [box((0.8, 1.5, 0.3), look.trim(matt("#5a4a3a")), at=(0, 0.85, 1.6), soft=0.08)]
    return body + [
        box(
            (0.4, 0.6, 0.25),
            GLASS,
            at=(0, 0.8 + h, low + (top - low) * h / high - 0.05),
            soft=0.06,
        )
        for h in (3.6, 6.2)
    ]
