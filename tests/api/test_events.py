"""Server-sent events from a real server process: in order, once each, none lost."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from app.api import events as events_route
from tests.api.streaming import Said, Server, serving
from tests.engine.conftest import House, house, template_url
from tests.engine.crew import Crew, wait_until

__all__ = ["house", "template_url"]

LIMIT = 3


@pytest.fixture
def crew(house: House, tmp_path: Path) -> Iterator[Crew]:
    settings = house.studio.settings
    env = {
        "STUDIO_DATA_DIR": str(tmp_path),
        "DATABASE_URL": settings.database_url or "",
        "REDIS_URL": settings.redis_url or "",
        "STUDIO_STREAMS_PER_PERSON": str(LIMIT),
        "STUDIO_LOG_LEVEL": "WARNING",
        "STUDIO_SECRET_KEY": "a key of these tests",
    }
    crew = Crew(env, tmp_path / "crew.log")
    yield crew
    crew.dismiss()


@pytest.fixture
def token(house: House) -> str:
    signed_in = house.studio.accounts.guest()
    house.person = signed_in.person.id
    return signed_in.token


@pytest.fixture
def server(crew: Crew, token: str) -> Iterator[Server]:
    with serving(crew, token) as server:
        yield server


def history(house: House, job_id: str) -> list[str]:
    """Ids of all that was told of a job, as the table has it."""
    query = "SELECT tx || '-' || id FROM events WHERE job_id = %(id)s ORDER BY tx, id"
    return [str(row[0]) for row in house.sql(query, id=job_id)]


def lines(said: list[Said]) -> list[str | None]:
    return [each.id for each in said if each.event == "line"]


def test_a_job_is_followed_from_now_to_its_end(house: House, server: Server) -> None:
    job = house.start()

    with server.stream(f"/api/jobs/{job.id}/events") as stream:
        first = next(stream)
        house.answer()
        heard = list(stream)

    assert (first.event, first.retry) == ("snapshot", 3000)
    assert [each["id"] for each in first.data["jobs"]] == [job.id]
    assert first.data["jobs"][0]["status"] == "pending"
    assert [each.kind for each in heard if each.event == "line"][-1] == "completed"
    assert heard[-1].event == "end"
    assert heard[-1].data["job"]["files"][0]["url"].startswith("/api/assets/")
    assert lines(heard) == history(house, job.id)[1:]


def test_a_listener_that_breaks_off_after_every_line_hears_each_once(
    house: House, server: Server
) -> None:
    job = house.start()
    path = f"/api/jobs/{job.id}/events"
    heard: list[Said] = []

    with server.stream(path, last="0-0") as stream:
        next(stream)
        heard.append(next(stream))
    house.answer()
    while len(heard) < len(history(house, job.id)):
        with server.stream(path, last=heard[-1].id) as stream:
            assert next(stream).data["resumed"]
            heard.append(next(each for each in stream if each.event == "line"))

    assert lines(heard) == history(house, job.id)
    assert server.get(path, last=heard[-1].id).status_code == 204


def test_everything_of_a_person_comes_over_one_stream(house: House, server: Server) -> None:
    running = house.start()
    with server.stream("/api/events") as stream:
        first = next(stream)
        stranger = house.newcomer()
        others = house.start(person=stranger)
        new = house.start()
        house.answer()
        heard: list[Said] = []
        while sum(each.kind == "completed" for each in heard) < 2:
            heard.append(next(each for each in stream if each.event == "line"))

    assert [each["id"] for each in first.data["jobs"]] == [running.id]
    about = {each.data["job"]["id"] for each in heard}
    assert about == {running.id, new.id}
    assert others.id not in about
    assert sorted(lines(heard), key=str) == sorted(
        [*history(house, running.id)[1:], *history(house, new.id)], key=str
    )


def test_a_stream_by_a_read_token_ends_when_the_token_does(house: House, server: Server) -> None:
    job = house.start("blind")
    lifetime = timedelta(seconds=2)
    shown = house.studio.read_tokens.make(house.person, job.id, lifetime=lifetime)
    others = Server(server.url, server.pid, {})

    with others.stream(f"/api/jobs/{job.id}/events?token={shown.token}") as stream:
        heard = list(stream)

    assert heard[0].event == "snapshot"
    assert datetime.now(UTC) < shown.expires_at + timedelta(seconds=10)
    assert others.get(f"/api/jobs/{job.id}/events?token={shown.token}").status_code == 401


def test_those_who_were_shown_a_job_take_no_seat_of_its_owner(house: House, server: Server) -> None:
    job = house.start("blind")
    shown = house.studio.read_tokens.make(house.person, job.id)
    others = Server(server.url, server.pid, {})
    path = f"/api/jobs/{job.id}/events"

    with ExitStack() as crowd:
        open_ = [
            crowd.enter_context(others.stream(f"{path}?token={shown.token}")) for _ in range(LIMIT)
        ]
        assert [next(stream).event for stream in open_] == ["snapshot"] * LIMIT
        refused = others.get(f"{path}?token={shown.token}")
        with server.stream(path) as stream:
            assert next(stream).event == "snapshot"

    assert refused.status_code == 429


def test_a_place_that_is_not_of_this_database_begins_anew(house: House, server: Server) -> None:
    job = house.start()

    for place in ("999999999999-1", "nonsense"):
        with server.stream(f"/api/jobs/{job.id}/events", last=place) as stream:
            assert not next(stream).data["resumed"]


def test_an_ended_job_is_told_and_the_stream_ends(house: House, server: Server) -> None:
    job = house.start()
    house.answer()

    with server.stream(f"/api/jobs/{job.id}/events") as stream:
        heard = list(stream)

    assert [each.event for each in heard] == ["snapshot", "end"]


def test_a_job_that_is_let_go_ends_its_stream(house: House, server: Server) -> None:
    job = house.start("blind")
    with server.stream(f"/api/jobs/{job.id}/events") as stream:
        next(stream)
        house.studio.jobs.delete(house.person, job.id)
        house.studio.sweeper.sweep()
        assert list(stream)[-1].event == "gone"


def test_one_more_stream_than_allowed_is_refused_until_one_closes(
    house: House, server: Server
) -> None:
    job = house.start()
    path = f"/api/jobs/{job.id}/events"
    clients = [httpx.Client(cookies=server.cookies, trust_env=False) for _ in range(LIMIT)]
    answers = [
        client.send(client.build_request("GET", server.url + path), stream=True)
        for client in clients
    ]
    assert {answer.status_code for answer in answers} == {200}

    refused = server.get(path)
    answers[0].close()
    clients[0].close()

    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "too_many")
    assert "retry-after" in refused.headers

    def is_let_in() -> bool:
        with (
            httpx.Client(cookies=server.cookies, trust_env=False) as client,
            client.stream("GET", server.url + path) as answer,
        ):
            return answer.status_code == 200

    wait_until(is_let_in, what="a free seat")
    for answer, client in zip(answers, clients, strict=True):
        answer.close()
        client.close()


def test_without_redis_lines_come_a_little_later(house: House, crew: Crew, token: str) -> None:
    crew.env["REDIS_URL"] = "redis://127.0.0.1:1/0"
    job = house.start()
    with (
        serving(crew, token) as server,
        server.stream(f"/api/jobs/{job.id}/events") as stream,
    ):
        next(stream)
        house.answer()
        heard = list(stream)

    assert heard[-1].event == "end"
    assert lines(heard) == history(house, job.id)[1:]


def test_a_server_that_is_asked_to_stop_sends_its_listeners_home(
    house: House, crew: Crew, server: Server
) -> None:
    job = house.start()
    [process] = [each for each in crew.running if each.pid == server.pid]
    with server.stream(f"/api/jobs/{job.id}/events") as stream:
        next(stream)
        asked = time.monotonic()
        os.kill(process.pid, signal.SIGTERM)
        heard = list(stream)

    # It ended as an answer ends, not as a line that is cut; a cut one raises above.
    assert time.monotonic() - asked < 4
    assert all(each.event != "end" for each in heard)
    process.wait(10)


def test_a_heartbeat_says_how_far_the_listener_is(
    house: House, crew: Crew, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio

    monkeypatch.setattr(events_route, "HEARTBEAT_S", 0.2)
    job = house.start()

    async def hear() -> Said:
        sent: list[bytes] = []
        seat = house.studio.news.follow(house.person)
        listener = events_route.Listener(house.studio, seat, job.id)
        answer = events_route.Stream(listener, await listener.look(None), None)
        beat = asyncio.Event()

        async def send(message: dict) -> None:
            sent.append(message.get("body", b""))
            if sent[-1].startswith(b": "):
                beat.set()

        async def receive() -> dict:
            await beat.wait()
            return {"type": "http.disconnect"}

        await answer({"type": "http", "method": "GET"}, receive, send)
        assert house.studio.news.seats == 0
        from tests.api.streaming import said

        text = b"".join(sent).decode()
        return next(e for e in said(iter(text.splitlines())) if e.comment is not None)

    beat = asyncio.run(hear())

    assert beat.id is not None
    assert not beat.data
