"""What a 3D model is: made from words, or from one picture."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from app.media.photo import UploadId

PROMPT_MAX = 600


class Source(StrEnum):
    """What a model is made from."""

    TEXT = "text"
    IMAGE = "image"


class ModelParams(BaseModel):
    """What a person asks for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Source
    prompt: Annotated[str, StringConstraints(strip_whitespace=True, max_length=PROMPT_MAX)] = ""
    """What it should be; needed for `text`."""
    reference: UploadId | None = None
    """The picture; needed for `image`."""
    texture: bool = True
    """With colours and materials, not the bare shape."""

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if self.source is Source.TEXT and not self.prompt:
            raise ValueError("Say in a few words what it should be.")
        if self.source is Source.TEXT and self.reference is not None:
            raise ValueError("A model is made from words or from a picture, not from both.")
        if self.source is Source.IMAGE and self.reference is None:
            raise ValueError("Choose the picture that it is made from.")
        return self


def references(params: ModelParams) -> tuple[str, ...]:
    """The picture that is needed, if any."""
    return (params.reference,) if params.reference else ()


def words(params: ModelParams) -> str:
    """What the model can be named after and found by."""
    return params.prompt
