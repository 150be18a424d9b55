"""What every animal has: fur, eyes that look at you, a nose, ears, four legs."""

from dataclasses import replace

from app.providers.sketch_model.flesh import Lump, both, limb, lump
from app.providers.sketch_model.forms import ball
from app.providers.sketch_model.look import Look
from app.providers.sketch_model.mesh import Body, mirrored
from app.providers.sketch_model.paint import Paint, glossy

WHITE = (1.0, 1.0, 1.0)


def fur_of(look: Look) -> Paint:
    """White, for the colours are in the points; of the material that was asked for."""
    if not look.material:
        return Paint(WHITE, 0.85)
    return replace(look.main(), colour=WHITE)


def two_eyes(look: Look, at: tuple[float, float, float], size: float) -> Body:
    """Dark, with a spark of light in each; one colour where the whole thing has one."""
    dark = look.trim() if look.is_whole else glossy("#1d1a1c")
    spark = (
        []
        if look.is_whole
        else mirrored(
            [
                ball(
                    size * 0.3,
                    Paint(WHITE, 0.2, glow=0.5),
                    at=(at[0] + size * 0.25, at[1] + size * 0.4, at[2] + size * 0.75),
                    sides=10,
                )
            ]
        )
    )
    return [*mirrored([ball((size, size * 1.12, size * 0.8), dark, at=at, sides=18)]), *spark]


def a_nose(look: Look, at: tuple[float, float, float], size: float, code: str) -> Body:
    """A flat ball of this colour."""
    paint = look.trim() if look.is_whole else glossy(code)
    return [ball((size * 1.2, size * 0.85, size * 0.8), paint, at=at, sides=16)]


def an_ear(
    at: tuple[float, float, float],
    tip: tuple[float, float, float],
    radius: float,
    colour: tuple[float, float, float],
) -> Lump:
    """From the head to its tip, ever thinner."""
    return limb(at, tip, radius, colour, end_radius=radius * 0.22)


def on_four_legs(
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
