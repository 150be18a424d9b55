"""What a song is: the parameters a person may set, and how they become one task."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

PROMPT_MAX = 2_000
LENGTH_MIN_S = 3
LENGTH_MAX_S = 600
LENGTH_DEFAULT_S = 60


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
    length_s: Annotated[int, Field(ge=LENGTH_MIN_S, le=LENGTH_MAX_S)] = LENGTH_DEFAULT_S
    instrumental: bool = True
    lyrics: Annotated[str, Field(max_length=3_000)] | None = None


def size(params: SongParams) -> float:
    """How much is asked for: seconds of music."""
    return float(params.length_s)


def words(params: SongParams) -> str:
    """What the song can be named after and found by."""
    return params.prompt
