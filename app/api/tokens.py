"""Personal tokens, and tokens that read one job."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import AfterValidator, ConfigDict, Field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import CookiePerson, JobId, ReadingPerson, Studio, Words, shaped
from app.api.errors import refusals
from app.domain.callers import Scope
from app.services.read_tokens import LONGEST
from app.services.tokens import DAYS_MOST

router = APIRouter()

TokenId = Annotated[str, Path(description="`token_…`"), AfterValidator(shaped("token"))]
_LONGEST_S = int(LONGEST.total_seconds())


class TokenIn(Body):
    """What a token is to be called, what it may do, and how long."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    name: Annotated[Words, Field(min_length=1, max_length=200, examples=["My script"])]
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=3, examples=[["read", "make"]])]
    """read: see all of yours. make: start, repeat and stop jobs. manage: change and delete."""
    days: Annotated[int | None, Field(ge=1, le=DAYS_MOST)] = None
    """After so many days it opens nothing any more. Default: it lasts until it is revoked."""


class TokenOut(Answer):
    """A token, without its secret."""

    id: str
    name: str
    start: str
    """How it begins, to know it again."""
    scopes: tuple[Scope, ...]
    created_at: datetime
    used_at: datetime | None
    """Last use, to the minute."""
    expires_at: datetime | None
    has_expired: bool


class NewTokenOut(TokenOut):
    """A token with its secret."""

    token: str
    """Shown now and never again: only a hash of it is kept."""


class TokensOut(Answer):
    """Your tokens, the latest first."""

    items: tuple[TokenOut, ...]


class ReadTokenIn(Body):
    """How long it is to last."""

    seconds: Annotated[int, Field(ge=1, le=_LONGEST_S)] = _LONGEST_S


class ReadTokenOut(Answer):
    """A token that reads one job."""

    token: str
    job_id: str
    expires_at: datetime


@router.get("/api/auth/tokens", tags=["people"], responses=refusals(401, 403))
def list_tokens(studio: Studio, person: CookiePerson) -> TokensOut:
    """Your personal tokens, the latest first."""
    return TokensOut(items=tuple(map(TokenOut.model_validate, studio.tokens.all(person.id))))


@router.post(
    "/api/auth/tokens",
    tags=["people"],
    status_code=201,
    responses=refusals(401, 403, 409, 413, 415, 422),
)
def make_token(form: TokenIn, studio: Studio, person: CookiePerson) -> NewTokenOut:
    """Make a personal token. It is shown once."""
    made = studio.tokens.make(person.id, name=form.name, scopes=form.scopes, days=form.days)
    return NewTokenOut.model_validate(made)


@router.delete(
    "/api/auth/tokens/{token_id}",
    tags=["people"],
    status_code=204,
    responses=refusals(401, 403, 404),
)
def revoke_token(token_id: TokenId, studio: Studio, person: CookiePerson) -> None:
    """Revoke a token: it opens nothing any more, from this moment."""
    studio.tokens.revoke(person.id, token_id)


@router.post(
    "/api/jobs/{job_id}/read-token",
    tags=["jobs"],
    status_code=201,
    responses=refusals(401, 403, 404, 413, 415, 422),
)
def make_read_token(
    job_id: JobId, studio: Studio, person: ReadingPerson, form: ReadTokenIn | None = None
) -> ReadTokenOut:
    """
    Let somebody read this job for an hour at most. Whoever holds the token sees the job, its
    status, its files and its events, as a bearer token or as `?token=`, and nothing else.
    """
    seconds = (form or ReadTokenIn()).seconds
    made = studio.read_tokens.make(person.id, job_id, lifetime=timedelta(seconds=seconds))
    return ReadTokenOut.model_validate(made)
