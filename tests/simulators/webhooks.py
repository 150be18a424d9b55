"""Tells whoever asked for it that a song is done; signed, and sometimes too often."""

import hashlib
import hmac
import json
from contextlib import suppress

import httpx

from tests.simulators.book import Bought
from tests.simulators.script import Script
from tests.simulators.stage import Scene

HEADER = "X-Simulated-Signature"


def signature(body: bytes, *, at: int, secret: str) -> str:
    """`t=1700000000,v1=…`: a HMAC of the moment and the body."""
    digest = hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def promise(scene: Scene, order: Bought, script: Script, *, secret: str) -> None:
    """Send what the script wants once the order is done. A simulator that dies forgets it."""
    if order.webhook is None or "never" in script:
        return
    statuses = ["failed"] if "fail" in script else ["done"]
    if "webhook-twice" in script:
        statuses *= 2
    if "webhook-out-of-order" in script:
        statuses.append("working")

    async def tell() -> None:
        async with httpx.AsyncClient(timeout=5) as client:
            for status in statuses:
                with suppress(httpx.HTTPError):
                    await _tell(client, order, status, at=int(scene.clock.now()), secret=secret)

    scene.after(order.seconds, tell)


async def _tell(
    client: httpx.AsyncClient, order: Bought, status: str, *, at: int, secret: str
) -> None:
    body = json.dumps({"id": order.id, "reference": order.reference, "status": status}).encode()
    signed = signature(body, at=at, secret=secret)
    headers = {"Content-Type": "application/json", HEADER: signed}
    await client.post(str(order.webhook), content=body, headers=headers)
