"""One studio per kind of provider, in which one worker after another is killed."""

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from app.bootstrap import Studio
from app.domain.medium import Medium
from app.domain.states import ENDED
from app.domain.views import JobView, Order
from app.services.invariants import broken
from tests.chaos.nursery import Nursery, is_alive
from tests.simulators.running import Simulator

_PATIENCE_S = 40.0

# What passes by itself in half a minute: leases of the dead, the pause between two rings.
_LAPSE = """
    UPDATE tasks SET rung_at = NULL, admitted_until = NULL, due_at = least(due_at, now()),
        lease_until = CASE WHEN lease_until IS NULL THEN NULL ELSE now() - interval '1 s' END
    WHERE state NOT IN ('completed', 'failed', 'cancelled')"""
_HURRY = (
    "UPDATE tasks SET due_at = now() WHERE state IN ('generating', 'pending') AND due_at > now()"
)
_CALM = "UPDATE providers SET failures = 0, opens = 0, open_until = NULL, blocked_until = NULL"


@dataclass
class Lane:
    """A studio whose workers come from the nursery and whose clock is the test."""

    provider: str
    studio: Studio
    env: dict[str, str]
    nursery: Nursery
    simulator: Simulator | None
    person: str
    scratch: Path

    def order(self, prompt: str) -> Order:
        """A short song."""
        return Order(Medium.SONG, {"prompt": prompt, "length_s": 3}, provider=self.provider)

    def start(self, prompt: str) -> JobView:
        """Start a job."""
        return self.studio.jobs.start(self.person, self.order(prompt))

    def start_and_die(self, point: str, key: str) -> JobView:
        """Start a job in a process that dies, then the same again under the same key."""
        order = {"person": self.person, "params": self.order("rain").params, "key": key}
        env = self._deadly(point)
        pid = self.nursery.starter(env, provider=self.provider, **order)
        _wait(lambda: not is_alive(pid), f"the death of a starter at {point}")
        assert Path(env["STUDIO_DIE_ONCE"]).exists()
        again = Order(Medium.SONG, self.order("rain").params, provider=self.provider, key=key)
        return self.studio.jobs.start(self.person, again)

    def read_and_die(self, point: str, key: str, journey: str | None = None) -> None:
        """Begin a journey, or write a log of one, in a process that dies."""
        env = self._deadly(point)
        pid = self.nursery.reader(env, person=self.person, key=key, journey=journey)
        _wait(lambda: not is_alive(pid), f"the death of a reader at {point}")
        assert Path(env["STUDIO_DIE_ONCE"]).exists()

    def work_until_death(self, job: JobView, point: str) -> None:
        """One worker, until it dies at this point. Every point that is asked for must come."""
        env = self._deadly(point)
        pid = self.nursery.worker(env)
        try:
            self._until(lambda: not is_alive(pid), job, f"a death at {point}")
            assert Path(env["STUDIO_DIE_ONCE"]).exists(), f"{point} did not come"
        finally:
            self.nursery.kill(pid)
        self._sql(_LAPSE)

    def work_until(self, is_so: Callable[[], bool], job: JobView, what: str) -> None:
        """One worker, killed wherever it is as soon as this is so."""
        pid = self.nursery.worker(self.env)
        try:
            self._until(is_so, job, what)
        finally:
            self.nursery.kill(pid)
        self._sql(_LAPSE)

    def work_until_ended(self, job: JobView) -> JobView:
        """One worker that nobody kills, until the job ended."""
        pid = self.nursery.worker(self.env)
        try:
            self._until(lambda: self.now(job).status in ENDED, job, "the end of the job")
        finally:
            self.nursery.kill(pid)
        self._sql(_LAPSE)  # it may have begun another one beside it
        return self.now(job)

    def now(self, job: JobView) -> JobView:
        """The job as it is."""
        return self.studio.jobs.get(self.person, job.id)

    def count_jobs(self) -> int:
        """Jobs of this lane."""
        return len(self._sql("SELECT id, id, 0 FROM jobs"))

    def audit(self, job: JobView) -> None:
        """What must be true after any death."""
        with self.studio.db.transaction() as tx:
            assert broken(tx.session) == {}
        assert self.studio.accounts.person(self.person).held == 0
        self._audit_purchases(job)
        self._audit_files()

    def _audit_purchases(self, job: JobView) -> None:
        if self.simulator is None:
            return
        bought = self.simulator.bought()
        for task in self.studio.jobs.tasks(self.person, job.id):
            assert bought[task.id] <= 1, "paid twice"
            if task.state == "completed":
                assert bought[task.id] == 1, "made and not paid"

    def _audit_files(self) -> None:
        rows = self._sql("SELECT key, sha256, size FROM assets")
        root = self.studio.settings.files
        for key, sha256, size in rows:
            body = (root / key).read_bytes()
            assert (hashlib.sha256(body).hexdigest(), len(body)) == (sha256, size)

    def _deadly(self, point: str) -> dict[str, str]:
        once = self.scratch / f"{time.monotonic_ns()}"
        return self.env | {"STUDIO_DIE_AT": point, "STUDIO_DIE_ONCE": str(once)}

    def _until(self, is_so: Callable[[], bool], job: JobView, what: str) -> None:
        """Ring as the clock does, without its pauses, until it is so."""
        for _ in _ticks(f"{what} of {self.provider}: {self.now(job)}"):
            if is_so():
                return
            self._sql(_HURRY)
            self._sql(_CALM)
            self.studio.sweeper.ring_what_is_due()

    def _sql(self, statement: str) -> list[tuple[str, str, int]]:
        with self.studio.sql.begin() as connection:
            result = connection.execute(text(statement))
            return [tuple(row) for row in result] if result.returns_rows else []


def _ticks(what: str) -> Iterator[None]:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        yield
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


def _wait(is_so: Callable[[], bool], what: str) -> None:
    for _ in _ticks(what):
        if is_so():
            return
