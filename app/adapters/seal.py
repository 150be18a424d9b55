"""Keeps secrets that have to be used again, so that a copy of the database does not show them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12
_PURPOSE = b"meanwhile: secrets of webhooks"


class Seal:
    """
    AES-GCM under a key that is derived from the studio's own.

    What is sealed names its owner, so it opens for nobody else: a sealed text that is copied into
    another row stays shut.
    """

    def __init__(self, key: str) -> None:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
        self._cipher = AESGCM(derived.derive(key.encode()))

    def close(self, secret: str, *, owner: str) -> str:
        """Seal a secret for its owner."""
        nonce = token_bytes(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, secret.encode(), owner.encode())
        return urlsafe_b64encode(sealed).decode()

    def open(self, sealed: str, *, owner: str) -> str | None:
        """The secret; None when it was sealed with another key or for somebody else."""
        try:
            raw = urlsafe_b64decode(sealed)
            opened = self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], owner.encode())
            return opened.decode()
        except (InvalidTag, ValueError):
            return None
