"""The page where a 3D model begins."""

import asyncio
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import Problem
from app.domain.medium import Medium
from app.domain.views import Order
from app.media.model3d import PROMPT_MAX, Source
from app.ui.state.here import person, person_id
from app.ui.state.jobs import look
from app.ui.state.notice import Against, say, stands_against, tell
from app.ui.state.offers import Offer, model_offers

_BESIDE_FIELDS = frozenset({"prompt", "reference"})
_KEY_MAX = 80


class MakeModelState(rx.State):
    """What starting would cost, and what stood against it."""

    source: str = "text"
    choice: str = ""
    """Provider and model."""
    offers: list[Offer] = rx.field(default_factory=list)
    offer: Offer = rx.field(default_factory=Offer)
    """The one that is chosen."""
    quoted: bool = False
    nobody: bool = False
    """Nobody here makes models of this kind."""
    started: str = ""
    wrong_field: str = ""
    mistakes: int = 0
    """How often something was wrong, so that the same mistake is told again."""
    against: list[Against] = rx.field(default_factory=list)

    @rx.event
    async def arrive(self) -> None:
        """Ask what a model costs."""
        self._right()
        self.started = ""
        self.source, self.choice = "text", ""
        if await person(self) is not None:
            await self._quote()

    @rx.event
    async def choose_source(self, source: str) -> None:
        """From words, or from a picture."""
        await person_id(self)
        if source in tuple(Source):
            self.source = str(source)
            self._right()
            await self._quote()

    @rx.event
    async def choose_provider(self, choice: str) -> None:
        """Another maker, perhaps another price."""
        await person_id(self)
        self.choice = str(choice)[:200]
        await self._quote()

    async def _quote(self) -> None:
        found = await asyncio.to_thread(model_offers, Source(self.source))
        self.offers = found
        self.nobody = not found
        if found:
            self.offer = next((each for each in found if each.id == self.choice), found[0])
        self.quoted = bool(found)

    def _right(self) -> None:
        self.wrong_field = ""
        self.against = []

    @rx.event
    async def start(self, form: dict[str, Any]) -> Any:
        """Order the model and go to the list. The same wish in two tabs is one model."""
        me = await person_id(self)
        self._right()
        try:
            job = await asyncio.to_thread(studio().jobs.start_once, me, _order(form))
        except Problem as problem:
            await self._refused(problem)
            return None
        self.started = job.id
        await look(self, me)
        await say(self, "model_begun")
        return rx.redirect("/models")

    async def _refused(self, problem: Problem) -> None:
        # What the parameters lack as a whole is what they are made from.
        field = problem.field or ("reference" if self.source == "image" else "prompt")
        if problem.code == "invalid" and field in _BESIDE_FIELDS:
            self.wrong_field = field
            self.mistakes += 1
        elif against := stands_against(problem):
            self.against = against
        else:
            await tell(self, problem)


def _order(form: dict[str, Any]) -> Order:
    """What the form asks for; the engine decides whether it can be understood."""
    text = {name: str(value).strip() for name, value in form.items() if value is not None}
    source = "image" if text.get("source") == "image" else "text"
    params: dict[str, Any] = {"source": source, "texture": text.get("texture") != "bare"}
    if source == "image":
        params["reference"] = text.get("reference") or None
    else:
        params["prompt"] = text.get("prompt", "")[: PROMPT_MAX + 1]
    picture = text.get("reference_name", "")
    provider, _, model = text.get("provider", "").partition("/")
    return Order(
        medium=Medium.MODEL3D,
        params=params,
        title=(text.get("title") or (picture if source == "image" else ""))[:120] or None,
        provider=provider or None,
        model=model or None,
        can_undo=True,
        key=text.get("key", "")[:_KEY_MAX] or None,
    )
