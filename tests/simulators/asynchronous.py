"""A provider that takes an order, answers with an id and is asked later."""

from collections.abc import Callable
from typing import Any

from tests.simulators import webhooks
from tests.simulators.book import Bought
from tests.simulators.replies import Reply, refused, told
from tests.simulators.script import Script, read
from tests.simulators.sound import SECONDS, song_of
from tests.simulators.world import Asked, World

_QUEUED_SHARE = 0.1
_NEARLY = 0.95


class AsyncWorld(World):
    """POST /v1/songs · GET /v1/songs/{id} · GET /v1/songs?reference= · POST …/cancel · /files."""

    kind = "async"

    def serve(self, asked: Asked) -> Reply:
        """One of the calls above."""
        parts = asked.path.strip("/").split("/")
        match asked.method, parts:
            case "POST", ["v1", "songs"]:
                return self._create(asked)
            case "GET", ["v1", "songs"] if self.options.finds_reference:
                found = self.book.of_reference(asked.query.get("reference", ""))
                return told({"songs": [{"id": order.id} for order in found]})
            case "GET", ["v1", "songs", id_]:
                return self._of(id_, self._check)
            case "POST", ["v1", "songs", id_, "cancel"]:
                return self._of(id_, self._cancel)
            case "GET", ["files", name]:
                return self._of(name.removesuffix(".mp3"), self._file)
        return refused(404, "not_found", "There is nothing here.")

    def _create(self, asked: Asked) -> Reply:
        sold = self.sell(asked)
        if isinstance(sold, Reply):
            return sold
        script = read(sold.prompt)
        webhooks.promise(sold, script, secret=self.options.key)
        if fault := self.breakage(sold.reference, script, "order"):
            return fault
        if (mark := script.get("500-after")) and self.happens(sold.reference, mark.name, 1):
            return refused(500, "internal", "Something went wrong.")
        return told({"id": sold.id, "status": "queued"}, 201)

    def _of(self, id_: str, call: Callable[[Bought, Script], Reply]) -> Reply:
        order = self.book.of_id(id_)
        if order is None:
            return refused(404, "not_found", "There is no such song.")
        return call(order, read(order.prompt))

    def _check(self, order: Bought, script: Script) -> Reply:
        if fault := self.breakage(order.reference, script, "check"):
            return fault
        mark = script.get("unknown-status")
        if mark and self.happens(order.reference, mark.name, mark.times):
            return told({"id": order.id, "status": "pondering"})
        return told({"id": order.id} | self.state(order, script))

    def state(self, order: Bought, script: Script) -> dict[str, Any]:
        """Where the order is, which only time decides."""
        if order.cancelled_at and "late-after-cancel" not in script:
            return {"status": "cancelled"}
        share = order.age / order.seconds if order.seconds else 1.0
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
        return {"status": "done", "files": [{"path": f"/files/{order.id}.mp3", "seconds": SECONDS}]}

    def _cancel(self, order: Bought, script: Script) -> Reply:
        if not self.options.cancels_free or order.age >= order.seconds:
            return refused(409, "too_late", "It cannot be cancelled.")
        self.book.cancel(order.id, free="late-after-cancel" not in script)
        return told({"id": order.id, "status": "cancelling"})

    def _file(self, order: Bought, script: Script) -> Reply:
        return self.breakage(order.reference, script, "file") or song(self, order, script)


def song(world: World, order: Bought, script: Script) -> Reply:
    """The bytes of an order, in the manner of its script."""
    if "garbage" in script:
        return Reply(200, b"this is no music " * 200, "audio/mpeg")
    if "empty" in script:
        return Reply(200, b"", "audio/mpeg")
    cut = script.get("cut-body")
    if cut and world.happens(order.reference, cut.name, cut.times):
        return Reply(200, song_of(order.id), "audio/mpeg", manner="cut")
    manner = "slow" if "slow-body" in script else "whole"
    return Reply(200, song_of(order.id), "audio/mpeg", manner=manner)
