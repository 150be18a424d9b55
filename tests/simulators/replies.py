"""What a simulator answers, and in what manner."""

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.simulators.script import Mark

Manner = Literal["whole", "cut", "slow", "hang", "reset"]

HTML = b"<html><body><h1>We will be right back</h1></body></html>"


@dataclass(frozen=True)
class Reply:
    """An HTTP answer, or how it fails to come."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    manner: Manner = "whole"


def told(content: Any, status: int = 200) -> Reply:
    """JSON."""
    return Reply(status, json.dumps(content).encode())


def refused(status: int, code: str, message: str, **headers: str) -> Reply:
    """An error as this provider words it."""
    body = json.dumps({"error": {"code": code, "message": message}}).encode()
    return Reply(status, body, headers={name.replace("_", "-"): v for name, v in headers.items()})


def page() -> Reply:
    """What a proxy says when it is not asked for JSON."""
    return Reply(200, HTML, "text/html")


def broken(mark: Mark) -> Reply:
    """The answer of a fault."""
    kind = mark.name.partition("-")[0]
    match kind:
        case "hang":
            return Reply(manner="hang")
        case "reset":
            return Reply(manner="reset")
        case "html":
            return page()
        case _:
            headers = {"Retry-After": mark.options["after"]} if "after" in mark.options else {}
            return refused(int(kind), f"status_{kind}", f"scripted {kind}", **headers)
