"""What a person asks for, in Mureka's words and within its limits."""

from typing import Any, Literal

from app.domain.bounds import Bound
from app.domain.providing import TaskSpec
from app.media.song import LYRICS_MAX, OutputFormat, SongParams

Kind = Literal["song", "instrumental"]

TAKES_MAX = 3
_PROMPT_MAX = 1024
_STYLE_MAX = 64
"""Room for the longest genre, mood and tempo that are said before the prompt."""
BOUNDS = {
    "prompt": Bound(most=_PROMPT_MAX - _STYLE_MAX),
    "lyrics": Bound(most=LYRICS_MAX),
    "length_s": Bound(heard=False),
    # It sends an MP3 and decides itself how dense it is; other formats are made here afterwards.
    "output_format": Bound(choices=(OutputFormat.MP3_44100_128,), why="sends MP3s only."),
}
_WORDS = {"gugak": "traditional Korean gugak", "bossa": "bossa nova", "hiphop": "hip-hop"}


def kind_of(params: SongParams) -> Kind:
    """Which of the two endpoints makes it: songs cannot be without lyrics."""
    return "instrumental" if params.instrumental else "song"


def order_of(spec: TaskSpec, params: SongParams, *, lyrics: str) -> dict[str, Any]:
    """
    The body of an order. It learns nothing of the person.

    `n` is always said: unasked, it would be two, and each is paid for.
    """
    order: dict[str, Any] = {
        "model": spec.model,
        "n": spec.takes,
        "prompt": described(params),
        "stream": False,
    }
    return order if kind_of(params) == "instrumental" else order | {"lyrics": lyrics}


def described(params: SongParams) -> str:
    """Style words first, then the person's own, whole."""
    genre, mood, tempo = params.genre, params.mood, params.tempo
    style = [_WORDS.get(genre, genre)] if genre else []
    style += [mood] if mood else []
    style += [f"{tempo} BPM"] if tempo else []
    return ". ".join([", ".join(style), params.prompt] if style else [params.prompt])
