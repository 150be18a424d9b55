"""`./meanwhile chaos`: jobs while everything is killed, frozen and emptied; then a count."""

import logging
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.chaos.customers import PROVIDERS, Customers
from tests.chaos.mischief import Mischief
from tests.chaos.place import Place
from tests.chaos.recovery import Recovery
from tests.chaos.verdict import Verdict, judge, open_jobs, spread

_PATIENCE_S = 150.0

Say = Callable[[str], object]


def run(minutes: float, seed: int, *, say: Say = print, per_second: float = 6) -> Verdict:
    """Break things for so long, heal them, wait for the end of every job, count."""
    home = Path(tempfile.mkdtemp(prefix="meanwhile-chaos-"))
    say(f"  {minutes:g} min of chaos with seed {seed}, in {home}")
    log = logging.FileHandler(home / "web.log")
    logging.getLogger("app").addHandler(log)
    place = Place(home)
    try:
        place.open()
        verdict = _live_through(place, minutes=minutes, seed=seed, say=say, per_second=per_second)
    finally:
        place.close()
        logging.getLogger("app").removeHandler(log)
        log.close()
    if verdict.is_good:
        shutil.rmtree(home, ignore_errors=True)
    else:
        say(f"  Everything was left in {home} to be looked at.")
    return verdict


def _live_through(
    place: Place, *, minutes: float, seed: int, say: Say, per_second: float
) -> Verdict:
    customers = Customers(place.studio, place.addresses, seed, per_second)
    customers.open()
    recovery = Recovery(place.studio)
    mischief = Mischief(place, recovery, random.Random(seed))
    mischief.run(minutes * 60)
    customers.leave()
    healed_at = time.monotonic()
    _reassure(place)
    _wait_for_the_last(place, mischief)
    quiet_after = time.monotonic() - healed_at
    customers.read_everything()
    verdict = judge(place, customers)
    _tell(verdict, mischief, customers, quiet_after=quiet_after, say=say)
    return verdict


def _wait_for_the_last(place: Place, mischief: Mischief) -> None:
    """Until every job has ended; lost are those that stay when nothing has ended for a while."""
    left, moved_at = open_jobs(place), time.monotonic()
    while left and time.monotonic() - moved_at < _PATIENCE_S:
        mischief.watch()
        time.sleep(0.2)
        if (now := open_jobs(place)) != left:
            left, moved_at = now, time.monotonic()


def _reassure(place: Place) -> None:
    """What an operator does after an outage: say that the providers may be used again."""
    for provider in PROVIDERS:
        place.studio.operations.makers.resume(provider, by="shell")


def _tell(
    verdict: Verdict, mischief: Mischief, customers: Customers, *, quiet_after: float, say: Say
) -> None:
    done = mischief.done
    count = {
        verb: sum(n for what, n in done.items() if what.startswith(verb))
        for verb in ("kill", "freeze", "flush", "break")
    }
    rows: dict[str, object] = {
        "jobs": verdict.jobs,
        "asked again": customers.asked_again,
        "hung up before the answer": customers.hung_up,
        "kills": f"{count['kill']}  ({_listed(done, 'kill')})",
        "freezes": f"{count['freeze']}  ({_listed(done, 'freeze')})",
        "Redis emptied": count["flush"],
        "storage away": count["break"],
        "changes of leader": max(0, len(mischief.leaders) - 1),
        "claims taken over": verdict.events["taken_over"],
        "late writes refused": verdict.events["fenced"],
        **verdict.must_be_zero,
        "orphan files": verdict.orphan_files,
        "half-written files": verdict.half_files,
        "charged, not delivered": verdict.unrecorded_purchases,
        "asked to acknowledged": spread(customers.starts),
        "recovery after a worker": spread(mischief.recovery.took),
        "made there to stored here": spread(verdict.done_to_here),
        "quiet after healing": f"{quiet_after:.1f} s",
    }
    for name, value in rows.items():
        say(f"  {name:<26} {value}")
    for end, number in sorted(verdict.ends.items()):
        say(f"    {number:>5}  {end}")
    for answer in customers.wrong[:20]:
        say(f"    wrong: {answer}")
    for name, ids in verdict.broken.items():
        say(f"    broken: {name}: {', '.join(ids)}")


def _listed(done: dict[str, int], verb: str) -> str:
    return ", ".join(
        f"{what.split()[1]} {n}" for what, n in sorted(done.items()) if what.startswith(verb)
    )
