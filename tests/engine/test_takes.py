"""Takes: several of one song, bought in one call or later, each paid for by itself."""

import pytest

from app.domain import pricing
from app.domain.errors import BadOutput, NotFound, ProviderFailed, ProviderRejected
from app.domain.providing import Check, MadeFile, RemoteFile, RemoteState, Traits
from app.domain.states import JobStatus
from app.domain.views import FileView
from app.services import takes
from tests.engine.conftest import House
from tests.engine.scripted import SONG

PRICE = 3


def came(*names: str) -> Check:
    """An order that is done, with these files."""
    files = tuple(
        RemoteFile(f"scripted://{name}", MadeFile(name, "audio/mpeg", {"duration_s": 1.0}))
        for name in names
    )
    return Check(RemoteState.DONE, files=files)


@pytest.fixture
def two(house: House) -> House:
    """`blind` sells up to two takes a call."""
    house.blind.traits = Traits(reports_progress=True, takes=2)
    return house


def made(house: House, *names: str, takes: int) -> tuple[FileView, ...]:
    house.blind.checks.append(came(*names))
    job = house.start("blind", takes=takes)
    house.answer()
    house.lapse()
    house.tick()
    return house.job(job).files


def credits_of(house: House) -> tuple[int, int]:
    person = house.studio.accounts.person(house.person)
    return person.available, person.held


def test_two_takes_are_one_call_and_two_prices(two: House) -> None:
    files = made(two, "song.mp3", "song-2.mp3", takes=2)

    assert [(f.take, f.leads) for f in files] == [(1, True), (2, False)]
    assert len(two.blind.bought) == 1
    assert credits_of(two) == (10_000 - 2 * PRICE, 0)


def test_two_takes_whose_maker_is_gone_are_said_to_cost_what_they_did(
    two: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.blind.on_call.append(ProviderRejected("no"))
    job = two.start("blind", takes=2)
    two.answer()
    assert two.job(job).again_price == 2 * PRICE

    monkeypatch.delitem(pricing.PRICES, ("blind", "sketch"))

    assert two.job(job).again_price == 2 * PRICE


def test_more_takes_than_a_call_can_buy_are_more_calls(two: House) -> None:
    job = two.start("blind", takes=5)

    assert two.job(job).price == 5 * PRICE
    assert two.sql("SELECT takes, price FROM tasks ORDER BY index") == [
        (2, 2 * PRICE),
        (2, 2 * PRICE),
        (1, PRICE),
    ]


def test_a_take_that_did_not_come_costs_nothing_and_the_receipt_says_so(two: House) -> None:
    (file,) = made(two, "song.mp3", takes=2)

    receipt = two.studio.money.receipt(two.person, file.job_id)
    assert (receipt.quoted, receipt.used, receipt.returned, receipt.held) == (6, 3, 3, 0)
    assert credits_of(two) == (10_000 - PRICE, 0)
    assert two.events("takes_missing") == 1


def test_a_take_too_many_is_a_present(two: House) -> None:
    files = made(two, "song.mp3", "song-2.mp3", takes=1)

    assert len(files) == 2
    assert credits_of(two) == (10_000 - PRICE, 0)


def test_one_broken_file_does_not_take_the_other_with_it(two: House) -> None:
    fetch = two.blind.fetch

    def broken(file: RemoteFile) -> object:
        if file.url.endswith("song-2.mp3"):
            raise BadOutput("the second is not there")
        return fetch(file)

    two.blind.fetch = broken  # pyright: ignore[reportAttributeAccessIssue] -- scripted
    two.blind.checks.append(came("song.mp3", "song-2.mp3"))
    job = two.start("blind", takes=2)
    for _ in range(4):
        two.answer()
        two.lapse()
        two.tick()

    done = two.job(job)
    assert done.status is JobStatus.COMPLETED
    assert [file.name for file in done.files] == ["song.mp3"]
    assert credits_of(two) == (10_000 - PRICE, 0)


def test_a_retry_buys_as_many_takes_again(two: House) -> None:
    two.blind.checks.append(Check(RemoteState.FAILED, reason="no"))
    job = two.start("blind", takes=2)
    two.answer()
    two.lapse()
    two.tick()
    assert two.job(job).status is JobStatus.FAILED
    assert credits_of(two) == (10_000, 0)

    two.studio.jobs.retry(two.person, job.id)

    assert two.sql("SELECT takes, price FROM tasks WHERE retry_of IS NOT NULL") == [(2, 6)]


def test_another_take_belongs_to_the_same_song(house: House) -> None:
    first = house.start()
    house.answer()
    second = house.studio.jobs.again(house.person, first.id)
    house.answer()
    third = house.studio.jobs.again(house.person, second.id)
    house.answer()

    library = house.studio.library
    assert [file.take for file in library.takes(house.person, first.id)] == [1, 2, 3]
    assert library.takes(house.person, second.id) == library.takes(house.person, third.id)
    assert [file.job_id for file in library.page(house.person).items] == [first.id]
    assert [file.takes for file in library.page(house.person).items] == [3]


def test_another_take_can_be_made_to_lead(house: House) -> None:
    first = house.start()
    house.answer()
    second = house.studio.jobs.again(house.person, first.id)
    house.answer()
    take = house.job(second).files[0]
    assert not take.leads

    assert house.studio.library.lead(house.person, take.id).leads

    assert [file.id for file in house.studio.library.page(house.person).items] == [take.id]
    assert not house.job(first).files[0].leads


def test_somebody_elses_take_cannot_be_made_to_lead(house: House) -> None:
    job = house.start()
    house.answer()

    with pytest.raises(NotFound):
        house.studio.library.lead(house.newcomer(), house.job(job).files[0].id)


def test_when_the_leader_is_let_go_another_take_leads(house: House) -> None:
    first = house.start()
    house.answer()
    second = house.studio.jobs.again(house.person, first.id)
    house.answer()

    house.studio.jobs.delete(house.person, first.id)

    (left,) = house.studio.library.page(house.person).items
    assert (left.job_id, left.take, left.leads, left.takes) == (second.id, 2, True, 1)


def test_a_take_of_a_song_that_is_gone_leads_it(house: House) -> None:
    first = house.start()
    house.answer()
    second = house.studio.jobs.again(house.person, first.id)
    house.studio.jobs.delete(house.person, first.id)
    house.answer()

    assert house.job(second).files[0].leads


def test_takes_that_end_together_have_numbers_of_their_own(house: House) -> None:
    first = house.start()
    jobs = [first, *(house.studio.jobs.again(house.person, first.id) for _ in range(3))]
    house.answer()

    numbers = [file.take for job in jobs for file in house.job(job).files]
    assert sorted(numbers) == [1, 2, 3, 4]
    assert sum(file.leads for job in jobs for file in house.job(job).files) == 1


def test_nothing_leads_where_nothing_is(house: House) -> None:
    with house.studio.db.transaction() as tx:
        takes.lead(tx.session, "job_nobody")


def test_what_cannot_be_fetched_at_all_fails_as_a_whole(two: House) -> None:
    def broken(file: RemoteFile) -> object:
        raise BadOutput(f"{file.url} is not there")

    two.blind.fetch = broken  # pyright: ignore[reportAttributeAccessIssue] -- scripted
    two.blind.checks.append(came("song.mp3", "song-2.mp3"))
    job = two.start("blind", takes=2)
    for _ in range(4):
        two.answer()
        two.lapse()
        two.tick()

    assert two.job(job).status is JobStatus.FAILED
    assert credits_of(two) == (10_000, 0)


def test_a_song_that_cannot_be_heard_is_kept(house: House) -> None:
    class Deaf:
        def hear(self, chunks: object, *, format_: object) -> None:
            raise ProviderFailed(f"{chunks} {format_}")

    object.__setattr__(house.studio.engine, "ear", Deaf())
    job = house.start("caller")
    house.answer()

    (file,) = house.job(job).files
    assert file.meta == SONG.meta
