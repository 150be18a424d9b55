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
    another row stays shut. What the key before sealed opens, too; nothing is sealed with it now.
    """

    def __init__(self, key: str, *, before: str | None = None) -> None:
        self._ciphers = [_cipher(each) for each in (key, before) if each]

    def close(self, secret: str, *, owner: str) -> str:
        """Seal a secret for its owner."""
        nonce = token_bytes(_NONCE)
        sealed = nonce + self._ciphers[0].encrypt(nonce, secret.encode(), owner.encode())
        return urlsafe_b64encode(sealed).decode()

    def open(self, sealed: str, *, owner: str) -> str | None:
        """The secret; None when it was sealed with another key or for somebody else."""
        found = (_opened(cipher, sealed, owner) for cipher in self._ciphers)
        return next((secret for secret in found if secret is not None), None)

    def is_current(self, sealed: str, *, owner: str) -> bool:
        """Whether it opens without the key before."""
        return _opened(self._ciphers[0], sealed, owner) is not None


def _cipher(key: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return AESGCM(derived.derive(key.encode()))


def _opened(cipher: AESGCM, sealed: str, owner: str) -> str | None:
    try:
        raw = urlsafe_b64decode(sealed)
        return cipher.decrypt(raw[:_NONCE], raw[_NONCE:], owner.encode()).decode()
    except (InvalidTag, ValueError):
        return None
