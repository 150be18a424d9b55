"""What Replicate's answers mean."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx

from app.domain.errors import OutcomeUnknown, ProviderBusy, ProviderFailed, ProviderRejected
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

    def must_sell(self, response: httpx.Response) -> None:
        """Raise what the answer to an order means, unless it is a success."""
        match response.status_code:
            case HTTPStatus.TOO_MANY_REQUESTS:
                wait = retry_after(response) or _reset(response) or self.pause
                raise ProviderBusy(self.words(response), retry_after=wait)
            case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                raise ProviderRejected(self.told(response) or "The photo is too large.")
        super().must_sell(response)


@contextmanager
def before_buying() -> Iterator[None]:
    """Around what has to be done before an order: when it breaks, nothing was ordered."""
    try:
        yield
    except (ProviderFailed, OutcomeUnknown) as problem:
        raise ProviderBusy(f"nothing was ordered: {problem}") from None


def _reset(response: httpx.Response) -> timedelta | None:
    """When it says that the limit ends: in its sentence, else in a header that counts seconds."""
    found = _RESETS.search(response.text)
    said = found.group(1) if found else response.headers.get("ratelimit-reset", "")
    return timedelta(seconds=int(said[:5])) if said.isdecimal() else None


def _complaint(each: Any) -> str:
    if not isinstance(each, dict):
        return str(each)
    field = each.get("field") or each.get("name") or "?"
    return f"{field}: {each.get('description') or each.get('detail') or ''}"
