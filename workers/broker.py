"""The process-wide broker that Dramatiq asks for; made when the worker starts."""

import dramatiq

from app.adapters.broker import answering_broker
from app.bootstrap import studio
from app.settings import settings

broker = answering_broker(
    settings().redis_url or "redis://127.0.0.1:6379/0",
    on_stop=lambda: studio().engine.stopping.set(),  # noqa: PLW0108 -- no studio before the fork
)
dramatiq.set_broker(broker)
