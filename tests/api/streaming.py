"""A real server process, and a program that listens to server-sent events from it."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.engine.crew import Crew, wait_until
from tests.simulators.stage import free_port

GRANIAN = (sys.executable, "-m", "granian", "--interface", "asgi", "--factory")


@dataclass
class Said:
    """One event as it came."""

    event: str = ""
    id: str | None = None
    retry: int | None = None
    data: dict[str, Any] = field(default_factory=dict)
    comment: str | None = None

    @property
    def kind(self) -> str:
        """What the line says happened."""
        return self.data["line"]["kind"]


@dataclass
class Server:
    """The API, served by the product's own server."""

    url: str
    pid: int
    cookies: dict[str, str]

    @contextmanager
    def stream(self, path: str, *, last: str | None = None) -> Iterator[Iterator[Said]]:
        """Open a stream as a browser does, with what arrived last."""
        headers = {} if last is None else {"Last-Event-ID": last}
        with (
            httpx.Client(cookies=self.cookies, timeout=30, trust_env=False) as client,
            client.stream("GET", self.url + path, headers=headers) as answer,
        ):
            assert answer.status_code == 200, answer.read()
            assert answer.headers["content-type"].startswith("text/event-stream")
            yield said(answer.iter_lines())

    def get(self, path: str, *, last: str | None = None) -> httpx.Response:
        """An answer that ends."""
        headers = {} if last is None else {"Last-Event-ID": last}
        return httpx.get(
            self.url + path, cookies=self.cookies, headers=headers, timeout=30, trust_env=False
        )


def said(lines: Iterator[str]) -> Iterator[Said]:
    """Events out of lines."""
    now = Said()
    for line in lines:
        if not line:
            yield now
            now = Said()
            continue
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "":
                now.comment = value
            case "data":
                now.data = json.loads(value)
            case "retry":
                now.retry = int(value)
            case _:
                setattr(now, name, value)


@contextmanager
def serving(crew: Crew, token: str) -> Iterator[Server]:
    """Serve the API to somebody with this session."""
    port = free_port()
    process = crew.start((*GRANIAN, "app.api.app:create_api", "--port", str(port)))
    server = Server(f"http://127.0.0.1:{port}", process.pid, {"mw_session": token})

    def answers() -> bool:
        try:
            return server.get("/api/auth/me").is_success
        except httpx.HTTPError:
            return False

    wait_until(answers, what="the server")
    yield server
    crew.kill(process)
