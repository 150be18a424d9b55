"""What a set of photos is: who is in it, in which styles, and how that becomes single pictures."""

from enum import StrEnum
from itertools import cycle, islice
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.media.styles import prompt_for

PROMPT_MAX = 2_000
REFERENCES_MAX = 8
STYLES_MAX = 40
PEOPLE_MAX = 8
PICTURES_MAX = 100

Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
UploadId = Annotated[str, StringConstraints(pattern=r"^upload_[0-9a-z]{26}$")]


class Mode(StrEnum):
    """How styles and people become pictures."""

    SINGLE = "single"
    """Every style with every person, once."""
    BATCH = "batch"
    """Exactly so many pictures, dealt over the same combinations."""


class Aspect(StrEnum):
    """Shape of a picture, width to height."""

    PORTRAIT = "3:4"
    SQUARE = "1:1"
    LANDSCAPE = "4:3"
    TALL = "2:3"
    WIDE = "3:2"


class Look(BaseModel):
    """A style, as it was when it was chosen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    style: Word
    """A word of the catalogue, or `own` for a person's own words."""
    prompt: Annotated[str, Field(min_length=1, max_length=PROMPT_MAX)]
    """What the picture should show."""


class Sitter(BaseModel):
    """Somebody in the pictures."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Word
    references: Annotated[tuple[UploadId, ...], Field(min_length=1, max_length=REFERENCES_MAX)]
    """Photos of them, the best one first."""
    noun: Annotated[str, Field(max_length=120)] = ""
    """How prompts call them; without it the words of a look stay as they are."""


class PhotoParams(BaseModel):
    """One picture: what a provider gets."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: Annotated[str, Field(min_length=1, max_length=PROMPT_MAX)]
    style: Word
    role: Word
    references: Annotated[tuple[UploadId, ...], Field(min_length=1, max_length=REFERENCES_MAX)]
    """The photo to keep to comes first; the others show the same person."""
    aspect: Aspect = Aspect.PORTRAIT


class ShootParams(BaseModel):
    """What a person asks for: a job of one or more pictures."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    album_id: Annotated[str, StringConstraints(pattern=r"^album_[0-9a-z]{26}$")]
    mode: Mode
    looks: Annotated[tuple[Look, ...], Field(min_length=1, max_length=STYLES_MAX)]
    people: Annotated[tuple[Sitter, ...], Field(min_length=1, max_length=PEOPLE_MAX)]
    total: Annotated[int, Field(ge=1, le=PICTURES_MAX)] | None = None
    """How many pictures; only for `batch`, where it must be said."""
    aspect: Aspect = Aspect.PORTRAIT

    @model_validator(mode="after")
    def _counts(self) -> Self:
        if self.mode is Mode.BATCH and self.total is None:
            raise ValueError("Say how many pictures there are to be.")
        if self.mode is Mode.SINGLE and self.total not in (None, self.combinations):
            raise ValueError(f"These styles and people make {self.combinations} pictures.")
        if self.count > PICTURES_MAX:
            raise ValueError(f"That makes {self.count} pictures: {PICTURES_MAX} is the most.")
        return self

    @property
    def combinations(self) -> int:
        """Styles times people."""
        return len(self.looks) * len(self.people)

    @property
    def count(self) -> int:
        """How many pictures there will be."""
        return self.total if self.mode is Mode.BATCH and self.total else self.combinations


def plan(params: ShootParams) -> list[PhotoParams]:
    """
    The pictures in their order: style by style, each with every person.

    A batch takes as many from that row as were asked for and starts over at its end; every time
    around, each person's next photo comes first. The seeds differ anyhow.
    """
    pairs = [(look, sitter) for look in params.looks for sitter in params.people]
    dealt = enumerate(islice(cycle(pairs), params.count))
    return [
        PhotoParams(
            prompt=_prompt(look, sitter),
            style=look.style,
            role=sitter.role,
            references=_turned(sitter.references, index // len(pairs)),
            aspect=params.aspect,
        )
        for index, (look, sitter) in dealt
    ]


def one_of_set(stored: dict[str, Any], picture: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a set of one: a picture of this set, as it was stored, alone."""
    people = ShootParams.model_validate(stored).people
    sitter = next(each for each in people if each.role == picture["role"])
    return {
        "album_id": stored["album_id"],
        "mode": Mode.SINGLE.value,
        # The words as they were: whoever is in it stands in them already.
        "looks": [{"style": picture["style"], "prompt": picture["prompt"]}],
        "people": [{"role": sitter.role, "references": picture["references"]}],
        "aspect": picture["aspect"],
    }


def references(params: ShootParams) -> tuple[str, ...]:
    """Every photo that is needed, once."""
    return tuple(dict.fromkeys(id_ for sitter in params.people for id_ in sitter.references))


def words(params: ShootParams) -> str:
    """What the set can be found by."""
    return " ".join(dict.fromkeys(look.style for look in params.looks))


def _prompt(look: Look, sitter: Sitter) -> str:
    if not sitter.noun:
        return look.prompt
    return prompt_for(look.prompt, sitter.noun)[:PROMPT_MAX]


def _turned(references: tuple[str, ...], by: int) -> tuple[str, ...]:
    first = by % len(references)
    return references[first:] + references[:first]
