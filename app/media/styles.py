"""The styles that photos can be taken in. What is in the catalogue is data: `styles.toml`."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

OWN = "own"
"""The word of a style that is a person's own words."""
_PERSON = "{person}"


class Group(StrEnum):
    """What styles can be filtered by."""

    STUDIO = "studio"
    OUTDOOR = "outdoor"
    FILM = "film"
    PAINTERLY = "painterly"
    PAPER = "paper"
    SEASON = "season"
    FUN = "fun"


@dataclass(frozen=True)
class Style:
    """One way to take a photo."""

    word: str
    """Never changed: pictures are kept with it."""
    group: Group
    ko: str
    en: str
    sketch: str
    """The treatment that stands for it where no model is."""
    prompt: str
    """English, for models; `{person}` stands where `prompt_for` puts who is in it."""


@lru_cache
def styles() -> MappingProxyType[str, Style]:
    """The catalogue by word, in the order it is offered."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return MappingProxyType({word: _style(word, each) for word, each in found.items()})


def prompt_for(template: str, noun: str) -> str:
    """The words of a style with the role's noun where the person belongs, or else first."""
    if _PERSON in template:
        # Not `format`: people's own words may have any braces.
        return template.replace(_PERSON, noun)
    return f"{noun}: {template}"


def _style(word: str, told: dict[str, str]) -> Style:
    return Style(word=word, group=Group(told.pop("group")), **told)
