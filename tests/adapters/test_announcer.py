"""People are told through Redis, and those who could not be told are told later."""

from app.adapters.announcer import RedisAnnouncer
from app.adapters.fuse import Fuse


def test_a_version_changes_when_something_changed(redis_url: str) -> None:
    announcer = RedisAnnouncer(redis_url)
    announcer.announce("person_1")
    first = announcer.version("person_1")

    announcer.announce("person_1", "person_2")

    assert first is not None
    assert announcer.version("person_1") not in (first, None)
    assert announcer.version("person_2") is not None


def test_an_unknown_version_means_look_and_then_it_is_known(redis_url: str) -> None:
    announcer = RedisAnnouncer(redis_url)

    assert announcer.version("person_3") is None
    assert announcer.version("person_3") is not None


def test_who_could_not_be_told_is_told_with_the_next(redis_url: str) -> None:
    fuse = Fuse(seconds=0)
    announcer = RedisAnnouncer("redis://127.0.0.1:1/0", fuse=fuse)
    announcer.announce("person_4")
    there = RedisAnnouncer(redis_url)
    before = there.version("person_4") or there.version("person_4")

    announcer._client = there._client
    announcer.announce("person_5")

    assert there.version("person_4") != before
