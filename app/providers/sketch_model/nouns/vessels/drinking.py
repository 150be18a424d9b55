"""What one drinks from, and pours."""

from app.providers.sketch_model.forms import ball, lathe
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body
from app.providers.sketch_model.nouns.vessels.glazes import GLAZES
from app.providers.sketch_model.paint import MATERIALS, glossy, matt, metal
from app.providers.sketch_model.tubes import tube


def cup(look: Look) -> Body:
    """With a handle, on a saucer, tea inside."""
    glaze = look.main(*GLAZES)
    r, h = look.between(0.038, 0.043), look.between(0.06, 0.075)
    base = 0.012
    wall = [
        (0.022, base),
        (0.024, base + 0.004),
        (r * 0.86, base + h * 0.4),
        (r, base + h),
        (r - 0.003, base + h),
        (r * 0.82, base + h * 0.42),
        (0.02, base + 0.008),
        (0, base + 0.007),
    ]
    tea = lathe(
        [
            (0, base + h * 0.72),
            (r * 0.92, base + h * 0.722),
            (r * 0.92, base + h * 0.74),
            (0, base + h * 0.74),
        ],
        glossy("#a4642c"),
    )
    x = r * 0.93
    handle = tube(
        [
            (x * 0.94, base + h * 0.82, 0),
            (x + 0.02, base + h * 0.86, 0),
            (x + 0.025, base + h * 0.5, 0),
            (x * 0.82, base + h * 0.25, 0),
        ],
        (0.004, 0.005, 0.005, 0.004),
        glaze,
        sides=12,
    )
    saucer = [
        (0.03, 0),
        (0.034, 0.003),
        (0.055, 0.008),
        (0.07, 0.015),
        (0.069, 0.018),
        (0.053, 0.012),
        (0.03, 0.009),
        (0, 0.009),
    ]
    return [
        lathe(wall, glaze, sides=look.sides(48)),
        tea,
        handle,
        lathe(saucer, glaze, sides=look.sides(48)),
    ]


def mug(look: Look) -> Body:
    """Straight, with a large handle and coffee in it."""
    glaze = look.main(glossy("#c9483f"), glossy("#f1ece0"), glossy("#3f6d8f"), glossy("#e3b04b"))
    r, h = 0.041, 0.095
    wall = [
        (r - 0.004, 0),
        (r, 0.004),
        (r, h - 0.002),
        (r - 0.0015, h),
        (r - 0.004, h - 0.002),
        (r - 0.004, 0.008),
        (0, 0.007),
    ]
    coffee = lathe(
        [(0, h * 0.8), (r - 0.003, h * 0.8), (r - 0.003, h * 0.83), (0, h * 0.83)],
        glossy("#4a2b1a"),
    )
    handle = tube(
        [
            (r - 0.002, h * 0.83, 0),
            (r + 0.027, h * 0.82, 0),
            (r + 0.03, h * 0.4, 0),
            (r - 0.002, h * 0.2, 0),
        ],
        0.0065,
        glaze,
        sides=14,
    )
    return [lathe(wall, glaze, sides=look.sides(48)), coffee, handle]


def glass(look: Look) -> Body:
    """A wine glass with something red in it."""
    clear = look.main(MATERIALS["glass"])
    bowl = [
        (0.034, 0),
        (0.035, 0.002),
        (0.01, 0.007),
        (0.004, 0.014),
        (0.0035, 0.08),
        (0.012, 0.092),
        (0.034, 0.115),
        (0.039, 0.14),
        (0.033, 0.18),
        (0.0318, 0.18),
        (0.037, 0.14),
        (0.032, 0.117),
        (0.01, 0.096),
        (0, 0.094),
    ]
    wine = [(0, 0.0955), (0.01, 0.0975), (0.03, 0.117), (0.0355, 0.138), (0, 0.138)]
    return [lathe(bowl, clear, sides=48), lathe(wine, glossy("#7a1f2e"), sides=48)]


def teapot(look: Look) -> Body:
    """Round belly, spout, bow handle, lid with a knob."""
    glaze = look.main(*GLAZES)
    fat = look.between(0.085, 0.1)
    belly = [
        (0.045, 0),
        (0.05, 0.005),
        (fat * 0.86, 0.03),
        (fat, 0.065),
        (fat * 0.9, 0.1),
        (0.055, 0.125),
        (0.042, 0.13),
    ]
    lid = [
        (0.046, 0.128),
        (0.047, 0.132),
        (0.035, 0.143),
        (0.012, 0.15),
        (0.006, 0.153),
        (0.011, 0.16),
        (0.012, 0.168),
        (0.006, 0.175),
        (0, 0.176),
    ]
    spout = tube(
        [
            (fat * 0.85, 0.055, 0),
            (fat + 0.035, 0.075, 0),
            (fat + 0.055, 0.11, 0),
            (fat + 0.078, 0.132, 0),
        ],
        (0.023, 0.016, 0.011, 0.009),
        glaze,
        sides=18,
    )
    body = [
        lathe(belly, glaze, smooth=True, sides=look.sides(56)),
        lathe(lid, glaze, smooth=True, sides=look.sides(48)),
        spout,
    ]
    if look.chance(0.5):
        path = [
            (-fat * 0.88, 0.105, 0),
            (-fat - 0.045, 0.115, 0),
            (-fat - 0.055, 0.07, 0),
            (-fat * 0.93, 0.04, 0),
        ]
        return [*body, tube(path, 0.0075, glaze, sides=14)]
    wood = look.trim(MATERIALS["bamboo"], MATERIALS["darkwood"])
    path = [
        (-fat * 0.75, 0.11, 0),
        (-fat * 0.75, 0.19, 0),
        (0, 0.245, 0),
        (fat * 0.75, 0.19, 0),
        (fat * 0.75, 0.11, 0),
    ]
    return [*body, tube(path, 0.006, wood, sides=14)]


def kettle(look: Look) -> Body:
    """Of steel, for the stove."""
    steel = look.main(metal("#c3c7cc", roughness=0.18), glossy("#b8433a"))
    grip = look.trim(matt("#2b2b2e"))
    belly = [(0.1, 0), (0.108, 0.008), (0.105, 0.05), (0.08, 0.12), (0.05, 0.14), (0.045, 0.142)]
    lid = [(0.045, 0.142), (0.04, 0.15), (0, 0.154)]
    spout = tube(
        [(0.085, 0.07, 0), (0.125, 0.1, 0), (0.15, 0.135, 0)], (0.022, 0.014, 0.01), steel, sides=18
    )
    handle = tube(
        [(-0.07, 0.125, 0), (-0.08, 0.2, 0), (0, 0.24, 0), (0.075, 0.2, 0), (0.06, 0.13, 0)],
        0.009,
        grip,
    )
    return [
        lathe(belly, steel, smooth=True, sides=56),
        lathe(lid, steel, sides=48),
        spout,
        handle,
        ball(0.014, grip, at=(0, 0.165, 0), sides=18),
    ]
