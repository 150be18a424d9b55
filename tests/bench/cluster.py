"""Worker processes side by side, with a provider of no cost: where more of them stop helping."""

from tests.bench.path import job_rate
from tests.bench.report import Figure
from tests.bench.rig import Rig

PROCESSES = (1, 2, 4)
_WORTH_IT = 1.3
"""Twice the processes for less than this is no scaling any more."""


def run(rig: Rig) -> list[Figure]:
    """Jobs a second with 1, 2 and 4 worker processes on one PostgreSQL and one Redis."""
    count = rig.size(1_500, 200)
    rates = {n: job_rate(rig.fresh(worker_threads=8), count=count, workers=n) for n in PROCESSES}
    alone = rates[1]
    figures = [
        Figure(f"jobs, {n} worker process{'es' * (n > 1)}", rate, "/s", alone, "one process")
        for n, rate in rates.items()
    ]
    stops = scales_to(rates)
    note = "more were not tried" if stops == PROCESSES[-1] else "twice as many give little more"
    return [*figures, Figure("processes up to which it scales", stops, "", note=note)]


def scales_to(rates: dict[int, float]) -> int:
    """The most processes whose last doubling was worth it."""
    best = min(rates)
    for n in sorted(rates)[1:]:
        if rates[n] < rates[best] * _WORTH_IT:
            break
        best = n
    return best
