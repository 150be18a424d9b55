"""A provider that answers with the bytes after a while."""

import time

from tests.simulators.asynchronous import song
from tests.simulators.book import Bought
from tests.simulators.replies import Reply, refused
from tests.simulators.script import Script, read
from tests.simulators.world import Asked, World


class SyncWorld(World):
    """POST /v1/make."""

    kind = "sync"

    def serve(self, asked: Asked) -> Reply:
        """Sell, work, hand over."""
        if (asked.method, asked.path) != ("POST", "/v1/make"):
            return refused(404, "not_found", "There is nothing here.")
        sold = self.sell(asked)
        if isinstance(sold, Reply):
            return sold
        return self._make(sold, read(sold.prompt))

    def _make(self, sold: Bought, script: Script) -> Reply:
        if "never" in script:
            return Reply(manner="hang")
        if fault := self.breakage(sold.reference, script, "order"):
            return fault
        time.sleep(sold.seconds)
        if "fail" in script:
            # Its documentation says that this answer is never charged.
            return refused(502, "generation_failed", "The model ran out of breath.")
        if "500-after" in script:
            return refused(500, "internal", "Something went wrong.")
        return song(self, sold, script)
