"""
A copy of a whole studio in one directory, and a studio made from one again.

    database.dump   PostgreSQL's own format, all of one moment
    files/          every file that a row of that moment names, under its key
    manifest.json   version, migration, moment, and the size and checksum of each file
    secret.key      what signs links and opens the secrets of webhooks: keep the copy closed
    vapid.key       by which browsers know who may send them notifications

The database comes first, so what it names was stored by then; a file that was let go meanwhile is
missing and is told. Nothing has to stop for a backup. A restore wants an empty database.
"""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr
from sqlalchemy import text

from app.db import migrations
from app.db.naming import EVERY_KEY
from app.domain.errors import NotFound
from app.domain.ports import Storage
from app.domain.version import VERSION
from app.host import postgres, private, stack
from app.host.troubles import HostTrouble
from app.settings import Settings

_CHUNK = 256 * 1024


@dataclass(frozen=True)
class Report:
    """What was copied."""

    files: int
    bytes: int
    missing: tuple[str, ...]
    """Keys that rows name and no file has: let go while the copy was made, or lost before."""


def save(target: Path, *, database_url: str, storage: Storage, keys: Mapping[str, str]) -> Report:
    """
    Copy the studio into this directory, which must be new; `keys` by the names of their files.

    Raises `HostTrouble`.
    """
    if target.exists() and any(target.iterdir()):
        raise HostTrouble(f"{target} is not empty: name a directory that is not there yet.")
    private.directory(target)
    dump = target / "database.dump"
    _postgres("pg_dump", database_url, "--format=custom", f"--file={dump}")
    copied: dict[str, dict[str, Any]] = {}
    missing: list[str] = []
    for key in sorted(_keys(database_url)):
        try:
            copied[key] = _copy(storage.read(key), target / "files" / key)
        except NotFound:
            missing.append(key)
    manifest = {
        "version": VERSION,
        "migration": _revision(database_url),
        "at": datetime.now(UTC).isoformat(),
        "database": _digest(dump),
        "files": copied,
        "missing": missing,
    }
    for name, words in keys.items():
        _write_closed(target / name, words)
    _write_closed(target / "manifest.json", json.dumps(manifest, indent=1))
    return Report(len(copied), sum(each["size"] for each in copied.values()), tuple(missing))


def restore(source: Path, *, database_url: str, storage: Storage) -> Report:
    """Bring the copy back: into an empty database and a store. Raises `HostTrouble`."""
    manifest = read_manifest(source)
    dump = source / "database.dump"
    if not dump.is_file() or _digest(dump) != manifest["database"]:
        raise HostTrouble(f"{dump} is not what was saved: take another copy.")
    if _revision(database_url) is not None:
        raise HostTrouble("The database is not empty: restore into a new one.")
    damaged = [key for key, about in manifest["files"].items() if not _is_whole(source, key, about)]
    if damaged:
        raise HostTrouble(f"{len(damaged)} files of the copy are damaged, {damaged[0]} the first.")
    options = ("--no-owner", "--single-transaction", "--exit-on-error")
    _postgres("pg_restore", database_url, *options, str(dump), dbname=True)
    size = 0
    for key, about in manifest["files"].items():
        chunks = _read(source / "files" / key)
        stored = storage.put(key, chunks, content_type=_kind(key))
        if stored.sha256 != about["sha256"]:
            raise HostTrouble(f"{key} arrived damaged in the store: try again.")
        size += stored.size
    return Report(len(manifest["files"]), size, tuple(manifest["missing"]))


def adopt_keys(source: Path, now: Settings) -> None:
    """Keep the keys of the copy here, unless others are configured. Raises `HostTrouble`."""
    read_manifest(source)
    configured = {"secret.key": now.secret_key, "vapid.key": now.vapid_key}
    # All are looked at before any is kept: a copy that does not fit changes nothing.
    for name, key in configured.items():
        if (source / name).exists():
            _must_fit((source / name).read_text(), key, stack.home_of(now) / name)
    for name, key in configured.items():
        path = stack.home_of(now) / name
        # Copies that were made before there were notifications have no key for them.
        if (source / name).exists() and not key and not path.exists():
            _write_closed(path, (source / name).read_text())


def _must_fit(words: str, configured: SecretStr | None, path: Path) -> None:
    name = f"STUDIO_{path.stem.upper()}_KEY"
    if configured:
        if configured.get_secret_value() != words:
            raise HostTrouble(f"{name} is not the key of the copy: use that one.")
    elif path.exists() and path.read_text().strip() != words:
        raise HostTrouble(f"{path} is another key: restore into a data directory that is new.")


def read_manifest(source: Path) -> dict[str, Any]:
    """What a copy says of itself. Raises `HostTrouble`."""
    try:
        manifest = json.loads((source / "manifest.json").read_text())
    except (FileNotFoundError, ValueError):
        raise HostTrouble(f"{source} holds no copy, or one that was not finished.") from None
    known = migrations.head() or ""
    if manifest["migration"] > known:
        raise HostTrouble(
            f"The copy was made by version {manifest['version']}, which is newer than this one:"
            " install that version first."
        )
    return manifest


def _keys(database_url: str) -> set[str]:
    from app.db.engine import make_engine

    engine = make_engine(database_url, pool_size=1)
    try:
        with engine.connect() as connection:
            return set(connection.execute(text(EVERY_KEY)).scalars())
    finally:
        engine.dispose()


def _revision(database_url: str) -> str | None:
    from app.db.engine import make_engine

    engine = make_engine(database_url, pool_size=1)
    try:
        return migrations.current(engine)
    finally:
        engine.dispose()


def _postgres(name: str, url: str, *words: str, dbname: bool = False) -> None:
    """Run one of PostgreSQL's programs; the password goes through the environment alone."""
    parts = urlsplit(url.replace("+psycopg", "", 1))
    environment = {
        **os.environ,
        "PGHOST": parts.hostname or "127.0.0.1",
        "PGPORT": str(parts.port or 5432),
        "PGUSER": parts.username or "",
        "PGPASSWORD": parts.password or "",
        "PGDATABASE": parts.path.lstrip("/"),
    }
    target = (f"--dbname={environment['PGDATABASE']}",) if dbname else ()
    argv = [str(postgres.program(name)), "--no-password", *target, *words]
    done = subprocess.run(argv, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise HostTrouble(f"{name} failed: {last}")


def _copy(chunks: Iterator[bytes], target: Path) -> dict[str, Any]:
    first = next(chunks, b"")  # before anything is written: there may be no such file
    digest, size = hashlib.sha256(), 0
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        for chunk in chain([first], chunks):
            digest.update(chunk)
            size += file.write(chunk)
    return {"size": size, "sha256": digest.hexdigest()}


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_whole(source: Path, key: str, about: dict[str, Any]) -> bool:
    path = source / "files" / key
    return path.is_file() and _digest(path) == about["sha256"]


def _write_closed(path: Path, words: str) -> None:
    path.touch(mode=0o600)
    path.write_text(words)


def _kind(key: str) -> str:
    import mimetypes

    return mimetypes.guess_type(key)[0] or "application/octet-stream"
