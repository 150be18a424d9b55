"""An issuer of JWTs and what it says of people, as pure rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from app.domain.errors import Invalid, TokenRefused
from app.domain.people import EMAIL_MAX, NAME_MAX
from app.domain.texts import is_storable

SUBJECT_MAX = 255
_SECONDS_END = 100_000_000_000
"""Clerk writes moments in milliseconds, and in places in seconds; this tells them apart."""


@dataclass(frozen=True)
class Subject:
    """Somebody, as an issuer knows them."""

    id: str
    name: str = ""
    email: str | None = None
    email_is_verified: bool = False
    told_at: datetime | None = None
    """The issuer's moment of this word; None: as of now."""


@dataclass(frozen=True)
class Word:
    """A message about a subject. Whoever is deleted never comes back under this id."""

    message_id: str
    kind: Literal["changed", "deleted", "other"]
    subject: Subject | None


class Issuer(Protocol):
    """Who signs JWTs that are believed here."""

    @property
    def name(self) -> str:
        """Its `iss`."""
        ...

    def subject(self, token: str) -> Subject:
        """Whose token it is. Raises `TokenRefused`; `Away` while its keys cannot be had."""
        ...


class Inbox(Protocol):
    """Opens messages that are signed by whoever runs the issuer."""

    def open(self, headers: Mapping[str, str], body: bytes) -> Word:
        """What it says. Raises `NotGenuine`, and `Invalid` for a body that makes no sense."""
        ...


def subject_of_claims(claims: Mapping[str, Any], *, parties: Iterable[str]) -> Subject:
    """
    Whose token it is, by claims whose signature was checked.

    A token without `azp` passes, as Clerk advises: those of its native apps have none.
    """
    if claims.get("azp") is not None and parties and claims["azp"] not in tuple(parties):
        raise TokenRefused("This token was made for another site.")
    if claims.get("sts") == "pending":
        raise TokenRefused("This sign-in is not finished yet.")
    if not _is_id(claims.get("sub")):
        raise TokenRefused("This token names nobody.")
    return Subject(
        claims["sub"],
        name=_name(claims.get("name")),
        email=_email(claims.get("email")),
        email_is_verified=claims.get("email_verified") is True,
    )


def clerk_word(message_id: str, event: Any) -> Word:
    """A message of Clerk in our words. Raises `Invalid`."""
    kind = event.get("type") if isinstance(event, dict) else None
    data = event.get("data") if isinstance(event, dict) else None
    if not isinstance(kind, str) or not isinstance(data, dict):
        raise Invalid("This is no event of Clerk.", field="body")
    if kind not in {"user.created", "user.updated", "user.deleted"}:
        return Word(message_id, "other", None)
    if not _is_id(data.get("id")):
        if kind == "user.deleted":  # Clerk may leave the id out: nobody is named
            return Word(message_id, "other", None)
        raise Invalid("The event names no user.", field="data.id")
    if kind == "user.deleted":
        return Word(message_id, "deleted", Subject(data["id"]))
    return Word(message_id, "changed", _clerk_user(data, event.get("timestamp")))


def _clerk_user(data: Mapping[str, Any], timestamp: Any) -> Subject:
    addresses = [each for each in data.get("email_addresses") or () if isinstance(each, dict)]
    primary = data.get("primary_email_address_id")
    first: Mapping[str, Any] = next((a for a in addresses if a.get("id") == primary), {})
    check = first.get("verification")
    full = " ".join(str(part) for key in ("first_name", "last_name") if (part := data.get(key)))
    return Subject(
        data["id"],
        name=_name(full) or _name(data.get("username")),
        email=_email(first.get("email_address")),
        email_is_verified=isinstance(check, dict) and check.get("status") == "verified",
        told_at=_moment(data.get("updated_at")) or _moment(timestamp),
    )


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= SUBJECT_MAX and is_storable(value)


def _name(value: Any) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return "".join(char for char in text if char.isprintable())[:NAME_MAX]


def _email(value: Any) -> str | None:
    is_one = isinstance(value, str) and "@" in value and len(value) <= EMAIL_MAX
    return value.strip() if is_one and value.isprintable() else None


def _moment(value: Any) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
        return None
    try:
        return datetime.fromtimestamp(value / 1000 if value > _SECONDS_END else value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
