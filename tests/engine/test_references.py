"""What something is made from: there when it begins, kept while it runs, read when it is made."""

import pytest

from app.domain.errors import Conflict, Invalid, ProviderRejected
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.views import JobView, Order
from tests.engine.conftest import House
from tests.engine.photos import brought, sent
from tests.engine.pixels import photo


def shoot(house: House, *uploads: str, provider: str = "camera", looks: int = 1) -> JobView:
    """A set of one person in so many styles."""
    styles = [{"style": f"s{n}", "prompt": f"style {n}"} for n in range(looks)]
    people = [{"role": "bride", "references": uploads}]
    album_id = house.studio.albums.make(house.person, kind="wedding", title="Us")
    params = {"album_id": album_id, "mode": "single", "looks": styles, "people": people}
    return house.studio.jobs.start(house.person, Order(Medium.PHOTO, params, provider=provider))


@pytest.mark.parametrize("provider", ["camera", "lab"])
def test_a_provider_gets_the_photos_that_were_named_in_their_order(
    house: House, provider: str
) -> None:
    first, second = brought(house, photo(colour="red")), brought(house, photo(colour="blue"))

    shoot(house, second.id, first.id, provider=provider)
    house.answer()

    (spec,) = (house.camera if provider == "camera" else house.lab).specs
    assert [each.id for each in spec.references] == [second.id, first.id]
    reference = spec.references[0]
    assert (reference.content_type, reference.width, reference.height) == ("image/jpeg", 320, 400)
    assert len(reference.read()) == reference.size == second.size


def test_a_song_is_made_from_no_photo(house: House) -> None:
    house.start("caller")
    house.answer()

    assert house.caller.specs[0].references == ()


def test_a_start_names_the_field_of_a_photo_that_is_not_there(house: House) -> None:
    mine, checking = brought(house), sent(house, photo())
    other = brought(house, person=house.newcomer())

    for wrong in (other.id, checking.id, "upload_" + "0" * 26):
        with pytest.raises(Invalid) as caught:
            shoot(house, mine.id, wrong)
        assert caught.value.field == "people.0.references.1"
    assert house.sql("SELECT 1 FROM jobs") == []


def test_a_photo_stays_while_something_is_made_from_it(house: House) -> None:
    upload = brought(house)
    job = shoot(house, upload.id)

    with pytest.raises(Conflict, match="being made"):
        house.studio.uploads.delete(house.person, upload.id)
    house.answer()

    assert house.job(job).status is JobStatus.COMPLETED
    house.studio.uploads.delete(house.person, upload.id)


def test_a_retry_reads_its_photo_again_and_begins_only_when_that_is_there(house: House) -> None:
    upload = brought(house)
    house.camera.on_call.append(ProviderRejected("no"))
    job = shoot(house, upload.id)
    house.answer()
    assert house.job(job).status is JobStatus.FAILED
    house.camera.on_call.append(ProviderRejected("no"))
    house.studio.jobs.retry(house.person, job.id)
    house.answer()

    assert house.studio.jobs.retry(house.person, job.id).status is JobStatus.PENDING
    house.answer()
    assert house.job(job).status is JobStatus.COMPLETED
    assert house.camera.specs[-1].references[0].id == upload.id

    house.camera.on_call.append(ProviderRejected("no"))
    other = shoot(house, upload.id)
    house.answer()
    house.studio.uploads.delete(house.person, upload.id)
    with pytest.raises(Conflict, match="not there any more"):
        house.studio.jobs.retry(house.person, other.id)


def test_a_photo_that_vanished_all_the_same_costs_nothing(house: House) -> None:
    upload = brought(house)
    job = shoot(house, upload.id)
    house.sql("DELETE FROM uploads")

    house.answer()

    failed = house.job(job)
    assert failed.status is JobStatus.FAILED
    assert failed.failure is not None
    assert "not there any more" in failed.failure.reason
    assert house.camera.bought == []
    assert house.studio.accounts.person(house.person).available == 10_000


def test_what_a_job_was_made_from_is_no_litter_while_the_job_is_there(house: House) -> None:
    upload = brought(house)
    job = shoot(house, upload.id)
    house.answer()
    house.sql("UPDATE uploads SET touched_at = now() - interval '9 d'")
    assert house.studio.uploads.forget() == 0

    house.studio.jobs.erase(house.person, job.id)

    assert house.studio.uploads.forget() == 1
    assert house.sql("SELECT 1 FROM uploads WHERE id = %(id)s", id=upload.id) == []
