"""
Every public method of a state class can be called from a browser. This is the net under them all:
whatever is not named here needs a person, and what goes wrong is said in words.
"""

from typing import cast

import reflex as rx
import structlog
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event, EventHandler
from reflex_base.utils.format import format_event_handler

from app.ui.state.activity import ActivityState
from app.ui.state.here import person
from app.ui.state.home import HomeState
from app.ui.state.jobs import JobsState
from app.ui.state.journey import JourneyState
from app.ui.state.journeys import ShelfState
from app.ui.state.library import LibraryState
from app.ui.state.make import MakeState
from app.ui.state.make_model import MakeModelState
from app.ui.state.model import ModelState
from app.ui.state.models import ModelsState
from app.ui.state.notice import NoticeState
from app.ui.state.person import PersonState
from app.ui.state.song import SongState
from app.ui.state.statement import StatementState

_log = structlog.get_logger(__name__)
_ROOT = "reflex___state____state"
# Reflex's own, by their exact names in 0.10; a test notices when they change.
FRAMEWORK = frozenset(
    f"{_ROOT}.{name}"
    for name in (
        "hydrate",
        "hydrate_and_load",
        "set_is_hydrated",
        "reflex___state____on_load_internal_state.on_load_internal",
        "reflex___state____on_load_internal_state.set_is_hydrated",
        "reflex___state____update_vars_internal_state.update_vars_internal",
        "reflex___state____frontend_event_exception_state.handle_frontend_exception",
    )
)
# What a page calls when it opens. Each of them shows a stranger nothing.
PUBLIC = frozenset(
    format_event_handler(cast("EventHandler", handler))
    for handler in (
        PersonState.arrive,
        JobsState.arrive,
        JobsState.poll,
        HomeState.read,
        MakeState.arrive,
        MakeModelState.arrive,
        ModelsState.read,
        ModelState.read,
        SongState.read,
        LibraryState.read,
        ShelfState.read,
        JourneyState.read,
        ActivityState.read,
        StatementState.read,
        NoticeState.stumbled,
    )
)


class RequirePerson(Middleware):
    """Deny by default. A net, not the rule: each handler asks again who is there."""

    async def preprocess(self, app: rx.App, state: BaseState, event: Event) -> StateUpdate | None:
        """Let known people through, and everybody to what is public."""
        del app
        if event.name in FRAMEWORK or event.name in PUBLIC:
            return None
        if await person(state) is not None:
            return None
        return StateUpdate(events=Event.from_event_type(rx.redirect("/sign-in")))


def in_words(exception: Exception) -> rx.event.EventSpec:
    """A fault of ours: the log gets all of it, the person gets a sentence."""
    _log.error("page.fault", exc_info=exception)
    return cast("rx.event.EventSpec", NoticeState.stumbled())
