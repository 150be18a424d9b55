"""The simulated provider that takes an order and is asked later."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

import httpx

from app.domain.errors import NotGenuine, OutcomeUnknown, ProviderFailed
from app.domain.providing import Check, OrderPage, RemoteFile, RemoteOrder, RemoteState, TaskSpec
from app.providers.simulated import wire
from app.providers.simulated.provider import Simulated, order_of, song
from app.providers.simulated.settings import SimulatedSettings

_CONNECTIONS = 20
_SIGNATURE = "x-simulated-signature"
_FRESH_S = 300
"""Messages older than this may be somebody's recording."""

_STATES = {
    "queued": RemoteState.WAITING,
    "working": RemoteState.WORKING,
    "done": RemoteState.DONE,
    "failed": RemoteState.FAILED,
    "rejected": RemoteState.REJECTED,
    "cancelled": RemoteState.CANCELLED,
}

Opened = tuple[AsyncIterator[httpx.AsyncClient], httpx.AsyncClient]


class SimulatedPoller(Simulated):
    """Orders, asks, fetches."""

    def __init__(self, id_: str, title: str, settings: SimulatedSettings) -> None:
        super().__init__(id_, title, settings)
        self._asking: WeakKeyDictionary[asyncio.AbstractEventLoop, Opened] = WeakKeyDictionary()

    def submit(self, spec: TaskSpec, *, key: str) -> str:
        """Order it and return the provider's id."""
        headers = {"Idempotency-Key": key} if self.traits.honours_key else {}
        hook = self._webhook_url
        with wire.buying():
            order = order_of(spec) | ({"webhook_url": hook} if hook else {})
            response = self._client.post("/v1/songs", json=order, headers=headers)
        wire.must_sell(response)
        remote_id = wire.content(response, otherwise=OutcomeUnknown).get("id")
        if not isinstance(remote_id, str):
            raise OutcomeUnknown("took the order and gave no id")
        return remote_id

    async def check(self, remote_id: str) -> Check:
        """Ask once how far it is."""
        client = await self._client_of_loop()
        with wire.asking():
            response = await client.get(f"/v1/songs/{remote_id}")
        wire.must_answer(response)
        return _check_of(wire.content(response, otherwise=ProviderFailed))

    @contextmanager
    def fetch(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """Stream one finished file."""
        with wire.asking(), self._client.stream("GET", file.url) as response:
            if not response.is_success:
                response.read()
            wire.must_answer(response)
            yield wire.whole(response, within=self.deadline)

    def find(self, key: str) -> str | None:
        """The id of the order that has this task's id as its reference."""
        with wire.asking():
            response = self._client.get("/v1/songs", params={"reference": key})
        wire.must_answer(response)
        match wire.content(response, otherwise=ProviderFailed):
            case {"songs": []}:
                return None
            case {"songs": [{"id": str(remote_id)}, *_]}:
                return remote_id
        raise ProviderFailed("answered a lookup with nonsense")

    def cancel(self, remote_id: str) -> bool:
        """Ask the provider to stop; a conflict says that it is too late."""
        with wire.asking():
            response = self._client.post(f"/v1/songs/{remote_id}/cancel")
        if response.status_code == httpx.codes.CONFLICT:
            return False
        wire.must_answer(response)
        return True

    def orders(self, *, since: datetime, after: str | None = None) -> OrderPage:
        """One page of what was ordered since then."""
        asked = {"since": str(since.timestamp())} | ({"cursor": after} if after else {})
        with wire.asking():
            response = self._client.get("/v1/songs", params=asked)
        wire.must_answer(response)
        said = wire.content(response, otherwise=ProviderFailed)
        try:
            return OrderPage(tuple(map(_order_of, said["songs"])), said.get("next"))
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise ProviderFailed(f"answered with no list: {str(said)[:300]}") from problem

    def own_id(self, remote_id: str) -> str:
        """The same."""
        return remote_id

    def words_of(self, spec: TaskSpec) -> str:
        """The prompt."""
        return str(spec.params["prompt"])

    def heard(self, headers: Mapping[str, str], body: bytes) -> str:
        """The order a message is about, when its signature and its age are right."""
        parts = (part.partition("=") for part in headers.get(_SIGNATURE, "").split(","))
        signed: dict[str, str] = {name: value for name, _, value in parts}
        at, given = signed.get("t", ""), signed.get("v1", "")
        secret = self._key.get_secret_value().encode()
        right = hmac.new(secret, at.encode() + b"." + body, hashlib.sha256).hexdigest()
        is_fresh = at.isdecimal() and abs(time.time() - int(at)) < _FRESH_S
        if not is_fresh or not hmac.compare_digest(right, given):
            raise NotGenuine("This message is not from whom it says.")
        try:
            return str(json.loads(body)["id"])
        except (ValueError, KeyError, TypeError):
            raise NotGenuine("This message says nothing.") from None

    async def _client_of_loop(self) -> httpx.AsyncClient:
        """
        The client of the running loop: a batch of questions shares its connections.

        It is made without waiting, so two questions of one loop cannot both make one.
        """
        loop = asyncio.get_running_loop()
        if loop not in self._asking:
            opened = self._opened(connections=_CONNECTIONS)
            self._asking[loop] = (opened, await anext(opened))
        return self._asking[loop][1]


def _check_of(said: dict[str, Any]) -> Check:
    """What the provider said, in our words. Raises `ProviderFailed` for what it never says."""
    try:
        progress = said.get("progress")
        return Check(
            state=_STATES[said["status"]],
            progress=None if progress is None else float(progress) / 100,
            files=tuple(_file_of(file) for file in said.get("files", ())),
            reason=str(said.get("error", "")),
            ahead=said.get("ahead"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ProviderFailed(f"answered a question with nonsense: {str(said)[:300]}") from problem


def _order_of(said: dict[str, Any]) -> RemoteOrder:
    """One line of the list."""
    return RemoteOrder(
        id=str(said["id"]),
        remote_id=str(said["id"]),
        made_at=datetime.fromtimestamp(float(said["created_at"]), UTC),
        state=_STATES[said["status"]],
        key=said.get("reference"),
        model=str(said.get("model", "")),
        words=str(said.get("prompt", "")),
    )


def _file_of(said: dict[str, Any]) -> RemoteFile:
    path = str(said["path"])
    if not path.startswith("/") or path.startswith("//"):
        # Our key goes with the request: to this provider and nobody else.
        raise ValueError(f"a file lies elsewhere: {path}")
    return RemoteFile(path, song(duration_s=float(said["seconds"])))
