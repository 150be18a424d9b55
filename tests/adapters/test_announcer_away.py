"""Redis is deaf for a moment: whoever was to be told meanwhile is told when it hears again."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.adapters.announcer import RedisAnnouncer
from app.adapters.fuse import Fuse
from app.host import redis
from tests.engine.crew import wait_until


@pytest.fixture
def own() -> Iterator[redis.Running]:
    """A Redis of this test's own, since it is frozen."""
    with tempfile.TemporaryDirectory(prefix="mw-deaf-", ignore_cleanup_errors=True) as home:
        server = redis.start(Path(home))
        yield server
        server.stop()


@contextmanager
def deaf(server: redis.Running) -> Iterator[None]:
    """It keeps its connections and answers nobody."""
    os.kill(server.child.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.child.pid, signal.SIGCONT)


@pytest.fixture
def page(own: redis.Running) -> Iterator[RedisAnnouncer]:
    """An open page: it asks for versions, and nobody told it that Redis is deaf."""
    announcer = RedisAnnouncer(own.url)
    yield announcer
    announcer.close()


def known(page: RedisAnnouncer, person: str) -> str:
    """The version that the page knows."""
    wait_until(lambda: page.version(person), what="a version")
    version = page.version(person)
    assert version
    return version


def test_who_was_announced_to_a_deaf_redis_is_told_when_it_hears(
    own: redis.Running, page: RedisAnnouncer
) -> None:
    announcer = RedisAnnouncer(own.url)
    before = known(page, "person_1")

    with deaf(own):
        announcer.announce("person_1")

    # And nothing else happens: the last job of somebody has ended, no other announcement comes.
    wait_until(lambda: page.version("person_1") not in (before, None), what="a new version")


def test_a_doorbell_that_was_not_heard_delays_announcements_and_drops_none(
    own: redis.Running, page: RedisAnnouncer
) -> None:
    shared = Fuse(seconds=0.2)
    announcer = RedisAnnouncer(own.url, fuse=shared)
    before = known(page, "person_2")

    shared.blow()
    announcer.announce("person_2")

    wait_until(lambda: page.version("person_2") not in (before, None), what="a new version")


def test_a_closed_announcer_keeps_no_thread(own: redis.Running) -> None:
    shared = Fuse(seconds=60)
    announcer = RedisAnnouncer(own.url, fuse=shared)
    shared.blow()
    announcer.announce("person_3")
    assert announcer._later is not None

    announcer.close()

    announcer._later.join(timeout=10)
    assert not announcer._later.is_alive()
