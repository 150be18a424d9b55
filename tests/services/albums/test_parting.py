"""Single pictures are let go out of their sets: nothing else changes, and they come back whole."""

from datetime import timedelta

import pytest

from app.domain.albums import ShootView
from app.domain.errors import Invalid, NotFound
from app.domain.lifetimes import Lifetimes
from app.domain.states import JobStatus, TaskState
from app.services.invariants import broken
from tests.engine.conftest import House
from tests.engine.photos import wedding
from tests.services.albums.test_shoots import PRICE, batch, credits_of, now

DAYS = 30


@pytest.fixture
def taken(house: House) -> ShootView:
    """A set of four."""
    shoot = batch(house, wedding(house), 4)
    house.answer()
    return now(house, shoot)


def files_of(shoot: ShootView) -> list[str]:
    return [picture.file.id for picture in shoot.pictures if picture.file]


def album_of(shoot: ShootView) -> str:
    return str(shoot.job.params["album_id"])


def kept(house: House) -> int:
    """Files in storage that belong to pictures."""
    return sum("uploads" not in path.parts for path in house.studio.settings.files.rglob("*.jpg"))


def assert_sound(house: House) -> None:
    with house.studio.db.transaction() as tx:
        assert broken(tx.session) == {}


def test_a_picture_goes_and_its_set_keeps_its_counts_and_its_receipt(
    house: House, taken: ShootView
) -> None:
    albums, gone = house.studio.albums, files_of(taken)[1]
    receipt = house.studio.money.receipt(house.person, taken.job.id)

    told = albums.part_with(house.person, [gone])

    assert (told.pictures, told.takes, told.redoing, told.days) == (1, 1, 0, DAYS)
    after = now(house, taken)
    assert [picture.is_let_go for picture in after.pictures] == [False, True, False, False]
    assert {picture.state for picture in after.pictures} == {TaskState.COMPLETED}
    assert (after.job.status, after.job.completed) == (JobStatus.COMPLETED, 4)
    assert house.studio.money.receipt(house.person, taken.job.id) == receipt
    assert credits_of(house) == (10_000 - 4 * PRICE, 0)
    whole = albums.get(house.person, album_of(taken))
    assert whole.album.pictures == whole.going.pictures == 3
    assert whole.album.cover != gone
    names = house.studio.library.files_of_album(house.person, album_of(taken))
    assert len(names) == len(house.studio.library.page(house.person).items) == 3
    with pytest.raises(NotFound):
        house.studio.library.get(house.person, gone)
    assert_sound(house)


def test_what_it_takes_along_is_said_before_and_nothing_is_changed(
    house: House, taken: ShootView
) -> None:
    albums, first = house.studio.albums, files_of(taken)[0]
    albums.again(house.person, taken.job.id, 0)
    house.answer()
    albums.again(house.person, taken.job.id, 0)
    house.studio.shares.make(house.person, kind="photo", target_id=first)

    told = albums.leaving(house.person, [first, files_of(taken)[3]])

    assert (told.pictures, told.takes, told.links) == (2, 3, 1)
    assert (told.redoing, told.returned) == (1, PRICE)
    assert now(house, taken).pictures[0].takes == 2
    assert files_of(now(house, taken)) == files_of(taken)


def test_a_picture_comes_back_with_its_takes_to_where_it_was(
    house: House, taken: ShootView
) -> None:
    albums = house.studio.albums
    again = albums.again(house.person, taken.job.id, 2)
    house.answer()
    before = now(house, taken)
    albums.part_with(house.person, [files_of(before)[2]])
    assert now(house, taken).pictures[2].takes == 0
    (entry,) = house.studio.trash.page(house.person).items
    assert (entry.title, entry.files) == ("Our day · 3", 2)

    home = house.studio.trash.restore(house.person, entry.id)

    assert home in {taken.job.id, again.id}
    assert now(house, taken) == before
    assert house.studio.trash.page(house.person).items == ()
    assert house.sql("SELECT 1 FROM jobs WHERE id = %(id)s", id=entry.id) == []
    assert len(house.job(again).files) == 1
    assert_sound(house)


def test_a_take_that_is_on_its_way_is_stopped_and_its_credit_returns(
    house: House, taken: ShootView
) -> None:
    again = house.studio.albums.again(house.person, taken.job.id, 0)

    told = house.studio.albums.part_with(house.person, [files_of(taken)[0]])
    house.answer()

    assert (told.redoing, told.returned) == (1, PRICE)
    assert credits_of(house) == (10_000 - 4 * PRICE, 0)
    assert now(house, taken).pictures[0].is_let_go
    with pytest.raises(NotFound):
        house.job(again)


def test_it_goes_while_others_are_still_taken(house: House) -> None:
    shoot = batch(house, wedding(house), 3, provider="lab")
    house.camera.on_call.append(lambda: None)
    other = batch(house, album_of(shoot), 2)
    house.answer(limit=8)
    for each in (shoot, other):
        if files := files_of(now(house, each)):
            house.studio.albums.part_with(house.person, files[:1])
    for _ in range(6):
        house.lapse()
        house.tick()

    for each, total in ((shoot, 3), (other, 2)):
        job = now(house, each).job
        assert (job.status, job.completed) == (JobStatus.COMPLETED, total)
    assert_sound(house)


def test_links_to_it_show_nothing_and_those_to_its_album_show_the_rest(
    house: House, taken: ShootView
) -> None:
    shares, gone = house.studio.shares, files_of(taken)[0]
    one = shares.make(house.person, kind="photo", target_id=gone)
    whole = shares.make(house.person, kind="album", target_id=album_of(taken))

    house.studio.albums.part_with(house.person, [gone])

    with pytest.raises(NotFound):
        shares.look(one.token)
    shown = {piece.id for piece in shares.look(whole.token).pieces}
    assert shown == set(files_of(taken)[1:])
    with pytest.raises(NotFound):
        shares.file(whole.token, gone)


def test_what_is_removed_for_good_leaves_its_set_true(house: House, taken: ShootView) -> None:
    before = kept(house)
    house.studio.albums.part_with(house.person, files_of(taken)[:2])
    assert kept(house) == before

    for entry in house.studio.trash.page(house.person).items:
        house.studio.trash.remove(house.person, entry.id)

    assert kept(house) == before - 2
    after = now(house, taken)
    assert [picture.is_let_go for picture in after.pictures] == [True, True, False, False]
    assert house.studio.money.receipt(house.person, taken.job.id).used == 4 * PRICE
    assert_sound(house)


def test_where_there_is_no_trash_it_goes_at_once(house: House, taken: ShootView) -> None:
    before = kept(house)
    none = Lifetimes(trash=timedelta())
    object.__setattr__(house.studio.engine, "lifetimes", none)

    told = house.studio.albums.part_with(house.person, files_of(taken)[:1])

    assert told.days == 0
    assert kept(house) == before - 1
    assert house.studio.trash.page(house.person).items == ()
    assert_sound(house)


def test_a_picture_whose_set_went_for_good_still_comes_back(house: House, taken: ShootView) -> None:
    gone = files_of(taken)[0]
    house.studio.albums.part_with(house.person, [gone])
    (entry,) = house.studio.trash.page(house.person).items
    house.studio.jobs.erase(house.person, taken.job.id)

    home = house.studio.trash.restore(house.person, entry.id)

    assert home == entry.id
    (left,) = house.studio.library.page(house.person).items
    assert left.id == gone
    house.studio.albums.part_with(house.person, [gone])
    assert len(house.studio.trash.page(house.person).items) == 1
    assert_sound(house)


def test_all_of_them_go_or_none_and_only_ones_own(house: House, taken: ShootView) -> None:
    albums, files = house.studio.albums, files_of(taken)
    stranger = house.newcomer()
    song = house.start()
    house.answer()
    songs = [file.id for file in house.job(song).files]

    for person, wanted in (
        (stranger, files[:1]),
        (house.person, [*files[:1], "asset_of_nobody"]),
        (house.person, songs),
    ):
        with pytest.raises(NotFound):
            albums.part_with(person, wanted)
        with pytest.raises(NotFound):
            albums.leaving(person, wanted)
    with pytest.raises(Invalid):
        albums.part_with(house.person, [])

    assert files_of(now(house, taken)) == files


def test_an_account_that_ends_takes_pictures_in_the_trash_along(
    house: House, taken: ShootView
) -> None:
    house.studio.albums.part_with(house.person, files_of(taken)[:1])

    house.studio.accounts.erase(house.person)

    assert house.sql("SELECT 1 FROM assets UNION ALL SELECT 1 FROM jobs") == []
    assert kept(house) == 0
    house.person = house.newcomer()
