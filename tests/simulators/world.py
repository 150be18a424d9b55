"""What both kinds of simulated providers share: who may ask, what is asked, what breaks."""

import uuid
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.simulators.book import Bought
from tests.simulators.manners import Hang, Reset, page
from tests.simulators.script import Mark, Script, read
from tests.simulators.stage import Scene


class Options(BaseModel):
    """How a simulated provider is."""

    model_config = ConfigDict(extra="forbid")

    key: str = "simulated"
    seconds: float = 2.0
    """How long a song usually takes."""
    factor: float = 1.0
    """Everything takes this many times as long."""
    honours_key: bool = False
    finds_reference: bool = False
    cancels_free: bool = False
    reports_progress: bool = False
    page: int = 100
    """How many orders one page of its list has."""


class Wanted(BaseModel):
    """An order. A field that nobody knows is an error, as it is out there."""

    model_config = ConfigDict(extra="forbid", strict=True)

    prompt: Annotated[str, Field(min_length=1, max_length=5000)]
    length_s: Annotated[int, Field(ge=3, le=600)]
    model: str
    reference: Annotated[str, Field(min_length=1, max_length=64)]
    webhook_url: str | None = None


class World:
    """One provider, its book and its rules; an ASGI application."""

    kind: ClassVar[str]

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.clock = scene.clock
        self.book = scene.book
        self.options = Options(**scene.options)
        self._app = Starlette(routes=self.routes(), exception_handlers={404: _nothing})

    def routes(self) -> list[Route]:
        """What it answers to somebody known."""
        raise NotImplementedError

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: Any = self._app
        if scope["type"] == "http" and not self._knows(Request(scope)):
            app = refused(401, "unauthorized", "Invalid API key.")
        await app(scope, receive, send)

    async def sell(self, asked: Request) -> Response | Bought:
        """Sell once, or say why not."""
        try:
            wanted = Wanted.model_validate_json(await asked.body())
            script = read(wanted.prompt)
        except (ValidationError, ValueError) as problem:
            return refused(422, "invalid", str(problem)[:500])
        key = asked.headers.get("Idempotency-Key") if self.options.honours_key else None
        if key and (known := self.book.of_key(key)):
            return known
        if refusal := self._refusal(wanted.reference, script):
            return refusal
        return self.book.buy(self._order(wanted, script, key))

    def breakage(self, reference: str, script: Script, phase: str) -> Response | None:
        """What breaks on the way back, after the work was done."""
        faults = script.faults(phase)
        if phase == "order":
            faults = [mark for mark in faults if not mark.name.isdigit()]
        return self._first_of(faults, reference)

    def happens(self, reference: str, mark: Mark) -> bool:
        """Whether this marker acts now: the first so many times, or for its first seconds."""
        if "window" in mark.options:
            began = self.book.first(reference, mark.name, now=self.clock.now())
            return self.clock.now() < began + float(mark.options["window"])
        return mark.times is None or self.book.count(reference, mark.name) <= mark.times

    def _knows(self, asked: Request) -> bool:
        return asked.headers.get("Authorization") == f"Bearer {self.options.key}"

    def _refusal(self, reference: str, script: Script) -> Response | None:
        """What happens before anything is bought."""
        if mark := script.get("reject"):
            return refused(422, "content_policy", mark.value or "This cannot be made.")
        if "quota" in script:
            return refused(402, "insufficient_credits", "Your account has no credits left.")
        plain = [mark for mark in script.faults("order") if mark.name.isdigit()]
        return self._first_of(plain, reference)

    def _first_of(self, faults: list[Mark], reference: str) -> Response | None:
        return next(
            (self._broken(m, reference) for m in faults if self.happens(reference, m)), None
        )

    def _broken(self, mark: Mark, reference: str) -> Response:
        kind = mark.name.partition("-")[0]
        match kind:
            case "hang":
                return Hang()
            case "reset":
                return Reset()
            case "html":
                return page()
        headers = {"Retry-After": mark.options["after"]} if "after" in mark.options else {}
        if "window" in mark.options:
            began = self.book.first(reference, mark.name, now=self.clock.now())
            left = began + float(mark.options["window"]) - self.clock.now()
            headers = {"Retry-After": str(max(1, round(left)))}
        return refused(int(kind), f"status_{kind}", f"scripted {kind}", headers=headers)

    def _order(self, wanted: Wanted, script: Script, key: str | None) -> Bought:
        lasting = script.get("seconds")
        seconds = float(lasting.value) if lasting else self.options.seconds
        return Bought(
            id=f"sim_{uuid.uuid4().hex[:16]}",
            kind=self.kind,
            key=key,
            reference=wanted.reference,
            prompt=wanted.prompt,
            at=self.clock.now(),
            seconds=seconds * self.options.factor,
            charged=not any(name in script for name in ("fail", "reject-late")),
            webhook=wanted.webhook_url,
        )


def refused(
    status: int, code: str, message: str, *, headers: Mapping[str, str] | None = None
) -> Response:
    """An error as this provider words it."""
    content = {"error": {"code": code, "message": message}}
    return JSONResponse(content, status, headers=headers)


async def _nothing(asked: Request, _: Exception) -> Response:
    del asked
    return refused(404, "not_found", "There is nothing here.")
