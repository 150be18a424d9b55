"""Help with words for songs that are sung."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import ConfigDict, Field, model_validator

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import MakingPerson, Studio, Words
from app.api.errors import refusals

router = APIRouter(prefix="/api/lyrics", tags=["lyrics"])


class LyricsIn(Body):
    """What it is about, or words to go on from: one of the two."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    prompt: Annotated[Words, Field(max_length=2000, examples=["rain on a tin roof"])] | None = None
    """What the song is about."""
    lyrics: Annotated[Words, Field(max_length=3000)] | None = None
    """Lyrics that are to go on; they come back with more after them."""

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.prompt is None) == (self.lyrics is None):
            raise ValueError("Say what it is about, or give lyrics to go on from.")
        return self


class LyricsOut(Answer):
    """Words to read, change and sing."""

    text: str
    title: str
    """What the song could be called; may be empty."""


@router.post("", responses=refusals(401, 403, 409, 413, 415, 422, 429, 503))
def write_lyrics(asked: LyricsIn, studio: Studio, person: MakingPerson) -> LyricsOut:
    """
    Write lyrics, or go on with some. Answers within a minute; costs no credits.

    Each person may ask so many times an hour. 409 where nobody helps, 503 where no words
    came.
    """
    if asked.lyrics is not None:
        return LyricsOut.model_validate(studio.lyrics.extend(person.id, asked.lyrics))
    return LyricsOut.model_validate(studio.lyrics.write(person.id, asked.prompt or ""))
