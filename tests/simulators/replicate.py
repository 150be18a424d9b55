"""
Replicate's API as documented, and as strict: what it does not know, it refuses.

Prompts script it: see `script`. What comes of an order is the photo that was sent with it, in the
colours of its words. Every refusal repeats the token, as a careless gateway would.
"""

import json
import re
import uuid
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.simulators import replicate_hooks
from tests.simulators.book import Bought
from tests.simulators.replicate_files import home, problem
from tests.simulators.replicate_orders import KNOWN, Input, Order, ordered_by
from tests.simulators.replicate_predictions import STARTS, Predictions
from tests.simulators.script import Mark, Script, read
from tests.simulators.stage import Scene

_PREFER = re.compile(r"wait(=([1-9]|[1-5]\d|60))?")
_SPAN = re.compile(r"(?=.)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")
_SHORTEST_S = 5
_NOT_CHARGED = ("fail", "flagged", "aborted", "cancelled", "no-choices")


def create(scene: Scene) -> ASGIApp:
    """The application."""
    return ReplicateWorld(scene)


class ReplicateWorld(Predictions):
    """Predictions by official models and by versions of others; files; an account."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.scene = scene
        api = self.options.prefix
        routes = [
            Route(f"{api}/account", self._account),
            Route(f"{api}/files", self.upload, methods=["POST"]),
            Route(f"{api}/files/{{id}}", self.file, methods=["GET", "DELETE"]),
            Route(f"{api}/models/{{owner}}/{{name}}", self._model),
            Route(f"{api}/models/{{owner}}/{{name}}/predictions", self._sell, methods=["POST"]),
            Route(f"{api}/predictions", self._sell, methods=["POST"]),
            Route(f"{api}/predictions", self._list),
            Route(f"{api}/predictions/{{id}}", self._of(self._check)),
            Route(f"{api}/predictions/{{id}}/cancel", self._of(self._cancel), methods=["POST"]),
            Route(f"{api}/webhooks/default/secret", self._secret),
            Route("/delivery/{id}/{name}", self.output),
        ]
        self._app = Starlette(routes=routes, exception_handlers={404: _nothing, 405: _nothing})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: Any = self._app
        if scope["type"] == "http":
            asked = Request(scope)
            key = asked.headers.get("Authorization")
            path = asked.url.path.removeprefix(scope.get("root_path", ""))
            if path.startswith("/delivery/"):
                if key is not None:
                    app = problem(
                        400, "", "A token was sent to a host that has no business with it."
                    )
            elif key != f"Bearer {self.options.key}":
                app = problem(401, "Unauthenticated", f"You did not pass a valid token ({key}).")
        await app(scope, receive, send)

    async def _sell(self, asked: Request) -> Response:
        try:
            wanted, address, given, span = await self._understood(asked)
            script = read(given.prompt)
        except (ValidationError, ValueError) as wrong:
            return problem(422, "Input validation failed", str(wrong)[:300])
        if refusal := self._refusal(given.prompt, script):
            return refusal
        order = self.book.buy(self._order(wanted, address, given, script, span))
        # The model has read it: whoever sent it may remove it from now on.
        photo = self.data_of(given.photos[0]) if given.photos else None
        self.book.keep(order.id, photo or b"", now=order.at)
        replicate_hooks.promise(
            self.scene,
            order,
            script,
            events=wanted.webhook_events_filter,
            secret=self.options.secret,
            say=lambda: self.prediction(order, script, home(asked)),
        )
        if fault := self.broken_by(script, "order", order.reference, after=True):
            return fault
        if (mark := script.get("500-after")) and self.happens(order.reference, mark):
            return problem(500, "", f"Internal server error ({self.options.key})")
        return JSONResponse(self.prediction(order, script, home(asked)), 201)

    async def _understood(self, asked: Request) -> tuple[Order, str, Input, float | None]:
        """Raises `ValueError` for whatever is not as documented."""
        wanted = Order.model_validate_json(await asked.body())
        if not _PREFER.fullmatch(asked.headers.get("Prefer", "wait")):
            raise ValueError("Prefer is wait or wait=N")
        named = "owner" in asked.path_params
        address = "{owner}/{name}".format(**asked.path_params) if named else ""
        if named == bool(wanted.version):
            raise ValueError("version: with /predictions, and nowhere else")
        address = address or ordered_by(wanted.version or "") or ""
        if address not in KNOWN or (named and not KNOWN[address].is_official):
            raise ValueError("The specified version does not exist, or cannot be run like this.")
        given = KNOWN[address].takes.model_validate(wanted.input)
        if missing := [each for each in given.photos if self.data_of(each) is None]:
            raise ValueError(f"input: nothing was sent to {missing[0][:80]}")
        return wanted, address, given, _span(asked.headers.get("Cancel-After"))

    def _refusal(self, reference: str, script: Script) -> Response | None:
        key = self.options.key
        if mark := script.get("reject"):
            return problem(422, "Input validation failed", f"{mark.value} ({key})")
        if "bad-key" in script:
            return problem(401, "Unauthenticated", f"You did not pass a valid token ({key}).")
        if (mark := script.get("quota")) and self.happens(reference, mark):
            words = f"You have insufficient credit to run this model ({key})."
            return problem(402, "Insufficient credit", words)
        return self.broken_by(script, "order", reference, after=False)

    def _order(
        self, wanted: Order, address: str, given: Input, script: Script, span: float | None
    ) -> Bought:
        lasting, now = script.get("seconds"), self.clock.now()
        body = {"model": address, "version": wanted.version or "hidden", "input": wanted.input}
        more = {"photos": given.photos, "deadline": now + span if span else None}
        return Bought(
            id=uuid.uuid4().hex[:26],
            kind=address,
            key=None,
            reference=given.prompt,
            prompt=json.dumps(body | more),
            at=now,
            seconds=float(lasting.value) if lasting else self.options.seconds,
            charged=not any(name in script for name in _NOT_CHARGED),
            webhook=wanted.webhook,
        )

    def _of(
        self, call: Callable[[Request, Bought, Script], Response]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(asked: Request) -> Response:
            order = self.book.of_id(asked.path_params["id"])
            if order is None:
                return problem(404, "", "The requested resource could not be found.")
            return call(asked, order, read(order.reference))

        return answer

    def _check(self, asked: Request, order: Bought, script: Script) -> Response:
        fault = self.broken_by(script, "check", order.reference)
        return fault or JSONResponse(self.prediction(order, script, home(asked)))

    def _cancel(self, asked: Request, order: Bought, script: Script) -> Response:
        now = self.clock.now()
        if self.status(order, script)[0] in ("starting", "processing"):
            self.book.cancel(order.id, now=now, free=order.share(now) < STARTS)
        found = self.book.of_id(order.id) or order
        return JSONResponse(self.prediction(found, script, home(asked)))

    async def _list(self, asked: Request) -> Response:
        given = asked.query_params
        if unknown := set(given) - {"created_after", "created_before", "cursor", "source"}:
            return problem(400, "", f"Unknown parameters: {', '.join(unknown)}")
        try:
            after, before = (
                _moment(given.get("created_after")),
                _moment(given.get("created_before")),
            )
        except ValueError:
            return problem(400, "", "created_after and created_before are moments with a zone.")
        found = [
            (order, read(order.reference))
            for order in reversed(self.book.everything())
            if (after is None or order.at >= after) and (before is None or order.at < before)
        ]
        found = [each for each in found if "unlisted" not in each[1]]
        begins = int(given["cursor"]) if given.get("cursor", "").isdecimal() else 0
        ends = begins + self.options.page
        here = f"{home(asked)}{self.options.prefix}/predictions"
        following = asked.url.include_query_params(cursor=ends).query
        listed = [self.prediction(*each, home(asked)) for each in found[begins:ends]]
        more = f"{here}?{following}" if ends < len(found) else None
        return JSONResponse({"next": more, "previous": None, "results": listed})

    async def _model(self, asked: Request) -> Response:
        address = "{owner}/{name}".format(**asked.path_params)
        if self.options.lookup:
            return self._broken(self.options.lookup, Mark(self.options.lookup))
        if address not in KNOWN:
            return problem(404, "", "The requested resource could not be found.")
        version = {"id": KNOWN[address].version or "hidden", "openapi_schema": {}}
        return JSONResponse({"url": address, "latest_version": version})

    async def _account(self, _: Request) -> Response:
        return JSONResponse({"type": "user", "username": "simulated"})

    async def _secret(self, _: Request) -> Response:
        return JSONResponse({"key": self.options.secret})


def _span(said: str | None) -> float | None:
    """Seconds. Raises `ValueError`."""
    if said is None:
        return None
    found = _SPAN.fullmatch(said)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    total = hours * 3600 + minutes * 60 + seconds
    if total < _SHORTEST_S:
        raise ValueError("Cancel-After is five seconds at the least, as 90s, 5m or 1h30m45s")
    return total


def _moment(said: str | None) -> float | None:
    """Seconds since 1970. Raises `ValueError`."""
    if not said:
        return None
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError("without a zone")
    return moment.timestamp()


async def _nothing(asked: Request, wrong: Exception) -> Response:
    del asked, wrong
    return problem(404, "", "The requested resource could not be found.")
