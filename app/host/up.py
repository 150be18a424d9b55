"""`meanwhile up`: everything on this machine, started in order and kept running."""

import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from app.host import attach, build, ports, shape, stack
from app.host.child import Unit
from app.host.roster import Roster
from app.host.screen import Screen
from app.host.supervisor import Interrupted, Supervisor
from app.host.troubles import HostTrouble
from app.settings import Settings

_LEAST_SPACE_MB = 300

Environment = dict[str, str]


Prepare = Callable[[Supervisor, Settings, Environment, Screen], None]
Processes = Callable[[Settings, Environment], list[Unit]]


def up(
    settings: Settings,
    screen: Screen,
    *,
    prepare: Prepare,
    processes: Processes = stack.processes,
) -> None:
    """Start everything, say where it is, keep it running until asked to stop.

    `prepare` runs once the servers answer and before the processes start.
    """
    home = stack.home_of(settings)
    roster = Roster(home)
    roster.claim()
    _clean_up(roster, screen)
    _check_machine(settings, home)
    attach.check(settings)
    supervisor = Supervisor(roster, screen.say, url=settings.url)
    _listen_for_stop(supervisor)
    try:
        environment = _start_servers(supervisor, settings, screen)
        prepare(supervisor, settings, environment, screen)
        with screen.step("web, workers and clock"):
            supervisor.launch(processes(settings, environment))
            supervisor.wait_ready()
        _say_ready(settings, screen)
        supervisor.watch()
    except Interrupted:
        pass
    except BaseException:
        supervisor.stop()
        raise
    with screen.step("stopped"):
        supervisor.stop()


def prepare_in(root: Path) -> Prepare:
    """Migrate the database, and build the page of this checkout where its sources changed."""

    def prepare(
        supervisor: Supervisor, settings: Settings, environment: Environment, screen: Screen
    ) -> None:
        with screen.step("database up to date"):
            if not shape.is_newest(environment["DATABASE_URL"], root):
                supervisor.run_once(_migration(settings, environment))
        if not build.is_fresh(root):
            with screen.step("page built", note="Building the page: about a minute, once."):
                _build(supervisor, root, stack.home_of(settings))

    return prepare


def build_page(settings: Settings, screen: Screen, *, root: Path) -> None:
    """Build the page of this checkout where its sources changed: for an image, and nothing else."""
    if build.is_fresh(root):
        screen.say("  The page is built already.")
        return
    home = stack.home_of(settings)
    roster = Roster(home)
    roster.claim()
    supervisor = Supervisor(roster, screen.say, url=settings.url)
    _listen_for_stop(supervisor)
    with screen.step("page built", note="Building the page: about a minute."):
        _build(supervisor, root, home)


def _clean_up(roster: Roster, screen: Screen) -> None:
    if ended := roster.end_orphans():
        things = "one process" if ended == 1 else f"{ended} processes"
        screen.say(f"    Ended {things} left by a run that was killed.")


def _check_machine(settings: Settings, home: Path) -> None:
    if not ports.is_free(settings.host, settings.port):
        raise HostTrouble(
            f"Port {settings.port} is taken by another program: "
            "stop that one, or choose another port with --port."
        )
    free = shutil.disk_usage(home).free // 1_000_000
    if free < _LEAST_SPACE_MB:
        raise HostTrouble(
            f"The disk is full: {free} MB are left at {home}, and {_LEAST_SPACE_MB} are needed."
        )


def _start_servers(supervisor: Supervisor, settings: Settings, screen: Screen) -> Environment:
    embedded, environment = stack.servers(settings)
    names = " and ".join(_title(unit) for unit in embedded) or "your PostgreSQL and Redis"
    with screen.step(names):
        supervisor.launch(embedded)
        supervisor.wait_ready()
    return environment


def _say_ready(settings: Settings, screen: Screen) -> None:
    screen.say()
    screen.say(f"  Ready in {screen.elapsed_s:.1f} s: {settings.url}")
    screen.say("  Ctrl-C stops everything.")
    screen.say()


def _title(unit: Unit) -> str:
    return {"postgres": "PostgreSQL", "redis": "Redis"}[unit.name]


def _migration(settings: Settings, environment: Environment) -> Unit:
    argv = (sys.executable, "-m", "app.cli", "migrate")
    log = stack.home_of(settings) / "logs" / "migrate.log"
    return Unit("migrate", argv, log, environment=environment)


def _build(supervisor: Supervisor, root: Path, home: Path) -> None:
    before = build.sources_without_lock(root)
    supervisor.run_once(build.begin(root, home))
    build.finish(root, began_from=before)


def _listen_for_stop(supervisor: Supervisor) -> None:
    def stop(*_: object) -> None:
        supervisor.stopping.set()

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, stop)
