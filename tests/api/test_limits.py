"""How often one may ask."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from app.adapters.fuse import Fuse
from app.adapters.throttle import RedisThrottle
from tests.api.conftest import Visitor
from tests.api.issuing import Issuer
from tests.engine.conftest import House

ME = "/api/auth/me"
Program = Callable[..., Visitor]


@pytest.fixture
def strict(house: House) -> House:
    """A studio with narrow limits."""
    config = house.studio.settings
    config.reads_per_minute, config.changes_per_minute, config.address_per_minute = 3, 2, 8
    return house


def statuses(client: TestClient, times: int, path: str = ME) -> list[int]:
    return [client.get(path).status_code for _ in range(times)]


def test_an_answer_says_what_is_left(ann: Visitor) -> None:
    first, second = ann.client.get(ME), ann.client.get(ME)
    changed = ann.client.patch(ME, json={"name": "Ann"})

    assert first.headers["RateLimit-Policy"] == '"reading";q=1200;w=60'
    assert first.headers["RateLimit"].startswith('"reading";r=1199;t=')
    assert second.headers["RateLimit"].startswith('"reading";r=1198;t=')
    assert changed.headers["RateLimit-Policy"] == '"changing";q=120;w=60'


def test_a_file_says_so_too(ann: Visitor) -> None:
    job = ann.song()

    assert "RateLimit" in ann.client.get(job["files"][0]["url"]).headers


def test_one_too_many_is_told_when_to_come_back(ann: Visitor, strict: House) -> None:
    told = statuses(ann.client, 5)
    refused = ann.client.get(ME)

    assert told == [200, 200, 200, 429, 429]
    assert refused.json()["error"]["code"] == "too_many"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["RateLimit"].startswith('"reading";r=0;t=')


def test_looking_and_changing_are_counted_apart(ann: Visitor, strict: House) -> None:
    statuses(ann.client, 4)

    changes = [ann.client.patch(ME, json={"name": "Ann"}).status_code for _ in range(3)]

    assert changes == [200, 200, 429]


def test_people_are_counted_apart_and_their_proofs_together(
    member: Callable[[str], Visitor], program: Program, house: House
) -> None:
    kim, lee = member("kim@example.com"), member("lee@example.com")
    robot = program(kim.token("read"))
    house.studio.settings.reads_per_minute = 3

    assert statuses(kim.client, 2) + statuses(robot.client, 2) == [200, 200, 200, 429]
    assert statuses(lee.client, 1) == [200]


def test_whoever_reads_one_job_does_not_use_up_what_its_owner_may_ask(
    ann: Visitor, program: Program, strict: House
) -> None:
    job = ann.start()
    reads = ann.client.post(f"/api/jobs/{job['id']}/read-token").json()["token"]

    by_link = statuses(program(reads).client, 4, f"/api/jobs/{job['id']}")

    assert by_link == [200, 200, 200, 429]
    assert statuses(ann.client, 1) == [200]


def test_an_address_is_counted_before_anybody_looks_who_asks(
    program: Program, issuer: Issuer, strict: House
) -> None:
    guessing = program("mw_aaaaaaaa_" + "a" * 43, address="203.0.113.7")
    other = program("mw_aaaaaaaa_" + "a" * 43, address="203.0.113.8")

    assert statuses(guessing.client, 10) == [401] * 8 + [429] * 2
    assert statuses(other.client, 1) == [401]


def test_all_addresses_of_a_household_are_counted_as_one(program: Program, strict: House) -> None:
    asked = [
        status
        for host in range(10)
        for status in statuses(program("x", address=f"2001:db8:1:2::{host:x}").client, 1)
    ]

    assert asked == [401] * 8 + [429] * 2
    assert statuses(program("x", address="2001:db8:1:3::1").client, 1) == [401]


def test_this_machine_is_not_counted_as_an_address(program: Program, strict: House) -> None:
    assert statuses(program("x").client, 12) == [401] * 12


def test_no_limit_where_the_setting_is_nought(ann: Visitor, house: House) -> None:
    config = house.studio.settings
    config.reads_per_minute = 0

    answer = ann.client.get(ME)

    assert answer.status_code == 200
    assert "RateLimit" not in answer.headers


def test_everybody_passes_while_redis_is_away(ann: Visitor, strict: House) -> None:
    strict.studio.throttle = RedisThrottle("redis://127.0.0.1:1", Fuse())

    assert statuses(ann.client, 6) == [200] * 6


def test_a_limit_goes_on_after_redis_lost_everything(ann: Visitor, strict: House) -> None:
    from redis import Redis

    assert statuses(ann.client, 4)[-1] == 429
    with Redis.from_url(strict.studio.settings.redis_url or "") as client:
        client.flushall()
        client.script_flush()

    assert statuses(ann.client, 4) == [200, 200, 200, 429]


def test_health_and_messages_of_providers_are_not_counted(
    browser: Callable[..., Visitor], strict: House
) -> None:
    client = browser().client

    assert len(set(statuses(client, 10, "/api/health"))) == 1
