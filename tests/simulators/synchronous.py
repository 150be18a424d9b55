"""A provider that answers with the bytes after a while."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.simulators.asynchronous import song
from tests.simulators.book import Bought
from tests.simulators.manners import Hang
from tests.simulators.script import Script, read
from tests.simulators.stage import Scene
from tests.simulators.world import World, refused


def create(scene: Scene) -> ASGIApp:
    """The application."""
    return SyncWorld(scene)


class SyncWorld(World):
    """POST /v1/make."""

    kind = "sync"

    def routes(self) -> list[Route]:
        """The call above."""
        return [Route("/v1/make", self._sell_and_make, methods=["POST"])]

    async def _sell_and_make(self, asked: Request) -> Response:
        """Sell, work, hand over."""
        sold = await self.sell(asked)
        return sold if isinstance(sold, Response) else await self._make(sold, read(sold.prompt))

    async def _make(self, sold: Bought, script: Script) -> Response:
        if "never" in script:
            return Hang()
        if fault := self.breakage(sold.reference, script, "order"):
            return fault
        await self.clock.sleep(sold.seconds)
        if "fail" in script:
            # Its documentation says that this answer is never charged.
            return refused(502, "generation_failed", "The model ran out of breath.")
        if "500-after" in script:
            return refused(500, "internal", "Something went wrong.")
        return song(self, sold, script)
