"""What browsers are told about our pages."""

import base64
import hashlib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app.adapters.s3_settings import S3Settings
from app.host.security import Guarded, files_of, policy

OURS = "window.began=1;"


@pytest.fixture
def rules(tmp_path: Path) -> str:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "index.html").write_text(
        f'<script src="/a.js"></script><script>{OURS}</script><script type="module">x()</script>'
    )
    return policy(tmp_path, files_at=("https://files.example",))


async def answer(request: Request) -> Response:
    is_page = "." not in request.url.path
    return HTMLResponse("<p>") if is_page else PlainTextResponse("x")


def visit(rules: str, path: str, *, over_tls: bool = False) -> dict[str, str]:
    inside = Starlette(routes=[Route("/{path:path}", answer)])
    client = TestClient(Guarded(inside, policy=rules, over_tls=over_tls))
    return dict(client.get(path).headers)


def test_only_scripts_that_were_built_run(rules: str) -> None:
    told = visit(rules, "/library")["content-security-policy"]

    scripts = next(part for part in told.split("; ") if part.startswith("script-src"))
    digest = base64.b64encode(hashlib.sha256(OURS.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in scripts
    assert scripts.count("sha256-") == 2
    assert "unsafe-inline" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert "frame-ancestors 'none'" in told
    assert "media-src 'self' blob: https://files.example" in told


def test_files_carry_the_plain_headers_alone(rules: str) -> None:
    told = visit(rules, "/a.js")

    assert "content-security-policy" not in told
    assert told["x-content-type-options"] == "nosniff"
    assert told["x-frame-options"] == "DENY"
    assert "strict-transport-security" not in told


def test_over_tls_it_stays_so(rules: str) -> None:
    assert visit(rules, "/a.js", over_tls=True)["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ()),
        ({"bucket": "b", "proxy": True}, ()),
        ({"bucket": "b"}, ("https://*.amazonaws.com",)),
        (
            {"bucket": "b", "endpoint_url": "http://s3:9000/"},
            ("http://s3:9000", "http://b.s3:9000"),
        ),
        (
            {
                "bucket": "b",
                "endpoint_url": "http://s3",
                "public_endpoint_url": "https://f.example",
            },
            ("https://f.example", "https://b.f.example"),
        ),
    ],
)
def test_files_are_fetched_from_the_bucket_and_from_nowhere_else(
    settings: dict[str, object], expected: tuple[str, ...]
) -> None:
    assert files_of(S3Settings.model_validate(settings)) == expected
