"""What Tripo's answers mean."""

import json
from datetime import timedelta
from typing import Any

import httpx

from app.providers.refusals import StatusWire

_NO_CREDITS = 2010
"""A status that says "forbidden"; only this number tells that it is about money."""
_NO_SUCH_MODEL = (2015, 2017)


class TripoWire(StatusWire):
    """Errors are `{"code": …, "message": …, "suggestion": …}`."""

    # All places of our account there are taken, or too many calls were made.
    pause = timedelta(seconds=15)

    def told(self, response: httpx.Response) -> str:
        """Their sentence."""
        return self.clean(str(_error(response).get("message") or ""))

    def is_about_money(self, response: httpx.Response) -> bool:
        """By their number."""
        return _error(response).get("code") == _NO_CREDITS or super().is_about_money(response)

    def is_about_us(self, response: httpx.Response) -> bool:
        """Also a model that is not there any more: an operator chose it."""
        return _error(response).get("code") in _NO_SUCH_MODEL or super().is_about_us(response)


def _error(response: httpx.Response) -> dict[str, Any]:
    try:
        said = json.loads(response.text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
