"""What may be asked of Tripo, field by field, and how its simulator is set."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Model = Literal[
    "Turbo-v1.0-20250506", "v3.0-20250812", "v2.5-20250123", "v2.0-20240919", "v1.4-20240625"
]
Seed = Annotated[int, Field(ge=0, lt=2**31)]


class Options(BaseModel):
    """How the simulator is."""

    model_config = ConfigDict(extra="forbid")

    key: str = "tripo"
    seconds: float = 2.0
    """How long a model usually takes."""
    concurrent: int = 10
    """Tasks that may be in line or at work."""


class Order(BaseModel):
    """What both kinds have. A field that nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", strict=True)

    model_version: Model = "v2.5-20250123"
    model_seed: Seed | None = None
    texture_seed: Seed | None = None
    face_limit: Annotated[int, Field(ge=1000, le=500_000)] | None = None
    texture: bool = True
    pbr: bool = True
    texture_quality: Literal["standard", "detailed"] = "standard"
    auto_size: bool = False
    quad: bool = False
    compress: Literal["geometry"] | None = None

    @property
    def is_textured(self) -> bool:
        """Materials bring colours along, whatever else is said."""
        return self.texture or self.pbr


class TextOrder(Order):
    """`text_to_model`."""

    type: Literal["text_to_model"]
    prompt: Annotated[str, Field(min_length=1, max_length=1024)]
    negative_prompt: Annotated[str, Field(max_length=255)] | None = None
    image_seed: Seed | None = None


class File(BaseModel):
    """A picture: exactly one of its places."""

    model_config = ConfigDict(extra="forbid", strict=True)

    type: Literal["jpg", "jpeg", "png", "webp"]
    file_token: str | None = None
    url: str | None = None
    object: dict[str, str] | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if sum(place is not None for place in (self.file_token, self.url, self.object)) != 1:
            raise ValueError("one of file_token, url and object")
        return self


class ImageOrder(Order):
    """`image_to_model`."""

    type: Literal["image_to_model"]
    file: File
    enable_image_autofix: bool = False
    texture_alignment: Literal["original_image", "geometry"] = "original_image"
    orientation: Literal["default", "align_image"] = "default"
