"""The page where a song begins."""

import asyncio
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.errors import Problem
from app.domain.medium import Medium
from app.domain.views import Order, Quote, Usual
from app.media.song import LENGTH_DEFAULT_S, PROMPT_MAX
from app.ui.state.here import person, person_id
from app.ui.state.jobs import look
from app.ui.state.notice import tell

_BESIDE_FIELDS = frozenset({"prompt", "tempo", "length_s", "lyrics"})
_KEY_MAX = 80


class MakeState(rx.State):
    """What starting would cost, what was started, and what was wrong with the wish."""

    length: int = LENGTH_DEFAULT_S
    provider: str = ""
    providers: list[list[str]] = rx.field(default_factory=list)
    price: int = 0
    low: float = 0
    high: float = 0
    quoted: bool = False
    started: str = ""
    started_title: str = ""
    wrong_field: str = ""
    wrong_code: str = ""

    @rx.event
    async def arrive(self) -> None:
        """Ask what the usual song costs."""
        self._right()
        self.started = ""
        if await person(self) is None:
            return
        offered = [[p.id, p.title] for p in studio().jobs.choices(Medium.SONG)]
        if offered != self.providers:
            self.providers = offered
        await self._quote()

    @rx.event
    async def choose_length(self, seconds: str) -> None:
        """Another length, perhaps another price."""
        await person_id(self)
        if str(seconds).isdecimal():
            self.length = min(int(seconds), 600)
            await self._quote()

    @rx.event
    async def choose_provider(self, provider: str) -> None:
        """Another maker, perhaps another price."""
        await person_id(self)
        self.provider = str(provider)[:80]
        await self._quote()

    async def _quote(self) -> None:
        params = {"prompt": "-", "length_s": self.length}
        provider = self.provider or None
        try:
            quote: Quote = await asyncio.to_thread(
                studio().jobs.quote, Medium.SONG, params, provider=provider
            )
        except Problem as problem:
            await tell(self, problem)
            return
        usual = quote.usual or Usual(low_s=0, high_s=0)
        self.price, self.low, self.high = quote.price, usual.low_s, usual.high_s
        self.quoted = True

    def _right(self) -> None:
        self.wrong_field = self.wrong_code = ""

    @rx.event
    async def start(self, form: dict[str, Any]) -> None:
        """Order the song. The same key twice is the same order."""
        me = await person_id(self)
        self._right()
        try:
            order = _order(form)
            job = await asyncio.to_thread(studio().jobs.start, me, order)
        except Problem as problem:
            if problem.field in _BESIDE_FIELDS:
                too_long = len(str(form.get("prompt", ""))) > PROMPT_MAX
                self.wrong_field = problem.field
                self.wrong_code = "too_long" if too_long else problem.code
            else:
                await tell(self, problem)
            return
        self.started, self.started_title = job.id, job.title
        await look(self, me)


def _order(form: dict[str, Any]) -> Order:
    """What the form asks for; the engine decides whether it can be understood."""
    text = {name: str(value).strip() for name, value in form.items() if value is not None}
    params: dict[str, Any] = {
        "prompt": text.get("prompt", ""),
        "length_s": text.get("length_s") or LENGTH_DEFAULT_S,
        "instrumental": text.get("voice") != "sung",
    }
    params |= {name: text[name] for name in ("genre", "mood", "tempo", "lyrics") if text.get(name)}
    return Order(
        medium=Medium.SONG,
        params=params,
        title=text.get("title", "")[:120] or None,
        provider=text.get("provider") or None,
        key=text.get("key", "")[:_KEY_MAX] or None,
    )
