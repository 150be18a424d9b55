"""What may be asked of Mureka, field by field, and how its simulator is set."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Model = Literal[
    "auto",
    "mureka-5.5",
    "mureka-6",
    "mureka-7.5",
    "mureka-7.6",
    "mureka-8",
    "mureka-o1",
    "mureka-o2",
]
Prompt = Annotated[str, Field(min_length=1, max_length=1024)]
Lyrics = Annotated[str, Field(min_length=1, max_length=3000, pattern=r"\S")]


class Options(BaseModel):
    """How the simulator is."""

    model_config = ConfigDict(extra="forbid")

    key: str = "mureka"
    prefix: str = ""
    """A path before every path of the API."""
    seconds: float = 2.0
    """How long a song usually takes."""
    concurrent: int = 5
    """Tasks between submit and completion."""


class Order(BaseModel):
    """What both kinds of orders have. A field that nobody knows is an error."""

    model_config = ConfigDict(extra="forbid", strict=True)

    model: Model = "auto"
    n: Annotated[int, Field(ge=1, le=3)] = 2
    prompt: Prompt | None = None
    stream: bool = False


class SongOrder(Order):
    """`/v1/song/generate`."""

    lyrics: Lyrics
    reference_id: str | None = None
    vocal_id: str | None = None
    melody_id: str | None = None

    @model_validator(mode="after")
    def _excludes(self) -> Self:
        if self.prompt and (self.reference_id or self.vocal_id or self.melody_id):
            raise ValueError("prompt excludes reference_id, vocal_id and melody_id")
        if self.melody_id and (self.reference_id or self.vocal_id):
            raise ValueError("melody_id excludes reference_id and vocal_id")
        if self.stream and self.model == "mureka-o1":
            raise ValueError("mureka-o1 does not stream")
        return self


class InstrumentalOrder(Order):
    """`/v1/instrumental/generate`."""

    instrumental_id: str | None = None

    @model_validator(mode="after")
    def _either(self) -> Self:
        if bool(self.prompt) == bool(self.instrumental_id):
            raise ValueError("either prompt or instrumental_id")
        return self


class LyricsOrder(BaseModel):
    """`/v1/lyrics/generate`."""

    model_config = ConfigDict(extra="forbid", strict=True)

    prompt: Annotated[str, Field(min_length=1)]


class ExtendOrder(BaseModel):
    """`/v1/lyrics/extend`."""

    model_config = ConfigDict(extra="forbid", strict=True)

    lyrics: Lyrics
