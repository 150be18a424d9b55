"""
A browser as push services see it: it has keys, and reads what was sealed for them.

Written from RFC 8291, 8188 and 8292 with the primitives of `cryptography` alone, so that it shares
no line with what seals the messages.
"""

import hmac
import json
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from os import urandom
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.engine.receiver import Heard


def _b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _expand(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """HKDF with SHA-256, of one block (RFC 5869)."""
    key = hmac.digest(salt, secret, sha256)
    return hmac.digest(key, info + b"\x01", sha256)[:length]


@dataclass
class BrowserDouble:
    """One subscription."""

    endpoint: str
    _key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    _auth: bytes = field(default_factory=lambda: urandom(16))

    @property
    def keys(self) -> dict[str, str]:
        """What it tells the site."""
        return {"p256dh": _b64(_point(self._key.public_key())), "auth": _b64(self._auth)}

    @property
    def subscription(self) -> dict[str, Any]:
        """As `PushSubscription.toJSON()` has it."""
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": self.keys}

    def read(self, heard: Heard) -> dict[str, Any]:
        """The message in one post to its push service. Raises when it is not for this browser."""
        body = heard.body
        salt, size, length = body[:16], struct.unpack(">I", body[16:20])[0], body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size <= 4096
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self._key.exchange(ec.ECDH(), theirs)
        info = b"WebPush: info\x00" + _point(self._key.public_key()) + sender
        secret = _expand(shared, self._auth, info, 32)
        key = _expand(secret, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _expand(secret, salt, b"Content-Encoding: nonce\x00", 12)
        opened = AESGCM(key).decrypt(nonce, sealed, None)
        text, delimiter = opened.rstrip(b"\x00")[:-1], opened.rstrip(b"\x00")[-1:]
        assert delimiter == b"\x02"
        return json.loads(text)


def signer(heard: Heard, *, audience: str) -> tuple[str, dict[str, Any]]:
    """The public key and the claims of whoever sent it (RFC 8292). Raises when it is not signed."""
    scheme, _, told = heard.headers["authorization"].partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in told.split(","))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _raw(parts["k"]))
    claims = jwt.decode(parts["t"], key, algorithms=["ES256"], audience=audience)
    return parts["k"], claims
