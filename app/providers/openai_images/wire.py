"""What OpenAI's answers mean."""

import json
import re
import time
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx

from app.domain.errors import (
    BadOutput,
    OutcomeUnknown,
    ProviderBusy,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderRejected,
)
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

    def must_sell(self, response: httpx.Response) -> None:
        """Raise what the answer to an order means, unless it is a picture in JSON."""
        if not response.is_success:
            self._must_not_be_ours(response)
            super().must_sell(response)
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise BadOutput(f"answered with {self.clean(kind) or 'something unnamed'}")

    def _must_not_be_ours(self, response: httpx.Response) -> None:
        """Raise what only this vendor means by its answer."""
        code, words = str(_error(response).get("code") or ""), self.words(response)
        match response.status_code:
            case _ if code in _NO_MONEY:
                raise ProviderOutOfMoney(words)
            case _ if code in _NOT_OURS:
                raise ProviderMisconfigured(words)
            case HTTPStatus.TOO_MANY_REQUESTS:
                raise ProviderBusy(words, retry_after=_come_back(response) or self.pause)
            case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                raise ProviderRejected(self.told(response) or "The photo is too large.")

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


def _come_back(response: httpx.Response) -> timedelta | None:
    """When: as it says, else when its limit of requests begins anew, as in `1m30s`."""
    if (said := retry_after(response)) is not None:
        return said
    spans = _SPAN.findall(response.headers.get("x-ratelimit-reset-requests", ""))
    seconds = sum(float(number) * _UNITS[unit] for number, unit in spans)
    return timedelta(seconds=seconds) if seconds else None
