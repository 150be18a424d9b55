"""Replicate tells whoever asked for it, signed as Standard Webhooks are, sometimes too often."""

import json
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import httpx
from standardwebhooks.webhooks import Webhook

from tests.simulators.book import Bought
from tests.simulators.script import Script
from tests.simulators.stage import Scene


def signed(body: bytes, *, at: float, secret: str, id_: str = "") -> dict[str, str]:
    """The headers of a message."""
    id_, moment = id_ or f"msg_{uuid.uuid4().hex}", datetime.fromtimestamp(int(at), UTC)
    return {
        "Content-Type": "application/json",
        "webhook-id": id_,
        "webhook-timestamp": str(int(at)),
        "webhook-signature": Webhook(secret).sign(id_, moment, body.decode()),
    }


def promise(
    scene: Scene,
    order: Bought,
    script: Script,
    *,
    events: Sequence[str],
    secret: str,
    say: Callable[[], dict[str, Any]],
) -> None:
    """Send what the script wants once the order is done. A simulator that dies forgets it."""
    if order.webhook is None or "never" in script or (events and "completed" not in events):
        return

    async def tell() -> None:
        done = say()
        messages = [done, done] if "webhook-twice" in script else [done]
        if "webhook-out-of-order" in script:
            messages.append(done | {"status": "processing", "output": None})
        async with httpx.AsyncClient(timeout=5, follow_redirects=False) as client:
            for message in messages:
                body = json.dumps(message).encode()
                headers = signed(body, at=scene.clock.now(), secret=secret)
                with suppress(httpx.HTTPError):
                    await client.post(str(order.webhook), content=body, headers=headers)

    scene.after(order.seconds, tell)
