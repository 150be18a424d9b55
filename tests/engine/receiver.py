"""Somebody's own program that hears webhooks: a real HTTP server that a test can script."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from typing import Any

from standardwebhooks.webhooks import Webhook


@dataclass
class Heard:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """What tells a repeat."""
        return self.headers["webhook-id"]

    def verify(self, secret: str) -> dict[str, Any]:
        """The message, if its signature is good. Raises `WebhookVerificationError`."""
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Reply:
    """What it answers."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    after: threading.Event | None = None
    """Waits for this first."""


@dataclass
class Receiver:
    """Hears on every path; answers what is scripted for the path, else 204."""

    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    replies: defaultdict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))
    always: dict[str, Reply] = field(default_factory=dict)

    def url(self, path: str = "/hook", *, host: str = "127.0.0.1") -> str:
        """Where to send to."""
        return f"http://{host}:{self.port}{path}"

    def at(self, path: str = "/hook") -> list[Heard]:
        """What came to this path."""
        return [each for each in self.heard if each.path == path]

    def answer(self, heard: Heard) -> Reply:
        """Write down, and say what is answered."""
        self.heard.append(heard)
        scripted = self.replies[heard.path]
        return scripted.pop(0) if scripted else self.always.get(heard.path, Reply())


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            heard = Heard(
                self.path, {k.lower(): v for k, v in self.headers.items()}, self.rfile.read(length)
            )
            reply = receiver.answer(heard)
            if reply.after is not None:
                reply.after.wait(30)
            try:
                self._send(reply)
            except OSError:
                self.close_connection = True

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    handle_error: Callable[..., None] = lambda *_: None


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Listen on a port of this machine."""
    receiver = Receiver()
    server = _Server(("127.0.0.1", 0), _handler(receiver))
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield receiver
    for reply in [*receiver.always.values(), *chain.from_iterable(receiver.replies.values())]:
        if reply.after is not None:
            reply.after.set()
    server.shutdown()
    server.server_close()
    thread.join()
