"""What a browser's subscription has to bring."""

import re
from base64 import urlsafe_b64decode

from app.domain.errors import Invalid

_WORD = re.compile(r"[A-Za-z0-9_-]{1,200}={0,2}", re.ASCII)
_POINT = 65
_UNCOMPRESSED = 4
_SECRET = 16


def check_keys(p256dh: str, auth: str) -> None:
    """Whether these can be the keys of a browser. Raises `Invalid`."""
    point, secret = _bytes(p256dh), _bytes(auth)
    if len(point) != _POINT or point[0] != _UNCOMPRESSED:
        raise Invalid("This is not the public key of a browser.", field="p256dh")
    if len(secret) != _SECRET:
        raise Invalid("This is not the secret of a subscription.", field="auth")


def _bytes(word: str) -> bytes:
    if not _WORD.fullmatch(word):
        return b""
    bare = word.rstrip("=")
    return urlsafe_b64decode(bare + "=" * (-len(bare) % 4)) if len(bare) % 4 != 1 else b""
