"""Sets of pictures: exact counts, exact credits, each picture a thing of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.albums import Shoot, ShootView
from app.domain.errors import Conflict, Invalid, NotEnoughCredits, NotFound, ProviderRejected
from app.domain.providing import Traits
from app.domain.states import JobStatus, TaskState
from tests.engine.conftest import House
from tests.engine.photos import brought, wedding

PRICE = 3
FOUR = ("studio_light", "studio_low_key", "color_paper", "clean_profile")
BOTH = ("groom", "bride")


def single(house: House, album_id: str, *, styles: int = 2, **more: object) -> ShootView:
    asked = Shoot("single", FOUR[:styles], BOTH, provider="camera", **more)  # pyright: ignore[reportArgumentType] -- fields of a shoot
    return house.studio.albums.start(house.person, album_id, asked)


def batch(house: House, album_id: str, total: int, *, provider: str = "camera") -> ShootView:
    asked = Shoot("batch", FOUR[:3], BOTH, total=total, provider=provider)
    return house.studio.albums.start(house.person, album_id, asked)


def now(house: House, shoot: ShootView) -> ShootView:
    return house.studio.albums.shoot(house.person, shoot.job.id)


def credits_of(house: House) -> tuple[int, int]:
    person = house.studio.accounts.person(house.person)
    return person.available, person.held


def test_five_are_five_and_four_times_two_are_eight(house: House) -> None:
    album_id = wedding(house)

    five = batch(house, album_id, 5)
    eight = single(house, album_id, styles=4)

    dealt = [(p.style, p.role) for p in five.pictures]
    assert dealt == [
        (FOUR[0], "groom"),
        (FOUR[0], "bride"),
        (FOUR[1], "groom"),
        (FOUR[1], "bride"),
        (FOUR[2], "groom"),
    ]
    assert (five.job.total, five.job.price) == (5, 5 * PRICE)
    assert (len(eight.pictures), eight.job.price, eight.mode) == (8, 8 * PRICE, "single")


def test_the_sum_is_told_before_also_while_photos_are_missing(house: House) -> None:
    albums = house.studio.albums
    album_id = albums.make(house.person, kind="wedding", title="Us")

    told = albums.quote(house.person, album_id, Shoot("single", FOUR, BOTH, provider="camera"))

    assert (told.styles, told.roles, told.pictures, told.quote.price) == (4, 2, 8, 24)
    assert told.missing == BOTH
    with pytest.raises(Invalid, match="no photo yet of: Groom, Bride") as caught:
        single(house, album_id)
    assert caught.value.field == "roles"


def test_whoever_is_in_it_stands_in_the_words_and_own_words_are_a_style(house: House) -> None:
    album_id = wedding(house)
    asked = Shoot("single", FOUR[:1], BOTH, prompt="on the moon", provider="camera")

    house.studio.albums.start(house.person, album_id, asked)
    house.answer()

    prompts = sorted(spec.params["prompt"] for spec in house.camera.specs)
    assert sum("the bride, dressed" in prompt for prompt in prompts) == 2
    assert not any("{" in prompt for prompt in prompts)
    assert sum(prompt.endswith(": on the moon") for prompt in prompts) == 2


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Shoot("single", ("no_such",), BOTH), "styles"),
        (Shoot("single", FOUR, ("uncle",)), "roles"),
        (Shoot("single", FOUR, ()), "roles"),
        (Shoot("single", (), BOTH), "styles"),
        (Shoot("single", ("own",), BOTH), "prompt"),
    ],
)
def test_what_cannot_be_taken_names_its_field(house: House, asked: Shoot, field: str) -> None:
    album_id = wedding(house)

    with pytest.raises(Invalid) as caught:
        house.studio.albums.start(house.person, album_id, asked)

    assert caught.value.field == field


def test_twenty_with_three_that_fail_and_a_cancel_are_counted_and_paid_to_the_credit(
    house: House,
) -> None:
    album_id = wedding(house)
    house.lab.traits = Traits()
    shoot = batch(house, album_id, 20, provider="camera")
    house.camera.on_call.extend([ProviderRejected("too dark")] * 3)
    assert credits_of(house) == (10_000 - 20 * PRICE, 20 * PRICE)

    # Ten calls are answered, then the person stops it while one is at work.
    stopped: list[ShootView] = []

    def stop() -> None:
        stopped.append(house.studio.albums.cancel(house.person, shoot.job.id))

    house.camera.on_call.extend([lambda: None] * 7)
    house.camera.on_call.append(stop)
    house.answer()

    done = now(house, shoot)
    states = [picture.state for picture in done.pictures]
    assert stopped[0].job.status is JobStatus.CANCELLING
    assert done.job.status is JobStatus.CANCELLED
    counts = (done.job.total, done.job.completed, done.job.failed, done.job.cancelled)
    assert counts == (20, 8, 3, 9)
    assert [states.count(s) for s in (TaskState.COMPLETED, TaskState.FAILED)] == [8, 3]
    receipt = house.studio.money.receipt(house.person, shoot.job.id)
    assert (receipt.quoted, receipt.used, receipt.returned, receipt.held) == (
        20 * PRICE,
        8 * PRICE,
        12 * PRICE,
        0,
    )
    assert credits_of(house) == (10_000 - 8 * PRICE, 0)


def test_what_a_cancel_returns_is_said_before(house: House) -> None:
    album_id = wedding(house)
    shoot = batch(house, album_id, 6)

    assert now(house, shoot).job.cancel_frees == 6 * PRICE


def test_redoing_the_failed_ones_costs_only_those(house: House) -> None:
    album_id = wedding(house)
    house.camera.on_call.extend([ProviderRejected("no")] * 3)
    shoot = batch(house, album_id, 6)
    house.answer()
    assert credits_of(house) == (10_000 - 3 * PRICE, 0)
    failed = [p.index for p in now(house, shoot).pictures if p.state is TaskState.FAILED]
    assert all(p.failure for p in now(house, shoot).pictures if p.index in failed)

    one = house.studio.albums.retry(house.person, shoot.job.id, index=failed[0])
    assert [p.state for p in one.pictures].count(TaskState.PENDING) == 1
    house.answer()
    assert credits_of(house) == (10_000 - 4 * PRICE, 0)
    house.studio.albums.retry(house.person, shoot.job.id)
    house.answer()

    done = now(house, shoot)
    assert done.job.status is JobStatus.COMPLETED
    assert [p.index for p in done.pictures] == list(range(6))
    assert credits_of(house) == (10_000 - 6 * PRICE, 0)
    with pytest.raises(Conflict):
        house.studio.albums.retry(house.person, shoot.job.id, index=failed[0])


def test_finished_pictures_know_what_they_show_and_have_small_ones(house: House) -> None:
    album_id = wedding(house)
    shoot = batch(house, album_id, 2)
    house.answer()

    first, second = now(house, shoot).pictures

    assert first.file is not None
    assert second.file is not None
    meta = second.file.meta
    assert (meta["width"], meta["height"], meta["thumbnail"]) == (320, 400, True)
    assert (meta["style"], meta["role"], meta["number"]) == (FOUR[0], "bride", 2)
    assert meta["blur"].startswith("data:image/")
    thumb = house.studio.renditions.thumb(house.person, first.file.id)
    assert thumb.content_type == "image/webp"
    assert thumb.path is not None
    assert thumb.path.is_file()
    named = house.studio.library.open(house.person, second.file.id).filename
    assert named == "Our_day_studio_light_bride_02.jpg"
    with pytest.raises(NotFound):
        house.studio.renditions.thumb(house.newcomer(), first.file.id)


def test_a_picture_that_cannot_be_seen_is_kept_and_shown_itself(house: House) -> None:
    class Blind:
        def see(self, chunks: object) -> None:
            raise ValueError(chunks)

    object.__setattr__(house.studio.engine, "pictures", Blind())
    shoot = batch(house, wedding_before(house), 1)
    house.answer()

    (picture,) = now(house, shoot).pictures
    assert picture.file is not None
    thumb = house.studio.renditions.thumb(house.person, picture.file.id)
    assert thumb.content_type == "image/jpeg"


def wedding_before(house: House) -> str:
    """Uploads are looked at by somebody who sees."""
    return wedding(house)


def test_another_take_of_one_picture_is_a_job_of_its_own_in_the_same_cell(house: House) -> None:
    album_id = wedding(house)
    shoot = batch(house, album_id, 3)
    house.answer()
    before = now(house, shoot).pictures[1]

    job = house.studio.albums.again(house.person, shoot.job.id, 1)
    assert job.price == PRICE
    assert now(house, shoot).pictures[1].redoing == job.id
    house.answer()

    after = now(house, shoot).pictures
    assert [p.takes for p in after] == [1, 2, 1]
    assert after[1].redoing is None
    assert after[1].file == before.file
    first = next(spec for spec in house.camera.specs if spec.task_id == before.task_id)
    assert house.camera.specs[-1].params == first.params
    assert house.camera.specs[-1].seed != first.seed
    assert before.file is not None
    takes = house.studio.library.takes_of(house.person, before.file.id)
    assert [take.take for take in takes] == [1, 2]
    assert takes[1].meta["number"] == 2
    house.studio.library.lead(house.person, takes[1].id)
    assert now(house, shoot).pictures[1].file is not None
    shown = now(house, shoot).pictures[1].file
    assert shown is not None
    assert shown.id == takes[1].id
    assert len(house.studio.albums.shoots(house.person, album_id).items) == 1
    with pytest.raises(NotFound):
        house.studio.albums.again(house.person, shoot.job.id, 3)


def test_two_tabs_that_start_the_same_start_it_once(house: House) -> None:
    album_id = wedding(house)
    asked = Shoot("batch", FOUR[:3], BOTH, total=5, provider="camera", key="tap")

    def tap(_: int) -> str:
        return house.studio.albums.start(house.person, album_id, asked).job.id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(tap, range(4)))) == 1

    assert credits_of(house) == (10_000 - 5 * PRICE, 5 * PRICE)
    other = Shoot("batch", FOUR[:3], BOTH, total=6, provider="camera", key="tap")
    with pytest.raises(Conflict):
        house.studio.albums.start(house.person, album_id, other)


def test_a_set_begins_whole_or_not_at_all(house: House) -> None:
    album_id = wedding(house)
    house.sql("UPDATE accounts SET available = 14 WHERE id = %(id)s", id=house.person)
    house.sql(
        "UPDATE entries SET amount = CASE WHEN account_id = %(id)s THEN 14 ELSE -14 END "
        "WHERE transfer_id IN (SELECT id FROM transfers WHERE person_id = %(id)s)",
        id=house.person,
    )
    house.sql("UPDATE transfers SET amount = 14 WHERE person_id = %(id)s", id=house.person)

    with pytest.raises(NotEnoughCredits):
        batch(house, album_id, 5)

    assert house.sql("SELECT 1 FROM jobs UNION ALL SELECT 1 FROM album_jobs") == []


def test_a_killed_worker_changes_no_count(house: House) -> None:
    album_id = wedding(house)
    shoot = batch(house, album_id, 4, provider="lab")
    for _ in range(3):
        house.answer(limit=6)
        house.bell.rung.clear()
        house.lapse()
    for _ in range(6):
        house.lapse()
        house.tick()

    done = now(house, shoot)
    assert done.job.status is JobStatus.COMPLETED
    assert len(house.lab.bought) == 4
    assert {picture.takes for picture in done.pictures} == {1}


def test_somebody_elses_album_takes_no_pictures(house: House) -> None:
    album_id, other = wedding(house), house.newcomer()
    shoot = batch(house, album_id, 2)
    albums = house.studio.albums
    asked = Shoot("single", FOUR, BOTH, provider="camera")

    for ask in (
        lambda: albums.start(other, album_id, asked),
        lambda: albums.quote(other, album_id, asked),
        lambda: albums.shoot(other, shoot.job.id),
        lambda: albums.cancel(other, shoot.job.id),
        lambda: albums.retry(other, shoot.job.id),
        lambda: albums.again(other, shoot.job.id, 0),
        lambda: house.studio.reporting.next(other, shoot.job.id),
    ):
        with pytest.raises(NotFound):
            ask()
    assert albums.shoots(other, album_id).items == ()


def test_each_picture_that_ended_is_told_once_to_two_callers(house: House) -> None:
    album_id = wedding(house)
    house.camera.on_call.append(ProviderRejected("no"))
    shoot = batch(house, album_id, 6)
    reporting, person, job_id = house.studio.reporting, house.person, shoot.job.id
    assert reporting.next(person, job_id) is None
    at_work = reporting.at_work(person, job_id)
    assert at_work.picture is not None
    house.answer()

    def ask(_: int) -> list[int]:
        told = []
        while (found := reporting.next(person, job_id)) and not found.done:
            assert found.picture is not None
            told.append(found.picture.index)
        return told

    with ThreadPoolExecutor(2) as pool:
        told = [index for some in pool.map(ask, range(2)) for index in some]

    assert sorted(told) == list(range(6))
    last = reporting.next(person, job_id)
    assert last is not None
    assert last.done


def test_a_picture_that_ended_after_the_last_look_is_told_before_the_end_is(house: House) -> None:
    shoot = batch(house, wedding(house), 1)
    reporting, person, job_id = house.studio.reporting, house.person, shoot.job.id
    assert reporting.next(person, job_id) is None
    house.answer()

    told = reporting.at_work(person, job_id)
    last = reporting.at_work(person, job_id)

    assert told.picture is not None
    assert (told.done, told.picture.state) == (False, TaskState.COMPLETED)
    assert (last.done, last.picture) == (True, None)


def test_a_cancelled_set_has_nothing_left_to_tell(house: House) -> None:
    shoot = batch(house, wedding(house), 3)
    house.studio.albums.cancel(house.person, shoot.job.id)

    found = house.studio.reporting.next(house.person, shoot.job.id)

    assert found is not None
    assert found.done


def test_a_song_is_no_set(house: House) -> None:
    job, albums = house.start(), house.studio.albums

    for ask in (albums.shoot, albums.cancel, albums.retry):
        with pytest.raises(NotFound):
            ask(house.person, job.id)

    assert house.studio.jobs.get(house.person, job.id).status is JobStatus.PENDING


def test_photos_can_be_used_in_their_order_and_the_first_is_kept_to(house: House) -> None:
    album_id = wedding(house, photos=2)
    albums = house.studio.albums
    upload = brought(house)
    added = albums.add_photo(house.person, album_id, upload_id=upload.id, role="bride")
    albums.change_photo(house.person, album_id, added.id, first=True)

    asked = Shoot("single", FOUR[:1], ("bride",), provider="camera")
    shoot = albums.start(house.person, album_id, asked)

    assert shoot.pictures[0].reference == upload.id
    assert len(shoot.job.params["people"][0]["references"]) == 3
