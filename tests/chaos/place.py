"""Everything that a studio is made of, started here so that it can be hurt and healed."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from redis import Redis
from sqlalchemy.exc import DBAPIError

from app.bootstrap import Studio
from app.db.engine import make_engine
from app.db.migrations import migrate
from app.host import postgres as database
from app.host import redis as doorbells
from app.host.child import Child, family_of
from app.settings import Settings
from tests.engine.crew import CLOCK, Crew
from tests.simulators.running import Simulator
from tests.simulators.stage import free_port
from tests.simulators.studio import as_web, environment, generous

LEASE_S = 3.0
_WORKER = (sys.executable, "-m", "dramatiq", "workers.main", "-p", "1", "-t", "12")
# The API under the product's own server; its page would need a build and asks no other way.
_WEB = (
    sys.executable,
    "-m",
    "granian",
    "--interface",
    "asgi",
    "--factory",
    "app.api.app:create_api",
)
_SLOTS = {f"SIMULATED_{kind}_SLOTS": "12" for kind in ("ASYNC", "LOOKUP", "BLIND", "SYNC")}

Process = subprocess.Popen[bytes]


@dataclass
class Place:
    """Two servers, two providers, web processes, workers and clocks, and a studio to look with."""

    home: Path
    webs: int = 2
    workers: int = 2
    clocks: int = 2
    postgres: database.Running = field(init=False)
    redis: doorbells.Running = field(init=False)
    orders: Simulator = field(init=False)
    calls: Simulator = field(init=False)
    studio: Studio = field(init=False)
    crew: Crew = field(init=False)
    serving: dict[int, Process] = field(default_factory=dict)
    """Web processes by their ports."""
    at_work: list[Process] = field(default_factory=list)
    watching: list[Process] = field(default_factory=list)

    def open(self) -> None:
        """Start everything."""
        self.orders = Simulator("async", self.home / "orders.db", seconds=1.0).start()
        self.calls = Simulator("sync", self.home / "calls.db", seconds=2.5).start()
        self.postgres = database.start(self.home)
        self.redis = doorbells.start(self.home)
        config = self._config()
        engine = make_engine(self.postgres.url)
        migrate(engine)
        engine.dispose()
        env = environment(config, self.orders, self.calls, STUDIO_LOG_LEVEL="WARNING", **_SLOTS)
        self.studio = as_web(config, env)
        self.crew = Crew(env, self.home / "crew.log")
        self.serving = {port: self._web(port) for port in (free_port() for _ in range(self.webs))}
        self.at_work = [self.crew.start(_WORKER) for _ in range(self.workers)]
        self.watching = [self.crew.start(CLOCK) for _ in range(self.clocks)]

    def close(self) -> None:
        """End everything."""
        for part in ("crew", "orders", "calls", "studio", "postgres", "redis"):
            with suppress(AttributeError):
                thing = getattr(self, part)
                match thing:
                    case Crew():
                        thing.dismiss()
                    case Simulator():
                        thing.kill()
                    case Studio():
                        thing.close()
                    case _:
                        thing.child.kill()

    @property
    def addresses(self) -> list[str]:
        """Where customers ask."""
        return [f"http://127.0.0.1:{port}" for port in self.serving]

    def replace_web(self, old: Process) -> None:
        """At the same address, as a supervisor does."""
        port = next(port for port, process in self.serving.items() if process is old)
        self.serving[port] = self._web(port)

    def replace_worker(self, old: Process) -> None:
        """What a supervisor does."""
        self.at_work[self.at_work.index(old)] = self.crew.start(_WORKER)

    def replace_clock(self, old: Process) -> None:
        """The same."""
        self.watching[self.watching.index(old)] = self.crew.start(CLOCK)

    def start_postgres(self) -> None:
        """Again, with the same data and address."""
        self.postgres = database.start(self.home)

    def start_redis(self) -> None:
        """Again, with what it wrote before it died."""
        self.redis = doorbells.start(self.home)

    def flush_redis(self) -> None:
        """Every message and every version is gone."""
        with Redis.from_url(self.redis.url, socket_timeout=5) as client:
            client.flushall()

    def break_storage(self) -> None:
        """A file stands where the directory was: nothing can be stored or read."""
        files = self.studio.settings.files
        files.mkdir(exist_ok=True)
        files.rename(files.with_name("files.away"))
        files.touch()

    def mend_storage(self) -> None:
        """The directory is back."""
        files = self.studio.settings.files
        files.unlink()
        files.with_name("files.away").rename(files)

    def leader(self) -> int | None:
        """Process id of the clock that leads."""
        query = "SELECT pid FROM processes WHERE kind = 'clock' AND leads"
        try:
            with self.studio.sql.connect() as connection:
                return connection.exec_driver_sql(query).scalars().first()
        except DBAPIError:
            return None

    def _web(self, port: int) -> Process:
        return self.crew.start((*_WEB, "--port", str(port), "--log-level", "warning"))

    def _config(self) -> Settings:
        return generous(self.home, self.postgres.url, self.redis.url, lease_s=LEASE_S)


def freeze(child: Child) -> None:
    """SIGSTOP to a server and all that it started."""
    _signal(child, signal.SIGSTOP)


def thaw(child: Child) -> None:
    """Let it go on."""
    _signal(child, signal.SIGCONT)


def _signal(child: Child, number: signal.Signals) -> None:
    for process in family_of(child.pid):
        with suppress(ProcessLookupError):
            os.kill(process.pid, number)
