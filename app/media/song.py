"""What a song is: the parameters a person may set, and how they become one task."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

PROMPT_MAX = 2_000
LENGTH_MIN_S = 3
LENGTH_MAX_S = 600
LENGTH_DEFAULT_S = 60
LYRICS_MAX = 3_000


class Genre(StrEnum):
    """Styles that every provider of songs understands."""

    JAZZ = "jazz"
    LOFI = "lofi"
    CLASSICAL = "classical"
    AMBIENT = "ambient"
    ELECTRONIC = "electronic"
    ROCK = "rock"
    FOLK = "folk"
    HIPHOP = "hiphop"
    BALLAD = "ballad"
    CINEMATIC = "cinematic"
    BOSSA = "bossa"
    WALTZ = "waltz"
    FUNK = "funk"
    GUGAK = "gugak"


class Mood(StrEnum):
    """How the song should feel."""

    CALM = "calm"
    HAPPY = "happy"
    SAD = "sad"
    DREAMY = "dreamy"
    TENSE = "tense"
    EPIC = "epic"
    ROMANTIC = "romantic"
    PLAYFUL = "playful"
    DARK = "dark"
    HOPEFUL = "hopeful"
    NOSTALGIC = "nostalgic"
    ENERGETIC = "energetic"


class OutputFormat(StrEnum):
    """
    Files that a song may come as: codec, samples a second, and kbit/s where it is compressed.

    `pcm` arrives as WAV, `opus` in Ogg. Telephone codecs are left out: no browser plays them.
    """

    MP3_22050_32 = "mp3_22050_32"
    MP3_24000_48 = "mp3_24000_48"
    MP3_44100_32 = "mp3_44100_32"
    MP3_44100_64 = "mp3_44100_64"
    MP3_44100_96 = "mp3_44100_96"
    MP3_44100_128 = "mp3_44100_128"
    MP3_44100_192 = "mp3_44100_192"
    MP3_48000_128 = "mp3_48000_128"
    MP3_48000_192 = "mp3_48000_192"
    MP3_48000_240 = "mp3_48000_240"
    MP3_48000_320 = "mp3_48000_320"
    PCM_8000 = "pcm_8000"
    PCM_16000 = "pcm_16000"
    PCM_22050 = "pcm_22050"
    PCM_24000 = "pcm_24000"
    PCM_32000 = "pcm_32000"
    PCM_44100 = "pcm_44100"
    PCM_48000 = "pcm_48000"
    OPUS_48000_32 = "opus_48000_32"
    OPUS_48000_64 = "opus_48000_64"
    OPUS_48000_96 = "opus_48000_96"
    OPUS_48000_128 = "opus_48000_128"
    OPUS_48000_192 = "opus_48000_192"

    @property
    def codec(self) -> str:
        """`mp3`, `pcm` or `opus`."""
        return self.value.split("_")[0]

    @property
    def rate(self) -> int:
        """Samples a second."""
        return int(self.value.split("_")[1])

    @property
    def kbit_s(self) -> int | None:
        """Thousand bits a second; None where nothing is compressed."""
        _, _, *kbit_s = self.value.split("_")
        return int(kbit_s[0]) if kbit_s else None

    @property
    def file_name(self) -> str:
        """What the song is called among the files of its task."""
        return {"mp3": "song.mp3", "pcm": "song.wav", "opus": "song.ogg"}[self.codec]

    @property
    def content_type(self) -> str:
        """What the file is."""
        return {"mp3": "audio/mpeg", "pcm": "audio/wav", "opus": "audio/ogg"}[self.codec]


def _has_content(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValueError("Say in a few words what it should sound like.")
    return text


class SongParams(BaseModel):
    """What a person asks for. Explicit fields win over what the words of the prompt say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: Annotated[str, Field(max_length=PROMPT_MAX), AfterValidator(_has_content)]
    genre: Genre | None = None
    mood: Mood | None = None
    tempo: Annotated[int, Field(ge=40, le=220)] | None = None
    """Beats per minute."""
    length_ms: Annotated[int, Field(ge=LENGTH_MIN_S * 1000, le=LENGTH_MAX_S * 1000)] | None = None
    """The length to the millisecond; `length_s` then follows from it."""
    length_s: Annotated[int, Field(ge=LENGTH_MIN_S, le=LENGTH_MAX_S)] = Field(
        default_factory=lambda given: _seconds(given.get("length_ms")),
        json_schema_extra={"default": LENGTH_DEFAULT_S},
    )
    lyrics: Annotated[str, Field(max_length=LYRICS_MAX)] | None = None
    instrumental: bool = Field(
        default_factory=lambda given: not given.get("lyrics"),
        json_schema_extra={"default": True},
    )
    """Nobody sings. Default: true, unless there are lyrics."""
    output_format: OutputFormat | None = None
    """The file that is wanted. Default: what the provider is set to."""

    @field_validator("length_s")
    @classmethod
    def _agrees(cls, length_s: int, info: ValidationInfo) -> int:
        length_ms = info.data.get("length_ms")
        if length_ms is not None and length_s != _seconds(length_ms):
            raise ValueError("length_s and length_ms say different things.")
        return length_s

    @property
    def milliseconds(self) -> int:
        """How long the song is to be."""
        return self.length_ms or self.length_s * 1000


def _seconds(length_ms: Any) -> int:
    return round(length_ms / 1000) if isinstance(length_ms, int) else LENGTH_DEFAULT_S


def size(params: SongParams) -> float:
    """How much is asked for: seconds of music."""
    return params.milliseconds / 1000


def words(params: SongParams) -> str:
    """What the song can be named after and found by."""
    return params.prompt
