"""Points a single command at the servers: the configured ones, or the embedded ones."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from app.host import postgres, redis, stack
from app.host.child import Child
from app.host.roster import Roster
from app.host.troubles import AlreadyRunning, HostTrouble
from app.settings import Settings, settings


def to_running(now: Settings) -> None:
    """Use the servers that run; raise a sentence with the next step where one does not."""
    home = stack.home_of(now)
    database = now.database_url or postgres.known_url(home)
    doorbells = now.redis_url or redis.known_url(home)
    if not database or not postgres.answers(database):
        raise HostTrouble(_missing("PostgreSQL", "DATABASE_URL", is_set=bool(now.database_url)))
    if not doorbells:
        raise HostTrouble(_missing("Redis", "REDIS_URL", is_set=False))
    _use(
        {
            "DATABASE_URL": database,
            "REDIS_URL": doorbells,
            "STATE_REDIS_URL": now.state_redis_url or redis.database(doorbells, 1),
            "STUDIO_SECRET_KEY": stack.secret_key(now),
        }
    )


@contextmanager
def or_started(now: Settings) -> Iterator[None]:
    """Use the servers that run; where none do, run the embedded ones for as long as this lasts."""
    roster = Roster(stack.home_of(now))
    try:
        if now.database_url and now.redis_url:
            raise AlreadyRunning
        roster.claim()
    except AlreadyRunning:
        to_running(now)
        yield
        return
    roster.end_orphans()
    units, environment = stack.servers(now)
    children = [Child(unit) for unit in units]
    try:
        for child in children:
            child.wait_ready()
        _use(environment)
        yield
    finally:
        for child in children:
            child.stop()
        roster.release()


def _missing(server: str, variable: str, *, is_set: bool) -> str:
    if is_set:
        return f"{server} does not answer at {variable}: check the address and that it runs."
    return f"{server} is not running: start everything with ./meanwhile up, or set {variable}."


def _use(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    settings.cache_clear()
