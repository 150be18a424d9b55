"""A studio that orders where answers get lost, and its desk of lost and found."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from app.domain.errors import OutcomeUnknown
from app.domain.finding import Mark
from app.domain.ids import new_id
from app.domain.medium import Medium
from app.domain.operations import ComparisonView, LostView
from app.domain.providing import TaskSpec
from app.domain.states import ENDED, JobStatus
from app.domain.views import JobView, Order
from app.providers.simulated.poller import SimulatedPoller
from app.providers.simulated.settings import BlindSettings
from app.services.operations.lost import Lost
from tests.engine.conftest import House, house, template_url
from tests.engine.crew import wait_until
from tests.simulators.running import Simulator

__all__ = ["house", "template_url"]


class Forgetful(SimulatedPoller):
    """Loses the answers to its next orders, once they were bought."""

    loses = 0

    def submit(self, spec: TaskSpec, *, key: str) -> str:
        remote_id = super().submit(spec, key=key)
        if self.loses:
            self.loses -= 1
            raise OutcomeUnknown("cut off")
        return remote_id


OP = "person_of_an_operator"
AT_ONCE = timedelta()


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """A provider that takes no key and finds no reference; its songs are done at once."""
    book = tmp_path_factory.mktemp("lost") / "book.db"
    simulator = Simulator("async", book, ("reports_progress",)).start()
    yield simulator
    simulator.kill()


@pytest.fixture
def vendor(there: Simulator, house: House) -> Forgetful:
    return offered(house, there)


@pytest.fixture
def desk(house: House, vendor: SimulatedPoller) -> Lost:
    """Lost and found, where an order counts as lost at once."""
    del vendor
    return Lost(house.studio.engine, settling=AT_ONCE)


def offered(house: House, there: Simulator) -> Forgetful:
    """A studio that orders there."""
    settings = BlindSettings(url=there.url, answer_s=2)  # pyright: ignore[reportArgumentType] -- a text
    vendor = Forgetful("simulated_blind", "Simulated, blind", settings)
    house.studio.providers["simulated_blind"] = vendor  # pyright: ignore[reportIndexIssue] -- a dict here
    return vendor


def start(house: House, marker: str = "", *, person: str | None = None) -> JobView:
    words = f"rain {new_id('log')}" + (f" [sim:{marker}]" if marker else "")
    params = {"prompt": words, "length_s": 3}
    order = Order(Medium.SONG, params, provider="simulated_blind")
    return house.studio.jobs.start(person or house.person, order)


def worked(house: House, job: JobView) -> JobView:
    """The job once everything of it has ended."""
    for _ in range(20):
        house.answer()
        job = house.studio.jobs.get(_owner(house, job), job.id)
        if job.status in ENDED:
            break
        house.lapse()
        house.tick()
    return job


def _owner(house: House, job: JobView) -> str:
    return str(house.sql("SELECT person_id FROM jobs WHERE id = %(id)s", id=job.id)[0][0])


def lost_in_flight(house: House) -> JobView:
    """A song that was bought while the answer was lost: nobody knows its order."""
    vendor = house.studio.providers["simulated_blind"]
    assert isinstance(vendor, Forgetful)
    vendor.loses = 1
    job = worked(house, start(house))
    assert (job.status, job.failure and job.failure.code) == (JobStatus.FAILED, "outcome_unknown")
    return job


def found(desk: Lost, job: JobView | None = None, *, mark: Mark | None = None) -> list[LostView]:
    """What is lost, or decided like this, after another comparison."""
    desk.compare(by=OP)
    page = desk.page(mark=mark).items
    return [each for each in page if job is None or each.job_id == job.id]


def the_one(desk: Lost, job: JobView) -> LostView:
    (only,) = found(desk, job)
    return only


def strange(vendor: SimulatedPoller) -> str:
    """An order that was made there by nobody here."""
    words = f"a stranger's tune {new_id('log')}"
    spec = TaskSpec(new_id("task"), "tone", {"prompt": words, "length_s": 3}, seed=1)
    return vendor.submit(spec, key=spec.task_id)


def of_order(desk: Lost, order_id: str, *, mark: Mark | None = None) -> list[LostView]:
    return [each for each in found(desk, mark=mark) if each.order_id == order_id]


def member(house: House) -> str:
    """Bob, who has an account."""
    signed_in = house.studio.accounts.sign_up(email="bob@example.com", password="a long password")
    return signed_in.person.id


def spent(house: House, person: str | None = None) -> int:
    return 10_000 - house.studio.accounts.person(person or house.person).available


def acts(house: House) -> list[tuple[str, str]]:
    items = house.studio.operations.audit.page().items
    return [(line.act, line.target) for line in items if line.act != "lost.compare"]


def eventually(look: Callable[[], LostView], fits: Callable[[LostView], bool]) -> LostView:
    seen: list[LostView] = []

    def is_so() -> bool:
        seen[:] = [look()]
        return fits(seen[0])

    wait_until(is_so, within=10, what="an order that is made")
    return seen[0]


def told_of(desk: Lost, provider: str = "simulated_blind") -> ComparisonView:
    return next(each for each in desk.compared() if each.provider == provider)
