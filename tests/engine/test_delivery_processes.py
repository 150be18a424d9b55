"""Real workers that deliver: killed in the middle, and asked to stop."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.bootstrap import Studio, build
from app.domain.medium import Medium
from app.domain.views import Order
from app.settings import Settings
from tests.conftest import MakeDatabase
from tests.engine.browser_double import BrowserDouble
from tests.engine.conftest import VAPID_KEY
from tests.engine.crew import Crew, wait_until
from tests.engine.receiver import Receiver, Reply, receiving

EVENTS = ["job.completed"]


@pytest.fixture
def live(
    make_database: MakeDatabase, template_url: str, redis_url: str, tmp_path: Path
) -> Iterator[tuple[Studio, Crew, Receiver]]:
    """A studio, a crew that shares its servers, and somebody's program."""
    config = Settings(
        data_dir=tmp_path,
        database_url=make_database(template_url),
        redis_url=redis_url,
        secret_key=SecretStr("a key of these tests"),
        vapid_key=SecretStr(VAPID_KEY),
        webhooks_allow_private=True,
    )
    env = {
        "STUDIO_DATA_DIR": str(tmp_path),
        "DATABASE_URL": config.database_url or "",
        "REDIS_URL": redis_url,
        "STUDIO_SECRET_KEY": "a key of these tests",
        "STUDIO_VAPID_KEY": VAPID_KEY,
        "STUDIO_WEBHOOKS_ALLOW_PRIVATE": "true",
        "dramatiq_worker_timeout": "100",
    }
    studio, crew = build(config), Crew(env, tmp_path / "crew.log")
    with receiving() as receiver:
        yield studio, crew, receiver
        crew.dismiss()
    studio.close()


def test_a_worker_killed_in_mid_delivery_sends_again_under_the_same_id(
    live: tuple[Studio, Crew, Receiver],
) -> None:
    studio, crew, receiver = live
    release = threading.Event()
    receiver.replies["/hook"] = [Reply(after=release)]
    person = studio.accounts.guest().person.id
    hook, secret = studio.webhooks.add(person, receiver.url(), events=EVENTS)
    worker = crew.worker()
    crew.clock()
    sent = studio.webhooks.test(person, hook.id)
    wait_until(lambda: len(receiver.heard) == 1, what="the first try")

    crew.kill(worker)
    release.set()
    crew.worker()
    with studio.sql.begin() as connection:
        # As when the minute of the claim is over.
        lapse = "UPDATE deliveries SET lease_until = now() WHERE lease_until IS NOT NULL"
        connection.exec_driver_sql(lapse)

    wait_until(lambda: len(receiver.heard) == 2, what="the second try")
    assert {each.id for each in receiver.heard} == {sent.id}
    assert all(each.verify(secret) for each in receiver.heard)
    wait_until(
        lambda: studio.webhooks.deliveries(person, hook.id).items[0].state == "delivered",
        what="the log",
    )


def test_a_worker_that_is_asked_to_stop_writes_down_what_it_sent(
    live: tuple[Studio, Crew, Receiver],
) -> None:
    studio, crew, receiver = live
    release = threading.Event()
    receiver.replies["/hook"] = [Reply(after=release)]
    person = studio.accounts.guest().person.id
    hook, _ = studio.webhooks.add(person, receiver.url(), events=EVENTS)
    worker = crew.worker()
    crew.clock()
    studio.webhooks.test(person, hook.id)
    wait_until(lambda: len(receiver.heard) == 1, what="the first try")

    worker.terminate()
    release.set()
    worker.wait(15)

    assert studio.webhooks.deliveries(person, hook.id).items[0].state == "delivered"
    assert len(receiver.heard) == 1


def test_a_worker_killed_in_mid_push_loses_nothing_and_shows_nothing_twice(
    live: tuple[Studio, Crew, Receiver],
) -> None:
    studio, crew, receiver = live
    release = threading.Event()
    receiver.replies["/push"] = [Reply(after=release)]
    person = studio.accounts.guest().person.id
    browser = BrowserDouble(receiver.url("/push"))
    studio.devices.add_browser(person, endpoint=browser.endpoint, **browser.keys)
    worker = crew.worker()
    crew.clock()
    order = Order(Medium.SONG, {"prompt": "rain", "length_s": 10}, provider="sketch_song")
    jobs = {studio.jobs.start(person, order).id for _ in range(2)}
    wait_until(lambda: len(receiver.at("/push")) == 1, within=90, what="the first try")

    crew.kill(worker)
    release.set()
    crew.worker()
    with studio.sql.begin() as connection:
        lapse = "UPDATE deliveries SET lease_until = now() WHERE lease_until IS NOT NULL"
        connection.exec_driver_sql(lapse)
    wait_until(
        lambda: all(each.state == "delivered" for each in studio.sent.page(person).items),
        within=90,
        what="the log",
    )

    # A service that honours the topic keeps the last message of each, and a browser its tag.
    kept = {each.headers["topic"]: browser.read(each) for each in receiver.at("/push")}
    assert len(receiver.at("/push")) == len(kept) + 1
    told = [subject for each in kept.values() for subject in each["subjects"]]
    assert sorted(told) == sorted(jobs)
    assert {each["id"].rpartition("_")[2] for each in kept.values()} == set(kept)
