"""The models that edit images: in which sizes, and how they are told to keep a face."""

from dataclasses import dataclass

from app.domain.bounds import Bound
from app.media.photo import Aspect

_THREE_SIZES = {
    Aspect.TALL: "1024x1536",
    Aspect.SQUARE: "1024x1024",
    Aspect.WIDE: "1536x1024",
}
# Multiples of 16, about a megapixel and a half.
_EVERY_SIZE = _THREE_SIZES | {
    Aspect.PORTRAIT: "1152x1536",
    Aspect.LANDSCAPE: "1536x1152",
}


@dataclass(frozen=True)
class Model:
    """One row of the table below."""

    title: str
    sizes: dict[Aspect, str]
    says_fidelity: bool = False
    """Keeps faces when it is told so; others do so always, or cannot."""

    @property
    def bounds(self) -> dict[str, Bound]:
        """What it does not take."""
        missing = set(Aspect) - set(self.sizes)
        return {"aspect": Bound(choices=tuple(self.sizes))} if missing else {}


MODELS: dict[str, Model] = {
    "gpt-image-2": Model("GPT Image 2", _EVERY_SIZE),
    "gpt-image-1.5": Model("GPT Image 1.5", _THREE_SIZES, says_fidelity=True),
    "gpt-image-1": Model("GPT Image 1", _THREE_SIZES, says_fidelity=True),
    "gpt-image-1-mini": Model("GPT Image 1 Mini", _THREE_SIZES),
}
PHOTOS_MAX = 16
