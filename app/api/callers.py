"""Finds out who calls: by the cookie of a browser, or by a bearer token, never by both."""

from dataclasses import dataclass

from fastapi import Request

from app.api.origin import SAFE
from app.bootstrap import Studio
from app.domain.callers import Caller, Reading, Way
from app.domain.errors import TokenRefused

COOKIE = "mw_session"


@dataclass(frozen=True)
class Proof:
    """What somebody shows to be let in."""

    way: Way
    secret: str


def bearer_in(authorization: str | None) -> str | None:
    """The token of an `Authorization: Bearer` header; other schemes are a proxy's business."""
    scheme, _, secret = (authorization or "").strip().partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def _kind(bearer: str) -> Way:
    if bearer.startswith("mwr_"):
        return "read token"
    return "token" if bearer.startswith("mw_") else "jwt"


def proof_in(request: Request) -> Proof | None:
    """
    The one proof of a request that is looked at.

    A bearer token stands before `?token=`, which stands before the cookie: a bad one is refused, so
    a program never acts by accident as whoever is signed in to a browser.
    """
    bearer = bearer_in(request.headers.get("authorization"))
    if bearer is not None:
        return Proof(_kind(bearer), bearer)
    linked = request.query_params.get("token") if request.method in SAFE else None
    if linked is not None:
        return Proof("read token", linked)
    cookie = request.cookies.get(COOKIE)
    return Proof("session", cookie) if cookie else None


def caller_by(studio: Studio, proof: Proof) -> Caller | None:
    """
    Who shows this; None for a cookie that opens nothing.

    Raises `TokenRefused`, `UserNotFound`, and `Away` while an issuer's keys cannot be had.
    """
    match proof.way:
        case "session":
            person = studio.accounts.person_for(proof.secret)
            return Caller("session", person, Reading(person.id)) if person else None
        case "token":
            caller = studio.tokens.caller(proof.secret)
        case "read token":
            reading = studio.read_tokens.read(proof.secret)
            caller = Caller("read token", None, reading, frozenset()) if reading else None
        case "jwt":
            caller = studio.identities.caller(proof.secret)
    if caller is None:
        raise TokenRefused("This token is not known here, has expired or was revoked.")
    return caller
