"""Which image edits OpenAI takes: a field that nobody knows is an error, as it is out there."""

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

IMAGES_MAX = 16
IMAGE_MAX = 50 * 2**20
MAGIC = {
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "image/webp": b"RIFF",
}
_THREE_SIZES = {"1024x1024", "1536x1024", "1024x1536", "auto"}
_SIZE = re.compile(r"(\d{2,4})x(\d{2,4})")
_STEP, _RATIO, _WIDEST, _HIGHEST = 16, 3, 3840, 2160


class Options(BaseModel):
    """How this one is."""

    model_config = ConfigDict(extra="forbid")

    key: str = "sk-simulated"
    prefix: str = "/v1"
    """A path before every path of the API."""
    seconds: float = 0.0
    """How long a photo takes to be made."""


class Order(BaseModel):
    """The fields of `POST /images/edits`, as a form has them; files are counted elsewhere."""

    model_config = ConfigDict(extra="forbid")

    model: Literal["gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "gpt-image-2"]
    prompt: Annotated[str, StringConstraints(min_length=1, max_length=32_000)]
    n: Annotated[int, Field(ge=1, le=10)] = 1
    size: str = "auto"
    quality: Literal["auto", "low", "medium", "high"] = "auto"
    background: Literal["auto", "transparent", "opaque"] = "auto"
    output_format: Literal["png", "jpeg", "webp"] = "png"
    output_compression: Annotated[int, Field(ge=0, le=100)] = 100
    moderation: Literal["auto", "low"] = "auto"
    input_fidelity: Literal["high", "low"] | None = None
    user: str | None = None

    @model_validator(mode="after")
    def _by_model(self) -> Self:
        if self.input_fidelity and self.model not in ("gpt-image-1", "gpt-image-1.5"):
            raise ValueError(f"{self.model} does not support input_fidelity")
        if self.model != "gpt-image-2" and self.size not in _THREE_SIZES:
            raise ValueError(f"size is one of {sorted(_THREE_SIZES)}")
        if self.size != "auto" and not _fits(*self.pixels):
            raise ValueError("size: multiples of 16, 1:3 to 3:1, at the most 3840x2160")
        if self.background == "transparent" and self.output_format == "jpeg":
            raise ValueError("JPEG cannot be transparent")
        return self

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height."""
        found = _SIZE.fullmatch(self.size)
        return (int(found[1]), int(found[2])) if found else (1024, 1024)


def _fits(width: int, height: int) -> bool:
    longer, shorter = max(width, height), min(width, height)
    return (
        not width % _STEP
        and not height % _STEP
        and longer <= _RATIO * shorter
        and longer <= _WIDEST
        and shorter <= _HIGHEST
    )
