"""What a person cannot bring about by clicking, written into the running studio's own rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from app.host import postgres
from app.providers.simulated.provider import MODEL
from tests.e2e.conftest import Site

_NOBODY = "person_of_the_past"
_WELL = """UPDATE providers SET paused = false, failures = 0, opens = 0, open_until = NULL,
    blocked_until = NULL WHERE id = %s"""


@contextmanager
def _connected(site: Site) -> Iterator[psycopg.Connection]:
    url = postgres.known_url(Path(site.program.environ()["STUDIO_DATA_DIR"]))
    assert url, "the embedded PostgreSQL has an address"
    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        yield connection


def write(site: Site, statement: str, *values: object) -> None:
    """Run one statement."""
    with _connected(site) as connection:
        connection.execute(statement.encode(), values)


@contextmanager
def sky(site: Site, provider: str, columns: str) -> Iterator[None]:
    """A provider that is like this while the block runs, and well again afterwards."""
    write(
        site,
        "INSERT INTO providers (id, slots, paused, failures, opens) VALUES (%s, 4, false, 0, 0) "
        "ON CONFLICT DO NOTHING",
        provider,
    )
    write(site, f"UPDATE providers SET {columns} WHERE id = %s", provider)  # noqa: S608 -- ours
    try:
        yield
    finally:
        write(site, _WELL, provider)


@contextmanager
def history(site: Site, provider: str, *took: tuple[float, str]) -> Iterator[None]:
    """Finished songs of a minute's length: how many seconds each took, and how long ago."""
    write(site, "INSERT INTO people (id, kind) VALUES (%s, 'guest')", _NOBODY)
    write(
        site,
        """INSERT INTO jobs (id, person_id, medium, title, provider, model, params, search, status,
           price, task_count, completed_count, failed_count, cancelled_count, created_at, ended_at)
           VALUES ('job_of_the_past', %s, 'song', 'Past', %s, %s, '{}', '', 'completed',
           0, 1, 1, 0, 0, now(), now())""",
        _NOBODY,
        provider,
        MODEL,
    )
    for number, (seconds, ago) in enumerate(took):
        write(site, _TASK, f"task_past_{number}", number, ago, ago, seconds)
    try:
        yield
    finally:
        write(site, "DELETE FROM people WHERE id = %s", _NOBODY)


_TASK = """
    INSERT INTO tasks (id, job_id, person_id, tier, index, provider, model, title, params, seed,
        size, price, state, fence, crashes, attempt, due_at, poll_errors, created_at, ended_at,
        started_at)
    SELECT %s, j.id, j.person_id, 'free', %s, j.provider, j.model, 'Past', '{}', 1, 60, 0,
        'completed', 1, 0, 1, now(), 0, now(), now() - CAST(%s AS interval),
        now() - CAST(%s AS interval) - make_interval(secs => %s)
    FROM jobs j WHERE j.id = 'job_of_the_past'"""
