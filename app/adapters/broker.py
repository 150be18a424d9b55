"""The Dramatiq broker, for those who ring and for those who answer."""

import time
from collections.abc import Callable
from datetime import timedelta

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import Middleware, Retries
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app import log
from app.adapters.queue import RENDER, STEPS

_STALE_MS = 60_000
_KINDS = frozenset({"job", "task", "asset", "upload"})


class DropStale(Middleware):
    """Lets old doorbells go unanswered: the clock has rung since, and the row knows better."""

    def before_process_message(
        self, broker: dramatiq.Broker, message: dramatiq.MessageProxy
    ) -> None:
        """Skip what was rung more than a minute ago."""
        del broker
        if time.time() * 1000 - message.message_timestamp > _STALE_MS:
            raise dramatiq.middleware.SkipMessage


class Bound(Middleware):
    """
    Binds what a message is about to every line that is logged while it is answered.

    Messages carry ids, and ids carry their kind: `task_…` becomes `task_id`. Whatever knows more
    (the task's job) adds it where it learns it.
    """

    def before_process_message(
        self, broker: dramatiq.Broker, message: dramatiq.MessageProxy
    ) -> None:
        """Bind, in this thread."""
        del broker
        log.begin(actor=message.actor_name, **_named(message.args))

    def after_process_message(
        self,
        broker: dramatiq.Broker,
        message: dramatiq.MessageProxy,
        *,
        result: object = None,
        exception: BaseException | None = None,
    ) -> None:
        """The thread's next message is about something else."""
        del broker, message, result, exception
        log.end()

    def after_skip_message(self, broker: dramatiq.Broker, message: dramatiq.MessageProxy) -> None:
        """The same for one that nobody answers."""
        del broker, message
        log.end()


def _named(args: tuple[object, ...]) -> dict[str, str]:
    kinds = {kind: value for value in args if (kind := _kind(value))}
    return {f"{kind}_id": str(value) for kind, value in kinds.items()}


def _kind(value: object) -> str | None:
    kind, stroke, _ = str(value).partition("_")
    return kind if stroke and kind in _KINDS else None


class Lifetime(Middleware):
    """Says that a worker began, and that it was asked to stop, before it waits for its work."""

    def __init__(
        self, *, on_start: Callable[[dramatiq.Worker], None], on_stop: Callable[[], None]
    ) -> None:
        self._on_start = on_start
        self._on_stop = on_stop

    def before_worker_boot(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        """
        It has one thread still.

        What is made here is made once; of two threads that both find nothing, each would make its
        own, and what one of them was told (to stop, say) the other would never hear.
        """
        del broker
        self._on_start(worker)

    def before_worker_shutdown(self, broker: dramatiq.Broker, worker: dramatiq.Worker) -> None:
        """The signal came."""
        del broker, worker
        self._on_stop()


def ringing_broker(redis_url: str) -> dramatiq.Broker:
    """For producers: gives up within a quarter second, because a page waits behind it."""
    client = Redis.from_url(
        redis_url,
        socket_timeout=0.25,
        socket_connect_timeout=0.25,
        retry=Retry(NoBackoff(), 0),
    )
    broker = RedisBroker(client=client, middleware=[])
    for queue in (STEPS, RENDER):
        broker.declare_queue(queue)
    return broker


def answering_broker(
    redis_url: str, lifetime: Lifetime, *, keep_failed: timedelta
) -> dramatiq.Broker:
    """
    For workers.

    Retries stays in the list with none allowed: without it, a message whose actor failed counts as
    done. Nothing relies on Dramatiq's own retries, delays, limits or priorities.
    """
    client = Redis.from_url(
        redis_url, socket_timeout=5, socket_connect_timeout=1, health_check_interval=30
    )
    return RedisBroker(
        client=client,
        heartbeat_timeout=60_000,
        maintenance_chance=100_000,
        dead_message_ttl=int(keep_failed / timedelta(milliseconds=1)),
        middleware=[Bound(), DropStale(), lifetime, Retries(max_retries=0)],
    )
