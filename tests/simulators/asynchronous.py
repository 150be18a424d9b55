"""A provider that takes an order, answers with an id and is asked later."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.simulators import webhooks
from tests.simulators.book import Bought
from tests.simulators.manners import Cut, Slow
from tests.simulators.script import Script, read
from tests.simulators.sound import MP3, SECONDS, song_of
from tests.simulators.stage import Scene
from tests.simulators.world import World, refused

_QUEUED_SHARE = 0.1
_NEARLY = 0.95
_SLOW_S = 1.0


def create(scene: Scene) -> ASGIApp:
    """The application."""
    return AsyncWorld(scene)


class AsyncWorld(World):
    """
    POST /v1/songs · GET /v1/songs · GET /v1/songs/{id} · POST …/cancel · /files.

    The list is of everything since a moment, the newest first, in pages; with `reference=` it is of
    the orders under that reference, where those can be looked up.
    """

    kind = "async"

    def routes(self) -> list[Route]:
        """The calls above."""
        return [
            Route("/v1/songs", self._create, methods=["POST"]),
            Route("/v1/songs", self._list),
            Route("/v1/songs/{id}", self._of(self._check)),
            Route("/v1/songs/{id}/cancel", self._of(self._cancel), methods=["POST"]),
            Route("/files/{id}.mp3", self._of(self._file)),
        ]

    async def _create(self, asked: Request) -> Response:
        sold = await self.sell(asked)
        if isinstance(sold, Response):
            return sold
        script = read(sold.prompt)
        webhooks.promise(self.scene, sold, script, secret=self.options.key)
        if fault := self.breakage(sold.reference, script, "order"):
            return fault
        if (mark := script.get("500-after")) and self.book.count(sold.reference, mark.name) <= 1:
            return refused(500, "internal", "Something went wrong.")
        return JSONResponse({"id": sold.id, "status": "queued"}, 201)

    async def _list(self, asked: Request) -> Response:
        given = dict(asked.query_params)
        if "reference" in given and self.options.finds_reference:
            found = self.book.of_reference(given["reference"])
            return JSONResponse({"songs": [{"id": order.id} for order in found]})
        if set(given) - {"since", "cursor"} or not _is_number(given.get("since", "0")):
            return refused(422, "invalid", "since is a time, cursor the end of a page.")
        since = float(given.get("since", "0"))
        found = [order for order in self.book.everything()[::-1] if order.at >= since]
        ids = [order.id for order in found]
        if (cursor := given.get("cursor")) is not None and cursor not in ids:
            return refused(422, "invalid", "There is no such page.")
        begins = ids.index(cursor) + 1 if cursor else 0
        shown = found[begins : begins + self.options.page]
        more = begins + len(shown) < len(found)
        return JSONResponse(
            {
                "songs": [self._line(order) for order in shown],
                "next": shown[-1].id if more else None,
            }
        )

    def _line(self, order: Bought) -> dict[str, Any]:
        """An order as the list has it; whoever cannot be asked by reference does not keep it."""
        state = self.state(order, read(order.prompt))
        keeps = self.options.finds_reference or self.options.honours_key
        return {
            "id": order.id,
            "status": state["status"],
            "created_at": order.at,
            "model": "tone",
            "prompt": order.prompt,
        } | ({"reference": order.reference} if keeps else {})

    def _of(self, call: Callable[[Request, Bought, Script], Response]) -> Any:
        async def answer(asked: Request) -> Response:
            order = self.book.of_id(asked.path_params["id"])
            if order is None:
                return refused(404, "not_found", "There is no such song.")
            return call(asked, order, read(order.prompt))

        return answer

    def _check(self, _: Request, order: Bought, script: Script) -> Response:
        if fault := self.breakage(order.reference, script, "check"):
            return fault
        mark = script.get("unknown-status")
        if mark and self.happens(order.reference, mark):
            return JSONResponse({"id": order.id, "status": "pondering"})
        return JSONResponse({"id": order.id} | self.state(order, script))

    def state(self, order: Bought, script: Script) -> dict[str, Any]:
        """Where the order is, which only time decides."""
        if order.cancelled_at and "late-after-cancel" not in script:
            return {"status": "cancelled"}
        share = order.share(self.clock.now())
        if share < 1 or "never" in script:
            waits = share < _QUEUED_SHARE
            said: dict[str, Any] = {"status": "queued" if waits else "working"}
            if self.options.reports_progress:
                said |= {"progress": round(100 * min(share, _NEARLY)), "ahead": int(waits)}
            return said
        if "fail" in script:
            return {"status": "failed", "error": "The model ran out of breath."}
        if mark := script.get("reject-late"):
            return {"status": "rejected", "error": mark.value}
        return {
            "status": "done",
            "files": [{"path": self._link(order, script), "seconds": SECONDS}],
        }

    def _link(self, order: Bought, script: Script) -> str:
        mark = script.get("link-ends")
        until = f"?until={self.clock.now() + float(mark.value)}" if mark else ""
        return f"/files/{order.id}.mp3{until}"

    def _cancel(self, _: Request, order: Bought, script: Script) -> Response:
        now = self.clock.now()
        if not self.options.cancels_free or order.share(now) >= 1:
            return refused(409, "too_late", "It cannot be cancelled.")
        self.book.cancel(order.id, now=now, free="late-after-cancel" not in script)
        return JSONResponse({"id": order.id, "status": "cancelling"})

    def _file(self, asked: Request, order: Bought, script: Script) -> Response:
        if self.clock.now() > float(asked.query_params.get("until", "inf")):
            return refused(410, "link_expired", "Ask for the song again.")
        return self.breakage(order.reference, script, "file") or song(self, order, script)


def _is_number(said: str) -> bool:
    try:
        float(said)
    except ValueError:
        return False
    return True


def song(world: World, order: Bought, script: Script) -> Response:
    """The bytes of an order, in the manner of its script."""
    if "garbage" in script:
        return Response(b"this is no music " * 200, media_type=MP3)
    if "empty" in script:
        return Response(b"", media_type=MP3)
    body = song_of(order.id)
    cut = script.get("cut-body")
    if cut and world.happens(order.reference, cut):
        return Cut(body, media_type=MP3)
    if "slow-body" in script:
        seconds = _SLOW_S * world.options.factor
        return Slow(body, world.clock, seconds=seconds, media_type=MP3)
    return Response(body, media_type=MP3)
