"""What may be asked of Replicate and of the models there, field by field."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Format = Literal["jpg", "png"]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
Share = Annotated[float, Field(ge=0, le=1.5)]
Uri = Annotated[str, Field(pattern=r"^(https?://|data:image/)")]
_RATIOS = "1:1 16:9 9:16 4:3 3:4 3:2 2:3 4:5 5:4"


class Options(BaseModel):
    """How the simulator is."""

    model_config = ConfigDict(extra="forbid")

    key: str = "r8_simulated"
    prefix: str = "/v1"
    """A path before every path of the API."""
    seconds: float = 2.0
    """How long a photo usually takes."""
    upload: str = ""
    """What happens to every upload: a status, `hang`, `reset` or `html`."""
    lookup: str = ""
    """What happens to every question about a model."""
    page: int = 100
    """How many orders one page of its list has."""
    secret: str = "whsec_" + "c2ltdWxhdGVkIHNlY3JldCBvZiB0aGUgaG9va3M="


class Strict(BaseModel):
    """A field that nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Order(Strict):
    """The body of `POST /predictions` and of `POST /models/{owner}/{name}/predictions`."""

    input: dict[str, Any]
    version: str | None = None
    webhook: Annotated[str, Field(pattern="^https?://")] | None = None
    webhook_events_filter: list[Literal["start", "output", "logs", "completed"]] = []
    stream: bool = False

    @field_validator("webhook_events_filter")
    @classmethod
    def _each_once(cls, given: list[str]) -> list[str]:
        if len(set(given)) < len(given):
            raise ValueError("each event once")
        return given


class Input(Strict):
    """What every model has."""

    prompt: Annotated[str, Field(min_length=1, max_length=5000)]
    seed: Seed | None = None

    @property
    def photos(self) -> list[str]:
        """Addresses of the photos that it is made from."""
        return [*_addresses(self.model_dump(exclude={"prompt"}))]


class Shaped(Input):
    """Models that take a shape."""

    aspect_ratio: str = "match_input_image"

    @field_validator("aspect_ratio")
    @classmethod
    def _known(cls, given: str) -> str:
        if given not in {"match_input_image", "21:9", *_RATIOS.split()}:
            raise ValueError(f"must be one of {_RATIOS}")
        return given


class Kontext(Shaped):
    """flux-kontext-pro."""

    input_image: Uri | None = None
    output_format: Format = "png"
    prompt_upsampling: bool = False
    safety_tolerance: Annotated[int, Field(ge=0, le=6)] = 2

    @model_validator(mode="after")
    def _strict_with_photos(self) -> Self:
        if self.input_image and self.safety_tolerance > 2:
            raise ValueError("safety_tolerance is 2 at the most with an input image")
        return self


class Flex(Shaped):
    """flux-2-flex."""

    input_images: Annotated[list[Uri], Field(max_length=10)] = []
    output_format: Literal["jpg", "png", "webp"] = "webp"
    resolution: Literal["match_input_image", "0.5 MP", "1 MP", "2 MP", "4 MP"] = "1 MP"
    safety_tolerance: Annotated[int, Field(ge=1, le=5)] = 2
    prompt_upsampling: bool = True
    output_quality: Annotated[int, Field(ge=0, le=100)] = 80


class NanoTwo(Shaped):
    """nano-banana-2; a seed is not known there."""

    image_input: Annotated[list[Uri], Field(max_length=14)] = []
    output_format: Format = "jpg"
    seed: None = None  # pyright: ignore[reportIncompatibleVariableOverride] -- it has none


class NanoPro(NanoTwo):
    """nano-banana-pro."""

    resolution: Literal["1K", "2K", "4K"] = "2K"
    safety_filter_level: Literal[
        "block_low_and_above", "block_medium_and_above", "block_only_high"
    ] = "block_only_high"


class InstantId(Input):
    """instant-id."""

    image: Uri
    pose_image: Uri | None = None
    prompt: Annotated[str, Field(max_length=5000)] = "a person"
    negative_prompt: str = ""
    num_inference_steps: Annotated[int, Field(ge=1, le=500)] = 30
    guidance_scale: Annotated[float, Field(ge=1, le=50)] = 7.5
    ip_adapter_scale: Share = 0.8
    controlnet_conditioning_scale: Share = 0.8
    output_format: Literal["webp", "jpg", "png"] = "webp"
    output_quality: Annotated[int, Field(ge=0, le=100)] = 80
    num_outputs: Annotated[int, Field(ge=1, le=8)] = 1


class PhotoMaker(Input):
    """photomaker."""

    input_image: Uri
    input_image2: Uri | None = None
    input_image3: Uri | None = None
    input_image4: Uri | None = None
    prompt: Annotated[str, Field(max_length=5000)] = "A photo of a person img"
    style_name: Literal["(No style)", "Photographic (Default)", "Cinematic"] = (
        "Photographic (Default)"
    )
    negative_prompt: str = ""
    num_steps: Annotated[int, Field(ge=1, le=100)] = 20
    style_strength_ratio: Annotated[float, Field(ge=15, le=50)] = 20
    guidance_scale: Annotated[float, Field(ge=1, le=10)] = 5
    num_outputs: Annotated[int, Field(ge=1, le=4)] = 1

    @model_validator(mode="after")
    def _trigger(self) -> Self:
        if len(re.findall(r"\bimg\b", self.prompt)) != 1:
            raise ValueError("the prompt needs the trigger word 'img' exactly once")
        if "img" in self.negative_prompt:
            raise ValueError("the negative prompt must not have the trigger word")
        return self


@dataclass(frozen=True)
class Known:
    """One model that is served."""

    takes: type[Input]
    is_official: bool = True
    version: str = ""


def _version(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()


KNOWN = {
    "black-forest-labs/flux-kontext-pro": Known(Kontext),
    "black-forest-labs/flux-2-flex": Known(Flex),
    "google/nano-banana-pro": Known(NanoPro),
    "google/nano-banana-2": Known(NanoTwo),
    "zsxkib/instant-id": Known(InstantId, False, _version("zsxkib/instant-id")),
    "tencentarc/photomaker": Known(PhotoMaker, False, _version("tencentarc/photomaker")),
}


def ordered_by(version: str) -> str | None:
    """The model that `version` means: its name, when it is official; else the hash of a version."""
    for address, known in KNOWN.items():
        names = {address} if known.is_official else {known.version, f"{address}:{known.version}"}
        if version in names:
            return address
    return None


def _addresses(given: Any) -> Iterator[str]:
    if isinstance(given, str) and given.startswith(("http://", "https://", "data:")):
        yield given
    elif isinstance(given, list | dict):
        for each in given.values() if isinstance(given, dict) else given:
            yield from _addresses(each)
