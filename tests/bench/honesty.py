"""Of jobs that were promised a range, how many landed in it."""

import random
from statistics import mean, stdev

from app.domain import eta
from tests.bench.report import Aim, Figure
from tests.bench.rig import Rig

_AIMS = (Aim("at least", 75), Aim("at most", 85))


def run(rig: Rig | None) -> list[Figure]:
    """Simulated histories of several shapes; each job is promised from those before it."""
    jobs = 20_000 if rig is None else rig.size(20_000, 4_000)
    return [_figure(name, draw, jobs) for name, draw in _SHAPES.items()] + [_young()]


def _songs(rng: random.Random) -> float:
    """A long tail, as of every queue of a provider."""
    return rng.lognormvariate(4.0, 0.35)


def _machine(rng: random.Random) -> float:
    """A machine of our own: nearly always the same."""
    return max(0.5, rng.gauss(6.0, 0.4))


def _two_kinds(rng: random.Random) -> float:
    """Mostly quick, sometimes cold."""
    return rng.gauss(20, 3) if rng.random() < 0.85 else rng.gauss(90, 10)


_SHAPES = {"long tail": _songs, "steady": _machine, "cold starts": _two_kinds}
_LAST = 200


def _figure(name: str, draw, jobs: int) -> Figure:  # noqa: ANN001 -- one of the shapes
    rng = random.Random(name)
    history = [draw(rng) for _ in range(_LAST)]
    kept = naive = 0
    for _ in range(jobs):
        took, usual = draw(rng), eta.usual(history)
        kept += usual is not None and usual.low_s <= took <= usual.high_s
        middle, spread = mean(history), stdev(history)
        naive += middle - spread <= took <= middle + spread
        history = [*history[1:], took]
    landed, floor = 100 * kept / jobs, 100 * naive / jobs
    return Figure(f"landed as promised, {name}", landed, "%", floor, "mean ± deviation", _AIMS)


def _young() -> Figure:
    """The first promises of a new provider, from nine to thirty finished jobs."""
    rng, kept, promised = random.Random(9), 0, 0
    for _ in range(400):
        history = [_songs(rng) for _ in range(eta.ENOUGH)]
        for _ in range(20):
            took, usual = _songs(rng), eta.usual(history)
            promised += usual is not None
            kept += usual is not None and usual.low_s <= took <= usual.high_s
            history.append(took)
    return Figure("landed as promised, first jobs", 100 * kept / promised, "%", aims=_AIMS)
