"""A real S3 server for tests, and bad weather on the way to it."""

import socket
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from app.adapters.s3_client import connect
from app.adapters.s3_settings import S3Settings

_KEEPS = {"connection", "content-length", "transfer-encoding", "host"}


@contextmanager
def bucket_server() -> Iterator[str]:
    """`moto` as a process of its own; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the S3 server ended"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("the S3 server does not answer")


@dataclass(frozen=True)
class Bucket:
    """One bucket, looked at directly."""

    name: str
    url: str
    client: Any

    @classmethod
    def make(cls, server: str, name: str, *, through: str | None = None) -> "Bucket":
        """A new one; its settings lead `through` another address where one is given."""
        client = connect(_settings(name, server), endpoint=server, attempts=3)
        client.create_bucket(Bucket=name)
        return cls(name, through or server, client)

    def settings(self, **more: Any) -> S3Settings:
        """Settings that lead here."""
        return _settings(self.name, self.url, **more)

    def objects(self) -> list[str]:
        """Every object."""
        found = self.client.list_objects_v2(Bucket=self.name).get("Contents", ())
        return [each["Key"] for each in found]

    def unfinished(self) -> list[str]:
        """Uploads in parts that were neither finished nor aborted."""
        found = self.client.list_multipart_uploads(Bucket=self.name).get("Uploads", ())
        return [f"half of {each['Key']}" for each in found]


def _settings(name: str, url: str, **more: Any) -> S3Settings:
    return S3Settings(
        bucket=name,
        endpoint_url=url,
        access_key_id="test",  # pyright: ignore[reportArgumentType] -- pydantic makes it a secret
        secret_access_key="a secret key",  # pyright: ignore[reportArgumentType]
        **more,
    )


@dataclass
class Seen:
    """One request on its way."""

    method: str
    path: str
    is_signed: bool = True

    @property
    def is_part(self) -> bool:
        """Whether it carries a part of an upload."""
        return self.method == "PUT" and "partNumber=" in self.path


@dataclass
class Weather:
    """What happens to requests: a trouble is used up by the first request that it applies to."""

    url: str
    troubles: deque[tuple[Callable[[Seen], bool], str]] = field(default_factory=deque)
    seen: list[Seen] = field(default_factory=list)

    def brings(
        self, trouble: str, *, times: int = 1, when: Callable[[Seen], bool] = lambda _: True
    ) -> None:
        """
        Let this befall so many of the requests for which `when` is true.

        `reset`, `dead` (nobody listens from now on), `cut` (half of the answer), `bent` (the body
        changes on its way), `lost` (done, but the answer is reset), `an hour ago` (by its clock),
        or an answer in its place: `503 SlowDown`.
        """
        self.troubles.extend([(when, trouble)] * times)

    def befalls(self, seen: Seen) -> str | None:
        """The trouble of this request, if any."""
        self.seen.append(seen)
        for trouble in self.troubles:
            if trouble[0](seen):
                if trouble[1] != "dead":
                    self.troubles.remove(trouble)
                return trouble[1]
        return None


@contextmanager
def stormy(server: str) -> Iterator[Weather]:
    """A way to this server that a test can disturb."""
    way = _Way(server)
    thread = threading.Thread(target=way.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield way.weather
    finally:
        way.shutdown()
        way.server_close()
        thread.join()


class _Way(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, server: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.to = urlsplit(server).netloc
        self.weather = Weather(f"http://127.0.0.1:{self.server_address[1]}")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Connections break here; that is what this is for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Way

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class names it
        del format, args

    def _pass(self) -> None:
        trouble = self.server.weather.befalls(
            Seen(self.command, self.path, "Authorization" in self.headers)
        )
        if trouble in ("reset", "dead"):
            self._tear_down()
            return
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if trouble and trouble[0].isdigit():
            self._refuse(*trouble.split(" ", 1))
            return
        if trouble == "bent" and body:
            body = body[:-1] + bytes([body[-1] ^ 1])
        self._forward(body, trouble)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _pass  # noqa: N815 -- the base class names them

    def _forward(self, body: bytes, trouble: str | None) -> None:
        connection = HTTPConnection(self.server.to, timeout=60)
        headers = {k: v for k, v in self.headers.items() if k.lower() != "expect"}
        connection.request(self.command, self.path, body or None, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if trouble == "lost":
            self._tear_down()
            return
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() == "date" and trouble == "an hour ago":
                self.send_header(name, formatdate(time.time() - 3600, usegmt=True))
            elif name.lower() not in _KEEPS:
                self.send_header(name, value)
        length = answer.getheader("Content-Length") if self.command == "HEAD" else len(content)
        self.send_header("Content-Length", str(length or 0))
        self.end_headers()
        if trouble == "cut":
            self.wfile.write(content[: len(content) // 2])
            self._tear_down()
            return
        self.wfile.write(content)

    def _refuse(self, status: str, code: str) -> None:
        words = f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()
        self.send_response_only(int(status))
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(0 if self.command == "HEAD" else len(words)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(words)

    def _tear_down(self) -> None:
        """Close with RST in place of FIN."""
        self.close_connection = True
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with suppress(OSError):
            self.connection.close()
