"""What Mureka's answers mean."""

import json
import re
from datetime import timedelta
from http import HTTPStatus

import httpx

from app.providers.refusals import StatusWire

_NO_MONEY = re.compile(r"quota|billing|balance|top.?up|insufficient", re.IGNORECASE)
"""429 means "too fast" or "nothing left to spend": only the sentence tells them apart."""


class MurekaWire(StatusWire):
    """Errors are `{"error": {"message": …}}`."""

    # Our places there are taken; about half a song later one may be free.
    pause = timedelta(seconds=30)
    away_sells_nothing = True

    def told(self, response: httpx.Response) -> str:
        """Their sentence."""
        try:
            return self.clean(str(json.loads(response.text)["error"]["message"]))
        except (ValueError, KeyError, TypeError):
            return ""

    def is_about_money(self, response: httpx.Response) -> bool:
        """By what they write."""
        if response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
            return super().is_about_money(response)
        return bool(_NO_MONEY.search(self.told(response) or response.text))
