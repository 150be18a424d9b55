"""
The other side of the poller: `python -m tests.bench.remote PORT SECONDS`.

An order is done when its time has passed, and nothing else happens: what is measured is who asks.
"""

import asyncio
import json
import sys
import time

from tests.bench.provider import MP3

_orders: dict[str, float] = {}
_done: dict[str, float] = {}
"""When each is done, by the clock on the wall."""
_asked: list[int] = [0]


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, lasts: float) -> None:
    try:
        while line := await reader.readline():
            method, path, _ = line.decode().split(" ", 2)
            while (await reader.readline()).strip():
                pass
            kind, body = _answer(method, path, lasts)
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            await writer.drain()
            if method == "GET":
                break
    except (ConnectionError, ValueError):
        pass
    finally:
        writer.close()


def _answer(method: str, path: str, lasts: float) -> tuple[str, bytes]:
    name = path.rpartition("/")[2]
    if path.startswith("/files/"):
        return "audio/mpeg", MP3
    if path == "/asked":
        return "application/json", json.dumps({"asked": _asked[0]}).encode()
    if path == "/times":
        return "application/json", json.dumps(_done).encode()
    if method == "POST":
        _done.setdefault(name, time.time() + lasts)
        _orders.setdefault(name, time.monotonic())
        return "application/json", json.dumps({"id": name}).encode()
    _asked[0] += 1
    share = min(1.0, (time.monotonic() - _orders[name]) / lasts)
    return "application/json", json.dumps({"share": share}).encode()


async def main(port: int, lasts: float) -> None:
    """Serve for ever."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _serve(reader, writer, lasts)

    server = await asyncio.start_server(serve, "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
