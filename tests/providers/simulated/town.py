"""A studio at work, the people in it and the providers it orders from."""

from dataclasses import dataclass, field

from app.bootstrap import Studio
from app.domain.medium import Medium
from app.domain.states import ENDED, JobStatus
from app.domain.views import JobView, Order
from tests.engine.crew import Crew, wait_until
from tests.simulators.running import Simulator

POLLERS = ("simulated", "simulated_lookup", "simulated_blind")
ALL = (*POLLERS, "simulated_sync")
PRICE = 3

# The clock rings a task again after ten seconds, and a file is fetched again after some more; here
# nobody has that long.
_HURRY = """UPDATE tasks SET rung_at = NULL, due_at = least(due_at, now())
    WHERE lease_until IS NULL
      AND (state = 'saving' OR (state = 'submitting' AND due_at <= now()))"""


@dataclass
class Town:
    """A studio at work, the people in it and the providers it orders from."""

    studio: Studio
    crew: Crew
    orders: Simulator
    calls: Simulator
    owners: dict[str, str] = field(default_factory=dict)

    def start(self, marker: str = "", provider: str = "simulated") -> JobView:
        """Somebody new asks for a song."""
        person = self.studio.accounts.guest().person.id
        words = f"rain [sim:{marker}]" if marker else "rain"
        order = Order(Medium.SONG, {"prompt": words, "length_s": 3}, provider=provider)
        job = self.studio.jobs.start(person, order)
        self.owners[job.id] = person
        return job

    def now(self, job: JobView) -> JobView:
        """The job as it is."""
        return self.studio.jobs.get(self.owners[job.id], job.id)

    def ended(self, job: JobView, *, within: float = 30) -> JobView:
        """The job once it ended."""

        def has_ended() -> bool:
            with self.studio.sql.begin() as connection:
                connection.exec_driver_sql(_HURRY)
            return self.now(job).status in ENDED

        wait_until(has_ended, within=within, what=f"the end of {self.now(job)}")
        return self.now(job)

    def outcome(self, job: JobView) -> tuple[JobStatus, str | None, int]:
        """How it ended, why, and what it cost."""
        end = self.ended(job)
        person = self.studio.accounts.person(self.owners[job.id])
        assert person.held == 0
        code = end.failure.code if end.failure else None
        return end.status, code, self.studio.settings.welcome_credits - person.available

    def bought(self, job: JobView) -> int:
        """How many times the job was paid for."""
        tasks = self.studio.jobs.tasks(self.owners[job.id], job.id)
        both = self.orders.bought() + self.calls.bought()
        return sum(both[task.id] for task in tasks)

    def kinds(self, job: JobView) -> list[str]:
        """Its history."""
        tasks = self.studio.jobs.tasks(self.owners[job.id], job.id)
        return [event.kind for task in tasks for event in task.events]
