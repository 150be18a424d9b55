"""What a song of a journey is to be, and why: a plan that a person reads and may change."""

from dataclasses import dataclass, field
from typing import Any, Literal

Language = Literal["ko", "en"]


@dataclass(frozen=True)
class Reason:
    """Why something was chosen: a code, and the values of its sentence; see `why.said`."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class MusicPlan:
    """One song, before it is ordered."""

    prompt: str
    """What it is to sound like, in words."""
    genre: str
    mood: str
    tempo: int
    """Beats per minute."""
    instruments: tuple[str, ...] = ()
    """Ids of `lexicon.INSTRUMENTS`, or a person's own words; the first is heard most."""
    sung: bool = False
    """Somebody sings, where the provider can."""
    lyrics: str | None = None
    """A person's own words to be sung; without them the provider writes some."""
    language: Language = "ko"
    why: tuple[Reason, ...] = ()
    edited: bool = False
    """A person changed it: what they wrote is never written over."""


@dataclass(frozen=True)
class PlanChange:
    """What a person wants otherwise; None leaves it as it is."""

    prompt: str | None = None
    genre: str | None = None
    mood: str | None = None
    tempo: int | None = None
    instruments: tuple[str, ...] | None = None
    sung: bool | None = None
    lyrics: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to change."""
        return self == PlanChange()
