"""Journeys and their logs: begun, written, changed, removed, each with its music."""

import pytest

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.journeys.course import JourneyStatus, TrackStatus
from app.domain.journeys.plans import PlanChange
from app.domain.journeys.views import Begun, Book, Entry, MusicSettings
from app.services.journeys.journeys import Journeys
from tests.engine.conftest import House
from tests.services.journeys.conftest import DEMIAN, counted, entry, many_logs


def test_a_journey_begins_with_v0_and_its_pending_song(house: House, begun: Begun) -> None:
    track = begun.log.track

    assert (begun.log.version, begun.log.n) == ("v0", 0)
    assert track is not None
    assert (track.status, track.error_message, track.file) == (TrackStatus.PENDING, None, None)
    assert house.studio.jobs.get(house.person, track.job_id or "").title == "데미안 · v0"
    assert begun.journey.making == 1
    assert "데미안" in track.plan.prompt


def test_its_song_can_be_heard_once_it_is_made(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    house.answer()

    log = journeys.log(house.person, begun.log.id)

    assert log.track is not None
    assert log.track.status is TrackStatus.COMPLETED
    assert log.track.file is not None
    assert journeys.get(house.person, begun.journey.id).songs == 1


def test_logs_are_numbered_and_the_end_draws_on_all(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    for words in ("조용한 첫 장", "눈물이 났다"):
        journeys.add_log(house.person, begun.journey.id, entry(words))
    end = journeys.finish(house.person, begun.journey.id, entry("희망이 남았다", rating=5))

    page = journeys.logs(house.person, begun.journey.id)

    assert [log.version for log in page.items] == ["v0", "v1", "v2", "vFinal"]
    assert end.journey.status is JourneyStatus.FINISHED
    assert end.log.track is not None
    assert "mood.arc" in {reason.code for reason in end.log.track.plan.why}


def test_finishing_twice_writes_one_end(house: House, journeys: Journeys, begun: Begun) -> None:
    first, second = (journeys.finish(house.person, begun.journey.id) for _ in range(2))

    assert first.log.id == second.log.id
    assert second.journey.logs == 2


def test_a_finished_journey_goes_on_when_it_is_resumed(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    journeys.finish(house.person, begun.journey.id)
    with pytest.raises(Conflict):
        journeys.add_log(house.person, begun.journey.id, entry())

    journeys.resume(house.person, begun.journey.id)
    journeys.add_log(house.person, begun.journey.id, entry())
    journeys.finish(house.person, begun.journey.id)

    page = journeys.logs(house.person, begun.journey.id)
    assert [log.version for log in page.items] == ["v0", "v1", "v2", "vFinal"]


def test_a_book_set_aside_is_read_again_with_its_next_log(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    aside = journeys.set_aside(house.person, begun.journey.id)
    after = journeys.add_log(house.person, begun.journey.id, entry())

    assert aside.status is JourneyStatus.SET_ASIDE
    assert after.journey.status is JourneyStatus.READING


def test_without_credits_the_log_is_kept_and_its_track_says_why(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    house.sql("UPDATE accounts SET available = 0 WHERE id = %(p)s", p=house.person)

    log = journeys.add_log(house.person, begun.journey.id, entry()).log

    assert log.track is not None
    assert log.track.status is TrackStatus.ERROR
    assert log.track.failure is not None
    assert log.track.failure.code == "not_enough_credits"
    assert (log.track.error_message or "").endswith("missing.")
    house.sql("UPDATE accounts SET available = 9997 WHERE id = %(p)s", p=house.person)
    assert journeys.generate(house.person, log.track.id).outcome == "retrying"
    house.answer()
    assert journeys.track(house.person, log.track.id).status is TrackStatus.COMPLETED


def test_a_journey_begins_without_credits_too(house: House, journeys: Journeys) -> None:
    house.sql("UPDATE accounts SET available = 0 WHERE id = %(p)s", p=house.person)

    begun = journeys.start(house.person, DEMIAN)

    assert begun.log.track is not None
    assert begun.log.track.status is TrackStatus.ERROR
    house.sql("UPDATE accounts SET available = 10000 WHERE id = %(p)s", p=house.person)


def test_a_provider_that_is_not_here_costs_no_log(house: House, journeys: Journeys) -> None:
    begun = journeys.start(house.person, DEMIAN, music=MusicSettings(provider="nobody"))

    assert begun.log.track is not None
    assert "nobody is not one of" in (begun.log.track.error_message or "")


def test_music_that_is_off_makes_no_track(house: House, journeys: Journeys) -> None:
    begun = journeys.start(house.person, DEMIAN, music=MusicSettings(on=False))
    loud = journeys.add_log(house.person, begun.journey.id, entry(music_on=True))

    assert begun.log.track is None
    assert loud.log.track is not None


def test_music_is_switched_off_and_on_for_a_log(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    silent = journeys.edit_log(house.person, begun.log.id, entry(music_on=False))
    [cancelled] = house.sql("SELECT status FROM jobs")
    loud = journeys.edit_log(house.person, begun.log.id, entry(music_on=True))
    house.answer()

    assert (silent.track, cancelled) == (None, ("cancelled",))
    assert loud.track is not None
    assert journeys.track(house.person, loud.track.id).status is TrackStatus.COMPLETED


def test_a_plan_follows_what_the_log_says_unless_it_was_changed(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    followed = journeys.edit_log(house.person, begun.log.id, entry("눈물이 났다"))
    assert followed.track is not None
    journeys.edit_plan(house.person, followed.track.id, PlanChange(mood="epic"))
    kept = journeys.edit_log(house.person, begun.log.id, entry("고요하다"))

    assert followed.track.plan.mood == "sad"
    assert kept.track is not None
    assert kept.track.plan.mood == "epic"
    assert kept.track.plan.edited


def test_a_preview_is_what_is_then_ordered(house: House, journeys: Journeys, begun: Begun) -> None:
    said = entry("눈물이 났다", plan=PlanChange(tempo=99))

    preview = journeys.preview(house.person, said, journey_id=begun.journey.id)
    log = journeys.add_log(house.person, begun.journey.id, said).log

    assert log.track is not None
    assert preview.plan == log.track.plan
    assert preview.quote is not None
    job = house.studio.jobs.get(house.person, log.track.job_id or "")
    assert (job.price, job.params["tempo"]) == (preview.quote.price, 99)


def test_a_preview_of_a_book_writes_nothing(house: House, journeys: Journeys) -> None:
    preview = journeys.preview(house.person, Entry(), book=DEMIAN)

    assert preview.problem is None
    assert house.sql("SELECT 1 FROM journeys") == []


def test_a_change_that_cannot_be_writes_nothing(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    with pytest.raises(Invalid):
        journeys.add_log(house.person, begun.journey.id, entry(plan=PlanChange(genre="polka")))

    assert journeys.get(house.person, begun.journey.id).logs == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"rating": 6}, "rating"),
        ({"page_from": 9, "page_to": 3}, "page_to"),
        ({"moods": ("bored",)}, "moods"),
        ({"thoughts": "x" * 20_001}, "thoughts"),
        ({"thoughts": "\ud83d"}, "thoughts"),
        ({"quote": "\x00"}, "quote"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(
    house: House, journeys: Journeys, begun: Begun, values: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        journeys.add_log(house.person, begun.journey.id, Entry(**values))  # type: ignore[arg-type]

    assert refused.value.field == field


def test_ten_thousand_characters_and_emoji_come_back_as_they_were(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    words = ("비가 오는 밤, 나는 울지 않았다 👩‍👩‍👧‍👦 그리고 희망을 보았다.\n" * 400)[
        :10_000
    ].strip()

    log = journeys.add_log(house.person, begun.journey.id, entry(words)).log

    assert journeys.log(house.person, log.id).thoughts == words
    assert log.track is not None
    assert log.track.status is TrackStatus.PENDING


def test_journeys_are_found_sorted_and_paged(house: House, journeys: Journeys) -> None:
    for title, author in (("나무", "가"), ("Apple", "다"), ("바다", "나")):
        journeys.start(house.person, Book(title, (author,)), music=MusicSettings(on=False))

    def titles(**how: object) -> list[str]:
        found: list[str] = []
        cursor = None
        while True:
            page = journeys.page(house.person, cursor=cursor, limit=2, **how)  # type: ignore[arg-type]
            found += [view.book.title for view in page.items]
            cursor = page.next_cursor
            if cursor is None:
                return found

    assert titles() == ["바다", "Apple", "나무"]
    assert titles(sort="oldest") == ["나무", "Apple", "바다"]
    assert titles(sort="title") == ["Apple", "나무", "바다"]
    assert titles(sort="author") == ["나무", "바다", "Apple"]
    assert titles(search="appl") == ["Apple"]
    assert titles(search=" 다  apple ") == ["Apple"]
    assert titles(search="가 apple") == []
    assert titles(status=JourneyStatus.FINISHED) == []


def test_logs_are_paged_in_both_directions(house: House, journeys: Journeys, begun: Begun) -> None:
    many_logs(house, begun.journey.id, 5)

    first = journeys.logs(house.person, begun.journey.id, limit=4)
    rest = journeys.logs(house.person, begun.journey.id, limit=4, cursor=first.next_cursor)
    newest = journeys.logs(house.person, begun.journey.id, limit=2, newest_first=True)

    assert [log.n for log in (*first.items, *rest.items)] == [0, 1, 2, 3, 4, 5]
    assert rest.next_cursor is None
    assert [log.n for log in newest.items] == [5, 4]


def test_two_hundred_logs_take_no_more_statements_than_two(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    house.answer()
    journey_id = begun.journey.id

    def look() -> None:
        journeys.get(house.person, journey_id)
        journeys.logs(house.person, journey_id, limit=200)
        journeys.listening(house.person, journey_id)
        journeys.page(house.person)
        journeys.preview(house.person, entry(), journey_id=journey_id)

    with counted(house) as few:
        look()
    many_logs(house, journey_id, 200)
    with counted(house) as many:
        look()

    assert len(many) == len(few)
    assert len(journeys.listening(house.person, journey_id)) == 201
    house.sql("DELETE FROM assets WHERE id LIKE 'asset_x%%'")
    house.sql("DELETE FROM jobs WHERE id LIKE 'job_x%%'")


def test_somebody_elses_is_not_found(house: House, journeys: Journeys, begun: Begun) -> None:
    other = house.newcomer()
    journey, log = begun.journey.id, begun.log.id
    track = begun.log.track.id if begun.log.track else ""

    for act in (
        lambda: journeys.get(other, journey),
        lambda: journeys.logs(other, journey),
        lambda: journeys.listening(other, journey),
        lambda: journeys.log(other, log),
        lambda: journeys.track(other, track),
        lambda: journeys.add_log(other, journey, Entry()),
        lambda: journeys.edit_log(other, log, Entry()),
        lambda: journeys.remove_log(other, log),
        lambda: journeys.generate(other, track),
        lambda: journeys.regenerate(other, track),
        lambda: journeys.stop(other, track),
        lambda: journeys.edit_plan(other, track, PlanChange(tempo=80)),
        lambda: journeys.finish(other, journey),
        lambda: journeys.set_aside(other, journey),
        lambda: journeys.resume(other, journey),
        lambda: journeys.edit(other, journey, book=DEMIAN),
        lambda: journeys.delete(other, journey),
        lambda: journeys.preview(other, Entry(), journey_id=journey),
    ):
        with pytest.raises(NotFound):
            act()
    assert journeys.page(other).items == ()
