"""Files at Replicate's simulator: those that are sent, and those that come of it."""

import asyncio
import base64
import hashlib
import json
import uuid
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from tests.simulators.book import Bought
from tests.simulators.faults import Faulty
from tests.simulators.manners import Cut, Slow
from tests.simulators.portraits import made_of
from tests.simulators.replicate_orders import Options
from tests.simulators.script import Mark, Script, read
from tests.simulators.stage import Scene

FILES_MAX = 100 * 2**20
DATA_MAX = 256 * 1024
UPLOADS_LAST_S = 24 * 3600.0
OUTPUTS_LAST_S = 3600.0
_ELSEWHERE = "http://replicate.delivery.invalid/a.jpg"
_LONG, _SHORT = 1344, 1024


class Files(Faulty):
    """Uploads with a key, outputs without one; both go after a while."""

    too_fast = "Request was throttled. Your rate limit resets in ~30s."

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self.options = Options(**scene.options)

    def refusal_of(self, status: int, message: str, *, after: str = "") -> Response:
        """An error as this vendor words it."""
        return problem(status, "", message, headers={"Retry-After": after} if after else {})

    async def upload(self, asked: Request) -> Response:
        """`POST /files`."""
        if self.options.upload:
            return self._broken(self.options.upload, Mark(self.options.upload))
        async with asked.form() as form:
            sent = form.get("content")
            if unknown := set(form) - {"content", "filename", "type", "metadata"}:
                return problem(422, "Invalid form", f"unknown: {min(unknown)}")
            if not isinstance(sent, UploadFile):
                return problem(422, "Invalid form", "content is missing")
            data = await sent.read()
        if len(data) > FILES_MAX:
            return problem(413, "Content too large", "Files are 100 MB at the most.")
        id_, now = uuid.uuid4().hex[:24], self.clock.now()
        self.book.keep(id_, data, now=now)
        said = {"name": sent.filename, "content_type": sent.content_type, "metadata": {}}
        sums = {"sha256": hashlib.sha256(data).hexdigest(), "md5": ""}
        times = {"created_at": moment(now), "expires_at": moment(now + UPLOADS_LAST_S)}
        urls = {"get": f"{home(asked)}{self.options.prefix}/files/{id_}"}
        more = {"size": len(data), "etag": id_, "checksums": sums, "urls": urls}
        return JSONResponse({"id": id_} | said | times | more, 201)

    async def file(self, asked: Request) -> Response:
        """`GET` and `DELETE /files/{id}`."""
        id_ = asked.path_params["id"]
        if self.data_of(id_) is None:
            return problem(404, "", "The requested resource could not be found.")
        if asked.method == "DELETE":
            self.book.drop(id_)
            return Response(status_code=204)
        return JSONResponse({"id": id_, "urls": {"get": str(asked.url)}})

    def data_of(self, address: str) -> bytes | None:
        """What a model gets from an address, an id or a data URI; None when there is nothing."""
        if address.startswith("data:"):
            data = base64.b64decode(address.partition(",")[2])
            return data if len(data) <= DATA_MAX else None
        kept = self.book.kept(address.rpartition("/")[2])
        if kept is None or self.clock.now() > kept[0] + UPLOADS_LAST_S:
            return None
        return kept[1]

    async def output(self, asked: Request) -> Response:
        """One picture that came of an order."""
        order = self.book.of_id(asked.path_params["id"])
        if order is None or self.is_gone(order):
            return PlainTextResponse("Not found", 404)
        if self.clock.now() > float(asked.query_params.get("until", "inf")):
            return PlainTextResponse("Expired", 403)
        script = read(order.reference)
        if fault := self.broken_by(script, "file", order.reference):
            return fault
        if "moved-plain" in script:
            return RedirectResponse(_ELSEWHERE, 302)
        if "moved" in script and "there" not in asked.query_params:
            return RedirectResponse(asked.url.include_query_params(there=1), 302)
        return await self._picture(order, script, asked.path_params["name"].rpartition(".")[2])

    def is_gone(self, order: Bought) -> bool:
        """An hour after it was done nothing of an order is left there."""
        return self.clock.now() > order.at + order.seconds + OUTPUTS_LAST_S

    async def _picture(self, order: Bought, script: Script, ending: str) -> Response:
        kind = {"jpg": "image/jpeg", "webp": "image/webp"}.get(ending, "image/png")
        if "garbage" in script:
            return Response(b"this is no picture " * 200, media_type=kind)
        if "empty" in script:
            return Response(b"", media_type=kind)
        body = await asyncio.to_thread(self._made, order, ending)
        if (mark := script.get("cut-body")) and self.happens(order.reference, mark):
            return Cut(body, media_type=kind)
        if "slow-body" in script:
            return Slow(body, self.clock, seconds=1.0, media_type=kind)
        return Response(body, media_type=kind)

    def _made(self, order: Bought, ending: str) -> bytes:
        said = json.loads(order.prompt)
        _, photo = self.book.kept(order.id) or (0.0, b"")
        size = _size(str(said["input"].get("aspect_ratio", "1:1")))
        return made_of(photo, words=order.reference, order=order.id, size=size, form=ending)


def problem(status: int, title: str, detail: str, **more: Any) -> Response:
    """An error as this provider words it."""
    headers: dict[str, str] = more.pop("headers", {})
    said = ({"title": title} if title else {}) | {"detail": detail, "status": status} | more
    return JSONResponse(said, status, headers=headers, media_type="application/problem+json")


def home(asked: Request) -> str:
    """The address of this simulator, as whoever asks knows it."""
    return str(asked.base_url).rstrip("/")


def moment(seconds: float) -> str:
    """A time as it is written there."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def _size(ratio: str) -> tuple[int, int]:
    width, _, height = ratio.partition(":")
    if not (width.isdecimal() and height.isdecimal()):
        return _SHORT, _SHORT
    share = int(width) / int(height)
    if share >= 1:
        return (round(_SHORT * share) if share < _LONG / _SHORT else _LONG, _SHORT)
    return _SHORT, round(_SHORT / share)
