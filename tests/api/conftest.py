"""The real API over a real studio; the browser is the only thing that is played."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr

from app.api.app import create_api
from app.bootstrap import Studio
from app.domain.errors import ProviderRejected
from app.services.accounts import Accounts
from app.services.passwords import Passwords
from tests.api.issuing import SECRET, Issuer, serve
from tests.engine.conftest import House, house, template_url

__all__ = ["house", "template_url"]

SITE = "http://testserver"
PASSWORD = "a long enough one"


@cache
def application() -> tuple[FastAPI, list[Studio]]:
    """
    The application of this process, and the studio that it stands before (the last of the list).

    It reads its routes when it is first asked: a second, and memory that never comes back.
    """
    studios: list[Studio] = []
    return create_api(lambda: studios[-1]), studios


@contextmanager
def at_the_door(house: House) -> Iterator[FastAPI]:
    """The application before this house. Its hasher is quick: these passwords are no secret."""
    studio = house.studio
    studio.accounts = Accounts(
        studio.db,
        welcome_credits=100,
        session_days=studio.settings.session_days,
        jobs=studio.jobs,
        passwords=Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)),
    )
    api, studios = application()
    studios.append(studio)
    yield api
    studios.remove(studio)


@pytest.fixture
def api(house: House) -> Iterator[FastAPI]:
    """The application before the house of this test."""
    with at_the_door(house) as api:
        yield api


@dataclass
class Visitor:
    """Somebody's browser: it keeps cookies and says which page it asks from."""

    client: TestClient
    house: House
    id: str = ""

    def hold(self, secret: str) -> None:
        """Come with this cookie, and no other."""
        self.client.cookies.clear()
        self.client.cookies.set("mw_session", secret)

    def token(self, *scopes: str, **values: Any) -> str:
        """A personal token of theirs."""
        asked = {"name": "A program", "scopes": scopes or ("read", "make", "manage")} | values
        answer = self.client.post("/api/auth/tokens", json=asked)
        assert answer.status_code == 201, answer.text
        return answer.json()["token"]

    def song(self, **values: Any) -> dict[str, Any]:
        """A finished song of theirs, as a job."""
        job = self.start(**values)
        self.house.answer()
        return self.client.get(f"/api/jobs/{job['id']}").json()

    def start(self, **values: Any) -> dict[str, Any]:
        """A job of theirs that waits in line."""
        prompt = values.pop("prompt", "rain on a tin roof")
        asked = {"medium": "song", "params": {"prompt": prompt}, "provider": "sketch"}
        answer = self.client.post("/api/jobs", json=asked | values)
        assert answer.status_code == 202, answer.text
        return answer.json()

    def model(self, **values: Any) -> dict[str, Any]:
        """A model of theirs that waits in line, in the words of document 002."""
        payload = values.pop("payload", {"prompt": "a wooden chair"})
        asked = {"name": "Chair", "generationType": "text", "payload": payload}
        answer = self.client.post("/api/models", json=asked | values)
        assert answer.status_code == 202, answer.text
        return answer.json()

    def failed_model(self) -> dict[str, Any]:
        """A model of theirs that failed."""
        self.house.sculptor.on_call.append(ProviderRejected("nothing that sharp"))
        model = self.model()
        self.house.answer()
        return self.client.get(f"/api/models/{model['id']}").json()

    def failed_song(self) -> dict[str, Any]:
        """A job of theirs that failed."""
        self.house.sketch.on_call.append(ProviderRejected("too much rain"))
        return self.song()


def newcomer(api: FastAPI, house: House, **headers: str) -> Visitor:
    """A new browser that nobody is signed in with."""
    client = TestClient(
        api,
        base_url=SITE,
        headers={"Origin": SITE} | headers,
        client=("127.0.0.1", 50_000),
        follow_redirects=False,
    )
    return Visitor(client, house)


def as_guest(visitor: Visitor) -> Visitor:
    """The same, now that they pressed "Try it now"."""
    visitor.id = visitor.client.post("/api/auth/guest").json()["id"]
    return visitor


@pytest.fixture
def browser(api: FastAPI, house: House) -> Callable[..., Visitor]:
    """A new browser that nobody is signed in with."""
    return partial(newcomer, api, house)


@pytest.fixture
def issuer(house: House) -> Iterator[Issuer]:
    """An issuer whose people come at first sight."""
    issuer = serve()
    config = house.studio.settings
    config.jwt_issuer = issuer.url
    config.jwt_first_sight = True
    config.clerk_webhook_secret = SecretStr(SECRET)
    yield issuer
    issuer.server.shutdown()
    issuer.server.server_close()


@pytest.fixture
def program(api: FastAPI, house: House) -> Callable[..., Visitor]:
    """A program that shows this bearer token, and says of no page that it came from there."""

    def start(token: str, *, address: str = "127.0.0.1") -> Visitor:
        headers = {"Authorization": f"Bearer {token}"}
        client = TestClient(
            api,
            base_url=SITE,
            headers=headers,
            client=(address, 50_000),
            follow_redirects=False,
        )
        return Visitor(client, house)

    return start


@pytest.fixture
def member(browser: Callable[..., Visitor]) -> Callable[[str], Visitor]:
    """A new browser of a new member with this e-mail address."""

    def begin(email: str) -> Visitor:
        visitor = browser()
        answer = visitor.client.post(
            "/api/auth/sign-up", json={"email": email, "password": PASSWORD}
        )
        visitor.id = answer.json()["id"]
        return visitor

    return begin


@pytest.fixture
def guest(browser: Callable[..., Visitor]) -> Callable[[], Visitor]:
    """A new browser of a new guest."""
    return lambda: as_guest(browser())


@pytest.fixture
def ann(guest: Callable[[], Visitor]) -> Visitor:
    """A guest called Ann in these tests."""
    return guest()


@pytest.fixture
def bob(guest: Callable[[], Visitor]) -> Visitor:
    """Another guest."""
    return guest()


@pytest.fixture
def operator(member: Callable[[str], Visitor], house: House) -> Visitor:
    """Somebody who runs the studio."""
    visitor = member("op@example.com")
    house.studio.accounts.appoint("op@example.com", "operator")
    return visitor


@pytest.fixture
def reader(member: Callable[[str], Visitor], house: House) -> Visitor:
    """Somebody who may look."""
    visitor = member("reader@example.com")
    house.studio.accounts.appoint("reader@example.com", "reader")
    return visitor
