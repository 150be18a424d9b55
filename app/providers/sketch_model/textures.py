"""Pictures that repeat without a seam: grain, veins, weave, mortar. Drawn here, never loaded."""

import io
from collections.abc import Callable
from functools import lru_cache

import numpy as np

from app.providers.sketch_model.dice import dice
from app.providers.sketch_model.mesh import Numbers
from app.providers.sketch_model.paint import Colour

SIDE = 512


@lru_cache(maxsize=32)
def picture(name: str, colour: Colour) -> bytes:
    """A JPEG of a texture in a colour."""
    from PIL import Image

    rgb = _DRAWN[name](np.array(colour))
    out = io.BytesIO()
    pixels = np.rint(np.clip(rgb, 0, 1) * 255).astype(np.uint8)
    Image.fromarray(pixels).save(out, "JPEG", quality=88)
    return out.getvalue()


def _places() -> tuple[Numbers, Numbers]:
    """Across and down, 0 to 1."""
    along = (np.arange(SIDE) + 0.5) / SIDE
    across, down = np.meshgrid(along, along)
    return across, down


def _noise(
    name: str, cells: int, *, octaves: int = 4, stretch: tuple[int, int] = (1, 1)
) -> Numbers:
    """Soft chance that repeats, about -1 to 1; stretched cells are fewer that way."""
    import cv2

    rng = dice("texture", name)
    total, weight = np.zeros((SIDE, SIDE)), 1.0
    for octave in range(octaves):
        rows = max(2, cells * 2**octave // stretch[1])
        columns = max(2, cells * 2**octave // stretch[0])
        values = rng.normal(size=(rows, columns))
        tiled = np.pad(values, 2, mode="wrap")
        scale = SIDE / rows, SIDE / columns
        large = cv2.resize(
            tiled,
            (int(tiled.shape[1] * scale[1]), int(tiled.shape[0] * scale[0])),
            interpolation=cv2.INTER_CUBIC,
        )
        top, left = int(2 * scale[0]), int(2 * scale[1])
        total += weight * large[top : top + SIDE, left : left + SIDE]
        weight *= 0.55
    return total / 1.6


def _shaded(colour: Numbers, light: Numbers) -> Numbers:
    """The colour, darker below 0 and lighter above."""
    light = light[..., None]
    return np.where(light < 0, colour * (1 + light), colour + (1 - colour) * light)


def _wood(colour: Numbers) -> Numbers:
    across, _ = _places()
    bend = _noise("wood bend", 3, octaves=2, stretch=(1, 3)) * 0.05
    rings = np.sin((across + bend) * 2 * np.pi * 9) * 0.5 + np.sin((across + bend) * 2 * np.pi * 23)
    fibre = _noise("wood fibre", 96, octaves=2, stretch=(1, 16))
    return _shaded(colour, 0.10 * rings * 0.7 + 0.055 * fibre - 0.03)


def _marble(colour: Numbers) -> Numbers:
    across, down = _places()
    bend = _noise("marble", 3, octaves=5)
    vein = 1 - np.abs(np.sin(np.pi * (across + 2 * down + 0.9 * bend)))
    fine = 1 - np.abs(np.sin(np.pi * (3 * across - 2 * down + 1.6 * bend)))
    return _shaded(colour, -0.42 * vein**14 - 0.16 * fine**18 - 0.05 * np.abs(bend))


def _jade(colour: Numbers) -> Numbers:
    return _shaded(colour, 0.13 * _noise("jade", 3, octaves=5) - 0.02)


def _stone(colour: Numbers) -> Numbers:
    specks = _noise("specks", 120, octaves=1)
    return _shaded(colour, 0.11 * _noise("stone", 6, octaves=5) + 0.05 * specks)


def _paper(colour: Numbers) -> Numbers:
    return _shaded(colour, 0.03 * _noise("paper", 60, octaves=2, stretch=(3, 1)) - 0.01)


def _fabric(colour: Numbers) -> Numbers:
    across, down = _places()
    count = 12 * 2 * np.pi
    over = np.sin(across * count) * np.sin(down * count)
    thread = np.abs(np.sin(across * count)) * 0.5 + np.abs(np.sin(down * count)) * 0.5
    return _shaded(colour, 0.10 * over + 0.16 * (thread - 0.65) + 0.03 * _noise("fabric", 40))


def _leather(colour: Numbers) -> Numbers:
    return _shaded(colour, 0.10 * np.abs(_noise("leather", 28, octaves=2)) - 0.08)


def _grass(colour: Numbers) -> Numbers:
    blades = _noise("grass", 70, octaves=2, stretch=(1, 4))
    return _shaded(colour, 0.13 * blades + 0.08 * _noise("meadow", 4, octaves=3))


def _brick(colour: Numbers) -> Numbers:
    across, down = _places()
    rows, columns = 10, 4
    row = np.floor(down * rows)
    shifted = across * columns + 0.5 * (row % 2)
    to_edge = np.minimum(
        np.minimum(shifted % 1, 1 - shifted % 1) / columns,
        np.minimum(down * rows % 1, 1 - down * rows % 1) / rows,
    )
    each = dice("bricks").normal(size=(rows, columns))[
        row.astype(int), np.floor(shifted).astype(int) % columns
    ]
    clay = _shaded(colour, 0.10 * each + 0.06 * _noise("clay", 24, octaves=3))
    mortar = np.array([0.78, 0.75, 0.70]) * (1 + 0.05 * _noise("mortar", 60, octaves=1))[..., None]
    share = np.clip((to_edge - 0.006) / 0.004, 0, 1)[..., None]
    return mortar * (1 - share) + clay * share


_DRAWN: dict[str, Callable[[Numbers], Numbers]] = {
    "wood": _wood,
    "marble": _marble,
    "jade": _jade,
    "stone": _stone,
    "paper": _paper,
    "fabric": _fabric,
    "leather": _leather,
    "grass": _grass,
    "brick": _brick,
}
