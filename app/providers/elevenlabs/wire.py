"""What ElevenLabs' answers mean."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import httpx

from app.domain.errors import (
    BadOutput,
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.providers.wire import Wire, until

_NO_MONEY = {"quota_exceeded", "insufficient_credits", "payment_required"}
_OUR_KEY = {"invalid_api_key", "missing_permissions"}
_NOBODY_HERE = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
_PLAN = "only_for_"
_CROWDED = "too_many_concurrent_requests"
_ABOUT_A_SONG = timedelta(seconds=45)
"""Our own places there are taken: one is free when a song is done."""
_SUGGESTIONS = ("prompt_suggestion", "composition_plan_suggestion")
_NO_SOUND = ("text/html", "text/plain", "application/")


@dataclass(frozen=True)
class Told:
    """An error as it was worded there."""

    code: str
    words: str
    suggestion: str = ""


@dataclass(frozen=True)
class ElevenLabsWire(Wire):
    """Errors come in many shapes; the sound comes in the answer itself."""

    chunk_s: float

    def must_sell(self, response: httpx.Response, *, by_choice: bool) -> None:
        """
        Raise what the answer means, unless it is a success.

        `by_choice`: the person chose the format, so a plan that has it not is no fault of ours.
        """
        if not response.is_success:
            raise self._problem(response, self._told(response), by_choice=by_choice)
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind.startswith(_NO_SOUND) and kind != "application/octet-stream":
            raise BadOutput(f"answered with {self.clean(kind)}")

    def _problem(self, response: httpx.Response, told: Told, *, by_choice: bool) -> ProviderProblem:
        status, words = response.status_code, f"{response.status_code} {told.code}: {told.words}"
        problem = _about_us(status, told, words, by_choice=by_choice) or _busy(
            response, told, words
        )
        if problem is not None:
            return problem
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
            return OutcomeUnknown(words)
        if status in _NOBODY_HERE or status < HTTPStatus.BAD_REQUEST or not told.code:
            # A proxy answered, or the address is wrong: nobody there read the order.
            return ProviderFailed(words)
        return ProviderRejected(_with_suggestion(told))

    def whole(self, response: httpx.Response, *, by: float) -> Iterator[bytes]:
        """The sound in pieces, by a moment of `time.monotonic`. Raises a `ProviderProblem`."""
        # The first piece may take minutes. Those that follow come steadily or not at all.
        response.request.extensions["timeout"]["read"] = self.chunk_s
        try:
            for piece in response.iter_bytes():
                yield piece
                if time.monotonic() > by:
                    raise OutcomeUnknown("the song did not come within its deadline")
        except httpx.HTTPError as problem:
            raise BadOutput(f"the song broke off: {self.name(problem)}") from None

    def _told(self, response: httpx.Response) -> Told:
        """The error, whatever its shape: a list, an object, a sentence, or no JSON at all."""
        try:
            said = json.loads(response.text)
        except ValueError:
            return Told("", self.clean(response.text or response.reason_phrase))
        told = told_in(said)
        return Told(
            self.clean(told.code),
            self.clean(told.words or response.reason_phrase),
            self.clean(told.suggestion),
        )


def _about_us(status: int, told: Told, words: str, *, by_choice: bool) -> ProviderProblem | None:
    """What is wrong with our account, our key or our plan."""
    if told.code in _NO_MONEY or status == HTTPStatus.PAYMENT_REQUIRED:
        return ProviderOutOfMoney(words)
    if told.code in _OUR_KEY or status == HTTPStatus.UNAUTHORIZED:
        return ProviderMisconfigured(words)
    if told.code.startswith(_PLAN):
        return ProviderRejected(told.words) if by_choice else ProviderMisconfigured(words)
    return None


def _busy(response: httpx.Response, told: Told, words: str) -> ProviderBusy | None:
    """Too much to do, there or at our own places there; nothing was bought."""
    status, wait = response.status_code, retry_after(response)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        if wait is None and told.code == _CROWDED:
            wait = _ABOUT_A_SONG
        return ProviderBusy(words, retry_after=wait)
    if status == HTTPStatus.SERVICE_UNAVAILABLE and wait is not None:
        return ProviderBusy(words, retry_after=wait)
    return None


def told_in(said: Any) -> Told:
    """The error in what was said; `detail` may be a list, an object or a sentence."""
    detail = said.get("detail", said) if isinstance(said, dict) else said
    if isinstance(detail, list):
        return Told("invalid", "; ".join(_complaint(each) for each in detail))
    if not isinstance(detail, dict):
        return Told("said" if isinstance(said, dict) else "", str(detail))
    data = detail.get("data")
    places = (detail, data if isinstance(data, dict) else {}, said)
    found = (place.get(name) for place in places for name in _SUGGESTIONS)
    suggestion = next((each for each in found if isinstance(each, str)), "")
    code = str(detail.get("status") or detail.get("code") or "")
    return Told(code, str(detail.get("message") or ""), suggestion)


def retry_after(response: httpx.Response) -> timedelta | None:
    """When to come back, in whichever of the three ways it was said."""
    headers = response.headers
    if (said := headers.get("retry-after-ms", "")) and (ms := _number(said)) is not None:
        return timedelta(milliseconds=ms)
    said = headers.get("retry-after", "").strip()
    if said:
        seconds = _number(said)
        return until(said) if seconds is None else timedelta(seconds=seconds)
    reset = _number(headers.get("x-ratelimit-reset", ""))
    if reset is None:
        return None
    # Seconds since 1970, or seconds from now: nobody counts a year of them.
    is_moment = reset > timedelta(days=365).total_seconds()
    return timedelta(seconds=max(0.0, reset - time.time() if is_moment else reset))


def _number(said: str) -> float | None:
    try:
        number = float(said)
    except ValueError:
        return None
    return number if 0 <= number < 1e11 else None  # neither nan nor inf


def _complaint(each: Any) -> str:
    if not isinstance(each, dict):
        return str(each)
    where = each.get("loc") or ["?"]
    return f"{where[-1]}: {each.get('msg', '')}"


def _with_suggestion(told: Told) -> str:
    return f"{told.words} Try: {told.suggestion}" if told.suggestion else told.words
