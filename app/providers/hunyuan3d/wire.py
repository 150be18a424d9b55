"""What the answers of a Hunyuan3D server mean, and those of a proxy before it."""

import json
from datetime import timedelta
from typing import Any

import httpx

from app.providers.refusals import StatusWire

_PLACES = ("detail", "message", "error", "text")


class HunyuanWire(StatusWire):
    """Errors come in several shapes, none of them with a meaning of its own."""

    pause = timedelta(seconds=30)
    # The server itself never says so: it is the proxy, and the server is down.
    away_sells_nothing = True

    def told(self, response: httpx.Response) -> str:
        """Whatever is said in one of the places where something may be."""
        try:
            said = json.loads(response.text)
        except ValueError:
            return ""
        places = [said.get(name) for name in _PLACES] if isinstance(said, dict) else []
        found = next((each for each in places if each), "")
        if isinstance(found, list):
            return self.clean("; ".join(_complaint(each) for each in found))
        return self.clean(str(found))


def _complaint(each: Any) -> str:
    if not isinstance(each, dict):
        return str(each)
    where = each.get("loc") or ["?"]
    return f"{where[-1]}: {each.get('msg', '')}"
