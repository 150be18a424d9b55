"""Who is asking: guests, accounts and the session cookie."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import ConfigDict, Field

from app.api.answers import PersonOut
from app.api.bodies import Body
from app.api.deps import (
    COOKIE,
    Address,
    Agent,
    CookiePerson,
    CurrentPerson,
    SomebodyOrNobody,
    Studio,
    Token,
    Words,
)
from app.api.errors import refusals
from app.api.sending import ARCHIVE, send_archive
from app.bootstrap import Studio as TheStudio
from app.domain.views import SignedIn

router = APIRouter(prefix="/api/auth", tags=["people"])

_COOKIE_AGE_S = 400 * 24 * 60 * 60
"""As long as browsers keep any; the server ends sessions that are not used."""

Language = Literal["ko", "en"]
Email = Annotated[Words, Field(max_length=320, examples=["ann@example.com"])]
Password = Annotated[str, Field(max_length=1_024, examples=["correct horse battery"])]
Name = Annotated[Words, Field(max_length=200, examples=["Ann"])]


class _Form(Body):
    model_config = ConfigDict(extra="forbid")


class GuestIn(_Form):
    """Nothing has to be told."""

    language: Language = "en"


class SignUpIn(_Form):
    """What an account needs."""

    email: Email
    password: Password
    name: Name = ""
    language: Language = "en"


class SignInIn(_Form):
    """What opens an account."""

    email: Email
    password: Password


class ChangePasswordIn(_Form):
    """The password so far and the one from now on."""

    old: Password
    new: Password


class MeIn(_Form):
    """What to change; what is left out stays."""

    name: Name | None = None
    language: Language | None = None


class LeaveIn(_Form):
    """Members show their password once more."""

    password: Password | None = None


@router.post(
    "/guest",
    status_code=201,
    responses={200: {"model": PersonOut, "description": "Somebody is signed in already."}}
    | refusals(403, 422, 429),
)
def guest(  # noqa: PLR0913, PLR0917 -- what a browser tells
    studio: Studio,
    response: Response,
    person: SomebodyOrNobody,
    address: Address,
    form: GuestIn | None = None,
    agent: Agent = "",
) -> PersonOut:
    """Try it now: begin as a guest. Who is signed in already stays who they are."""
    if person is not None:
        response.status_code = 200
        return PersonOut.model_validate(person)
    form = form or GuestIn()
    signed_in = studio.accounts.guest(language=form.language, address=address, agent=agent)
    return _enter(studio, response, signed_in)


@router.post("/sign-up", status_code=201, responses=refusals(403, 409, 422, 429))
def sign_up(  # noqa: PLR0913, PLR0917 -- what a form and a browser tell
    form: SignUpIn,
    studio: Studio,
    response: Response,
    person: SomebodyOrNobody,
    token: Token,
    address: Address,
    agent: Agent = "",
) -> PersonOut:
    """Make an account. A guest keeps everything made so far."""
    signed_in = studio.accounts.sign_up(
        **form.model_dump(),
        guest_id=person.id if person and person.is_guest else None,
        address=address,
        agent=agent,
    )
    return _enter(studio, response, signed_in, instead_of=token)


@router.post("/sign-in", responses=refusals(401, 403, 422, 429))
def sign_in(  # noqa: PLR0913, PLR0917 -- what a form and a browser tell
    form: SignInIn,
    studio: Studio,
    response: Response,
    person: SomebodyOrNobody,
    token: Token,
    address: Address,
    agent: Agent = "",
) -> PersonOut:
    """Sign in. What was made as a guest in this browser moves to the account."""
    signed_in = studio.accounts.sign_in(
        **form.model_dump(),
        guest_id=person.id if person and person.is_guest else None,
        address=address,
        agent=agent,
    )
    return _enter(studio, response, signed_in, instead_of=token)


@router.post("/sign-out", status_code=204, responses=refusals(403))
def sign_out(studio: Studio, response: Response, _: SomebodyOrNobody, token: Token) -> None:
    """End this session. Nothing happens when there is none."""
    if token:
        studio.accounts.sign_out(token)
    _forget(studio, response)


@router.post("/change-password", status_code=204, responses=refusals(401, 403, 409, 422, 429))
def change_password(
    form: ChangePasswordIn, studio: Studio, person: CookiePerson, token: Token
) -> None:
    """Take another password; every other session ends."""
    studio.accounts.change_password(person.id, old=form.old, new=form.new, token=token)


@router.delete("/account", status_code=204, responses=refusals(401, 403, 422, 429))
def leave(
    studio: Studio, response: Response, person: CookiePerson, form: LeaveIn | None = None
) -> None:
    """Leave, with everything made. This cannot be undone."""
    studio.accounts.delete(person.id, password=form.password if form else None)
    _forget(studio, response)


@router.get("/export", response_class=Response, responses=ARCHIVE | refusals(401, 503))
def export(studio: Studio, person: CookiePerson) -> Response:
    """Everything that is kept about you, as one archive: rows as JSON, and every file."""
    name = f"meanwhile_{datetime.now(UTC):%Y-%m-%d}.zip"
    return send_archive(studio.export.of(person.id), name)


@router.get("/me", responses=refusals(401))
def me(person: CurrentPerson) -> PersonOut:
    """Who is signed in."""
    return PersonOut.model_validate(person)


@router.patch("/me", responses=refusals(401, 403, 422))
def change_me(form: MeIn, studio: Studio, person: CurrentPerson) -> PersonOut:
    """Change name or language."""
    if form.name is not None:
        person = studio.accounts.rename(person.id, form.name)
    if form.language is not None:
        person = studio.accounts.set_language(person.id, form.language)
    return PersonOut.model_validate(person)


def _enter(
    studio: TheStudio, response: Response, signed_in: SignedIn, *, instead_of: str | None = None
) -> PersonOut:
    """Hand over the new secret; the one before it ends."""
    if instead_of:
        studio.accounts.sign_out(instead_of)
    response.set_cookie(
        COOKIE,
        signed_in.token,
        max_age=_COOKIE_AGE_S,
        path="/",
        httponly=True,
        samesite="lax",
        secure=_is_secure(studio),
    )
    return PersonOut.model_validate(signed_in.person)


def _forget(studio: TheStudio, response: Response) -> None:
    response.delete_cookie(
        COOKIE, path="/", httponly=True, samesite="lax", secure=_is_secure(studio)
    )


def _is_secure(studio: TheStudio) -> bool:
    chosen = studio.settings.secure_cookies
    return studio.settings.url.startswith("https://") if chosen is None else chosen
