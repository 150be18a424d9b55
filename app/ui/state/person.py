"""Who is here."""

from urllib.parse import quote

import reflex as rx

from app.domain.views import PersonView
from app.ui.state.here import path, person

OPEN_PAGES = frozenset({"/", "/sign-in", "/sign-up", "/404"})


class PersonState(rx.State):
    """What the page may know of the person; filled by the server, never by the browser."""

    ready: bool = False
    known: bool = False
    name: str = ""
    email: str = ""
    is_guest: bool = True
    language: str = ""
    available: int = 0
    held: int = 0

    @rx.event
    async def arrive(self):
        """See who it is; strangers are shown the door to come in by, and find their way back."""
        found = await person(self, fresh=True)
        self._show(found)
        here = path(self)
        if found is None and here not in OPEN_PAGES:
            return rx.redirect(f"/sign-in?next={quote(here)}")
        return None

    def _show(self, found: PersonView | None) -> None:
        now = {"ready": True, "known": found is not None}
        if found:
            now |= {
                "name": found.name,
                "email": found.email or "",
                "is_guest": found.is_guest,
                "language": found.language,
                "available": found.available,
                "held": found.held,
            }
        for name, value in now.items():
            if getattr(self, name) != value:
                setattr(self, name, value)
