"""Sets of photos, from the order to the end."""

from collections.abc import Sequence

from app.domain.medium import Medium
from app.domain.states import ENDED, JobStatus
from app.domain.views import JobView, Order
from tests.engine.conftest import House
from tests.engine.photos import brought
from tests.simulators.portraits import somebody

HAD = 10_000


def shoot(house: House, provider: str, *prompts: str, model: str | None = None) -> JobView:
    """A set of one person, in the line: one photo for each of these words."""
    looks = [{"style": f"s{n}", "prompt": words} for n, words in enumerate(prompts)]
    people = [{"role": "bride", "references": [brought(house, somebody("ann")).id]}]
    album_id = house.studio.albums.make(house.person, kind="wedding", title="Our day")
    params = {"album_id": album_id, "mode": "single", "looks": looks, "people": people}
    order = Order(Medium.PHOTO, params, provider=provider, model=model)
    return house.studio.jobs.start(house.person, order)


def ended(house: House, job: JobView, *, rounds: int = 16) -> JobView:
    """The set once it ended."""
    for _ in range(rounds):
        house.answer()
        if house.job(job).status in ENDED:
            break
        house.lapse()
        house.tick()
    return house.job(job)


def told(job: JobView) -> tuple[JobStatus, str | None]:
    """How it ended, and why."""
    return job.status, job.failure.code if job.failure else None


def spent(house: House) -> int:
    """Credits that are gone; none is held any more."""
    person = house.studio.accounts.person(house.person)
    assert person.held == 0
    return HAD - person.available


def bought(purchases: Sequence[dict[str, object]], words: str) -> int:
    """How many orders a simulator has that begin with these words."""
    return sum(str(each["reference"]).startswith(words) for each in purchases)
