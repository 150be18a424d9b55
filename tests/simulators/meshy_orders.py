"""What may be asked of Meshy, field by field, and how its simulator is set."""

import base64
import binascii
import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Model = Literal["meshy-5", "meshy-6", "latest"]
Words = Annotated[str, Field(min_length=1, max_length=600)]
Formats = Annotated[
    list[Literal["glb", "obj", "fbx", "stl", "usdz", "3mf"]], Field(min_length=1, max_length=6)
]
_DATA_URI = re.compile(r"data:image/(?:png|jpeg|jpg);base64,")


def _picture(address: str) -> str:
    if not address.startswith("https://") and not _DATA_URI.match(address):
        raise ValueError("image_url must be a public URL or a data URI of a jpg, jpeg or png")
    return address


class Options(BaseModel):
    """How the simulator is."""

    model_config = ConfigDict(extra="forbid")

    key: str = "meshy"
    prefix: str = ""
    """A path before every path of the API."""
    seconds: float = 2.0
    """How long one task usually takes; a textured model from words takes two."""
    queued: int = 10
    """Tasks that may be in line or at work."""


class Asked(BaseModel):
    """A field that nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", strict=True)

    ai_model: Model = "latest"
    moderation: bool = False
    target_formats: Formats | None = None


class Meshed(Asked):
    """What can be said of a mesh."""

    model_type: Literal["standard", "lowpoly"] = "standard"
    topology: Literal["triangle", "quad"] = "triangle"
    target_polycount: Annotated[int, Field(ge=100, le=300_000)] = 30_000
    should_remesh: bool | None = None
    decimation_mode: Annotated[int, Field(ge=1, le=4)] | None = None
    pose_mode: Literal["", "a-pose", "t-pose"] = ""
    auto_size: bool = False
    origin_at: Literal["bottom", "center"] = "bottom"


class Textured(Asked):
    """What can be said of textures."""

    enable_pbr: bool = False
    texture_prompt: Words | None = None
    texture_image_url: Annotated[str, AfterValidator(_picture)] | None = None
    hd_texture: bool = False
    remove_lighting: bool = True


class PreviewOrder(Meshed):
    """`mode: preview`."""

    mode: Literal["preview"]
    prompt: Words


class RefineOrder(Textured):
    """`mode: refine`."""

    mode: Literal["refine"]
    preview_task_id: Annotated[str, Field(min_length=1)]


class ImageOrder(Meshed, Textured):
    """`/openapi/v1/image-to-3d`."""

    image_url: Annotated[str, AfterValidator(_picture)] | None = None
    input_task_id: str | None = None
    should_texture: bool = True
    image_enhancement: bool = True

    @model_validator(mode="after")
    def _has_a_picture(self) -> Self:
        if not self.image_url and not self.input_task_id:
            raise ValueError("image_url or input_task_id")
        return self

    def picture(self) -> bytes:
        """What a data URI holds; nothing for an address. Raises `ValueError`."""
        if not self.image_url or not self.image_url.startswith("data:"):
            return b""
        try:
            return base64.b64decode(self.image_url.partition(",")[2], validate=True)
        except binascii.Error:
            raise ValueError("image_url is no base64") from None
