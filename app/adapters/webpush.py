"""
Messages to browsers, by whatever push service each of them uses.

What is sent can be read by that browser alone (RFC 8291), and says by its signature which studio
it comes from (RFC 8292). It is posted like everything else that goes to addresses of strangers.
"""

import threading
import time
from urllib.parse import urlsplit

from app.adapters.push_keys import private_key, public_key
from app.domain.delivering import Envelope

_TTL_S = 24 * 3600
"""For so long a service keeps it for a browser that is off; the day after, it is no news."""
_SIGNED_FOR_S = 12 * 3600
_SIGNED_AGAIN_S = 6 * 3600
_TOPIC_MOST = 32


class WebPush:
    """Seals and signs. One per process."""

    def __init__(self, key: str, *, contact: str) -> None:
        self._private = private_key(key)
        self._public = public_key(self._private)
        self._contact = contact
        self._lock = threading.Lock()
        self._signed: dict[str, tuple[float, str]] = {}

    @property
    def public_key(self) -> str:
        """What browsers have to be told before they subscribe."""
        return self._public

    def envelope(
        self, address: str, keys: tuple[str, str], message: bytes, *, id_: str
    ) -> Envelope:
        """A message for a browser with these keys. Raises `ValueError` for keys that are none."""
        from pywebpush import WebPusher  # heavy; workers load it with the first message

        p256dh, auth = keys
        to = {"endpoint": address, "keys": {"p256dh": p256dh, "auth": auth}}
        body = WebPusher(to).encode(message)["body"]
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm",
            "TTL": str(_TTL_S),
            "Urgency": "normal",
            # A repeat takes the place of what still waits there.
            "Topic": id_.rpartition("_")[2][:_TOPIC_MOST],
            "Authorization": self._signature(address),
        }
        return Envelope(address, headers, body)

    def _signature(self, address: str) -> str:
        parts = urlsplit(address)
        audience = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            at, known = self._signed.get(audience, (0.0, ""))
            if time.time() - at < _SIGNED_AGAIN_S:
                return known
            signed = self._sign(audience)
            self._signed[audience] = (time.time(), signed)
            return signed

    def _sign(self, audience: str) -> str:
        from py_vapid import Vapid02

        until = int(time.time()) + _SIGNED_FOR_S
        claims = {"sub": self._contact, "aud": audience, "exp": until}
        return Vapid02(private_key=self._private).sign(claims)["Authorization"]
