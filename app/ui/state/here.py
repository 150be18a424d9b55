"""Who is asking, and which page they are on. Every handler asks again; a tab proves nothing."""

import asyncio
import time
from collections import OrderedDict
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie

import reflex as rx
from reflex.state import BaseState

from app.bootstrap import studio
from app.domain.errors import NotSignedIn
from app.domain.views import PersonView

COOKIE = "mw_session"
_TRUST_S = 60
_MOST = 10_000
# Per process, and never in page state: what a session opened a moment ago.
_known: OrderedDict[bytes, tuple[float, PersonView | None]] = OrderedDict()


def _token(state: BaseState) -> str:
    # Taken when the connection was opened; a sign-in or sign-out is followed by a full load.
    raw = state.router.headers.raw_headers.get("cookie", "")
    try:
        morsel = SimpleCookie(raw).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


async def person(state: BaseState, *, fresh: bool = False) -> PersonView | None:
    """Whose session this connection carries; None for a stranger."""
    token = _token(state)
    if not token:
        return None
    key = sha256(token.encode()).digest()
    at, found = _known.get(key, (0.0, None))
    if not fresh and time.monotonic() - at < _TRUST_S:
        return found
    found = await asyncio.to_thread(studio().accounts.person_for, token)
    _known[key] = (time.monotonic(), found)
    _known.move_to_end(key)
    while len(_known) > _MOST:
        _known.popitem(last=False)
    return found


async def person_id(state: rx.State) -> str:
    """The id of whoever asks; refuses strangers."""
    found = await person(state)
    if found is None:
        raise NotSignedIn("Please sign in.")
    return found.id


def path(state: rx.State) -> str:
    """The path of the page that is open, without a trailing slash."""
    return state.router.url.path.rstrip("/") or "/"
