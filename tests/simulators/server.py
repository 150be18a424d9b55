"""
HTTP for a simulated provider.

A plain threading server: it can tear a connection down or end a body in the middle, which servers
that behave well cannot.
"""

import socket
import struct
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.simulators.replies import Reply
from tests.simulators.world import Asked, World

_HANGS_S = 600.0
_DROPS = 10
_SLOW_S = 1.0
_never = threading.Event()


class Server(ThreadingHTTPServer):
    """One simulated provider on one port."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, world: World) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.world = world

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients are killed all the time; that is what this is for."""


class Handler(BaseHTTPRequestHandler):
    """Reads a request, asks the world, answers in the manner it wants."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class names it
        del format, args

    def _answer(self, method: str) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        url = urlsplit(self.path)
        query = dict(parse_qsl(url.query))
        asked = Asked(method, url.path, query, dict(self.headers.items()), self.rfile.read(length))
        reply = self.server.world.answer(_with_titles(asked))
        match reply.manner:
            case "hang":
                _never.wait(_HANGS_S)
                self.close_connection = True
            case "reset":
                self._tear_down()
            case _:
                self._send(reply)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.manner == "cut":
            self.wfile.write(reply.body[: len(reply.body) // 2])
            self.close_connection = True
        elif reply.manner == "slow":
            self._drip(reply.body)
        else:
            self.wfile.write(reply.body)

    def _drip(self, body: bytes) -> None:
        size = len(body) // _DROPS + 1
        for start in range(0, len(body), size):
            self.wfile.write(body[start : start + size])
            self.wfile.flush()
            time.sleep(_SLOW_S * self.server.world.options.factor / _DROPS)

    def _tear_down(self) -> None:
        """Close with RST in place of FIN."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with suppress(OSError):
            self.connection.close()


def _with_titles(asked: Asked) -> Asked:
    """Header names written one way."""
    headers = {name.title(): value for name, value in asked.headers.items()}
    return Asked(asked.method, asked.path, asked.query, headers, asked.body)
