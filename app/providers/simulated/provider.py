"""What the simulated providers share: who they are and how they are reached."""

from collections.abc import AsyncIterator
from functools import cached_property
from typing import Any

import httpx

from app.domain.medium import Medium
from app.domain.providing import MadeFile, TaskSpec
from app.providers.simulated import wire
from app.providers.simulated.settings import SimulatedSettings
from app.providers.wire import client_that_buys, trust

MODEL = "tone"
SONG = "song.mp3"
MPEG = "audio/mpeg"


class Simulated:
    """Identity, settings and connections."""

    medium = Medium.SONG
    models = (MODEL,)

    def __init__(self, id_: str, title: str, settings: SimulatedSettings) -> None:
        self.id = id_
        self.title = title
        self.traits = settings.traits
        self.slots = settings.slots
        self.deadline = settings.deadline
        self._url = str(settings.url).rstrip("/")
        self._key = settings.key
        self._webhook_url = str(settings.webhook_url) if settings.webhook_url else None
        self._answer_s = settings.answer_s

    @cached_property
    def _client(self) -> httpx.Client:
        """For orders, and for whatever else a thread asks."""
        return client_that_buys(**self._reach())

    def _reach(self) -> dict[str, Any]:
        return {
            "base_url": self._url,
            "headers": {"Authorization": f"Bearer {self._key.get_secret_value()}"},
            "timeout": httpx.Timeout(self._answer_s, connect=wire.CONNECT_S),
            "verify": trust(),
        }

    async def _opened(self, *, connections: int) -> AsyncIterator[httpx.AsyncClient]:
        """An open client; `asyncio.run` closes it, as every generator, when its loop ends."""
        limits = httpx.Limits(max_connections=connections)
        async with httpx.AsyncClient(**self._reach(), limits=limits) as client:
            yield client


def order_of(spec: TaskSpec) -> dict[str, Any]:
    """A task in this provider's words. It learns nothing of the person."""
    return {
        "prompt": spec.params["prompt"],
        "length_s": spec.params["length_s"],
        "model": spec.model,
        "reference": spec.task_id,
    }


def song(**meta: Any) -> MadeFile:
    """The one file that comes of a task."""
    return MadeFile(SONG, MPEG, meta)
