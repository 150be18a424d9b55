"""The trash: nowhere else, back with everything, and then really gone."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.errors import NotFound
from app.domain.formats import Format
from app.domain.lifetimes import Lifetimes
from app.domain.states import JobStatus
from app.domain.views import JobView
from tests.engine.conftest import House


def song(house: House) -> JobView:
    job = house.start()
    house.answer()
    return house.job(job)


def in_wav(house: House, file_id: str) -> None:
    """A copy in another format, as if it had been made."""
    key = f"formats/{file_id}.wav"
    stored = house.studio.storage.put(key, [b"RIFF"], content_type="audio/wav")
    house.sql(
        """INSERT INTO renditions (asset_id, format, key, state, size, sha256)
           VALUES (%(id)s, 'wav', %(key)s, 'ready', %(size)s, 'x')""",
        id=file_id,
        key=key,
        size=stored.size,
    )


def kept(house: House) -> list[Path]:
    return [path for path in house.studio.settings.files.rglob("*") if path.is_file()]


def over(house: House) -> None:
    """Let the time of everything in the trash be over."""
    house.sql("UPDATE jobs SET restorable_until = now() - interval '1 s' WHERE deleted_at < now()")


def in_trash(house: House) -> list[str]:
    return [each.id for each in house.studio.trash.page(house.person).items]


def test_what_is_let_go_is_in_the_trash_and_nowhere_else(house: House) -> None:
    job = song(house)
    file = job.files[0].id
    token = house.studio.read_tokens.make(house.person, job.id).token

    house.studio.jobs.delete(house.person, job.id)

    studio, me = house.studio, house.person
    [trashed] = studio.trash.page(me).items
    assert (trashed.id, trashed.title, trashed.files) == (job.id, job.title, 1)
    stays = trashed.restorable_until - trashed.deleted_at
    assert stays == studio.settings.lifetimes.trash
    assert studio.jobs.page(me).items == studio.jobs.page(me, search="rain").items == ()
    assert studio.library.page(me).items == ()
    assert studio.jobs.get_all(me, [job.id]) == ()
    assert studio.jobs.snapshot(me).unseen == ()
    assert studio.read_tokens.read(token) is None
    assert [line.job_id for line in studio.money.statement(me).items] == [None, None, None]
    for gone in (
        lambda: studio.jobs.get(me, job.id),
        lambda: studio.jobs.delete(me, job.id),
        lambda: studio.library.open(me, file),
        lambda: studio.renditions.open(me, file, Format.WAV),
        lambda: studio.library.takes(me, job.id),
        lambda: studio.streams.look(me, after=None, job_id=job.id),
    ):
        with pytest.raises(NotFound):
            gone()


def test_restoring_brings_everything_back(house: House) -> None:
    job = song(house)
    file = house.studio.library.favourite(house.person, job.files[0].id, on=True)
    in_wav(house, file.id)
    before = house.job(job)
    house.studio.jobs.delete(house.person, job.id)

    house.studio.trash.restore(house.person, job.id)

    assert in_trash(house) == []
    assert house.job(job) == before
    assert house.studio.library.page(house.person).items == (file,)
    assert house.studio.library.open(house.person, file.id).path in kept(house)
    assert house.studio.renditions.of(house.person, file.id)[1].state == "ready"


def test_the_sweeper_removes_rows_and_files_when_their_time_is_over(house: House) -> None:
    job, other = song(house), song(house)
    in_wav(house, job.files[0].id)
    house.studio.jobs.delete(house.person, job.id)
    house.studio.sweeper.sweep()
    assert len(kept(house)) == 3

    over(house)
    house.studio.sweeper.sweep()

    left = house.studio.library.open(house.person, other.files[0].id).path
    assert kept(house) == [left]
    assert house.sql("SELECT id FROM jobs") == [(other.id,)]
    with pytest.raises(NotFound):
        house.studio.trash.restore(house.person, job.id)


def test_what_is_over_cannot_be_restored_even_before_the_sweeper_came(house: House) -> None:
    job = song(house)
    house.studio.jobs.delete(house.person, job.id)
    over(house)

    assert in_trash(house) == []
    with pytest.raises(NotFound):
        house.studio.trash.restore(house.person, job.id)


def test_a_bought_song_arrives_in_the_trash_and_can_be_restored(house: House) -> None:
    job = house.start("blind")
    house.actor("admit")("blind")
    house.actor("submit")(house.bell.rung[-1][1])
    house.studio.jobs.delete(house.person, job.id)

    house.sql("UPDATE tasks SET due_at = now()")
    house.tick()
    house.studio.sweeper.sweep()

    assert house.studio.library.page(house.person).items == ()
    assert in_trash(house) == [job.id]
    house.studio.trash.restore(house.person, job.id)
    [file] = house.studio.library.page(house.person).items
    assert (file.job_id, file.leads) == (job.id, True)
    assert house.job(job).status is JobStatus.COMPLETED


def test_a_take_that_leads_gives_way_in_the_trash_and_comes_back_beside(house: House) -> None:
    first = song(house)
    second = house.studio.jobs.again(house.person, first.id)
    house.answer()
    house.studio.jobs.delete(house.person, first.id)
    [shown] = house.studio.library.page(house.person).items
    assert (shown.job_id, shown.takes) == (second.id, 1)

    house.studio.trash.restore(house.person, first.id)

    [shown] = house.studio.library.page(house.person).items
    assert (shown.job_id, shown.takes) == (second.id, 2)


def test_the_trash_is_emptied_at_once_and_only_ones_own(house: House) -> None:
    stranger = house.newcomer()
    mine = [song(house) for _ in range(2)]
    theirs = house.start(person=stranger)
    house.answer()
    for job in mine:
        house.studio.jobs.delete(house.person, job.id)
    house.studio.jobs.delete(stranger, theirs.id)

    assert house.studio.trash.empty(house.person) == 2

    assert in_trash(house) == []
    house.answer()
    assert house.sql("SELECT id FROM jobs") == [(theirs.id,)]
    assert len(kept(house)) == 1


def test_without_a_trash_what_is_let_go_goes_at_once(house: House) -> None:
    object.__setattr__(house.studio.engine, "lifetimes", Lifetimes(trash=timedelta()))
    job = song(house)

    house.studio.jobs.delete(house.person, job.id)

    assert (kept(house), in_trash(house)) == ([], [])


def test_an_account_that_ends_takes_its_trash_along(house: House) -> None:
    trashed, there = song(house), song(house)
    house.studio.jobs.delete(house.person, trashed.id)

    house.studio.accounts.erase(house.person)

    assert house.sql("SELECT id FROM jobs") == []
    assert kept(house) == []
    assert there.id


def test_a_page_of_the_trash_goes_on_where_the_last_one_ended(house: House) -> None:
    jobs = [song(house) for _ in range(3)]
    for job in jobs:
        house.studio.jobs.delete(house.person, job.id)

    first = house.studio.trash.page(house.person, limit=2)
    rest = house.studio.trash.page(house.person, limit=2, cursor=first.next_cursor)

    assert [each.id for each in (*first.items, *rest.items)] == [job.id for job in reversed(jobs)]
    assert rest.next_cursor is None
