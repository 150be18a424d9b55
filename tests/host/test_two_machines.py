"""
Two worker machines that share PostgreSQL, Redis and a bucket, and no disk; one of them is lost.

Songs are bought at both vendors over the API of document 003, while one machine is killed with a
song in its hands. The vendors' simulators keep their own books: they are the referee.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
import pytest
from sqlmodel import Session, create_engine

from app.services.invariants import broken
from tests.conftest import MakeDatabase
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.engine.crew import CLOCK, Crew, wait_until
from tests.simulators.bucket import Bucket
from tests.simulators.stage import Stage, free_port

pytestmark = pytest.mark.chaos

WORKER = (sys.executable, "-m", "app.cli", "worker", "--threads", "4")
SERVER = (sys.executable, "-m", "granian", "--interface", "asgi", "--factory")
AT = "/api/music-generator"
FORMATS = ("flac", "ogg")
HELD = """
    SELECT t.provider, t.state, p.pid FROM tasks t JOIN processes p ON p.id = t.lease_owner
    WHERE t.lease_until > now() AND t.state IN ('submitting', 'generating', 'saving')"""


@dataclass(frozen=True)
class Studio:
    """The whole studio: what its machines share, and the machines."""

    client: httpx.Client
    database: str
    bucket: Bucket
    vendors: tuple[Stage, Stage]
    machines: tuple[Crew, Crew]

    def generate(self, name: str, words: str, model: str) -> str:
        """Start a song in the words of document 003; returns its id."""
        asked = {"name": name, "prompt": words, "modelId": model, "lengthMs": 10_000}
        answer = self.client.post(f"{AT}/generate", json=asked)
        assert answer.status_code == 201, answer.text
        return answer.json()["data"]["musicId"]

    def statuses(self, ids: list[str]) -> list[str]:
        """How far these songs are; "LATER" for those that we are told to ask about again."""
        return [self._status(each) for each in ids]

    def _status(self, id_: str) -> str:
        answer = self.client.get(f"{AT}/status/{id_}")
        if answer.status_code in {429, 503}:
            return "LATER"
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]["status"]

    def formats_of(self, song: str) -> str:
        """Where other formats of this song are asked for."""
        [file, *_] = self.client.get(f"/api/jobs/{song}").json()["files"]
        return f"/api/assets/{file['id']}/formats"

    def ready(self, formats: str) -> list[str]:
        """Addresses of the formats that are made."""
        items = self.client.get(formats).json()["items"]
        made = [each for each in items if each["state"] == "ready"]
        return [each["url"] for each in made if each["format"] in FORMATS]

    def held(self) -> list[tuple[str, str, int]]:
        """Provider and state of every task that somebody works on, and the process that does."""
        with psycopg.connect(self.database) as connection:
            return connection.execute(HELD).fetchall()

    def machine_that_saves(self) -> Crew | None:
        """The one that brings a bought song home, while it holds nothing that cannot be resumed."""
        for machine in self.machines:
            pids = _pids(machine)
            doing = {(provider, state) for provider, state, pid in self.held() if pid in pids}
            if doing == {("mureka", "saving")}:
                return machine
        return None

    def broken(self) -> dict[str, list[str]]:
        """Invariants that do not hold."""
        engine = create_engine(self.database.replace("postgresql:", "postgresql+psycopg:"))
        with Session(engine) as session:
            found = broken(session)
        engine.dispose()
        return found


def _pids(machine: Crew) -> set[int]:
    found = [psutil.Process(each.pid) for each in machine.running]
    return {p.pid for top in found for p in (top, *top.children(recursive=True))}


@pytest.fixture
def vendors(tmp_path: Path) -> Iterator[tuple[Stage, Stage]]:
    """ElevenLabs and Mureka, as `up --simulated` starts them."""
    both = tuple(
        Stage(
            f"tests.simulators.{name}:create",
            tmp_path / f"{name}.db",
            {"key": "simulated", "seconds": 2},
        ).start()
        for name in ("elevenlabs", "mureka")
    )
    yield both  # pyright: ignore[reportReturnType] -- it is two
    for vendor in both:
        vendor.kill()


@pytest.fixture
def shared(
    make_database: MakeDatabase,
    template_url: str,
    redis_url: str,
    s3_server: str,
    vendors: tuple[Stage, Stage],
) -> dict[str, str]:
    """What every machine is told, beside where its own disk is."""
    Bucket.make(s3_server, "two-machines")
    return {
        "DATABASE_URL": make_database(template_url),
        "REDIS_URL": redis_url,
        "STUDIO_SECRET_KEY": "the same on every machine of this studio",
        "STUDIO_LEASE_S": "3",
        "STUDIO_WELCOME_CREDITS": "10000",
        "STUDIO_RUNNING_PER_PERSON": "50",
        "STUDIO_LOG_LEVEL": "WARNING",
        "S3_BUCKET": "two-machines",
        "S3_ENDPOINT_URL": s3_server,
        "S3_ACCESS_KEY_ID": "test",
        "S3_SECRET_ACCESS_KEY": "a secret key",
        "ELEVENLABS_API_KEY": "simulated",
        "ELEVENLABS_BASE_URL": vendors[0].url,
        "ELEVENLABS_SLOTS": "1",
        "MUREKA_API_KEY": "simulated",
        "MUREKA_BASE_URL": vendors[1].url,
        "MUREKA_SLOTS": "4",
        "dramatiq_worker_timeout": "100",
    }


@pytest.fixture
def studio(
    shared: dict[str, str], vendors: tuple[Stage, Stage], s3_server: str, tmp_path: Path
) -> Iterator[Studio]:
    """The API and a clock on one machine, workers on two others."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    front, *others = (
        Crew(shared | {"STUDIO_DATA_DIR": str(home), "STUDIO_PUBLIC_URL": url}, home / "log")
        for home in (_made(tmp_path / name) for name in ("front", "first", "second"))
    )
    front.start((*SERVER, "app.api.app:create_api", "--port", str(port)))
    front.start(CLOCK)
    for machine in others:
        machine.start(WORKER)
    with httpx.Client(base_url=url, timeout=30, trust_env=False, follow_redirects=True) as client:
        wait_until(lambda: _answers(client), what="health")
        _sign_up(client, url)
        database = shared["DATABASE_URL"].replace("+psycopg", "", 1)
        bucket = Bucket("two-machines", s3_server, _client_of(s3_server))
        yield Studio(client, database, bucket, vendors, tuple(others))  # pyright: ignore[reportArgumentType] -- it is two
    for machine in (front, *others):
        machine.dismiss()


def _made(path: Path) -> Path:
    path.mkdir()
    return path


def _client_of(server: str) -> Any:
    return Bucket.make(server, "two-machines").client


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/api/health").is_success
    except httpx.HTTPError:
        return False


def _sign_up(client: httpx.Client, url: str) -> None:
    """Come as a person, leave as a program: with a token and nothing else."""
    form = {"email": "ann@example.com", "password": "a long enough one"}
    headers = {"Origin": url}
    assert client.post("/api/auth/sign-up", json=form, headers=headers).status_code == 201
    wanted = {"name": "two machines", "scopes": ["read", "make"]}
    made = client.post("/api/auth/tokens", json=wanted, headers=headers)
    client.cookies.clear()
    client.headers["Authorization"] = f"Bearer {made.json()['token']}"


def _workers(studio: Studio) -> int:
    with psycopg.connect(studio.database) as connection:
        query = "SELECT count(*) FROM processes WHERE kind = 'worker'"
        return connection.execute(query).fetchall()[0][0]


@pytest.mark.timeout(240)
def test_a_machine_is_lost_in_mid_work_and_every_song_comes(studio: Studio) -> None:
    wait_until(lambda: _workers(studio) == 2, within=60, what="both machines")
    opening = studio.generate("Opening", "an opening", "auto")
    wait_until(lambda: studio.statuses([opening]) == ["COMPLETED"], what="the first song")
    # One song at ElevenLabs for longer than the crash takes: who streams it must live, since
    # nothing could tell whether a half-sent song was sold.
    streamed = [
        studio.generate("Evening", "evening by the sea [sim:seconds=12]", "music_v1"),
        studio.generate("Morning", "morning by the sea", "music_v1"),
    ]
    sung = [
        studio.generate(f"Song {n}", f"song number {n} [sim:slow-body]", "auto") for n in range(6)
    ]
    songs = [opening, *streamed, *sung]
    formats = studio.formats_of(opening)
    for form in FORMATS:
        assert studio.client.post(formats, json={"format": form}).status_code in {200, 202}

    found: list[Crew] = []
    wait_until(
        lambda: (machine := studio.machine_that_saves()) and found.append(machine) is None,
        within=60,
        what="a machine with a song in its hands",
    )
    lost = found[0]
    for process in list(lost.running):
        lost.kill(process)

    wait_until(lambda: set(studio.statuses(songs)) == {"COMPLETED"}, within=120, what="every song")
    wait_until(lambda: len(studio.ready(formats)) == len(FORMATS), what="every format")
    _everything_is_right(studio, songs, studio.ready(formats))


def _everything_is_right(studio: Studio, songs: list[str], converted: list[str]) -> None:
    """Songs play from the bucket, were bought once, and were paid for once."""
    for song in songs:
        data = studio.client.get(f"{AT}/status/{song}").json()["data"]
        played = httpx.get(data["audioUrl"], follow_redirects=True, trust_env=False)
        assert played.is_success
        assert played.url.netloc.decode() in studio.bucket.url
        assert played.headers["content-type"].startswith("audio/")
        receipt = studio.client.get(f"/api/jobs/{song}/receipt").json()
        assert (receipt["used"], receipt["held"], receipt["returned"]) == (receipt["quoted"], 0, 0)
    for address in converted:
        assert studio.client.get(address).is_success
    for vendor in studio.vendors:
        assert set(vendor.bought().values()) == {1}
    assert sum(vendor.bought().total() for vendor in studio.vendors) == len(songs)
    assert {key.partition("/")[0] for key in studio.bucket.objects()} == {"music", "formats"}
    assert studio.bucket.unfinished() == []
    assert studio.broken() == {}
