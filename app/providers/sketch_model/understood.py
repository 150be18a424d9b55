"""What was understood of the words."""

from dataclasses import dataclass, field


@dataclass
class Wanted:
    """One kind of thing, and how it is to be."""

    noun: str
    word: str
    colour: str = ""
    material: str = ""
    size: str = ""
    style: str = ""
    count: int = 0
    """0: not said."""
    is_subject: bool = False
    follows: bool = False
    """Named in one breath with the one before."""


@dataclass(frozen=True)
class Link:
    """The thing with the first number is there, seen from the thing with the second."""

    figure: int
    relation: str
    landmark: int


@dataclass
class Reading:
    """What was understood."""

    things: list[Wanted] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
