"""Who is here."""

from typing import Any
from urllib.parse import quote

import reflex as rx

from app.domain.views import PersonView
from app.ui.state.here import path, person

OPEN_PAGES = frozenset({"/", "/sign-in", "/sign-up", "/confirm", "/unsubscribe", "/404"})
_SHOWN = "/s/"
"""Below it is what others have shown: no sign-in is asked for there."""


class PersonState(rx.State):
    """What the page may know of the person; filled by the server, never by the browser."""

    ready: bool = False
    known: bool = False
    name: str = ""
    email: str = ""
    is_guest: bool = True
    language: str = ""
    role: str = "person"
    """Decides what is shown, never what may be done: the routes ask for themselves."""
    available: int = 0
    held: int = 0

    @rx.event
    async def arrive(self) -> Any:
        """See who it is; strangers are shown the door to come in by, and find their way back."""
        found = await person(self, fresh=True)
        await show_person(self, found=found)
        here = path(self)
        if found is None and here not in OPEN_PAGES and not here.startswith(_SHOWN):
            query = self.router.url.query
            return rx.redirect(f"/sign-in?next={quote(f'{here}?{query}' if query else here)}")
        return None


async def show_person(state: rx.State, *, found: PersonView | None = None) -> None:
    """Let the page know what is true of the person now; only what differs is sent."""
    shown = await state.get_state(PersonState)
    found = found or await person(state, fresh=True)
    now: dict[str, Any] = {"ready": True, "known": found is not None}
    if found:
        now |= {
            "name": found.name,
            "email": found.email or "",
            "is_guest": found.is_guest,
            "language": found.language,
            "role": found.role,
            "available": found.available,
            "held": found.held,
        }
    for name, value in now.items():
        if getattr(shown, name) != value:
            setattr(shown, name, value)


async def show_credits(state: rx.State, *, available: int, held: int) -> None:
    """Let the page know what can be spent and what is set aside."""
    shown = await state.get_state(PersonState)
    if shown.available != available:
        shown.available = available
    if shown.held != held:
        shown.held = held
