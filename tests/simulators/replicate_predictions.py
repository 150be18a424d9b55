"""Orders at Replicate's simulator, as every answer has them."""

import json
from typing import Any

from tests.simulators.book import Bought
from tests.simulators.replicate_files import Files, moment
from tests.simulators.replicate_orders import KNOWN
from tests.simulators.script import Script

STARTS = 0.1
"""Share of its time that an order waits."""
_ENDS = {"cancelled": "canceled", "fail": "failed", "flagged": "failed"}
_FLAGGED = (
    "The input or output was flagged as sensitive. Please try again with different inputs. (E005)"
)


class Predictions(Files):
    """What has become of an order."""

    def prediction(self, order: Bought, script: Script, host: str) -> dict[str, Any]:
        """An order, as every answer has it."""
        asked = json.loads(order.prompt)
        status, ended_at = self.status(order, script)
        mark = script.get("unknown-status")
        shown = "pondering" if mark and self.happens(order.reference, mark) else status
        has_begun = status != "aborted" and order.share(ended_at or self.clock.now()) >= STARTS
        api = f"{host}{self.options.prefix}/predictions/{order.id}"
        said: dict[str, Any] = {
            "id": order.id,
            "model": asked["model"],
            "version": asked["version"],
            "input": asked["input"],
            "output": None,
            "logs": "",
            "error": None,
            "status": shown,
            "data_removed": False,
            "source": "api",
            "created_at": moment(order.at),
            "started_at": moment(order.at + STARTS * order.seconds) if has_begun else None,
            "completed_at": moment(ended_at) if ended_at else None,
            "metrics": {},
            "urls": {"web": f"{host}/p/{order.id}", "get": api, "cancel": f"{api}/cancel"},
        }
        if asked["deadline"]:
            said["deadline"] = moment(asked["deadline"])
        if status == "failed":
            said["error"] = _words(script)
        if status == "succeeded" and ("removed" in script or self.is_gone(order)):
            said |= {"data_removed": True, "input": {}}
        elif status == "succeeded" and "no-choices" not in script:
            said["output"] = self._output(order, script, host)
        return said

    def _output(self, order: Bought, script: Script, host: str) -> Any:
        asked = json.loads(order.prompt)
        ending, mark = asked["input"].get("output_format", "png"), script.get("link-ends")
        until = f"?until={self.clock.now() + float(mark.value)}" if mark else ""
        url = f"{host}/delivery/{order.id}/out-0.{ending}{until}"
        if "as-object" in script:
            return {"images": [{"url": url}]}
        return url if KNOWN[asked["model"]].is_official else [url]

    def status(self, order: Bought, script: Script) -> tuple[str, float | None]:
        """Where it is, and when it ended; time alone decides."""
        now, ends_at = self.clock.now(), order.at + order.seconds
        deadline = json.loads(order.prompt)["deadline"] or float("inf")
        if order.cancelled_at:
            return "canceled", order.cancelled_at
        if "aborted" in script:
            return "aborted", min(now, deadline)
        if deadline <= now and ("never" in script or deadline < ends_at):
            return "canceled" if order.share(deadline) >= STARTS else "aborted", deadline
        if now < ends_at or "never" in script:
            return "starting" if order.share(now) < STARTS else "processing", None
        return next((end for name, end in _ENDS.items() if name in script), "succeeded"), ends_at


def _words(script: Script) -> str:
    mark = script.get("flagged")
    return "CUDA out of memory." if mark is None else mark.value or _FLAGGED
