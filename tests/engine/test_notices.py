"""One notice for everything that ended, and its marks on all devices."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from app.domain.errors import Invalid, NotFound, ProviderRejected
from app.domain.journeys.views import Book, MusicSettings
from app.domain.telling.manners import Kind, MannersChange
from app.domain.telling.views import NoticeView
from app.services.notices import KEPT
from tests.engine.conftest import House


def inbox(house: House, **asked: Any) -> tuple[NoticeView, ...]:
    """What the person finds there."""
    return house.studio.notices.page(house.person, **asked).items


def test_every_end_is_one_notice_written_with_it(house: House) -> None:
    gone = house.start()
    house.studio.jobs.cancel(house.person, gone.id)
    made = house.start()
    house.answer()
    house.sketch.on_call.append(ProviderRejected("too much rain"))
    failed = house.start()
    house.answer()

    told = {each.subject: each for each in inbox(house)}

    assert {id_: each.topic for id_, each in told.items()} == {
        made.id: "job.completed",
        gone.id: "job.cancelled",
        failed.id: "job.failed",
    }
    assert all(each.kind is Kind.SONG and not each.is_seen for each in told.values())
    assert house.studio.notices.page(house.person).unseen == 3


def test_a_failure_is_told_with_its_reason_and_what_came_back(house: House) -> None:
    house.sketch.on_call.append(ProviderRejected("too much rain"))
    job = house.start()
    house.answer()

    [notice] = inbox(house)

    assert (notice.topic, notice.code, notice.returned) == ("job.failed", "rejected", job.price)
    assert notice.words.en.body.endswith("“too much rain”. 3 credits are back.")


def test_what_is_tried_again_is_told_once_more_and_not_twice(house: House) -> None:
    house.sketch.on_call.append(ProviderRejected("too much rain"))
    job = house.start()
    house.answer()
    house.studio.notices.see_all(house.person)
    house.studio.jobs.retry(house.person, job.id)
    assert inbox(house) == ()  # it runs again: nothing to tell

    house.answer()

    [notice] = inbox(house)
    assert (notice.topic, notice.is_seen) == ("job.completed", False)


def test_seen_on_one_device_is_seen_on_all(house: House) -> None:
    first, second = house.start(), house.start()
    house.answer()
    before = house.studio.announcer.version(house.person)
    notice = next(each for each in inbox(house) if each.subject == first.id)

    house.studio.notices.see(house.person, notice.id)

    assert house.job(first).seen
    assert [each.id for each in house.studio.jobs.unseen(house.person)] == [second.id]
    assert house.studio.announcer.version(house.person) != before
    assert [each.subject for each in inbox(house, unseen=True)] == [second.id]


def test_a_job_that_was_looked_at_is_no_news_in_the_inbox_either(house: House) -> None:
    job = house.start()
    house.answer()

    house.studio.jobs.see(house.person, [job.id])

    assert house.studio.notices.page(house.person).unseen == 0
    assert [each.is_seen for each in inbox(house)] == [True]


def test_all_of_it_can_be_looked_at_at_once(house: House) -> None:
    for _ in range(3):
        house.start()
    house.answer()

    house.studio.notices.see_all(house.person)

    assert house.studio.notices.page(house.person).unseen == 0
    assert house.studio.jobs.unseen(house.person) == ()


def test_somebody_elses_notice_is_not_there(house: House) -> None:
    job = house.start()
    house.answer()
    stranger = house.newcomer()
    [notice] = inbox(house)

    with pytest.raises(NotFound):
        house.studio.notices.see(stranger, notice.id)
    house.studio.notices.see_these(stranger, [job.id])
    house.studio.notices.show(stranger, [job.id])
    house.studio.notices.see_all(stranger)

    assert not inbox(house)[0].is_seen
    assert house.sql("SELECT shown_at FROM notices") == [(None,)]


def test_what_lies_in_the_trash_is_not_told_and_comes_back_with_it(house: House) -> None:
    job = house.start()
    house.answer()
    house.studio.jobs.delete(house.person, job.id)
    assert inbox(house) == ()

    house.studio.trash.restore(house.person, job.id)

    assert [each.subject for each in inbox(house)] == [job.id]


def test_pages_follow_each_other_without_a_gap(house: House) -> None:
    ids = [house.start().id for _ in range(5)]
    house.answer()
    found: list[str] = []
    cursor = None

    while True:
        page = house.studio.notices.page(house.person, cursor=cursor, limit=2)
        found += [each.subject for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break

    assert sorted(found) == sorted(ids)
    with pytest.raises(Invalid):
        house.studio.notices.page(house.person, cursor="not ours")


def test_old_notices_are_forgotten(house: House) -> None:
    old, young = house.start(), house.start()
    house.answer()
    house.sql(
        "UPDATE notices SET at = now() - %(age)s WHERE subject = %(old)s",
        age=KEPT + timedelta(days=1),
        old=old.id,
    )

    house.studio.notices.forget()

    assert [each.subject for each in inbox(house)] == [young.id]


def test_the_music_of_a_reading_is_told_as_that_and_opens_the_reading(house: House) -> None:
    begun = house.studio.journeys.start(
        house.person, Book("Demian"), music=MusicSettings(provider="sketch")
    )
    house.answer()

    [notice] = inbox(house)

    assert (notice.kind, notice.title) == (Kind.JOURNEY, "Demian")
    assert notice.path == f"/journeys/{begun.journey.id}#{begun.log.id}"
    assert "v0" in notice.words.en.body


def test_what_a_guest_was_told_moves_to_the_account(house: House) -> None:
    house.start()
    house.answer()
    accounts = house.studio.accounts
    accounts.sign_up(email="ann@example.com", password="a long enough one")

    member = accounts.sign_in(
        email="ann@example.com", password="a long enough one", guest_id=house.person
    )

    assert len(house.studio.notices.page(member.person.id).items) == 1
    assert inbox(house) == ()


def test_who_leaves_takes_all_of_it_along(house: House) -> None:
    house.start()
    house.answer()

    house.studio.accounts.delete(house.person)

    for table in ("notices", "devices", "manners", "deliveries"):
        assert house.sql(f"SELECT 1 FROM {table}") == []  # noqa: S608 -- words of this test


def test_two_choices_at_the_same_moment_are_both_kept(house: House) -> None:
    kinds = list(Kind)

    def choose(change: MannersChange) -> None:
        house.studio.notices.change_manners(house.person, change)

    for _ in range(5):
        house.studio.notices.change_manners(house.person, MannersChange(push=kinds, email=kinds))
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(choose, [MannersChange(push=[]), MannersChange(email=[])]))
        manners = house.studio.notices.manners(house.person)
        assert (manners.push, manners.email) == (frozenset(), frozenset())
