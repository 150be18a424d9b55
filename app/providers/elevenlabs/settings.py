"""How ElevenLabs Music is reached and what it may cost us: `ELEVENLABS_*`."""

from typing import Annotated, Literal

from pydantic import Field, HttpUrl
from pydantic_settings import SettingsConfigDict

from app.media.song import OutputFormat
from app.providers.keys import ApiKey
from app.providers.vendor_settings import Several, VendorSettings

Model = Literal["music_v1", "music_v2"]

# What every paid plan gives. MP3 at 192 kbit/s and PCM at 44.1 kHz need dearer ones.
_EVERY_PLAN = (
    OutputFormat.MP3_44100_128,
    OutputFormat.MP3_44100_64,
    OutputFormat.OPUS_48000_128,
    OutputFormat.OPUS_48000_64,
    OutputFormat.PCM_24000,
)


class ElevenLabsSettings(VendorSettings):
    """ElevenLabs Music. It is offered once there is a key."""

    model_config = SettingsConfigDict(env_prefix="ELEVENLABS_")

    api_key: ApiKey = None
    """Key of a paid plan. Default: this provider is not offered."""
    base_url: HttpUrl = HttpUrl("https://api.elevenlabs.io")
    """Where its API is; a path is kept, for gateways and residencies."""
    models: Annotated[Several[Model], Field(min_length=1)] = ("music_v2", "music_v1")
    """Models on offer, separated by commas; the first is the default."""
    slots: int = Field(default=2, ge=1)
    """Songs made at once: what the plan allows (2 up to Pro, 3 from Scale)."""
    deadline_s: float = Field(default=900, gt=0)
    """Seconds after which a song is given up."""
    answer_s: float = Field(default=240, gt=0)
    """Seconds until the first sound comes."""
    chunk_s: float = Field(default=60, gt=0)
    """Seconds between two pieces of a song that is coming."""
    output_format: OutputFormat = OutputFormat.MP3_44100_128
    """What a song comes as when nobody says otherwise."""
    formats: Several[OutputFormat] = _EVERY_PLAN
    """What else may be asked for, separated by commas; only what the plan allows."""

    @property
    def offered(self) -> tuple[OutputFormat, ...]:
        """Every format, the usual one first."""
        return tuple(dict.fromkeys((self.output_format, *self.formats)))
