"""How long the jobs of a killed worker stand still."""

import time

from sqlalchemy import text

from app.bootstrap import Studio
from app.domain.medium import Medium
from app.domain.views import Order
from tests.bench.crowd import CLOCK_WITH_PROVIDERS
from tests.bench.measure import p50, percentile, wait_for
from tests.bench.path import worker
from tests.bench.provider import SLOW
from tests.bench.report import Aim, Figure
from tests.bench.rig import Rig
from tests.engine.crew import Crew

_AT_ONCE = 6
_AT_WORK = text("SELECT count(*) FROM tasks WHERE state = 'generating'")
_WAITED = text("""
    SELECT extract(epoch FROM at) - :killed FROM events
    WHERE kind = 'taken_over' AND extract(epoch FROM at) > :killed""")
_CLEAR = text("UPDATE tasks SET state = 'cancelled', ended_at = now() WHERE ended_at IS NULL")


def run(rig: Rig) -> list[Figure]:
    """SIGKILL, again and again, at no particular moment of a lease."""
    lease = 10.0  # No shorter: a task is rung at most every ten seconds.
    stage = rig.fresh(lease_s=lease, worker_threads=8)
    waited: list[float] = []
    with stage.studio() as studio, stage.crew() as crew:
        crew.start(CLOCK_WITH_PROVIDERS)
        person = studio.accounts.guest().person.id
        for i in range(rig.size(8, 2)):
            waited += _one_death(studio, crew, person, pause=i * lease / 8)
    aims = (Aim("at most", lease + 2),)
    return [
        Figure("next step of an orphaned job, p50", p50(waited), "s", lease, "the lease", aims),
        Figure(
            "next step of an orphaned job, p95",
            percentile(waited, 0.95),
            "s",
            lease,
            "the lease",
            aims,
        ),
    ]


def _one_death(studio: Studio, crew: Crew, person: str, *, pause: float) -> list[float]:
    victim = crew.start(worker("steps"))
    order = Order(Medium.SONG, {"prompt": "rain", "length_s": 60}, provider=SLOW)
    for _ in range(_AT_ONCE):
        studio.jobs.start(person, order)
    wait_for(lambda: _rows(studio, _AT_WORK)[0] == _AT_ONCE, within=60)
    time.sleep(pause)
    crew.kill(victim)
    [killed] = _rows(studio, text("SELECT extract(epoch FROM clock_timestamp())"))
    heir = crew.start(worker("steps"))
    wait_for(lambda: len(_rows(studio, _WAITED, killed=killed)) == _AT_ONCE, within=90)
    found = _rows(studio, _WAITED, killed=killed)
    crew.kill(heir)
    with studio.sql.begin() as connection:
        connection.execute(_CLEAR)
    return found


def _rows(studio: Studio, query, **values: float) -> list[float]:  # noqa: ANN001 -- text
    with studio.sql.connect() as connection:
        return [float(row[0]) for row in connection.execute(query, values)]
