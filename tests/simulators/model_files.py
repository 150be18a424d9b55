"""3D models on what stands for a vendor's storage: links that end, and files that come badly."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from tests.simulators.book import Bought
from tests.simulators.faults import Faulty
from tests.simulators.manners import Cut, Slow
from tests.simulators.script import Script, read
from tests.simulators.solid import GLB, glb_of

_ELSEWHERE = "http://assets.vendor.invalid/model.glb"
_THREE_DAYS = 3 * 24 * 3600.0


class ModelFiles(Faulty):
    """Answers in the manner that the prompt of an order scripts."""

    lasts = _THREE_DAYS
    """Seconds after which a link opens nothing."""

    def link_to(self, order: Bought, script: Script, host: str) -> str:
        """Where a model lies, for a while."""
        mark = script.get("link-ends")
        until = self.clock.now() + (float(mark.value) if mark else self.lasts)
        return f"{host}/assets/{order.id}.glb?Expires={until}"

    def is_textured(self, order: Bought) -> bool:
        """Whether it has colours."""
        return not order.kind.endswith("preview")

    async def file(self, asked: Request) -> Response:
        """One model."""
        order = self.book.of_id(asked.path_params["id"])
        if order is None:
            return PlainTextResponse("NoSuchKey", 404)
        if self.clock.now() > float(asked.query_params.get("Expires", "0")):
            return PlainTextResponse("AccessDenied: Request has expired", 403)
        script = read(order.prompt)
        if fault := self.broken_by(script, "file", f"{order.reference} file"):
            return fault
        if "moved-plain" in script:
            return RedirectResponse(_ELSEWHERE, 302)
        if "moved" in script and "there" not in asked.query_params:
            return RedirectResponse(asked.url.include_query_params(there=1), 302)
        return self._bytes(order, script)

    def _bytes(self, order: Bought, script: Script) -> Response:
        if "garbage" in script:
            return Response(b"this is no model " * 200, media_type=GLB)
        if "empty" in script:
            return Response(b"", media_type=GLB)
        body = glb_of(order.id, textured=self.is_textured(order))
        if (mark := script.get("cut-body")) and self.happens(f"{order.reference} file", mark):
            return Cut(body, media_type=GLB)
        if "slow-body" in script:
            return Slow(body, self.clock, seconds=1.0, media_type=GLB)
        return Response(body, media_type=GLB)
