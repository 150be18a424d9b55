"""What answers mean where the status says it, and a sentence beside it: at most vendors."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import ClassVar

import httpx

from app.domain.errors import (
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.providers.wire import Wire, retry_after


@dataclass(frozen=True)
class StatusWire(Wire):
    """Reads answers whose status tells what they mean. A vendor says where its sentence is."""

    pause: ClassVar[timedelta]
    """When to come back after "too many", where they do not say."""
    away_sells_nothing: ClassVar[bool] = False
    """Whether 503 says so by itself; else only together with a time to come back."""

    def told(self, response: httpx.Response) -> str:
        """Their sentence; empty when it is not their JSON, as for unknown paths and proxies."""
        raise NotImplementedError

    def is_about_money(self, response: httpx.Response) -> bool:
        """Whether there is nothing left to spend."""
        return response.status_code == HTTPStatus.PAYMENT_REQUIRED

    def is_about_us(self, response: httpx.Response) -> bool:
        """A wrong key, or a region that is not served: no concern of the person."""
        return response.status_code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)

    def comes_back(self, response: httpx.Response) -> timedelta | None:
        """When "too many" ends, where that is said."""
        return retry_after(response)

    def must_sell(self, response: httpx.Response) -> None:
        """Raise what the answer to an order means, unless it is a success."""
        if response.is_success:
            return
        problem, status = self._refusal(response), response.status_code
        is_away = status == HTTPStatus.SERVICE_UNAVAILABLE and retry_after(response) is None
        if is_away and not self.away_sells_nothing:
            # Nothing says on which side of the purchase it broke.
            raise OutcomeUnknown(self.words(response))
        if problem is not None:
            raise problem
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
            raise OutcomeUnknown(self.words(response))
        # A redirect, a page of text: the address is wrong, and nobody there read the order.
        raise ProviderFailed(self.words(response))

    def must_answer(self, response: httpx.Response) -> None:
        """Raise what the answer to a question means, unless it is a success."""
        if response.is_success:
            return
        # Also 404: an order may be unknown for a moment after it was made. The engine counts.
        raise self._refusal(response) or ProviderFailed(self.words(response))

    def words(self, response: httpx.Response) -> str:
        """What was said, for an operator."""
        said = self.told(response) or response.text or response.reason_phrase
        return f"{response.status_code}: {self.clean(said)}"

    def _refusal(self, response: httpx.Response) -> ProviderProblem | None:
        """What a refusal means that surely bought nothing."""
        told, words = self.told(response), self.words(response)
        if self.is_about_money(response):
            return ProviderOutOfMoney(words)
        if self.is_about_us(response):
            return ProviderMisconfigured(words)
        match response.status_code:
            case (
                HTTPStatus.BAD_REQUEST
                | HTTPStatus.UNPROCESSABLE_ENTITY
                | HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            ):
                return ProviderRejected(told) if told else ProviderFailed(words)
            case HTTPStatus.TOO_MANY_REQUESTS:
                return ProviderBusy(words, retry_after=self.comes_back(response) or self.pause)
            case HTTPStatus.SERVICE_UNAVAILABLE:
                return ProviderBusy(words, retry_after=retry_after(response))
            case _:
                return None
