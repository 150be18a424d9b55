"""What a route may ask for: the studio, who asks from where, and ids of the right shape."""

import re
from collections.abc import Callable
from ipaddress import ip_address
from typing import Annotated

from fastapi import Depends, Header, Path, Query, Request
from fastapi.security import APIKeyCookie
from pydantic import AfterValidator

from app import bootstrap
from app.domain.errors import NotFound, NotSignedIn
from app.domain.texts import is_storable
from app.domain.views import PersonView

COOKIE = "mw_session"

_session = APIKeyCookie(
    name=COOKIE,
    scheme_name="session",
    description="Set by sign-up, sign-in and guest; sent by browsers of the same site.",
    auto_error=False,
)


async def _studio(request: Request) -> bootstrap.Studio:
    return request.app.state.studio()


Studio = Annotated[bootstrap.Studio, Depends(_studio)]
Token = Annotated[str | None, Depends(_session)]


def _person(studio: Studio, token: Token) -> PersonView | None:
    return studio.accounts.person_for(token) if token else None


SomebodyOrNobody = Annotated[PersonView | None, Depends(_person)]


async def _current_person(person: SomebodyOrNobody) -> PersonView:
    if person is None:
        raise NotSignedIn("Sign in first, or begin as a guest.")
    return person


CurrentPerson = Annotated[PersonView, Depends(_current_person)]


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
Agent = Annotated[str, Header(alias="User-Agent", include_in_schema=False)]


def _shaped(kind: str) -> Callable[[str], str]:
    """An id of another shape is an id that nothing has."""
    shape = re.compile(rf"{kind}_[0-9a-z]{{26}}", re.ASCII)

    def check(value: str) -> str:
        if not shape.fullmatch(value):
            raise NotFound(f"No {kind} has such an id.")
        return value

    return check


JobId = Annotated[str, Path(description="`job_…`"), AfterValidator(_shaped("job"))]
AssetId = Annotated[str, Path(description="`asset_…`"), AfterValidator(_shaped("asset"))]


def _storable(text: str) -> str:
    if not is_storable(text):
        raise ValueError("The text has a character that cannot be stored.")
    return text


Words = Annotated[str, AfterValidator(_storable)]
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
