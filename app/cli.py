"""The commands. Each imports what it needs when it runs: most are used where seconds count."""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.domain.errors import Problem
from app.domain.operating import SHELL
from app.host.screen import Screen
from app.host.troubles import HostTrouble
from app.settings import settings

ROOT = Path(__file__).parents[1]

app = typer.Typer(
    help="Meanwhile: a self-hosted studio for AI generations that take long.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Host = Annotated[str | None, typer.Option(help="Address to listen on.")]
Port = Annotated[int | None, typer.Option(help="Port to listen on.", min=1, max=65535)]


class Role(StrEnum):
    """What somebody may see and do of the whole studio."""

    PERSON = "person"
    READER = "reader"
    OPERATOR = "operator"


PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True}


@app.command()
def up(
    host: Host = None,
    port: Port = None,
    *,
    simulated: Annotated[
        bool, typer.Option("--simulated", help="Offer simulated providers, too.")
    ] = False,
) -> None:
    """Start everything on this machine and print one URL."""
    from app.host import simulated as simulators
    from app.host import stack
    from app.host.up import prepare_in
    from app.host.up import up as run

    _listen_on(host, port)
    processes = simulators.processes if simulated else stack.processes
    run(settings(), Screen(), prepare=prepare_in(ROOT), processes=processes)


@app.command()
def build() -> None:
    """Build the page, for an image that web processes are started from."""
    from app.host.up import build_page

    build_page(settings(), Screen(), root=ROOT)


@app.command()
def web(host: Host = None, port: Port = None, workers: int = 1) -> None:
    """Serve the page and the REST API."""
    from app.host import attach
    from app.host.web import serve

    _listen_on(host, port)
    attach.to_running(settings())
    serve(settings().host, settings().port, workers=workers)


@app.command()
def worker(
    queue: Annotated[list[str], typer.Option(help="steps or render; may be repeated.")] = [  # noqa: B006 - never changed, and typer shows it as the default
        "steps",
        "render",
    ],
    threads: int | None = None,
) -> None:
    """Work on what was asked for. Run as many as you like, on any machine."""
    from app.host import attach, stack

    attach.to_running(settings())
    count = threads or settings().worker_threads
    os.environ.update(stack.worker_environment(count))
    argv = stack.worker_argv(queue, count)
    os.execv(argv[0], argv)  # noqa: S606 - becomes Dramatiq, which handles its own signals


@app.command()
def clock() -> None:
    """Ring what is due. Several may run; one leads."""
    from app.host import attach

    attach.to_running(settings())
    from workers.clock import run

    run()


@app.command()
def migrate(to: str = "head") -> None:
    """Bring the database to the newest shape."""
    from app.host import attach

    with attach.or_started(settings()):
        from app.db.engine import make_engine
        from app.db.migrations import migrate as run

        run(make_engine(settings().database_url or ""), to=to)
    typer.echo(f"The database is at {to}.")


@app.command()
def bucket() -> None:
    """Make the bucket that `S3_BUCKET` names, where there is none."""
    from app.host.bucket import make

    typer.echo(make())


@app.command()
def grant(email: str, amount: int) -> None:
    """Give somebody credits."""
    from app.host import attach

    with attach.or_started(settings()):
        from app.bootstrap import studio

        studio().accounts.grant(email, amount)
    typer.echo(f"{email} got {amount} credits.")


@app.command()
def appoint(email: str, role: Role) -> None:
    """Let somebody see (reader), also do (operator), or no longer see what operators do."""
    from app.host import attach

    with attach.or_started(settings()):
        from app.bootstrap import studio

        studio().accounts.appoint(email, role.value)
    typer.echo(f"{email}: {role.value}.")


@app.command()
def backup(directory: Path) -> None:
    """Copy database, files and keys into a new directory, while everything runs."""
    from app.host import attach, stack

    with attach.or_started(settings()):
        from app.bootstrap import studio
        from app.host.backup import save

        now = settings()
        url = now.database_url or ""
        saved = save(directory, database_url=url, storage=studio().storage, keys=stack.keys_of(now))
    lost = f"; {len(saved.missing)} that rows name are not there" if saved.missing else ""
    typer.echo(f"{saved.files} files, {saved.bytes / 1e6:,.1f} MB, in {directory}{lost}.")


@app.command()
def restore(directory: Path) -> None:
    """Make a studio from such a copy, in an empty database and its store."""
    from app.host import attach
    from app.host.backup import adopt_keys, restore

    adopt_keys(directory, settings())
    with attach.or_started(settings()):
        from app.bootstrap import studio

        url = settings().database_url or ""
        brought = restore(directory, database_url=url, storage=studio().storage)
    typer.echo(f"{brought.files} files, {brought.bytes / 1e6:,.1f} MB, are back.")


@app.command()
def resume(provider: str) -> None:
    """Send to a provider again that was paused, for example when it was out of money."""
    from app.host import attach

    with attach.or_started(settings()):
        from app.bootstrap import studio

        studio().operations.makers.resume(provider, by=SHELL)
    typer.echo(f"{provider} is used again.")


@app.command()
def rotate() -> None:
    """Seal what `STUDIO_SECRET_KEY_BEFORE` sealed with `STUDIO_SECRET_KEY`."""
    from app.host import attach

    with attach.or_started(settings()):
        from app.bootstrap import studio

        now = studio().rotation.run()
    typer.echo(f"{now.resealed} secrets sealed anew, {now.current} were already.")
    if now.lost:
        raise HostTrouble(
            f"{now.lost} secrets open with neither key: "
            "set the right STUDIO_SECRET_KEY_BEFORE, or let their owners ask for others."
        )


@app.command()
def sweep() -> None:
    """Remove stored files that no row names, also where they are most of what is there."""
    from app.host import attach

    with attach.or_started(settings()):
        from app.bootstrap import studio

        trusted = studio().orphans.trust()
        removed = studio().orphans.sweep()
    more = " The rest follows, a little at a time." if trusted else ""
    typer.echo(f"{removed} files removed.{more}")


@app.command()
def doctor(
    *, fix: Annotated[bool, typer.Option("--fix", help="Mend what is safe to mend.")] = False
) -> None:
    """Say what is configured, reachable, migrated and balanced."""
    from app.host import attach
    from app.host.doctor import examine

    configured = settings()
    with suppress(HostTrouble):  # then the doctor has more to say about it
        attach.to_running(configured)
    raise typer.Exit(0 if examine(configured, ROOT, Screen(), fix=fix) else 1)


@app.command()
def alive(kind: str, within: float = 45) -> None:
    """Whether a worker, clock or web of this machine signed lately: for supervisors."""
    from app.host import attach

    attach.to_running(settings())
    from app.bootstrap import studio

    if not studio().health.signed_here(kind, within_s=within):
        raise HostTrouble(f"No {kind} of this machine signed within {within:g} s.")


@app.command()
def check() -> None:
    """Look at the code: style, types, and who imports whom. Writes nothing."""
    from app.host.checks import check as run

    raise typer.Exit(run(ROOT, Screen()))


@app.command()
def audit() -> None:
    """Ask the advisory services whether anything that is installed has a known weakness."""
    from app.host.audit import audit as run

    raise typer.Exit(run(ROOT, Screen()))


@app.command()
def chaos(minutes: float = 5, seed: int = 1) -> None:
    """Kill, freeze and empty everything at random while jobs run, then count what was lost."""
    try:
        from tests.chaos.harness import run
    except ModuleNotFoundError as missing:
        raise HostTrouble(
            "Chaos lives in tests/ and needs what tests need: run it in a source checkout "
            f"after `./meanwhile test`, which installs that ({missing.name} is missing)."
        ) from missing
    raise typer.Exit(0 if run(minutes, seed, say=Screen().say).is_good else 1)


@app.command(context_settings=PASS_ON | {"help_option_names": []})
def bench(context: typer.Context) -> None:
    """Measure: [names…] [--quick] [--json FILE]. Each figure stands beside its floor."""
    try:
        from tests.bench.run import main as run
    except ModuleNotFoundError as missing:
        raise HostTrouble(
            "The benchmarks live in tests/ and need what tests need: run them in a source "
            f"checkout after `./meanwhile test`, which installs that ({missing.name} is missing)."
        ) from missing
    if not {"-h", "--help"} & set(context.args):
        # Some of them open the page, and a fresh checkout has none.
        build()
    raise typer.Exit(run(context.args))


@app.command(context_settings=PASS_ON)
def test(context: typer.Context) -> None:
    """Run `check`, then every test. Further words go to pytest."""
    from app.host.checks import test as run

    raise typer.Exit(run(ROOT, Screen(), context.args))


def _listen_on(host: str | None, port: int | None) -> None:
    if host:
        os.environ["STUDIO_HOST"] = host
    if port:
        os.environ["STUDIO_PORT"] = str(port)
    settings.cache_clear()


def main() -> None:
    """Run the command that was asked for."""
    os.chdir(ROOT)
    said_plainly(lambda: app(prog_name="meanwhile"))


def said_plainly(run: Callable[[], None]) -> None:
    """Run; what is wrong with the machine is said in one sentence, with exit code 1."""
    try:
        run()
    except HostTrouble as trouble:
        _give_up(str(trouble))
    except Problem as problem:
        _give_up(problem.message)
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        _give_up("The disk is full: make room and start again.")
    except Exception as error:
        if not type(error).__module__.startswith("sqlalchemy"):
            raise
        _give_up("The database does not answer as it should: ./meanwhile doctor says more.")


def _give_up(sentence: str) -> None:
    screen = Screen(sys.stderr)
    screen.say(f"  {screen.mark(good=False)} {sentence}")
    sys.exit(1)


if __name__ == "__main__":
    main()
