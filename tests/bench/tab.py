"""One open tab: a WebSocket that speaks the page's protocol, and nothing of a browser besides."""

import asyncio
import base64
import contextlib
import json
import os
from dataclasses import dataclass, field
from typing import Any

_SPACE = "/_event"
_ROOT = "reflex___state____state"
HYDRATE = f"{_ROOT}.hydrate"


@dataclass
class Tab:
    """Connects, asks, and counts what comes back."""

    port: int
    cookie: str
    token: str
    deltas: int = 0
    bytes_in: int = 0
    _open: asyncio.Event = field(default_factory=asyncio.Event)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def connect(self) -> None:
        """Open the socket and the namespace."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        path = f"{_SPACE}/?EIO=4&transport=websocket&token={self.token}"
        head = {
            "Host": f"127.0.0.1:{self.port}",
            "Origin": f"http://127.0.0.1:{self.port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Cookie": self.cookie,
        }
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        answer = await self._reader.readuntil(b"\r\n\r\n")
        if b" 101 " not in answer:
            raise ConnectionError(answer.splitlines()[0].decode())
        self._listening = asyncio.create_task(self._listen())
        self._send(f"40{_SPACE},{{}}")
        await asyncio.wait_for(self._open.wait(), 60)

    def ask(self, name: str, **payload: Any) -> None:
        """Send an event as the page does."""
        router = {"pathname": "/", "asPath": "/", "query": {}}
        event = {"name": name, "payload": payload, "router_data": router, "token": self.token}
        self._send(f'42{_SPACE},["event",{json.dumps(event)}]')

    async def asked(self, name: str) -> None:
        """Send an event and wait for the next thing that comes."""
        self._news.clear()
        self.ask(name)
        await asyncio.wait_for(self._news.wait(), 60)

    async def close(self) -> None:
        """Go away."""
        self._listening.cancel()
        self._writer.close()
        with contextlib.suppress(ConnectionError):
            await self._writer.wait_closed()

    def _send(self, words: str) -> None:
        """One masked text frame."""
        body, mask = words.encode(), b"\0\0\0\0"
        size = len(body)
        head = bytes([0x81, 0x80 | size]) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        self._writer.write(head + mask + body)

    async def _listen(self) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                self._heard(await self._frame())

    async def _frame(self) -> bytes:
        first, size = await self._reader.readexactly(2)
        if size == 126:
            size = int.from_bytes(await self._reader.readexactly(2), "big")
        elif size == 127:
            size = int.from_bytes(await self._reader.readexactly(8), "big")
        body = await self._reader.readexactly(size)
        self.bytes_in += size
        return body if first & 0x0F == 1 else b""

    def _heard(self, body: bytes) -> None:
        if body == b"2":
            self._send("3")
        elif body.startswith(b"40"):
            self._open.set()
        elif body.startswith(b"42"):
            self.deltas += 1
            self._news.set()
