"""A deploy stops everything under load and starts it again: nothing fails, nothing is left over."""

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta

import psutil
import pytest
from sqlalchemy import text

from app.bootstrap import Studio
from app.domain.medium import Medium
from app.domain.views import JobView, Order
from app.providers import registry
from tests.bench.crowd import remote
from tests.bench.provider import LATER, MODEL, providers
from tests.engine.crew import Crew, wait_until
from tests.engine.test_processes import all_completed, live, start_songs

__all__ = ["live"]

GRACE_S = 20
SONGS, ORDERS = 4, 12
ORDER_LASTS_S = 15.0
WORKER = (sys.executable, "-m", "dramatiq", "tests.engine.deployed", "-p", "1", "-t", "4")
CLOCK = (
    sys.executable,
    "-c",
    "import tests.engine.deployed; from workers.clock import run; run()",
)

# Every step begins with a claim, and every claim raises the fence: the database itself notes when.
_NOTE_STEPS = """
    CREATE TABLE steps (task_id text, at timestamptz DEFAULT clock_timestamp());
    CREATE FUNCTION note_step() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO steps (task_id) VALUES (NEW.id); RETURN NEW; END $$;
    CREATE TRIGGER note_step AFTER UPDATE ON tasks
        FOR EACH ROW WHEN (NEW.fence > OLD.fence) EXECUTE FUNCTION note_step();"""
# In somebody's hands: being worked on, or about to be; what waits in line waits for a slot.
_IN_HANDS = text("""
    SELECT id, greatest(due_at, now()), now() FROM tasks
    WHERE state IN ('submitting', 'generating', 'saving')
       OR (state = 'pending' AND admitted_until > now())""")
_READY = text("""
    SELECT max(started_at) FROM processes
    WHERE started_at > :stopped HAVING bool_or(leads) AND bool_or(kind = 'worker')""")
_NEXT = text("""
    SELECT task_id, min(at) AS at FROM steps WHERE at > :stopped GROUP BY task_id""")


def family(processes: list[subprocess.Popen[bytes]]) -> list[psutil.Process]:
    """These processes and everything they started."""
    return [
        member
        for process in processes
        for root in [psutil.Process(process.pid)]
        for member in [root, *root.children(recursive=True)]
    ]


def stop(processes: list[subprocess.Popen[bytes]], *, to_the_group: bool) -> None:
    """SIGTERM, and all of them and all they started are gone within the grace."""
    everybody = family(processes)
    for process in processes:
        if to_the_group:
            os.killpg(process.pid, signal.SIGTERM)
        else:
            process.send_signal(signal.SIGTERM)
    for process in processes:
        process.wait(timeout=GRACE_S)
    _, alive = psutil.wait_procs(everybody, timeout=GRACE_S)
    assert alive == []


def start_all(studio: Studio) -> tuple[str, list[JobView]]:
    """Songs that this machine makes, and orders that somebody else makes."""
    person, songs = start_songs(studio, SONGS, length_s=60)
    params = {"prompt": "rain", "length_s": 60}
    order = Order(Medium.SONG, params, provider=LATER, model=MODEL)
    return person, songs + [studio.jobs.start(person, order) for _ in range(ORDERS)]


def delays(studio: Studio, due: dict[str, datetime], stopped: datetime) -> dict[str, timedelta]:
    """How long after everybody was back, and after it was due, each task's next step began."""
    with studio.sql.connect() as connection:
        ready = connection.execute(_READY, {"stopped": stopped}).scalar_one()
        began = {row.task_id: row.at for row in connection.execute(_NEXT, {"stopped": stopped})}
    return {task: began[task] - max(ready, at) for task, at in due.items()}


@pytest.mark.parametrize("to_the_group", [False, True], ids=["to the process", "to the group"])
def test_a_deploy_under_load_loses_and_delays_nothing(
    live: tuple[Studio, Crew], *, to_the_group: bool
) -> None:
    studio, crew = live
    with remote(crew, ORDER_LASTS_S):
        studio.providers = registry.configured() | providers()
        with studio.sql.begin() as connection:
            connection.exec_driver_sql(_NOTE_STEPS)
        old = [crew.start(WORKER), crew.start(WORKER), crew.start(CLOCK)]
        person, jobs = start_all(studio)
        wait_until(
            lambda: sum(bool(j.progress) for j in studio.jobs.running(person)) > ORDERS // 2,
            what="work in full swing",
        )

        stop(old, to_the_group=to_the_group)
        with studio.sql.connect() as connection:
            rows = connection.execute(_IN_HANDS).all()
        crew.start(WORKER)
        crew.start(CLOCK)

        wait_until(lambda: all_completed(studio, person, jobs), within=120, what="all of them")
        late = delays(studio, {task: due for task, due, _ in rows}, rows[0][2])
        assert len(late) > ORDERS // 2
        assert max(late.values()) <= studio.settings.lease + timedelta(seconds=2), late
