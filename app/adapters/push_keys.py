"""The key by which push services know this studio (VAPID, RFC 8292)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_BYTES = 32


def private_key(told: str) -> ec.EllipticCurvePrivateKey:
    """The key whose 32 bytes are written here as base64url. Raises `ValueError`."""
    bare = told.strip().rstrip("=")
    raw = urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    if len(raw) != _BYTES:
        raise ValueError("a VAPID key is 32 bytes, written as base64url")
    return ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1())


def public_key(private: ec.EllipticCurvePrivateKey) -> str:
    """What browsers are told: the point, uncompressed, as base64url."""
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()
