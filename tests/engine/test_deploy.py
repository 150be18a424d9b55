"""A deploy stops everything under load and starts it again: nothing fails, nothing is left over."""

import os
import signal
import subprocess

import psutil
import pytest

from app.bootstrap import Studio
from tests.engine.crew import Crew, wait_until
from tests.engine.test_processes import all_completed, live, start_songs

__all__ = ["live"]

GRACE_S = 20


def family(processes: list[subprocess.Popen[bytes]]) -> list[psutil.Process]:
    """These processes and everything they started."""
    return [
        member
        for process in processes
        for root in [psutil.Process(process.pid)]
        for member in [root, *root.children(recursive=True)]
    ]


@pytest.mark.parametrize("to_the_group", [False, True], ids=["to the process", "to the group"])
def test_a_deploy_under_load_loses_nothing(
    live: tuple[Studio, Crew], *, to_the_group: bool
) -> None:
    studio, crew = live
    old = [crew.worker(), crew.worker(), crew.clock()]
    person, jobs = start_songs(studio, 6, length_s=60)
    wait_until(
        lambda: any(j.progress for j in studio.jobs.running(person)), what="work in full swing"
    )
    everybody = family(old)

    for process in old:
        if to_the_group:
            os.killpg(process.pid, signal.SIGTERM)
        else:
            process.send_signal(signal.SIGTERM)
    for process in old:
        process.wait(timeout=GRACE_S)

    _, alive = psutil.wait_procs(everybody, timeout=GRACE_S)
    assert alive == []
    crew.worker()
    crew.clock()
    wait_until(lambda: all_completed(studio, person, jobs), within=120, what="all songs")
