"""The page of README about the whole flow is run as it stands: by bash, with curl, for real."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import MakeDatabase
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.engine.crew import Crew, wait_until
from tests.simulators.stage import free_port

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
PAGE = README.split("### From start to end\n")[1].split("\n### ")[0]
SERVER = (sys.executable, "-m", "granian", "--interface", "asgi", "--factory")


def blocks(language: str) -> str:
    """What stands in the blocks of this language, in order."""
    return "\n".join(re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))


@pytest.fixture
def url(
    make_database: MakeDatabase, template_url: str, redis_url: str, tmp_path: Path
) -> Iterator[str]:
    """Where a Meanwhile of our own answers: server, worker and clock."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    home = tmp_path / "home"
    home.mkdir()
    env = {
        "STUDIO_DATA_DIR": str(home),
        "STUDIO_PUBLIC_URL": url,
        "STUDIO_SECRET_KEY": "a key of these tests",
        "STUDIO_WEBHOOKS_ALLOW_PRIVATE": "true",
        "DATABASE_URL": make_database(template_url),
        "REDIS_URL": redis_url,
        "dramatiq_worker_timeout": "100",
    }
    crew = Crew(env, tmp_path / "crew.log")
    crew.start((*SERVER, "app.api.app:create_api", "--port", str(port)))
    crew.worker()
    crew.clock()
    wait_until(lambda: _answers(url), what="health")
    yield url
    crew.dismiss()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/api/health", timeout=5, trust_env=False).is_success
    except httpx.HTTPError:
        return False


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Where the reader of the page sits."""
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "receiver.py").write_text(blocks("python"), encoding="utf-8")
    return desk


def run(desk: Path, url: str) -> str:
    """Run the page; returns what it said. Whatever it left running is ended."""
    port = free_port()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "PORT": str(port), "url": url}
    env |= {"hook": f"http://127.0.0.1:{port}/told", "no_proxy": "*"}
    with (desk / "said").open("wb") as said:
        reader = subprocess.Popen(
            ["/usr/bin/env", "bash", "-euxo", "pipefail", "-c", blocks("sh")],
            cwd=desk,
            env=env,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        assert reader.wait(120) == 0, (desk / "said").read_text()
        wait_until((desk / "told").exists, what="the webhook")
    finally:
        os.killpg(reader.pid, signal.SIGKILL)
    return (desk / "said").read_text()


def test_the_page_does_what_it_says(desk: Path, url: str) -> None:
    said = run(desk, url)

    [song] = desk.glob("My_Awesome_Song.*")
    assert song.stat().st_size > 10_000
    assert "event: snapshot" in said
    assert "event: end" in said
    assert '"status":"COMPLETED"' in said
    assert "2 music generation jobs created successfully" in said
    assert '"format":"flac"' in said
    assert '"title":"Evenings"' in said
    assert said.splitlines().count("My Awesome Song") == 1
    assert (desk / "told").read_text().startswith("job.completed ")
