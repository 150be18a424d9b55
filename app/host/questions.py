"""What `meanwhile doctor` asks, in this order."""

import platform
import secrets
import shutil
import sys
from functools import partial
from typing import Any

import psutil

from app.host import bucket, build, mending, postgres, reaching
from app.host.doctor import Answer, Case, bad, good, question

_LITTLE_SPACE_MB = 1_000
_OLDEST_POSTGRES = 14
_UP = "Start everything with ./meanwhile up."


@question("python")
def python(_: Case) -> Answer:
    """A version we are tested with."""
    version = platform.python_version()
    if (3, 11) <= sys.version_info < (3, 15):
        return good(version)
    return bad(version, "Install Python 3.11 to 3.14 and remove .venv.")


@question("data")
def data_directory(case: Case) -> Answer:
    """Writable, closed to others, with room."""
    probe = case.home / f".probe-{secrets.token_hex(4)}"
    probe.write_bytes(b"")
    probe.unlink()
    free = shutil.disk_usage(case.home).free // 1_000_000
    words = f"{case.home}, {free:,} MB free"
    if case.home.stat().st_mode & 0o007:
        mend = partial(mending.close, case.home, 0o700)
        return bad(f"{words}, open to everybody", f"chmod 700 {case.home}", mend=mend)
    if free < _LITTLE_SPACE_MB:
        return bad(words, "Make room: finished files need it.")
    return good(words)


@question("secret")
def secret(case: Case) -> Answer:
    """There is a key, and only we can read it."""
    if case.settings.secret_key:
        return good("from STUDIO_SECRET_KEY")
    path = case.home / "secret.key"
    if not path.exists():
        return bad("not made yet", _UP)
    if path.stat().st_mode & 0o077:
        mend = partial(mending.close, path, 0o600)
        return bad(f"{path} can be read by others", f"chmod 600 {path}", mend=mend)
    if case.settings.database_url:
        return good(f"{path}; with several machines, set STUDIO_SECRET_KEY to the same on each")
    return good(str(path))


@question("postgres")
def database_answers(case: Case) -> Answer:
    """Reachable, and new enough."""
    if not case.database_url or not postgres.answers(case.database_url):
        return bad("does not answer", _start_or_check(case.settings.database_url, "DATABASE_URL"))
    with reaching.engine(case) as engine, engine.connect() as connection:
        version = connection.exec_driver_sql("SHOW server_version_num").scalar_one()
    major = int(version) // 10_000
    words = f"{'yours' if case.settings.database_url else 'embedded'}, version {major}"
    if major < _OLDEST_POSTGRES:
        return bad(words, f"Use PostgreSQL {_OLDEST_POSTGRES} or newer.")
    return good(words)


@question("migrated")
def migrated(case: Case) -> Answer:
    """The database has the newest shape."""
    from app.db import migrations

    with reaching.engine(case) as engine:
        now, newest = migrations.current(engine), migrations.head()
    if now == newest:
        return good(f"at {newest}")
    if (now or "") > (newest or ""):
        return bad(f"at {now}, which this version does not know", "Start the newer version.")
    words = f"at {now or 'nothing'}, newest is {newest}"
    return bad(words, "Run ./meanwhile migrate.", mend=partial(mending.migrate, case))


@question("redis")
def redis_answers(case: Case) -> Answer:
    """Reachable, keeps what it is given, throws nothing away."""
    if not case.redis_url:
        return bad("does not answer", _UP)
    with reaching.redis(case) as client:
        client.ping()
        words = "yours" if case.settings.redis_url else "embedded"
        try:
            config: Any = client.config_get("appendonly", "maxmemory-policy")
        except Exception:  # noqa: BLE001 - managed servers refuse to tell, and that is no fault
            return good(f"{words}; it does not tell its settings")
    if config.get("maxmemory-policy") != "noeviction":
        return bad(f"{words}, evicts keys", "Set maxmemory-policy to noeviction.")
    if config.get("appendonly") != "yes":
        return bad(f"{words}, forgets on restart", "Set appendonly to yes.")
    return good(f"{words}, appendonly, noeviction")


@question("storage")
def storage(case: Case) -> Answer:
    """What is written can be read again and removed; a bucket is what it should be."""
    from app.bootstrap import studio

    files, key = studio().storage, f"doctor/{secrets.token_hex(8)}"
    written = secrets.token_bytes(64)
    check = "Check the S3_ settings." if files.path(key) is None else "Check STUDIO_FILES_DIR."
    try:
        files.put(key, [written], content_type="application/octet-stream")
        try:
            found = files.stat(key)
            whole = b"".join(files.read(key)) == written
            answer = bucket.examine(files, key, origin=case.settings.url)
        finally:
            files.delete(key)
    except OSError as problem:
        missing = files.path(key) is None and "does not exist" in str(problem)
        return bad(str(problem), check, mend=bucket.make if missing else None)
    if not found or not whole or files.stat(key):
        return bad("what was written is not what is there", check)
    return answer or good("writes, reads and removes")


@question("litter")
def litter(_: Case) -> Answer:
    """Files that no row names are few, and are removed."""
    from app.bootstrap import studio

    found = studio().orphans.standing()
    if found.phase == "doubting":
        return bad(
            f"{found.waiting:,} of {found.seen:,} files are named by no row, so none was removed",
            "Is this the right database? If so: ./meanwhile sweep.",
        )
    if found.ended_at is None:
        return good("not looked for yet")
    words = f"{found.removed:,} files without a row removed so far, {found.waiting:,} to go"
    return good(f"{words}; last looked at {found.ended_at:%Y-%m-%d %H:%M} UTC")


@question("page")
def page(case: Case) -> Answer:
    """Built, from the sources that are here."""
    mend = partial(mending.build, case)
    if not build.is_built(case.root):
        return bad("not built yet", _UP, mend=mend)
    if not build.is_fresh(case.root):
        words = "its sources changed since it was built"
        return bad(words, "Restart ./meanwhile up.", mend=mend)
    return good("built and fresh")


@question("clock")
def clock(case: Case) -> Answer:
    """One leads and has signed lately."""
    leading = reaching.seen(case, "kind = 'clock' AND leads")
    standing_by = reaching.seen(case, "kind = 'clock' AND NOT leads")
    if not leading:
        return bad("none leads", "Start ./meanwhile up, or ./meanwhile clock.")
    return good(f"leads, {standing_by} standing by")


@question("workers")
def workers(case: Case) -> Answer:
    """At least one has signed lately."""
    if signed := reaching.seen(case, "kind = 'worker'"):
        return good(f"{signed} signed lately")
    here = sum(_is_worker(process) for process in psutil.process_iter())
    if not here:
        return bad("none", "Start ./meanwhile up, or ./meanwhile worker.")
    return good(f"{here} processes on this machine")


@question("providers")
def providers(_: Case) -> Answer:
    """None is paused."""
    from app.bootstrap import studio

    names = ", ".join(studio().providers)
    if not (paused := studio().operations.makers.paused()):
        return good(names)
    words = "; ".join(f"{id_} is paused: {why}" for id_, why in paused.items())
    return bad(words, f"Mend that, then ./meanwhile resume {next(iter(paused))}")


@question("money")
def money(case: Case) -> Answer:
    """Every credit is where the entries say it is."""
    from sqlmodel import Session

    from app.services import invariants

    with reaching.engine(case) as engine, Session(engine) as session:
        broken = invariants.broken(session)
    if not broken:
        return good("balanced")
    return bad("; ".join(broken), f"Look at {next(iter(broken.values()))} and tell the makers.")


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "workers.main" in process.cmdline()
    except psutil.Error:
        return False


def _start_or_check(configured: str | None, variable: str) -> str:
    return f"Check {variable}, and that the server runs." if configured else _UP
