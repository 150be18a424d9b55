"""
OpenAI's image edits: `POST /v1/images/edits`, strict, with everything that goes wrong.

What comes is the first photo that was sent, in the colours of the words. Every refusal repeats the
key, as a careless gateway would. What happens "the first time" is counted by the words.
"""

import asyncio
import base64
import json
import uuid
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.simulators import connection
from tests.simulators.book import Bought
from tests.simulators.clock import Clock
from tests.simulators.manners import Hang, Reset, page
from tests.simulators.openai_orders import IMAGE_MAX, IMAGES_MAX, MAGIC, Options, Order
from tests.simulators.portraits import made_of
from tests.simulators.script import Mark, Script, read
from tests.simulators.stage import Scene

_PIECES = 5
_SLOW_S = 1.0
_BLOCKED = "Your request was rejected by the safety system."
_REFUSALS = {
    "reject": (400, "moderation_blocked", _BLOCKED),
    "quota": (429, "insufficient_quota", "You exceeded your current quota."),
    "billing": (400, "billing_hard_limit_reached", "Billing hard limit has been reached."),
    "bad-key": (401, "invalid_api_key", "Incorrect API key provided."),
    "plan": (403, "", "Your organization must be verified to use this model."),
    "region": (403, "unsupported_country_region_territory", "Country not supported."),
}


def create(scene: Scene) -> ASGIApp:
    """The application."""
    return Vendor(scene, Options(**scene.options)).app


class Vendor:
    """Sells edits, or says why not."""

    def __init__(self, scene: Scene, options: Options) -> None:
        self.clock, self.book, self.options = scene.clock, scene.book, options
        edits = Route(f"{options.prefix}/images/edits", self._edit, methods=["POST"])
        self.app = Starlette(routes=[edits], exception_handlers={404: _nothing})

    async def _edit(self, asked: Request) -> Response:
        if asked.headers.get("Authorization") != f"Bearer {self.options.key}":
            return self._refused(401, "invalid_api_key", "Incorrect API key provided.")
        try:
            order, photos = await _understood(asked)
            script = read(order.prompt)
        except ValidationError as wrong:
            first = wrong.errors(include_url=False)[0]
            return self._refused(400, "invalid_value", f"{first['loc']}: {first['msg']}")
        except ValueError as wrong:
            return self._refused(400, "invalid_value", str(wrong))
        if refusal := self._refusal(order, script):
            return refusal
        sold = self.book.buy(self._bought(order, script))
        return await self._answer(sold, order, photos, script)

    def _refusal(self, order: Order, script: Script) -> Response | None:
        """What happens before anything is bought."""
        for name, (status, code, message) in _REFUSALS.items():
            mark = script.get(name)
            if mark and self._happens(order, mark):
                return self._refused(status, code, mark.value or message)
        for mark in script.faults("order"):
            if mark.name.isdigit() and self._happens(order, mark):
                code = "rate_limit_exceeded" if mark.name == "429" else None
                words = f"scripted {mark.name}"
                return self._refused(int(mark.name), code, words, headers=_headers(mark))
        return None

    async def _answer(
        self, sold: Bought, order: Order, photos: list[bytes], script: Script
    ) -> Response:
        """What comes of a purchase."""
        if "never" in script or "hang" in script:
            return Hang()
        if "reset" in script:
            return Reset()
        if "500-after" in script or "fail" in script:
            return self._refused(500, "server_error", "The server had an error.")
        if "html" in script:
            return page()
        await self.clock.sleep(sold.seconds)
        try:
            picture = await asyncio.to_thread(_made, sold, order, photos[0])
        except OSError:
            return self._refused(400, "invalid_image_file", "Invalid image file.")
        if "garbage" in script:
            picture = b"this is no picture " * 200
        if "empty" in script:
            picture = b""
        return Answer(_said(order, picture, script), self.clock, script)

    def _refused(
        self,
        status: int,
        code: str | None,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """`{"error": {…}}`, with the key in it."""
        error = {"message": f"{message} ({self.options.key})", "type": "x", "param": None}
        return JSONResponse({"error": error | {"code": code or None}}, status, headers=headers)

    def _happens(self, order: Order, mark: Mark) -> bool:
        return mark.times is None or self.book.count(order.prompt, mark.name) <= mark.times

    def _bought(self, order: Order, script: Script) -> Bought:
        lasting = script.get("seconds")
        return Bought(
            id=uuid.uuid4().hex[:16],
            kind=order.model,
            key=None,
            reference=order.prompt,
            prompt=order.model_dump_json(exclude_none=True),
            at=self.clock.now(),
            seconds=float(lasting.value) if lasting else self.options.seconds,
            charged=True,
        )


class Answer(Response):
    """A body in pieces; or what breaks it."""

    def __init__(self, body: bytes, clock: Clock, script: Script) -> None:
        super().__init__(body, media_type="application/json", headers={"x-request-id": "req_1"})
        self._clock, self._script = clock, script

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        head = {"status": self.status_code, "headers": self.raw_headers}
        await send({"type": "http.response.start", **head})
        size = len(self.body) // _PIECES + 1
        for number, at in enumerate(range(0, len(self.body), size)):
            if number == _PIECES // 2 and "cut-body" in self._script:
                connection.of(scope).cut()
                return
            if number == _PIECES // 2 and "stall-body" in self._script:
                await connection.left(receive)
                return
            piece = bytes(self.body[at : at + size])
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            if "slow-body" in self._script:
                await self._clock.sleep(_SLOW_S / _PIECES)
        await send({"type": "http.response.body", "body": b""})


async def _understood(asked: Request) -> tuple[Order, list[bytes]]:
    """Raises `ValueError` for whatever is not as documented."""
    if not asked.headers.get("Content-Type", "").startswith("multipart/form-data"):
        raise ValueError("Content-Type must be multipart/form-data.")
    async with asked.form() as form:
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        sent = [(n, v) for n, v in form.multi_items() if isinstance(v, UploadFile)]
        if unknown := {name for name, _ in sent} - {"image", "image[]"}:
            raise ValueError(f"Unknown parameter: {min(unknown)}.")
        if not 1 <= len(sent) <= IMAGES_MAX:
            raise ValueError(f"Between 1 and {IMAGES_MAX} images.")
        if len(sent) > 1 and any(name == "image" for name, _ in sent):
            raise ValueError("Duplicate parameter: image. Use image[] for several.")
        photos = [await _image(each) for _, each in sent]
    return Order.model_validate(fields), photos


async def _image(sent: UploadFile) -> bytes:
    data = await sent.read()
    magic = MAGIC.get(sent.content_type or "")
    if magic is None:
        raise ValueError(f"Unsupported mimetype: {sent.content_type}.")
    if not data.startswith(magic) or len(data) > IMAGE_MAX:
        raise ValueError("Invalid image file or mode.")
    return data


def _made(sold: Bought, order: Order, photo: bytes) -> bytes:
    form, size = order.output_format, order.pixels
    return made_of(photo, words=order.prompt, order=sold.id, size=size, form=form)


def _said(order: Order, picture: bytes, script: Script) -> bytes:
    """The body; a slash is escaped here and there, which JSON allows."""
    encoded = base64.b64encode(picture).decode()
    said: dict[str, Any] = {"created": 1_760_000_000, "data": [{"b64_json": encoded}]}
    usage = {"input_tokens": 50, "output_tokens": 4000, "total_tokens": 4050}
    more = {"size": order.size, "quality": order.quality, "usage": usage}
    if "late-head" in script:
        note = {"revised_prompt": 'it said "b64_json": "no"'}
        said = more | {"created": 1, "data": [note | {"b64_json": encoded}]}
        return json.dumps(said, indent=1).replace("/", "\\/").encode()
    return json.dumps(said | more).encode()


def _headers(mark: Mark) -> dict[str, str]:
    """When to come back: `after=3` or `reset=1m30s`."""
    names = {"after": "retry-after", "reset": "x-ratelimit-reset-requests"}
    return {names[name]: value for name, value in mark.options.items() if name in names}


async def _nothing(asked: Request, _: Exception) -> Response:
    message = f"Invalid URL ({asked.method} {asked.url.path})"
    return JSONResponse({"error": {"message": message, "code": None}}, 404)
