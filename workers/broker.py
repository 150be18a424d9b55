"""The process-wide broker that Dramatiq asks for; made when the worker starts."""

import dramatiq

from app import log, traces
from app.adapters.broker import Lifetime, answering_broker
from app.bootstrap import studio
from app.settings import settings


def _begin(worker: dramatiq.Worker) -> None:
    def drain(wanted: bool) -> None:  # noqa: FBT001 -- a callback
        worker.pause() if wanted else worker.resume()

    queues = sorted(worker.consumer_whitelist or broker.get_declared_queues())
    studio().presence.begin(queues=" ".join(queues), on_drain=drain)


def _stop() -> None:
    studio().engine.stopping.set()
    if "courier" in vars(studio()):
        studio().courier.stop()
    studio().presence.leave()


log.setup(form=settings().log_format, level=settings().log_level)
traces.setup("worker")
broker = answering_broker(
    settings().redis_url or "redis://127.0.0.1:6379/0",
    Lifetime(on_start=_begin, on_stop=_stop),
    keep_failed=settings().keeping.failed,
)
dramatiq.set_broker(broker)
