"""The public keys of an issuer: fetched, kept, rotated, and never asked for in a hurry."""

import json
import logging
import threading
import time
from datetime import timedelta
from typing import Any

import httpx
from jwt import PyJWK, PyJWKError

from app.domain.errors import Away

log = logging.getLogger(__name__)

LIFETIME_S = 600.0
"""Keys older than this are fetched again."""
STALE_MOST_S = 24 * 3600.0
"""While the issuer is silent, keys are believed for a day and no longer."""
COOLDOWN_S = 10.0
"""At least so long between two fetches, whoever asks: made-up key ids cannot hammer the issuer."""
_PATIENCE_S = 3.0
_SIZE_MAX = 512_000
_KEY_BITS_MIN = 2_048


class Keys:
    """
    The RSA keys of one issuer by their id.

    Safe from many threads: one of them fetches, the others use what is known meanwhile.
    """

    def __init__(
        self, url: str, *, lifetime_s: float = LIFETIME_S, cooldown_s: float = COOLDOWN_S
    ) -> None:
        self._url = url
        self._lifetime_s = lifetime_s
        self._cooldown_s = cooldown_s
        self._keys: dict[str, PyJWK] = {}
        self._fetched_at: float | None = None
        self._tried_at: float | None = None
        self._fetching = threading.Lock()

    def get(self, kid: str) -> PyJWK | None:
        """The key of this id; None when the issuer has none. Raises `Away`."""
        if self._age() > self._lifetime_s:
            self._refresh()
        if kid not in self._keys:
            self._refresh()
        if self._age() > STALE_MOST_S:
            raise Away(
                "The issuer of this token does not answer. Please try again in a moment.",
                retry_after=timedelta(seconds=self._cooldown_s),
            )
        return self._keys.get(kid)

    def _age(self) -> float:
        known = self._fetched_at
        return float("inf") if known is None else time.monotonic() - known

    def _refresh(self) -> None:
        """Fetch, unless that was just tried; who knows keys already does not wait for it."""
        asked_at = time.monotonic()
        if not self._fetching.acquire(blocking=not self._keys):
            return
        try:
            tried, now = self._tried_at, time.monotonic()
            if tried is not None and (tried >= asked_at or now - tried < self._cooldown_s):
                return  # somebody did so while we waited, or a moment ago
            self._tried_at = now
            self._keys, self._fetched_at = _fetch(self._url), time.monotonic()
        except (httpx.HTTPError, ValueError) as problem:
            log.warning("jwks.away", extra={"problem": type(problem).__name__})
        finally:
            self._fetching.release()


def _fetch(url: str) -> dict[str, PyJWK]:
    """Every usable key. Raises `httpx.HTTPError`, or `ValueError` when that is no set of keys."""
    body = b""
    with httpx.stream("GET", url, timeout=_PATIENCE_S, headers={"Accept": "*/*"}) as answer:
        answer.raise_for_status()
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > _SIZE_MAX:
                raise ValueError("The set of keys is too large.")
    told = json.loads(body)
    listed = told.get("keys") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise ValueError("That is no set of keys.")  # noqa: TRY004 -- the content is wrong
    keys = {key.key_id: key for each in listed if (key := _usable(each)) and key.key_id}
    if not keys:
        raise ValueError("The set holds no RSA key that signs.")
    return keys


def _usable(told: Any) -> PyJWK | None:
    """An RSA key for signatures, or None: other keys may be listed beside it."""
    if not isinstance(told, dict) or not isinstance(told.get("kid"), str):
        return None
    if told.get("kty") != "RSA" or told.get("use", "sig") != "sig":
        return None
    if told.get("alg", "RS256") != "RS256":
        return None
    try:
        key = PyJWK(told, "RS256")
    except (PyJWKError, ValueError):
        return None
    return key if key.key.key_size >= _KEY_BITS_MIN else None
