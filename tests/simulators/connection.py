"""
The connection below a request: answers may break it, as the network does.

uvicorn behaves well and offers no way to misbehave, so its protocol is taught to hand its transport
to the application, in `scope["extensions"]`.
"""

import asyncio
import socket
import struct
from typing import Any

from starlette.types import Receive, Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

_NAME = "simulator.connection"


class Connection:
    """What carries one request and its answer."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def cut(self) -> None:
        """End it (FIN) after what was written so far, whatever was promised to follow."""
        self._transport.close()

    def reset(self) -> None:
        """Tear it down (RST); what was not yet sent is gone."""
        linger = struct.pack("ii", 1, 0)
        self._transport.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, linger
        )
        self._transport.abort()


class BreakableProtocol(H11Protocol):
    """HTTP/1.1 whose applications can reach their connection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        served = self.app

        async def within(scope: Any, receive: Any, send: Any) -> None:
            scope.setdefault("extensions", {})[_NAME] = Connection(self.transport)
            await served(scope, receive, send)

        self.app = within


def of(scope: Scope) -> Connection:
    """The connection below this request."""
    return scope["extensions"][_NAME]


async def left(receive: Receive) -> None:
    """Return when the other side has left."""
    while (await receive())["type"] != "http.disconnect":
        pass
