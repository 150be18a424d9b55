"""Tyres, panes, paint and chrome."""

from app.providers.sketch_model.forms import lathe
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, turned
from app.providers.sketch_model.paint import Paint, glossy, hexed, matt, metal

TYRE, CHROME, PANE = (
    matt("#26262a", roughness=0.85),
    metal("#d0d3d8", roughness=0.2),
    Paint(hexed("#2f3d4a"), 0.08),
)


BODIES = (
    glossy("#c8322b"),
    glossy("#2f6f9f"),
    glossy("#e3b23f"),
    glossy("#5a9a7a"),
    glossy("#efe9dc"),
)


def wheel(radius: float, wide: float, look: Look) -> Body:
    """Around the x axis."""
    tyre = lathe(
        [
            (radius * 0.6, -wide / 2),
            (radius * 0.93, -wide / 2),
            (radius, -wide * 0.34),
            (radius, wide * 0.34),
            (radius * 0.93, wide / 2),
            (radius * 0.6, wide / 2),
        ],
        look.trim(TYRE),
        sides=40,
    )
    hub = lathe(
        [
            (radius * 0.58, wide * 0.4),
            (radius * 0.58, wide * 0.52),
            (radius * 0.5, wide * 0.54),
            (radius * 0.2, wide * 0.46),
            (radius * 0.14, wide * 0.58),
            (0, wide * 0.6),
        ],
        look.trim(CHROME),
        sides=32,
    )
    return turned([tyre, hub], z=-90)
