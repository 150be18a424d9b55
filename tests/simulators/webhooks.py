"""Tells whoever asked for it that a song is done; signed, and sometimes too often."""

import hashlib
import hmac
import json
import threading
import time
import urllib.request
from contextlib import suppress

from tests.simulators.book import Bought
from tests.simulators.script import Script

HEADER = "X-Simulated-Signature"


def signature(body: bytes, *, at: int, secret: str) -> str:
    """`t=1700000000,v1=…`: a HMAC of the moment and the body."""
    digest = hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def promise(order: Bought, script: Script, *, secret: str) -> None:
    """Send what the script wants once the order is done. A simulator that dies forgets it."""
    if order.webhook is None or "never" in script:
        return
    statuses = ["failed"] if "fail" in script else ["done"]
    if "webhook-twice" in script:
        statuses *= 2
    if "webhook-out-of-order" in script:
        statuses.append("working")
    timer = threading.Timer(order.seconds, _send_all, (order, statuses, secret))
    timer.daemon = True
    timer.start()


def _send_all(order: Bought, statuses: list[str], secret: str) -> None:
    for status in statuses:
        body = json.dumps({"id": order.id, "reference": order.reference, "status": status}).encode()
        signed = signature(body, at=int(time.time()), secret=secret)
        headers = {"Content-Type": "application/json", HEADER: signed}
        request = urllib.request.Request(str(order.webhook), body, headers)  # noqa: S310 -- a test's own
        with suppress(OSError):
            urllib.request.urlopen(request, timeout=5).close()  # noqa: S310
