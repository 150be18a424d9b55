"""What Replicate's answers mean."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx

from app.domain.errors import OutcomeUnknown, ProviderBusy, ProviderFailed
from app.providers.refusals import StatusWire
from app.providers.wire import retry_after

_RESETS = re.compile(r"resets in ~?(\d{1,5})\s*s")


class ReplicateWire(StatusWire):
    """Errors are `{"title": …, "detail": …, "status": …}`, sometimes with the fields at fault."""

    # "600 a minute": a moment later there is room.
    pause = timedelta(seconds=30)

    def told(self, response: httpx.Response) -> str:
        """Their sentence, with the field that it is about."""
        try:
            said = json.loads(response.text)
        except ValueError:
            return ""
        if not isinstance(said, dict):
            return ""
        fields = said.get("invalid_fields") or said.get("errors") or []
        about = [_complaint(each) for each in fields] if isinstance(fields, list) else []
        words = [str(said.get("detail") or said.get("title") or ""), *about]
        return self.clean(" ".join(filter(None, words)))

    def comes_back(self, response: httpx.Response) -> timedelta | None:
        """As it says; else in its sentence, or in a header that counts seconds."""
        if (said := retry_after(response)) is not None:
            return said
        found = _RESETS.search(response.text)
        seconds = found.group(1) if found else response.headers.get("ratelimit-reset", "")
        return timedelta(seconds=int(seconds[:5])) if seconds.isdecimal() else None


@contextmanager
def before_buying() -> Iterator[None]:
    """Around what has to be done before an order: when it breaks, nothing was ordered."""
    try:
        yield
    except (ProviderFailed, OutcomeUnknown) as problem:
        raise ProviderBusy(f"nothing was ordered: {problem}") from None


def _complaint(each: Any) -> str:
    if not isinstance(each, dict):
        return str(each)
    field = each.get("field") or each.get("name") or "?"
    return f"{field}: {each.get('description') or each.get('detail') or ''}"
