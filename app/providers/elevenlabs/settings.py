"""How ElevenLabs Music is reached and what it may cost us: `ELEVENLABS_*`."""

from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import Field, HttpUrl, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.domain.pricing import Price
from app.media.song import OutputFormat
from app.providers.keys import ApiKey

Model = Literal["music_v1", "music_v2"]

# What every paid plan gives. MP3 at 192 kbit/s and PCM at 44.1 kHz need dearer ones.
_EVERY_PLAN = (
    OutputFormat.MP3_44100_128,
    OutputFormat.MP3_44100_64,
    OutputFormat.OPUS_48000_128,
    OutputFormat.OPUS_48000_64,
    OutputFormat.PCM_24000,
)


class ElevenLabsSettings(BaseSettings):
    """ElevenLabs Music. It is offered once there is a key."""

    model_config = SettingsConfigDict(
        env_prefix="ELEVENLABS_", env_file=".env", extra="ignore", hide_input_in_errors=True
    )

    api_key: ApiKey = None
    """Key of a paid plan. Default: this provider is not offered."""
    base_url: HttpUrl = HttpUrl("https://api.elevenlabs.io")
    """Where its API is; a path is kept, for gateways and residencies."""
    models: Annotated[tuple[Model, ...], NoDecode, Field(min_length=1)] = ("music_v2", "music_v1")
    """Models on offer, separated by commas; the first is the default."""
    slots: int = Field(default=2, ge=1)
    """Songs made at once: what the plan allows (2 up to Pro, 3 from Scale)."""
    price: Price | None = None
    """Credits for a song, as in `STUDIO_PRICES`. Default: the table in `pricing.py`."""
    deadline_s: float = Field(default=900, gt=0)
    """Seconds after which a song is given up."""
    answer_s: float = Field(default=240, gt=0)
    """Seconds until the first sound comes."""
    chunk_s: float = Field(default=60, gt=0)
    """Seconds between two pieces of a song that is coming."""
    output_format: OutputFormat = OutputFormat.MP3_44100_128
    """What a song comes as when nobody says otherwise."""
    formats: Annotated[tuple[OutputFormat, ...], NoDecode] = _EVERY_PLAN
    """What else may be asked for, separated by commas; only what the plan allows."""

    @field_validator("models", "formats", mode="before")
    @classmethod
    def _separated(cls, given: Any) -> Any:
        if not isinstance(given, str):
            return given
        return tuple(word.strip() for word in given.split(",") if word.strip())

    @property
    def deadline(self) -> timedelta:
        """How long one song may take."""
        return timedelta(seconds=self.deadline_s)

    @property
    def offered(self) -> tuple[OutputFormat, ...]:
        """Every format, the usual one first."""
        return tuple(dict.fromkeys((self.output_format, *self.formats)))
