"""What OpenAI's answers mean."""

import json
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx

from app.domain.errors import BadOutput, OutcomeUnknown
from app.providers.refusals import StatusWire
from app.providers.wire import retry_after

_NO_MONEY = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}
_NOT_OURS = {"model_not_found", "unsupported_country_region_territory"}
_SPAN = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h)")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


class OpenAIWire(StatusWire):
    """Errors are `{"error": {"message", "type", "param", "code"}}`."""

    # Limits count a minute.
    pause = timedelta(seconds=30)

    def told(self, response: httpx.Response) -> str:
        """Their sentence."""
        return self.clean(str(_error(response).get("message") or ""))

    def is_about_money(self, response: httpx.Response) -> bool:
        """By their word for it: 429 means "too fast", too."""
        return _code(response) in _NO_MONEY or super().is_about_money(response)

    def is_about_us(self, response: httpx.Response) -> bool:
        """Also a model that our account has not."""
        return _code(response) in _NOT_OURS or super().is_about_us(response)

    def comes_back(self, response: httpx.Response) -> timedelta | None:
        """As it says; else when its limit of requests begins anew, as in `1m30s`."""
        if (said := retry_after(response)) is not None:
            return said
        spans = _SPAN.findall(response.headers.get("x-ratelimit-reset-requests", ""))
        seconds = sum(float(number) * _UNITS[unit] for number, unit in spans)
        return timedelta(seconds=seconds) if seconds else None

    def must_sell(self, response: httpx.Response) -> None:
        """Raise what the answer to an order means, unless it is a picture in JSON."""
        super().must_sell(response)
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise BadOutput(f"answered with {self.clean(kind) or 'something unnamed'}")

    def whole(self, response: httpx.Response, *, chunk_s: float, until: float) -> Iterator[bytes]:
        """The answer in pieces, until a moment of `time.monotonic`. Raises a `ProviderProblem`."""
        # The first piece takes as long as the work. Those that follow come steadily or not at all.
        response.request.extensions["timeout"]["read"] = chunk_s
        try:
            for piece in response.iter_bytes():
                yield piece
                if time.monotonic() > until:
                    raise OutcomeUnknown("the photo did not come within its deadline")
        except httpx.HTTPError as problem:
            raise BadOutput(f"the photo broke off: {self.name(problem)}") from None


def _error(response: httpx.Response) -> dict[str, Any]:
    try:
        found = json.loads(response.text)["error"]
    except (ValueError, KeyError, TypeError):
        return {}
    return found if isinstance(found, dict) else {"message": found}


def _code(response: httpx.Response) -> str:
    return str(_error(response).get("code") or "")
