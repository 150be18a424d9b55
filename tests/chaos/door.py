"""The product as a customer's program sees it: addresses, a cookie, answers that get lost."""

import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

_PATIENCE_S = 6.0
_AGAIN_S = 0.2
_LONGEST_S = 5.0


class WrongAnswer(Exception):
    """A refusal that nothing these customers do deserves."""


@dataclass
class Door:
    """
    Asks one web process and, when no answer comes, the next, as behind a balancer.

    Cookies are given with each request: one door serves many customers.
    """

    addresses: Sequence[str]
    again: int = 0
    """Requests that were repeated, because their answers were lost or said "not now"."""
    _turn: "itertools.cycle[str]" = field(init=False, repr=False)
    _client: httpx.Client = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._turn = itertools.cycle(self.addresses)
        self._client = httpx.Client(timeout=_PATIENCE_S)

    def guest(self) -> str:
        """Begin as somebody new; returns the cookie."""
        answer = self.insist("POST", "/api/auth/guest", content={})
        return answer.headers["Set-Cookie"].partition(";")[0]

    def insist(
        self,
        method: str,
        path: str,
        *,
        cookie: str = "",
        key: str = "",
        content: Any = None,
        hasty: bool = False,
    ) -> httpx.Response:
        """Ask the same until there is an answer. `hasty`: hang up on the first one."""
        patience = 0.01 if hasty else _PATIENCE_S
        while True:
            answer = self._ask(method, path, patience, cookie=cookie, key=key, content=content)
            if answer is not None and answer.is_success:
                return answer
            if answer is not None and answer.status_code < 500 and answer.status_code != 429:
                raise WrongAnswer(f"{method} {path} {answer.status_code} {answer.text[:200]}")
            self.again += 1
            patience = _PATIENCE_S
            time.sleep(_pause(answer))

    def _ask(
        self, method: str, path: str, patience: float, *, cookie: str, key: str, content: Any
    ) -> httpx.Response | None:
        address = next(self._turn)
        headers = {"Origin": address, "Cookie": cookie, "Idempotency-Key": key}
        self._client.cookies.clear()
        try:
            return self._client.request(
                method,
                address + path,
                json=content,
                headers={name: value for name, value in headers.items() if value},
                timeout=httpx.Timeout(_PATIENCE_S, read=patience),
            )
        except httpx.HTTPError:
            return None

    def close(self) -> None:
        """Hang up."""
        self._client.close()


def _pause(answer: httpx.Response | None) -> float:
    said = answer.headers.get("Retry-After", "") if answer is not None else ""
    return min(float(said), _LONGEST_S) if said.isdecimal() else _AGAIN_S
