"""Ten thousand admissions while workers die: the cap is never exceeded, and no slot leaks."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

from app.domain.limits import Limits
from tests.engine.conftest import House

ADMISSIONS = 10_000
SLOTS = 16
THREADS = 4

FILL = """
    INSERT INTO tasks SELECT (t).* FROM (
        SELECT jsonb_populate_record(x, jsonb_build_object('id', 'bulk-' || n)) AS t
        FROM tasks x, generate_series(1, %(n)s) n) s"""
BUSY = """
    SELECT count(*) FROM tasks
    WHERE state = 'generating' OR (state = 'pending' AND admitted_until > now())"""
BEGIN = """
    UPDATE tasks SET state = 'generating', admitted_until = NULL, lease_until = now()
    WHERE id = %(id)s AND state = 'pending' AND admitted_until > now()"""
END = "UPDATE tasks SET state = 'completed' WHERE id = %(id)s AND state = 'generating'"
# As the clock does: two that find the dead at once wait for no row of each other's.
TIME_PASSES = """
    UPDATE tasks SET admitted_until = NULL, state = 'pending'
    WHERE id IN (
        SELECT id FROM tasks
        WHERE (state = 'pending' AND admitted_until IS NOT NULL) OR state = 'generating'
        FOR UPDATE SKIP LOCKED)"""


class Street:
    """Workers that begin, finish, or die before or after they began."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.admitted = 0
        self.most_busy = 0
        self.lock = threading.Lock()

    def work(self, seed: int) -> None:
        """Admit and work until enough was admitted."""
        rng = random.Random(seed)
        while self.admitted < ADMISSIONS:
            ids = self.house.studio.admission.admit("sketch")
            self._look(len(ids))
            for task_id in ids:
                self._one(task_id, rng.random())
            if rng.random() < 0.1:
                # The dead are found: their reservations lapse and what they held is free again.
                self.house.sql(TIME_PASSES)

    def _one(self, task_id: str, fate: float) -> None:
        if fate > 0.1:
            self.house.sql(BEGIN, id=task_id)
        if fate > 0.2:
            self.house.sql(END, id=task_id)

    def _look(self, admitted: int) -> None:
        [(busy,)] = self.house.sql(BUSY)
        with self.lock:
            self.admitted += admitted
            self.most_busy = max(self.most_busy, int(str(busy)))


def test_the_cap_holds_and_comes_back_whole(house: House) -> None:
    object.__setattr__(house.studio.engine, "limits", Limits(running=ADMISSIONS))
    house.sketch.slots = SLOTS
    job = house.start()
    house.sql(FILL, n=ADMISSIONS + 1000)
    street = Street(house)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(street.work, range(THREADS)))

    assert street.most_busy <= SLOTS
    house.sql(TIME_PASSES)
    assert len(house.studio.admission.admit("sketch")) == SLOTS
    house.sql("DELETE FROM tasks WHERE id LIKE 'bulk-%%'")
    house.sql("UPDATE tasks SET state = 'pending'")
    house.studio.jobs.cancel(house.person, job.id)
