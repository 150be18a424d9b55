"""Signatures under the studio's keys, each for one purpose."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence


class Signer:
    """
    HMAC-SHA-256 under keys that are derived for a purpose: no signature is good for another one.

    The first key signs; what any of the others signed is right, too, while keys are changed. They
    must be the same on every machine.
    """

    def __init__(self, keys: Sequence[bytes], purpose: bytes) -> None:
        self._keys = [hmac.digest(key, purpose, "sha256") for key in keys]

    def sign(self, told: str) -> str:
        """43 characters that fit into an address."""
        return _signature(self._keys[0], told)

    def is_right(self, signature: str, told: str) -> bool:
        """Whether one of us signed this. A comparison takes as long, however much is right."""
        given = signature.encode()
        return any(hmac.compare_digest(given, _signature(k, told).encode()) for k in self._keys)


def _signature(key: bytes, told: str) -> str:
    return urlsafe_b64encode(hmac.digest(key, told.encode(), "sha256")).rstrip(b"=").decode()
