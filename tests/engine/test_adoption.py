"""A guest signs in to an account while something of theirs is being made."""

import pytest

from app.domain.errors import ProviderRejected
from app.domain.states import JobStatus
from tests.engine.conftest import House

SECRET = "correct horse battery"


@pytest.mark.parametrize("fails", [True, False])
def test_what_runs_arrives_at_the_account_and_so_do_returned_credits(
    house: House, *, fails: bool
) -> None:
    owner = house.studio.accounts.sign_up(email="ann@example.com", password=SECRET).person
    guest = house.newcomer()
    job = house.start("blind", person=guest)
    if fails:
        house.blind.on_call.append(ProviderRejected("no"))

    house.studio.accounts.sign_in(email="ann@example.com", password=SECRET, guest_id=guest)
    house.answer()
    house.lapse()
    house.tick()

    found = house.studio.jobs.get(owner.id, job.id)
    available = house.studio.accounts.person(owner.id).available
    if fails:
        assert (found.status, available) == (JobStatus.FAILED, owner.available + 3)
    else:
        assert (found.status, available) == (JobStatus.COMPLETED, owner.available)
        assert house.studio.library.get(owner.id, found.files[0].id).job_id == job.id


def test_what_runs_can_be_cancelled_by_its_new_owner(house: House) -> None:
    owner = house.studio.accounts.sign_up(email="ann@example.com", password=SECRET).person
    guest = house.newcomer()
    job = house.start("blind", person=guest)
    house.studio.accounts.sign_in(email="ann@example.com", password=SECRET, guest_id=guest)

    house.studio.jobs.cancel(owner.id, job.id)

    assert house.studio.accounts.person(owner.id).available == owner.available + 3
