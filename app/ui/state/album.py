"""One album: what its pictures would cost, and what is done with them."""

import asyncio
from collections.abc import Callable
from typing import Any

import reflex as rx

from app.bootstrap import studio
from app.domain.albums import Shoot
from app.domain.errors import Problem
from app.ui.state.here import person, person_id
from app.ui.state.jobs import look
from app.ui.state.notice import Against, say, stands_against, tell
from app.ui.state.offers import Offer, photo_offers

_ID_MAX = 80
_WORDS_MAX = 40
_PROMPT_MAX = 2_000
_CHOICE_MAX = 200


class AlbumState(rx.State):
    """The page of an album asks the REST routes what is there; what costs money comes here."""

    offers: list[Offer] = rx.field(default_factory=list)
    offer: Offer = rx.field(default_factory=Offer)
    """The one that is chosen; its price is of one picture."""
    choice: str = ""
    """Provider and model."""
    started: str = ""
    """The set that was begun last."""
    against: list[Against] = rx.field(default_factory=list)
    told: int = 0
    """How often something was answered, so that the page looks again."""

    @rx.event
    async def arrive(self) -> None:
        """Ask what a picture costs."""
        self.against, self.started = [], ""
        if await person(self) is not None:
            await self._quote()

    @rx.event
    async def choose_maker(self, choice: str) -> None:
        """Another maker, perhaps another price."""
        await person_id(self)
        self.choice = str(choice)[:_CHOICE_MAX]
        await self._quote()

    async def _quote(self) -> None:
        found = await asyncio.to_thread(photo_offers)
        self.offers = found
        self.offer = next((each for each in found if each.id == self.choice), (*found, Offer())[0])

    @rx.event
    async def start(self, form: dict[str, Any]) -> None:
        """Begin a set. The same key twice is the same set."""
        me = await person_id(self)
        given = form if isinstance(form, dict) else {}
        album_id = str(given.get("album"))[:_ID_MAX]
        self.against = []
        begun = await self._do(me, studio().albums.start, me, album_id, _shoot(given))
        if begun is not None:
            self.started = begun.job.id
            await say(self, "photos_begun")

    @rx.event
    async def retry(self, job_id: str, index: int) -> None:
        """Take one picture that failed once more."""
        me = await person_id(self)
        one = studio().albums.retry
        await self._do(me, lambda: one(me, str(job_id)[:_ID_MAX], index=_whole(index)))

    @rx.event
    async def redo(self, job_id: str) -> None:
        """Take all that failed once more."""
        me = await person_id(self)
        await self._do(me, studio().albums.retry, me, str(job_id)[:_ID_MAX])

    @rx.event
    async def again(self, job_id: str, index: int) -> None:
        """Another take of one picture."""
        me = await person_id(self)
        again = studio().albums.again
        done = await self._do(
            me, lambda: again(me, str(job_id)[:_ID_MAX], _whole(index), can_undo=True)
        )
        if done is not None:
            await say(self, "again")

    async def _do(self, me: str, act: Callable[..., Any], *values: Any) -> Any:
        """What it gives; None when something stood against it, which is said."""
        self.told += 1
        try:
            done = await asyncio.to_thread(act, *values)
        except Problem as problem:
            self.against = stands_against(problem)
            await tell(self, problem)
            return None
        self.against = []
        await look(self, me)
        return done


def _shoot(given: dict[str, Any]) -> Shoot:
    """What the form asks for; the engine decides whether it can be understood."""
    provider, _, model = str(given.get("maker") or "")[:_CHOICE_MAX].partition("/")
    total = given.get("total")
    return Shoot(
        mode="batch" if given.get("mode") == "BATCH" else "single",
        styles=_words(given.get("styles")),
        roles=_words(given.get("roles")),
        total=_whole(total) if total is not None else None,
        prompt=str(given.get("prompt") or "")[:_PROMPT_MAX],
        aspect=str(given.get("aspect") or "3:4")[:_WORDS_MAX],
        provider=provider or None,
        model=model or None,
        key=str(given.get("key") or "")[:_ID_MAX] or None,
        can_undo=True,
    )


def _words(value: Any) -> tuple[str, ...]:
    listed = value[:_WORDS_MAX] if isinstance(value, list) else []
    return tuple(str(word)[:_WORDS_MAX].lower() for word in listed)


def _whole(value: Any) -> int:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return int(value) if is_number else -1
