"""What a route may ask for: the studio, who asks from where, and ids of the right shape."""

import re
from collections.abc import Callable
from ipaddress import ip_address
from typing import Annotated, Any

from fastapi import Depends, Header, Path, Query, Request
from fastapi.security import APIKeyCookie, APIKeyQuery, HTTPBearer
from pydantic import AfterValidator, Field

from app import bootstrap
from app.api.callers import COOKIE, caller_by, proof_in
from app.api.limits import count_address, count_caller
from app.api.origin import SAFE
from app.domain.callers import Caller, Reading, Scope
from app.domain.errors import CookieOnly, MissingScope, NotFound, NotSignedIn
from app.domain.texts import is_storable
from app.domain.views import PersonView

_session = APIKeyCookie(
    name=COOKIE,
    scheme_name="session",
    description="Set by sign-up, sign-in and guest; sent by browsers of the same site.",
    auto_error=False,
)
_jwt = HTTPBearer(
    scheme_name="jwt",
    bearerFormat="JWT",
    description="RS256, signed by the issuer that this server is configured with.",
    auto_error=False,
)
_token = HTTPBearer(
    scheme_name="token",
    bearerFormat="mw_…",
    description="A personal token, made on the account page; it may do what its scopes say.",
    auto_error=False,
)
_link = APIKeyQuery(
    name="token",
    scheme_name="readToken",
    description="Reads one job for an hour at most: `POST /api/jobs/{job_id}/read-token`. "
    "It may also come as a bearer token.",
    auto_error=False,
)


async def _studio(request: Request) -> bootstrap.Studio:
    return request.app.state.studio()


Studio = Annotated[bootstrap.Studio, Depends(_studio)]
Token = Annotated[str | None, Depends(_session)]


def address_of(request: Request, *, hops: int) -> str:
    """
    The address that asks.

    Each of our own proxies appends who it talked to, so the entry that the outermost of them wrote
    is to be believed, and anything to the left of it is hearsay.
    """
    socket = request.client.host if request.client else ""
    if not hops:
        return socket
    told = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    told = [entry.strip() for entry in told if entry.strip()]
    if not told:
        return socket
    believed = told[-hops] if hops <= len(told) else told[0]
    try:
        return str(ip_address(believed))
    except ValueError:
        return socket


async def _address(request: Request, studio: Studio) -> str:
    return address_of(request, hops=studio.settings.trusted_proxy_hops)


Address = Annotated[str, Depends(_address)]


def _caller(request: Request, studio: Studio, address: Address) -> Caller | None:
    """Every route that anybody may ask passes here, once: it counts, and finds out who asks."""
    count_address(studio, address)
    proof = proof_in(request)
    caller = caller_by(studio, proof) if proof else None
    if caller is not None:
        count_caller(studio, request, caller)
    return caller


AnyCaller = Annotated[Caller | None, Depends(_caller)]


def _known(person: PersonView | None) -> PersonView:
    if person is None:
        raise NotSignedIn("Sign in first, or begin as a guest.")
    return person


async def _browser(caller: AnyCaller) -> PersonView | None:
    if caller is None:
        return None
    if caller.way != "session":
        raise CookieOnly("Only a browser that is signed in may do this; a token may not.")
    return caller.person


async def browser_person(
    person: Annotated[PersonView | None, Depends(_browser)], _: Token
) -> PersonView:
    """Who is signed in to the browser that asks. Raises `NotSignedIn`, `CookieOnly`."""
    return _known(person)


async def _any_proof(
    _session: Token,
    _jwt: Annotated[Any, Depends(_jwt)],
    _token: Annotated[Any, Depends(_token)],
) -> None:
    """What the document says of routes that take any proof; `_caller` reads it."""


class Needs:
    """
    Somebody who is signed in, by whatever proof, and may do this.

    Without a scope of its own, a route that only looks needs `read`, and every other one `manage`.
    """

    def __init__(self, scope: Scope | None = None) -> None:
        self._scope: Scope | None = scope

    def scope(self, method: str) -> Scope:
        """What a token needs for this method."""
        if self._scope is not None:
            return self._scope
        return "read" if method in SAFE else "manage"

    async def __call__(
        self, request: Request, caller: AnyCaller, _: Annotated[None, Depends(_any_proof)]
    ) -> PersonView:
        """The person. Raises `NotSignedIn`, and `MissingScope`."""
        if caller is not None:
            allow(caller, self.scope(request.method))
        return _known(caller.person if caller else None)


def allow(caller: Caller, scope: Scope) -> None:
    """Raise `MissingScope` unless the caller may do such things."""
    if caller.way == "read token":
        raise MissingScope("This token reads one job and does nothing else.", scope=scope)
    if scope not in caller.scopes:
        raise MissingScope(f"This token lacks the scope “{scope}”.", scope=scope)


SomebodyOrNobody = Annotated[PersonView | None, Depends(_browser)]
"""Who is signed in to the browser that asks; routes about the cookie itself."""
CookiePerson = Annotated[PersonView, Depends(browser_person)]
"""By cookie alone: a token that leaks must not make others, or take the account."""
CurrentPerson = Annotated[PersonView, Depends(Needs())]
"""By cookie, JWT or token. A token needs `read` to look and `manage` to change."""
MakingPerson = Annotated[PersonView, Depends(Needs("make"))]
ReadingPerson = Annotated[PersonView, Depends(Needs("read"))]

Agent = Annotated[str, Header(alias="User-Agent", include_in_schema=False)]


def shaped(kind: str) -> Callable[[str], str]:
    """A check of ids: one of another shape is one that nothing has."""
    shape = re.compile(rf"{kind}_[0-9a-z]{{26}}", re.ASCII)

    def check(value: str) -> str:
        if not shape.fullmatch(value):
            raise NotFound(f"No {kind} has such an id.")
        return value

    return check


JobId = Annotated[str, Path(description="`job_…`"), AfterValidator(shaped("job"))]
AssetId = Annotated[str, Path(description="`asset_…`"), AfterValidator(shaped("asset"))]
HookId = Annotated[str, Path(description="`hook_…`"), AfterValidator(shaped("hook"))]
DeliveryId = Annotated[str, Path(description="`delivery_…`"), AfterValidator(shaped("delivery"))]


class Reads:
    """Who may read, also by a token for one job; the route checks that it is this job."""

    @staticmethod
    def scope(_: str) -> Scope:
        """What a personal token needs."""
        return "read"

    async def __call__(
        self,
        caller: AnyCaller,
        _: Annotated[None, Depends(_any_proof)],
        _link: Annotated[Any, Depends(_link)] = None,
    ) -> Reading:
        """What they may read."""
        if caller is not None and caller.way == "read token":
            return caller.reading
        if caller is not None:
            allow(caller, self.scope(""))
        return Reading(_known(caller.person if caller else None).id)


Reader = Annotated[Reading, Depends(Reads())]
"""For what belongs to a job: call `check` with its id, and ask for it as `person_id`."""


async def _job_reader(job_id: JobId, reading: Reader) -> Reading:
    reading.check(job_id)
    return reading


JobReader = Annotated[Reading, Depends(_job_reader)]
"""Who may read `job_id` of the path: by cookie, JWT, token, or a read token for this very job."""


def _storable(text: str) -> str:
    if not is_storable(text):
        raise ValueError("The text has a character that cannot be stored.")
    return text


def _names(text: str) -> str:
    if not text.strip():
        raise ValueError("Give it a name.")
    return text


Words = Annotated[str, AfterValidator(_storable)]
Name = Annotated[
    Words,
    Field(min_length=1, max_length=120, json_schema_extra={"pattern": r"\S"}),
    AfterValidator(_names),
]
"""What something is to be called."""
Search = Annotated[Words | None, Query(max_length=200, description="Words in title or prompt.")]
Cursor = Annotated[
    Words | None, Query(max_length=500, description="`next_cursor` of the page before.")
]
Limit = Annotated[int, Query(ge=1, le=100, description="Items on a page.")]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[!-~]+$",
        description="Chosen by you: the same key never starts two jobs.",
    ),
]
