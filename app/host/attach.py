"""Points a single command at the servers: the configured ones, or the embedded ones."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from app.host import postgres, redis, stack
from app.host.child import Child
from app.host.roster import Roster
from app.host.troubles import AlreadyRunning, HostTrouble
from app.settings import Settings, settings

_UNREACHABLE = "{} does not answer at {}: check the address, and that it runs."
_NOT_RUNNING = "{} is not running: start everything with ./meanwhile up, or set {}."


def check(now: Settings) -> None:
    """Raise a sentence for each configured server that does not answer."""
    if now.database_url and not postgres.answers(now.database_url):
        raise HostTrouble(_UNREACHABLE.format("PostgreSQL", "DATABASE_URL"))
    if now.redis_url and not redis.answers(now.redis_url):
        raise HostTrouble(_UNREACHABLE.format("Redis", "REDIS_URL"))


def to_running(now: Settings) -> None:
    """Use the servers that are configured, else the embedded ones, which must run.

    Configured ones are not asked: a process that is started while they restart waits for them.
    """
    home = stack.home_of(now)
    database = now.database_url or postgres.known_url(home)
    doorbells = now.redis_url or redis.known_url(home)
    if not database or not (now.database_url or postgres.answers(database)):
        raise HostTrouble(_NOT_RUNNING.format("PostgreSQL", "DATABASE_URL"))
    if not doorbells or not (now.redis_url or redis.answers(doorbells)):
        raise HostTrouble(_NOT_RUNNING.format("Redis", "REDIS_URL"))
    _use(
        {
            "DATABASE_URL": database,
            "REDIS_URL": doorbells,
            "STATE_REDIS_URL": now.state_redis_url or redis.database(doorbells, 1),
            "STUDIO_SECRET_KEY": stack.secret_key(now),
            "STUDIO_VAPID_KEY": stack.vapid_key(now),
        }
    )


@contextmanager
def or_started(now: Settings) -> Iterator[None]:
    """Use the servers that run; where none do, run the embedded ones for as long as this lasts."""
    roster = Roster(stack.home_of(now))
    if (now.database_url and now.redis_url) or not _claimed(roster):
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


def _claimed(roster: Roster) -> bool:
    try:
        roster.claim()
    except AlreadyRunning:
        return False
    return True


def _use(environment: dict[str, str]) -> None:
    os.environ.update(environment)
    settings.cache_clear()
