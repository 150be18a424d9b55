"""What every minute's work costs, with few and with very many finished jobs in the tables."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine, text

from app.bootstrap import Studio
from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from tests.bench.measure import p50, timed, times
from tests.bench.path import ORDER
from tests.bench.provider import AT_ONCE, LATER, MODEL
from tests.bench.report import Aim, Figure
from tests.bench.rig import Rig

_AIM = (Aim("at most", 1.3, of_floor=True),)
_SONG = '{"prompt": "rain", "length_s": 60}'
_PEOPLE = 30
_ROUNDS = 60
_IN_LINE = 20

_FILL = """
INSERT INTO people (id) SELECT 'person_' || n FROM generate_series(1, :people) n
    ON CONFLICT DO NOTHING;
INSERT INTO accounts (id, available, held)
    SELECT 'person_' || n, 1000000, 0 FROM generate_series(1, :people) n ON CONFLICT DO NOTHING;
INSERT INTO jobs (id, person_id, medium, title, provider, model, params, search, status, price,
        task_count, completed_count, failed_count, cancelled_count, created_at, started_at,
        ended_at, seen_at)
    SELECT 'job_' || n, 'person_' || (1 + mod(n, :people)), 'song', 'Rain ' || n,
        ':provider', ':model', ':song', 'rain ' || n, 'completed', 3, 1, 1, 0, 0, at, at,
        at + took, at + took
    FROM (:numbers) numbers;
INSERT INTO tasks (id, job_id, person_id, tier, index, provider, model, title, params, seed, size,
        price, state, fence, crashes, attempt, due_at, poll_errors, created_at, started_at,
        ended_at)
    SELECT 'task_' || n, 'job_' || n, 'person_' || (1 + mod(n, :people)), 'free', 0, ':provider',
        ':model', 'Rain', ':song', n, 40 + 20 * mod(n, 5), 3, 'completed', 1, 0, 1, at, 0, at,
        at, at + took
    FROM (:numbers) numbers;
INSERT INTO assets (id, root_id, leads, job_id, task_id, person_id, medium, name, key,
        content_type, size, sha256, meta, is_main, favourite, created_at)
    SELECT 'asset_' || n, 'job_' || n, true, 'job_' || n, 'task_' || n,
        'person_' || (1 + mod(n, :people)), 'song', 'song.mp3', 'song/' || n,
        'audio/mpeg', 1000, '', '{}', true, false, at + took
    FROM (:numbers) numbers;
INSERT INTO events (job_id, task_id, kind, data)
    SELECT 'job_' || n, 'task_' || n, 'completed', '{}' FROM (:numbers) numbers;
INSERT INTO transfers (id, person_id, kind, amount, job_id, task_id, reason, created_at)
    SELECT 'transfer_' || n, 'person_' || (1 + mod(n, :people)), 'settle', 3, 'job_' || n,
        'task_' || n, '', at FROM (:numbers) numbers"""
_NUMBERS = """
    SELECT n, now() - interval '90 days' + n * interval '90 days' / :last AS at,
           interval '20 s' + mod(n, 17) * interval '1 s' AS took
    FROM generate_series(:first, :last) n"""


@dataclass
class Bench:
    """One studio and what is timed in it."""

    studio: Studio
    person: str

    def acts(self) -> dict[str, Callable[[], object]]:
        """What every minute's work is made of."""
        s, me = self.studio, self.person
        return {
            "submit": lambda: s.jobs.start(me, ORDER),
            "running jobs of one person": lambda: s.jobs.running(me),
            "news of one person": lambda: s.jobs.unseen(me),
            "claim due polls": self._claim_polls,
            "the clock's look": s.sweeper.ring_what_is_due,
            "admit": lambda: s.admission.admit(AT_ONCE),
            "first page of the library": lambda: s.library.page(me),
            "first page of the activity": lambda: s.jobs.page(me),
            "housekeeping": s.sweeper.sweep,
            "health": s.health.report,
            "quote of an unusual length": lambda: s.jobs.quote(
                ORDER.medium, {"prompt": "rain", "length_s": 600}, provider=AT_ONCE
            ),
            "quote": lambda: s.jobs.quote(ORDER.medium, ORDER.params, provider=AT_ONCE),
        }

    def _claim_polls(self) -> list[TaskRow]:
        with self.studio.db.transaction() as tx:
            lease = self.studio.settings.lease
            return rows.claim_polls(tx.session, LATER, owner="bench", lease=lease)


def run(rig: Rig) -> list[Figure]:
    """The same acts in a young studio and in an old one, in turns, so that noise hits both."""
    few, many = 1_000, rig.size(1_000_000, 20_000)
    small, large = rig.fresh(), rig.fresh()
    with small.studio() as young, large.studio() as old:
        _fill(young.sql, few)
        started = time.monotonic()
        _fill(old.sql, many)
        filled_s = time.monotonic() - started
        found = _compare(Bench(young, "person_7"), Bench(old, "person_7"))
    floor_is = f"with {few:,} finished jobs"
    figures = [
        Figure(f"{name}, {many:,}", after, "ms", before, floor_is, _AIM)
        for name, (before, after) in found.items()
    ]
    return [*figures, Figure(f"filling up to {many:,}", filled_s, "s")]


def _compare(young: Bench, old: Bench) -> dict[str, tuple[float, float]]:
    """Medians of both, with the same short line before the provider."""
    for bench in (young, old):
        for i in range(_IN_LINE):
            bench.studio.jobs.start(f"person_{i % 5 + 7}", ORDER)
    measured: dict[str, tuple[float, float]] = {}
    for name, act in young.acts().items():
        twin, took = old.acts()[name], ([], [])
        times(act, count=5)
        times(twin, count=5)
        for _ in range(_ROUNDS if name != "submit" else _ROUNDS // 3):
            took[0].append(timed(act))
            took[1].append(timed(twin))
        measured[name] = (p50(took[0]), p50(took[1]))
    return measured


def _fill(engine: Engine, last: int) -> None:
    """Finished jobs of ninety days, and what the autovacuum would have done by now."""
    words = _FILL.replace(":numbers", _NUMBERS)
    given = {":people": _PEOPLE, ":first": 1, ":last": last, ":song": _SONG}
    given |= {":provider": AT_ONCE, ":model": MODEL}
    for name, value in given.items():
        words = words.replace(name, str(value))
    with engine.begin() as connection:
        for statement in words.split(";"):
            connection.exec_driver_sql(statement)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
