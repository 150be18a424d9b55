"""What Meshy's answers mean."""

import json
from datetime import timedelta

import httpx

from app.providers.refusals import StatusWire


class MeshyWire(StatusWire):
    """Errors are `{"message": …}`; an empty account is a status of its own."""

    # Too many calls a second, or too many tasks in our line there: soon there is room.
    pause = timedelta(seconds=15)

    def told(self, response: httpx.Response) -> str:
        """Their sentence."""
        try:
            return self.clean(str(json.loads(response.text)["message"]))
        except (ValueError, KeyError, TypeError):
            return ""
