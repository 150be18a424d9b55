"""How one thing is to look: what was asked for, and chance for all that was not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from numpy.random import Generator

from app.providers.sketch_model.dice import pick
from app.providers.sketch_model.paint import COLOURS, MATERIALS, Colour, Paint, tinted

_SURFACES = frozenset({"wood", "darkwood", "bamboo", "brick", "fabric", "leather", "plastic"})
"""What a thing may be made of and still have lesser parts of something else."""
_METALS = ("gold", "silver", "bronze", "copper", "iron", "steel")


@dataclass(frozen=True)
class Look:
    """What a noun is given when it is built."""

    dice: Generator
    colour: str = ""
    material: str = ""
    style: str = ""
    """`lowpoly`, `round` or none."""
    is_bareheaded: bool = False
    """Wears something that is built by itself."""

    def main(self, *usual: Paint) -> Paint:
        """The paint of most of the thing: one of the usual ones, unless words say otherwise."""
        paint = MATERIALS[self.material] if self.material else pick(self.dice, usual)
        return tinted(paint, self._asked()) if self.colour else paint

    def trim(self, *usual: Paint) -> Paint:
        """The paint of lesser parts: a material goes over everything, a colour does not."""
        if not self.material or (usual and self.material in _SURFACES):
            return pick(self.dice, usual)
        made = MATERIALS[self.material]
        darker = made.shade(-0.28)
        return darker if self.material in _METALS else replace(darker, alpha=made.alpha)

    @property
    def is_whole(self) -> bool:
        """Made of one material that hides every colour of its own, like a statue."""
        return bool(self.material) and self.material not in {"fabric", "plastic", "leather"}

    @property
    def bare(self) -> "Look":
        """For what merely stands beside it: nothing was asked of that."""
        return replace(self, colour="", material="")

    def between(self, low: float, high: float) -> float:
        """A measure that another seed has differently."""
        return float(self.dice.uniform(low, high))

    def chance(self, share: float) -> bool:
        """True so often."""
        return bool(self.dice.random() < share)

    def sides(self, usual: int) -> int:
        """Corners of what is round."""
        return max(5, usual // 6) if self.style == "lowpoly" else usual

    def _asked(self) -> Colour:
        return COLOURS[self.colour]


def coat(look: Look, *usual: Sequence[str]) -> list[Colour]:
    """The colours of fur or feathers: back, belly and marks. A whole material hides them."""
    from app.providers.sketch_model.paint import hexed

    chosen = [hexed(code) for code in pick(look.dice, usual)]
    if look.material:
        colour = COLOURS[look.colour] if look.colour else MATERIALS[look.material].colour
        return [colour] * len(chosen)
    if look.colour:
        asked = Paint(COLOURS[look.colour])
        return [asked.colour, asked.shade(0.55).colour, *(asked.shade(-0.35).colour,) * 3][
            : len(chosen)
        ]
    return chosen
