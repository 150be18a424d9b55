"""Albums: kept, let go with what belongs to them, and brought back whole."""

from datetime import timedelta

import pytest

from app.domain.albums import Shoot
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.lifetimes import Lifetimes
from app.domain.states import JobStatus
from app.services.retention import Retention
from tests.engine.conftest import House
from tests.engine.photos import brought, sent, wedding
from tests.engine.pixels import photo
from tests.services.albums.test_shoots import FOUR, batch, now, single


def test_an_album_shows_who_is_in_it_and_what_is_being_taken(house: House) -> None:
    albums, album_id = house.studio.albums, wedding(house)
    shoot = batch(house, album_id, 3)

    whole = albums.get(house.person, album_id)

    assert (whole.album.photos, whole.album.pictures) == (2, 0)
    assert {photo.role for photo in whole.photos} == {"groom", "bride"}
    assert whole.active is not None
    assert whole.active.job.id == whole.album.active_job == shoot.job.id
    house.answer()
    after = albums.get(house.person, album_id)
    assert (after.active, after.album.active_job, after.album.pictures) == (None, None, 3)
    (listed,) = albums.all(house.person).items
    assert listed == after.album
    assert listed.cover in {p.file.id for p in now(house, shoot).pictures if p.file}


def test_a_photo_is_in_one_album_in_one_role(house: House) -> None:
    albums, album_id = house.studio.albums, wedding(house)
    upload = brought(house)
    with pytest.raises(Invalid, match="uncle"):
        albums.add_photo(house.person, album_id, upload_id=upload.id, role="uncle")
    first = albums.add_photo(house.person, album_id, upload_id=upload.id, role="groom")

    second = albums.add_photo(house.person, album_id, upload_id=upload.id, role="bride")

    assert (first.id, second.role) == (second.id, "bride")
    other = albums.make(house.person, kind="profile", title="Me")
    with pytest.raises(Conflict, match="another album"):
        albums.add_photo(house.person, other, upload_id=upload.id, role="me")
    with pytest.raises(Conflict, match="in an album"):
        house.studio.uploads.delete(house.person, upload.id)
    stranger = brought(house, person=house.newcomer())
    with pytest.raises(Invalid):
        albums.add_photo(house.person, album_id, upload_id=stranger.id, role="bride")


def test_a_photo_is_taken_out_unless_pictures_are_being_made_from_it(house: House) -> None:
    albums, album_id = house.studio.albums, wedding(house)
    photos = albums.get(house.person, album_id).photos
    batch(house, album_id, 2)
    with pytest.raises(Conflict, match="being made"):
        albums.remove_photo(house.person, album_id, photos[0].id)
    house.answer()

    albums.remove_photo(house.person, album_id, photos[0].id)

    assert len(albums.get(house.person, album_id).photos) == 1
    with pytest.raises(NotFound):
        house.studio.uploads.get(house.person, photos[0].upload.id)


def test_photos_of_an_album_stay_and_what_was_refused_goes(house: House) -> None:
    albums, album_id = house.studio.albums, wedding(house)
    late = sent(house, b"no photo at all")
    albums.add_photo(house.person, album_id, upload_id=late.id, role="bride")
    house.answer()
    house.sql("UPDATE uploads SET touched_at = now() - interval '2 d'")

    assert house.studio.uploads.forget() == 1

    assert len(albums.get(house.person, album_id).photos) == 2


def test_letting_an_album_go_says_what_goes_and_brings_credits_back(house: House) -> None:
    albums, album_id = house.studio.albums, wedding(house)
    single(house, album_id, styles=1)
    house.answer()
    running = batch(house, album_id, 5)

    going = albums.get(house.person, album_id).going
    assert (going.photos, going.pictures, going.waiting, going.returned) == (2, 2, 5, 15)
    albums.delete(house.person, album_id)

    with pytest.raises(NotFound):
        albums.get(house.person, album_id)
    assert house.studio.library.page(house.person).items == ()
    assert house.studio.accounts.person(house.person).held == 0
    (gone,) = albums.let_go(house.person)
    assert (gone.photos, gone.pictures) == (2, 2)
    assert running.job.id in {job.id for job in house.studio.trash.page(house.person).items}


def test_an_album_comes_back_with_what_went_with_it_and_nothing_else(house: House) -> None:
    albums, album_id = house.studio.albums, wedding(house)
    before, kept = single(house, album_id, styles=1), batch(house, album_id, 3)
    house.answer()
    house.studio.jobs.delete(house.person, before.job.id)
    albums.delete(house.person, album_id)
    assert albums.let_go(house.newcomer()) == ()

    albums.restore(house.person, album_id)

    assert [s.job.id for s in albums.shoots(house.person, album_id).items] == [kept.job.id]
    assert len(house.studio.library.page(house.person).items) == 3
    assert len(albums.get(house.person, album_id).photos) == 2
    with pytest.raises(NotFound):
        albums.restore(house.person, album_id)


def test_what_was_let_go_for_good_leaves_nothing(house: House) -> None:
    albums, album_id = house.studio.albums, wedding(house)
    batch(house, album_id, 3)
    house.answer()
    albums.delete(house.person, album_id)
    house.sql("UPDATE albums SET deleted_at = now() - interval '60 d'")
    house.sql("UPDATE jobs SET restorable_until = now() - interval '30 d'")
    house.sql("UPDATE uploads SET touched_at = now() - interval '60 d'")
    house.studio.sweeper.sweep()
    house.studio.sweeper.sweep()

    assert house.sql("SELECT 1 FROM albums") == []
    assert house.sql("SELECT 1 FROM uploads") == []
    assert [p for p in house.studio.settings.files.rglob("*") if p.is_file()] == []


def test_pictures_of_an_album_never_leave_by_their_age(house: House) -> None:
    album_id = wedding(house)
    batch(house, album_id, 2)
    house.answer()
    house.sql("UPDATE jobs SET ended_at = now() - interval '900 d'")
    short = Lifetimes(notice=timedelta(0), free=timedelta(days=1), paid=timedelta(days=1))
    object.__setattr__(house.studio.engine, "lifetimes", short)

    Retention(house.studio.engine).review()

    assert house.studio.retention.of(house.person).songs == 0
    assert len(house.studio.library.page(house.person).items) == 2


def test_a_set_that_is_let_go_and_restored_is_led_as_before(house: House) -> None:
    shoot = batch(house, wedding(house), 3)
    house.answer()
    ids = {p.file.id for p in now(house, shoot).pictures if p.file}

    house.studio.jobs.delete(house.person, shoot.job.id)
    assert house.studio.library.page(house.person).items == ()
    house.studio.trash.restore(house.person, shoot.job.id)

    assert {file.id for file in house.studio.library.page(house.person).items} == ids


def test_the_whole_set_once_more_is_another_set(house: House) -> None:
    shoot = batch(house, wedding(house), 2)
    house.answer()

    again = house.studio.jobs.again(house.person, shoot.job.id)
    house.answer()

    assert house.job(again).status is JobStatus.COMPLETED
    assert len(house.studio.library.page(house.person).items) == 4


def test_who_leaves_leaves_no_album(house: House) -> None:
    batch(house, wedding(house), 2)
    house.answer()

    house.studio.accounts.erase(house.person)

    assert house.sql("SELECT 1 FROM albums UNION ALL SELECT 1 FROM uploads") == []
    house.person = house.newcomer()


@pytest.mark.parametrize("title", ["", "  ", "x" * 81])
def test_an_album_has_a_name(house: House, title: str) -> None:
    with pytest.raises(Invalid):
        house.studio.albums.make(house.person, kind="wedding", title=title)


def test_an_album_without_photos_takes_what_comes(house: House) -> None:
    albums = house.studio.albums
    album_id = albums.make(house.person, kind="profile", title="Me")
    upload = brought(house, photo(colour="red"))
    albums.add_photo(house.person, album_id, upload_id=upload.id, role="me")
    albums.rename(house.person, album_id, "Myself")

    asked = Shoot("batch", FOUR, ("me",), total=2, provider="lab")
    shoot = albums.start(house.person, album_id, asked)

    assert shoot.job.title == "Myself"
