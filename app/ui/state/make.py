"""The page where a song begins."""

import asyncio
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import NotFound, Problem
from app.domain.medium import Medium
from app.domain.views import Order
from app.media.song import LENGTH_DEFAULT_S
from app.ui.state.cards import Card, card
from app.ui.state.here import person, person_id
from app.ui.state.jobs import look
from app.ui.state.notice import Against, stands_against, tell
from app.ui.state.offers import Offer, offers
from app.ui.state.pages import reads

_BESIDE_FIELDS = frozenset({"prompt", "tempo", "length_s", "lyrics"})
_CHOSEN = ("genre", "mood", "tempo", "lyrics", "output_format")
_KEY_MAX = 80
TAKES = (1, 2, 3, 4)


class MakeState(rx.State):
    """What starting would cost, what was started, and what stood against it."""

    length: int = LENGTH_DEFAULT_S
    takes: int = 1
    provider: str = ""
    offers: list[Offer] = rx.field(default_factory=list)
    offer: Offer = rx.field(default_factory=Offer)
    """The one that is chosen."""
    helps: bool = False
    """Somebody here helps with lyrics."""
    quoted: bool = False
    started: str = ""
    made: Card = rx.field(default_factory=Card)
    """What was started last, as it is now."""
    wrong_field: str = ""
    wrong_code: str = ""
    wrong_most: str = ""
    """Characters that the prompt may have, as they are read."""
    mistakes: int = 0
    """How often something was wrong, so that the same mistake is told again."""
    against: list[Against] = rx.field(default_factory=list)

    @rx.event
    async def arrive(self) -> None:
        """Ask what the usual song costs."""
        self._right()
        self.helps = studio().lyrics.is_offered
        self.started, self.made = "", Card()
        self.length, self.takes, self.provider = LENGTH_DEFAULT_S, 1, ""
        if await person(self) is not None:
            await self._quote()

    @rx.event
    async def choose_length(self, seconds: str) -> None:
        """Another length, perhaps another price."""
        await person_id(self)
        if str(seconds).isdecimal():
            self.length = min(int(seconds), 600)
            await self._quote()

    @rx.event
    async def choose_takes(self, takes: str) -> None:
        """More of it at once; each is paid for."""
        await person_id(self)
        if str(takes).isdecimal() and int(takes) in TAKES:
            self.takes = int(takes)
            await self._quote()

    @rx.event
    async def choose_provider(self, provider: str) -> None:
        """Another maker, perhaps another price."""
        await person_id(self)
        self.provider = str(provider)[:80]
        await self._quote()

    async def _quote(self) -> None:
        params = {"prompt": "-", "length_s": self.length}
        try:
            found = await asyncio.to_thread(offers, Medium.SONG, params, takes=self.takes)
        except Problem as problem:
            await tell(self, problem)
            return
        if not found:
            return
        self.offers = found
        self.offer = next((each for each in found if each.id == self.provider), found[0])
        self.against = []
        self.quoted = True

    def _right(self) -> None:
        self.wrong_field = self.wrong_code = ""
        self.against = []

    @rx.event
    async def start(self, form: dict[str, Any]) -> None:
        """Order the song. The same wish at once, from two tabs, is one song."""
        me = await person_id(self)
        self._right()
        try:
            order = _order(form)
            within = studio().engine.limits.undo
            job = await asyncio.to_thread(studio().jobs.start_once, me, order, within=within)
        except Problem as problem:
            await self._refused(problem, form)
            return
        self.started, self.made = job.id, card(job)
        await look(self, me)

    async def _refused(self, problem: Problem, form: dict[str, Any]) -> None:
        if problem.field in _BESIDE_FIELDS:
            too_long = len(str(form.get("prompt", "")).strip()) > self.offer.reads
            self.wrong_field = problem.field or ""
            self.mistakes += 1
            self.wrong_code = "too_long" if too_long else problem.code
            self.wrong_most = f"{self.offer.reads:,}"
        elif against := stands_against(problem):
            self.against = against
        else:
            await tell(self, problem)

    @rx.event
    async def follow(self) -> None:
        """See what became of what was started here."""
        me = await person_id(self)
        if not self.started:
            return
        try:
            made = card(await asyncio.to_thread(studio().jobs.get, me, self.started))
        except NotFound:
            self.started, made = "", Card()
        if made != self.made:
            self.made = made


def _order(form: dict[str, Any]) -> Order:
    """What the form asks for; the engine decides whether it can be understood."""
    text = {name: str(value).strip() for name, value in form.items() if value is not None}
    params: dict[str, Any] = {
        "prompt": text.get("prompt", ""),
        "length_s": text.get("length_s") or LENGTH_DEFAULT_S,
        "instrumental": text.get("voice") != "sung",
    }
    params |= {name: text[name] for name in _CHOSEN if text.get(name)}
    if params["instrumental"]:
        params.pop("lyrics", None)  # written, then the voice was taken back
    takes = text.get("takes", "")
    return Order(
        medium=Medium.SONG,
        params=params,
        title=text.get("title", "")[:120] or None,
        provider=text.get("provider") or None,
        takes=int(takes) if takes.isdecimal() and int(takes) in TAKES else 1,
        can_undo=True,
        key=text.get("key", "")[:_KEY_MAX] or None,
    )


@reads("/make")
def _follow_made() -> Any:
    return MakeState.follow()
