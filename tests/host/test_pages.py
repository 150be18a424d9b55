"""What browsers may keep, and whom the built page talks to."""

import runpy
from pathlib import Path

import pytest
from reflex_base.environment import EnvironmentVariables
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app.host import origins
from app.host.pages import CachedPages
from app.host.web import SERVE_BUILT_PAGE
from app.settings import Settings
from tests.host.launching import ROOT


async def answer(request: Request) -> Response:
    path = request.url.path
    if path.endswith("missing.js"):
        return PlainTextResponse("", status_code=404)
    if path == "/api/own":
        return PlainTextResponse("", headers={"cache-control": "private"})
    return HTMLResponse("") if "." not in path else PlainTextResponse("")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "no-cache"),
        ("/jobs/1", "no-cache"),
        ("/sw.js", "no-cache"),
        ("/manifest.webmanifest", "no-cache"),
        ("/assets/app-1a2b3c.js", "public, max-age=31536000, immutable"),
        ("/assets/missing.js", "no-cache"),
        ("/icon.png", None),
        ("/api/own", "private"),
    ],
)
def test_each_kind_of_answer_says_how_long_it_may_be_kept(path: str, expected: str | None) -> None:
    client = TestClient(CachedPages(Starlette(routes=[Route("/{path:path}", answer)])))

    response = client.get(path)

    assert response.headers.get("cache-control") == expected


def test_reflex_still_knows_the_names_that_serve_a_built_page() -> None:
    # Two underscores before a name are Reflex's mark for "internal".
    for name in (name for name in SERVE_BUILT_PAGE if name.startswith("__")):
        assert getattr(EnvironmentVariables, name.removeprefix("__")).name == name


def test_the_built_page_talks_to_where_it_came_from(tmp_path: Path) -> None:
    script = tmp_path / "assets" / "env.js"
    script.parent.mkdir()
    script.write_text(
        'e={PING:`http://meanwhile.invalid/ping`,EVENT:"ws://meanwhile.invalid/_event"}'
    )
    config = runpy.run_path(str(ROOT / "rxconfig.py"))

    config["SameOrigin"]().post_build(static_dir=tmp_path)

    assert script.read_text() == (
        'e={PING:(location.origin.replace(/^http/,"http")+"/ping"),'
        'EVENT:(location.origin.replace(/^http/,"ws")+"/_event")}'
    )
    with pytest.raises(RuntimeError, match="no server address"):
        config["SameOrigin"]().post_build(static_dir=tmp_path)


def test_origins_are_exact() -> None:
    everywhere = "0.0.0.0"  # noqa: S104 - a setting, not bound
    local = Settings(host="127.0.0.1", port=3000, public_url=None)
    public = Settings(host=everywhere, port=3000, public_url="https://studio.example/")

    assert origins.allowed(local) == ["http://127.0.0.1:3000", "http://localhost:3000"]
    assert origins.allowed(public) == ["https://studio.example"]
    assert "*" not in origins.allowed(Settings(host=everywhere, port=3000, public_url=None))
