"""One ring for admission speaks for all that nobody has answered yet."""

from redis import Redis

from app.adapters.broker import ringing_broker
from app.adapters.queue import STEPS, DramatiqDoorbell


def rings(redis_url: str) -> int:
    with Redis.from_url(redis_url) as client:
        return client.llen(f"dramatiq:{STEPS}")


def test_an_unanswered_ring_is_not_rung_again(redis_url: str) -> None:
    doorbell = DramatiqDoorbell(ringing_broker(redis_url))

    for _ in range(5):
        doorbell.admit("sketch_song")
    doorbell.admit("another")

    assert rings(redis_url) == 2


def test_whoever_comes_after_the_answer_rings_again(redis_url: str) -> None:
    doorbell = DramatiqDoorbell(ringing_broker(redis_url))
    doorbell.admit("sketch_song")

    doorbell.answering("sketch_song")
    doorbell.admit("sketch_song")

    assert rings(redis_url) == 2


def test_a_redis_that_is_away_is_not_waited_for_twice() -> None:
    doorbell = DramatiqDoorbell(ringing_broker("redis://127.0.0.1:1/0"))

    doorbell.admit("sketch_song")

    assert doorbell.fuse.is_blown
    doorbell.answering("sketch_song")
