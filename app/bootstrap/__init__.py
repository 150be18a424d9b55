"""
The composition root: the one place that knows which adapter stands behind which port.

A studio is built up from the ground: `ground`, then `works`, `people`, `telling` and `steps`, each
of which may use what is below it. `chosen` holds the adapters that settings decide on.
"""

from collections.abc import Mapping
from functools import lru_cache

from app.adapters.announcer import RedisAnnouncer
from app.adapters.broker import ringing_broker
from app.adapters.fuse import Fuse
from app.adapters.queue import DramatiqDoorbell
from app.adapters.s3_settings import S3Settings
from app.bootstrap.chosen import storage
from app.bootstrap.steps import Steps
from app.db.engine import make_engine
from app.domain.providing import Provider
from app.providers import registry
from app.settings import Settings, settings


class Studio(Steps):
    """Everything a process can do, wired."""

    def close(self) -> None:
        """Give back connections and threads."""
        self.engine.leases.stop()
        if "courier" in vars(self):
            self.courier.stop()
        self.announcer.close()
        self.sql.dispose()


def build(config: Settings, *, providers: Mapping[str, Provider] | None = None) -> Studio:
    """A studio from settings. Raises `LookupError` when a server's address is missing."""
    if not config.database_url or not config.redis_url:
        raise LookupError("DATABASE_URL and REDIS_URL are not set; `./meanwhile up` sets them.")
    fuse = Fuse()
    return Studio(
        settings=config,
        sql=make_engine(config.database_url, pool_size=max(10, config.worker_threads)),
        doorbell=DramatiqDoorbell(ringing_broker(config.redis_url), fuse),
        announcer=RedisAnnouncer(config.redis_url, fuse=fuse),
        storage=storage(config, S3Settings()),
        providers=(registry.configured(config.provider_order) if providers is None else providers),
    )


@lru_cache
def studio() -> Studio:
    """The studio of this process, made when it is first needed."""
    return build(settings())
