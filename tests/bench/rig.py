"""Servers as durable as in production, in a directory of their own, and processes beside them."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql
from redis import Redis

from app.bootstrap import Studio, build
from app.db.engine import make_engine
from app.db.migrations import migrate
from app.domain.providing import Provider
from app.host import postgres, redis
from app.host.stack import worker_environment
from app.settings import Settings
from tests.bench.provider import providers
from tests.engine.crew import Crew

_TEMPLATE = "bench_template"
GENEROUS = {
    "welcome_credits": 10_000_000,
    "running_per_person": 1_000,
    "waiting_per_person": 100_000,
    "reads_per_minute": 10_000_000,
    "changes_per_minute": 10_000_000,
}
"""
Limits that stand in nobody's way: what is measured is the engine, not its patience. None is off,
so that counting costs what it costs.
"""


@dataclass
class Rig:
    """One PostgreSQL and one Redis for the whole run; a database for every benchmark."""

    home: Path
    postgres: postgres.Running
    redis: redis.Running
    quick: bool

    def __post_init__(self) -> None:
        self._numbers = count(1)
        engine = make_engine(self._create(_TEMPLATE, template="template0"))
        migrate(engine)
        engine.dispose()

    def size(self, full: int, quick: int) -> int:
        """How much of it: all, or a taste."""
        return quick if self.quick else full

    def fresh(self, **given: object) -> "Stage":
        """A migrated, empty database and an empty Redis."""
        name = f"bench_{next(self._numbers)}"
        url = self._create(name, template=_TEMPLATE)
        with Redis.from_url(self.redis.url) as client:
            client.flushall()
        data = self.home / name
        data.mkdir()
        values = {**GENEROUS, "database_url": url, "redis_url": self.redis.url, **given}
        return Stage(Settings(data_dir=data, **values))  # pyright: ignore[reportArgumentType] -- by name

    def _create(self, name: str, *, template: str) -> str:
        server = self.postgres.url.replace("+psycopg", "", 1)
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(words.format(sql.Identifier(name), sql.Identifier(template)))
        return f"{self.postgres.url.rsplit('/', 1)[0]}/{name}"


@dataclass
class Stage:
    """The settings of one benchmark, and what can be started with them."""

    settings: Settings

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to find the same servers."""
        s = self.settings
        return {
            "STUDIO_DATA_DIR": str(s.data_dir),
            "STUDIO_SECRET_KEY": "bench",
            "STUDIO_STREAMS_PER_PERSON": str(s.streams_per_person),
            "DATABASE_URL": s.database_url or "",
            "REDIS_URL": s.redis_url or "",
            "STATE_REDIS_URL": redis.database(s.redis_url or "", 1),
            "STUDIO_LEASE_S": str(s.lease_s),
            "STUDIO_WORKER_THREADS": str(s.worker_threads),
            "STUDIO_WELCOME_CREDITS": str(s.welcome_credits),
            "STUDIO_RUNNING_PER_PERSON": str(s.running_per_person),
            "STUDIO_WAITING_PER_PERSON": str(s.waiting_per_person),
            "STUDIO_READS_PER_MINUTE": str(s.reads_per_minute),
            "STUDIO_CHANGES_PER_MINUTE": str(s.changes_per_minute),
            "STUDIO_LOG_LEVEL": "WARNING",
            **worker_environment(s.worker_threads),
        }

    @contextmanager
    def studio(self, made: Mapping[str, Provider] | None = None) -> Iterator[Studio]:
        """A studio in this process."""
        studio = build(self.settings, providers=providers() if made is None else made)
        try:
            yield studio
        finally:
            studio.close()

    @contextmanager
    def crew(self, **more: str) -> Iterator[Crew]:
        """Processes that are gone at the end."""
        crew = Crew(self.environment | more, self.settings.data_dir / "crew.log")
        try:
            yield crew
        finally:
            crew.dismiss()

    def said(self, lines: int = 20) -> str:
        """The last words of the processes."""
        log = self.settings.data_dir / "crew.log"
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


@contextmanager
def rig(*, quick: bool) -> Iterator[Rig]:
    """Start the servers, and leave nothing behind."""
    home = Path(tempfile.mkdtemp(prefix="meanwhile-bench-"))
    os.environ["STUDIO_LOG_LEVEL"] = "WARNING"
    server, bell = None, None
    try:
        server, bell = postgres.start(home), redis.start(home)
        yield Rig(home, server, bell, quick)
    finally:
        for each in (server, bell):
            if each is not None:
                each.stop()
        shutil.rmtree(home, ignore_errors=True)
