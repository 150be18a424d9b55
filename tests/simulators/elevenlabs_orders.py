"""Which orders ElevenLabs takes: a field that nobody knows is an error, as it is out there."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

FORMATS = frozenset(
    {f"mp3_44100_{kbit_s}" for kbit_s in (32, 64, 96, 128, 192)}
    | {f"mp3_48000_{kbit_s}" for kbit_s in (128, 192, 240, 320)}
    | {"mp3_22050_32", "mp3_24000_48", "ulaw_8000", "alaw_8000"}
    | {f"pcm_{rate}" for rate in (8000, 16000, 22050, 24000, 32000, 44100, 48000)}
    | {f"opus_48000_{kbit_s}" for kbit_s in (32, 64, 96, 128, 192)}
)

Styles = Annotated[list[str], Field(max_length=50)]
Part = Annotated[int, Field(ge=3_000, le=120_000)]
Id = Annotated[str, Field(min_length=1, max_length=100)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Range(Strict):
    start_ms: int
    end_ms: int


class Source(Strict):
    song_id: Id
    range: Range
    negative_ranges: list[Range] = []


class Section(Strict):
    section_name: Id
    positive_local_styles: Styles
    negative_local_styles: Styles
    duration_ms: Part
    lines: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=30)]
    source_from: Source | None = None


class PlanOfOne(Strict):
    """For `music_v1`."""

    positive_global_styles: Styles
    negative_global_styles: Styles
    sections: Annotated[list[Section], Field(min_length=1, max_length=30)]

    @property
    def length_ms(self) -> int:
        return sum(section.duration_ms for section in self.sections)

    @property
    def words(self) -> str:
        return ";".join(self.positive_global_styles)


class Reference(Strict):
    song_id: Id
    range: Range


class Chunk(Strict):
    text: Annotated[str, Field(max_length=6_000)]
    duration_ms: Part
    positive_styles: Styles
    negative_styles: Styles
    context_adherence: Literal["low", "medium", "high"] = "high"
    conditioning_ref: Reference | None = None
    condition_strength: Literal["low", "medium", "high", "xhigh"] | None = None


class PlanOfTwo(Strict):
    """For `music_v2`."""

    chunks: Annotated[list[Chunk], Field(min_length=1, max_length=30)]

    @property
    def length_ms(self) -> int:
        return sum(chunk.duration_ms for chunk in self.chunks)

    @property
    def words(self) -> str:
        return ";".join(self.chunks[0].positive_styles)


_PLANS: dict[str, Any] = {"music_v1": PlanOfOne, "music_v2": PlanOfTwo}


class Order(Strict):
    """The body of `POST /v1/music/stream`."""

    prompt: Annotated[str, Field(min_length=1, max_length=4_100)] | None = None
    composition_plan: PlanOfOne | PlanOfTwo | None = None
    music_length_ms: Annotated[int, Field(ge=3_000, le=600_000)] | None = None
    model_id: Literal["music_v1", "music_v2"] = "music_v1"
    seed: Annotated[int, Field(ge=0, le=2_147_483_647)] | None = None
    force_instrumental: bool = False
    finetune_id: Annotated[str, Field(max_length=100)] | None = None
    store_for_inpainting: bool = False

    @model_validator(mode="after")
    def _one_way_or_the_other(self) -> "Order":
        plan = self.composition_plan
        if (self.prompt is None) == (plan is None):
            raise ValueError("exactly one of prompt and composition_plan")
        if plan is None and self.seed is not None:
            raise ValueError("seed cannot be used with prompt")
        if plan is not None:
            if self.music_length_ms is not None or self.force_instrumental:
                raise ValueError("music_length_ms and force_instrumental go with prompt only")
            if not isinstance(plan, _PLANS[self.model_id]):
                raise ValueError(f"{self.model_id} takes another kind of plan")
        return self

    @property
    def length_ms(self) -> int:
        """How long it is to be; unasked it is half a minute here."""
        if self.composition_plan:
            return self.composition_plan.length_ms
        return self.music_length_ms or 30_000

    @property
    def words(self) -> str:
        """Everything said, with the markers in it."""
        return self.composition_plan.words if self.composition_plan else self.prompt or ""
