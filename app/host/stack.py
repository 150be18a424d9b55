"""The programs that make up the product on this machine."""

import http.client
import sys
from pathlib import Path

from app.host import postgres, private, redis
from app.host.child import MARK, Unit
from app.host.origins import EVERYWHERE
from app.settings import Settings

# Dramatiq looks for work this often; by default an idle worker takes up to a second to notice.
_IDLE_MS = "100"
# Less than the grace of a unit: what is not done by then is taken over by another worker.
_SHUTDOWN_MS = "4000"


def home_of(settings: Settings) -> Path:
    """The data directory, closed to everybody else."""
    return private.directory(settings.data_dir.resolve())


def servers(settings: Settings) -> tuple[list[Unit], dict[str, str]]:
    """The embedded servers that are wanted, and the environment that points to all servers."""
    home = home_of(settings)
    units: list[Unit] = []
    database, doorbells = settings.database_url, settings.redis_url
    if not database:
        unit, database = postgres.prepare(home)
        units.append(unit)
    if not doorbells:
        unit, doorbells = redis.prepare(home)
        units.append(unit)
    state = settings.state_redis_url or redis.database(doorbells, 1)
    environment = {
        MARK: str(home),
        "DATABASE_URL": database,
        "REDIS_URL": doorbells,
        "STATE_REDIS_URL": state,
        "STUDIO_SECRET_KEY": secret_key(settings),
        "STUDIO_VAPID_KEY": vapid_key(settings),
        "STUDIO_DATA_DIR": str(home),
        "STUDIO_HOST": settings.host,
        "STUDIO_PORT": str(settings.port),
        "PYTHONUNBUFFERED": "1",
    }
    return units, environment


def secret_key(settings: Settings) -> str:
    """The configured key, else the one made on the first run."""
    if settings.secret_key:
        return settings.secret_key.get_secret_value()
    return private.secret(home_of(settings) / "secret.key")


def vapid_key(settings: Settings) -> str:
    """The configured key for messages to browsers, else the one made on the first run."""
    if settings.vapid_key:
        return settings.vapid_key.get_secret_value()
    return private.secret(home_of(settings) / "vapid.key")


def keys_of(settings: Settings) -> dict[str, str]:
    """Both, by the names of the files that they are kept in where none is configured."""
    return {"secret.key": secret_key(settings), "vapid.key": vapid_key(settings)}


def processes(settings: Settings, environment: dict[str, str]) -> list[Unit]:
    """Web, workers and clock."""
    logs = home_of(settings) / "logs"
    ours = (sys.executable, "-m", "app.cli")
    web = Unit(
        name="web",
        argv=(*ours, "web"),
        log=logs / "web.log",
        environment=environment,
        is_ready=lambda: page_answers(settings.host, settings.port),
    )
    clock = Unit("clock", (*ours, "clock"), logs / "clock.log", environment=environment)
    threads = {"steps": settings.worker_threads, "render": settings.render_threads}
    workers = [
        Unit(
            name="worker" if queue == "steps" else queue,
            argv=worker_argv([queue], count),
            log=logs / f"{queue}.log",
            environment={**environment, **worker_environment(count)},
        )
        for queue, count in threads.items()
    ]
    return [web, *workers, clock]


def worker_argv(queues: list[str], threads: int) -> tuple[str, ...]:
    """One Dramatiq process: in a group, the death of any would stop all the others."""
    options = ("-p", "1", "-t", str(threads), "--worker-shutdown-timeout", _SHUTDOWN_MS)
    return (sys.executable, "-m", "dramatiq", "workers.main", *options, "-Q", *queues)


def worker_environment(threads: int) -> dict[str, str]:
    """A worker fetches no more than it can run: another may be idle."""
    return {"dramatiq_worker_timeout": _IDLE_MS, "dramatiq_queue_prefetch": str(threads)}


def page_answers(host: str, port: int) -> bool:
    """Whether the page is served."""
    address = "127.0.0.1" if host in EVERYWHERE else host
    connection = http.client.HTTPConnection(address, port, timeout=2)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
