"""Who can be in an album's pictures: kinds of album, and the roles in each."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What an album is for."""

    WEDDING = "wedding"
    COUPLE = "couple"
    FAMILY = "family"
    PROFILE = "profile"


@dataclass(frozen=True)
class Role:
    """Somebody in an album."""

    word: str
    """Never changed: photos are kept with it. Within its kind there is one of each."""
    ko: str
    en: str
    noun: str
    """How prompts call them."""


_ROLES = {
    Kind.WEDDING: (
        Role("groom", "신랑", "Groom", "the groom, dressed for the wedding"),
        Role("bride", "신부", "Bride", "the bride, dressed for the wedding"),
    ),
    Kind.COUPLE: (
        Role("me", "나", "Me", "the person in the reference photo"),
        Role("partner", "연인", "Partner", "the person in the reference photo"),
        Role(
            "together", "둘이 함께", "Together", "the couple in the reference photo, side by side"
        ),
    ),
    Kind.FAMILY: (
        Role("mother", "엄마", "Mother", "the mother in the reference photo"),
        Role("father", "아빠", "Father", "the father in the reference photo"),
        Role("daughter", "딸", "Daughter", "the daughter in the reference photo"),
        Role("son", "아들", "Son", "the son in the reference photo"),
        Role("baby", "아기", "Baby", "the baby in the reference photo"),
        Role("grandmother", "할머니", "Grandmother", "the grandmother in the reference photo"),
        Role("grandfather", "할아버지", "Grandfather", "the grandfather in the reference photo"),
        Role(
            "everyone", "온 가족", "Everyone", "the whole family in the reference photo, together"
        ),
    ),
    Kind.PROFILE: (Role("me", "나", "Me", "the person in the reference photo"),),
}


def roles(kind: Kind) -> MappingProxyType[str, Role]:
    """The roles of a kind of album by word, in the order they are offered."""
    return MappingProxyType({role.word: role for role in _ROLES[kind]})
