"""The music of a log: tried again, made once more, stopped, let go."""

from datetime import timedelta

import pytest

from app.domain.errors import Conflict, ProviderRejected, StorageAway
from app.domain.journeys.course import TrackStatus
from app.domain.journeys.plans import PlanChange
from app.domain.journeys.views import Begun, MusicSettings, TrackView
from app.domain.states import JobStatus
from app.services.journeys.journeys import Journeys
from tests.engine.conftest import House
from tests.engine.test_races import together
from tests.services.journeys.conftest import DEMIAN, entry


def track_of(journeys: Journeys, house: House, begun: Begun) -> TrackView:
    track = journeys.log(house.person, begun.log.id).track
    assert track is not None
    return track


def test_what_a_provider_refuses_ends_in_error_with_its_reason(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    house.sketch.on_call.append(ProviderRejected("too much rain"))
    house.answer()

    track = track_of(journeys, house, begun)

    assert track.status is TrackStatus.ERROR
    assert track.error_message == "The music service refused these words: too much rain."


def test_what_cannot_be_stored_ends_in_error_with_a_sentence(
    house: House, journeys: Journeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageAway("the disk is full")

    monkeypatch.setattr(type(house.studio.storage), "put", full)
    begun = journeys.start(house.person, DEMIAN, music=MusicSettings(provider="blind"))
    house.answer()
    while track_of(journeys, house, begun).is_at_work:
        house.lapse()
        house.tick()

    track = track_of(journeys, house, begun)

    assert track.status is TrackStatus.ERROR
    assert track.error_message == "The music was made, but it could not be stored."


def test_what_failed_is_tried_again_in_the_same_job(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    house.sketch.on_call.append(ProviderRejected("too much rain"))
    house.answer()
    before = track_of(journeys, house, begun)

    generated = journeys.generate(house.person, before.id)
    house.answer()

    assert generated.outcome == "retrying"
    after = track_of(journeys, house, begun)
    assert (after.status, after.job_id) == (TrackStatus.COMPLETED, before.job_id)


def test_with_another_plan_it_is_tried_again_in_another_job(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    house.sketch.on_call.append(ProviderRejected("too much rain"))
    house.answer()
    before = track_of(journeys, house, begun)
    journeys.edit_plan(house.person, before.id, PlanChange(prompt="only sun"))

    journeys.generate(house.person, before.id)
    house.answer()

    after = track_of(journeys, house, begun)
    assert after.status is TrackStatus.COMPLETED
    assert after.job_id != before.job_id
    assert after.root_id == before.root_id


def test_generate_says_how_it_stands_and_buys_once(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    track = track_of(journeys, house, begun)
    house.bell.rung.clear()

    pending = journeys.generate(house.person, track.id)
    assert house.bell.rung == [("admit", "sketch")]
    during = []
    house.sketch.on_call.append(lambda: during.append(journeys.generate(house.person, track.id)))
    house.answer()
    done = journeys.generate(house.person, track.id)

    outcomes = [pending.outcome, during[0].outcome, done.outcome]
    assert outcomes == ["rung", "already", "completed"]
    assert len(house.sketch.bought) == 1


def test_clicks_at_the_same_moment_try_again_once(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    track = track_of(journeys, house, begun)
    house.sketch.on_call.append(ProviderRejected("no"))
    house.answer()

    together(*[lambda: journeys.generate(house.person, track.id)] * 4)
    house.answer()

    assert len(house.sketch.bought) == 1
    assert len(house.sql("SELECT 1 FROM tasks")) == 2


def test_another_take_keeps_the_one_before(house: House, journeys: Journeys, begun: Begun) -> None:
    house.answer()
    track = track_of(journeys, house, begun)

    again = journeys.regenerate(house.person, track.id, PlanChange(mood="epic"))
    with pytest.raises(Conflict):
        journeys.regenerate(house.person, track.id)
    house.answer()

    assert (again.status, again.file) == (TrackStatus.PENDING, track.file)
    after = track_of(journeys, house, begun)
    assert (after.status, after.takes, after.file) == (TrackStatus.COMPLETED, 2, track.file)
    assert after.plan.mood == "epic"


def test_a_take_that_failed_leaves_the_music_as_it_was(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    house.answer()
    track = track_of(journeys, house, begun)
    house.sketch.on_call.append(ProviderRejected("no"))

    journeys.regenerate(house.person, track.id)
    house.answer()

    after = track_of(journeys, house, begun)
    assert (after.status, after.file) == (TrackStatus.COMPLETED, track.file)
    assert after.failure is not None


def test_one_key_is_one_take(house: House, journeys: Journeys, begun: Begun) -> None:
    house.answer()
    track = track_of(journeys, house, begun)

    together(*[lambda: journeys.regenerate(house.person, track.id, key="once")] * 4)
    house.answer()

    assert track_of(journeys, house, begun).takes == 2


def test_a_stopped_song_can_be_made_after_all(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    track = track_of(journeys, house, begun)

    stopped = journeys.stop(house.person, track.id)
    journeys.generate(house.person, track.id)
    house.answer()

    assert stopped.error_message == "It was stopped before it was made."
    assert track_of(journeys, house, begun).status is TrackStatus.COMPLETED


def test_clicks_with_one_key_begin_one_journey_and_one_log(
    house: House, journeys: Journeys
) -> None:
    begun = together(*[lambda: journeys.start(house.person, DEMIAN, key="a")] * 4)
    journey = begun[0].journey.id  # type: ignore[attr-defined]
    together(*[lambda: journeys.add_log(house.person, journey, entry(), key="b")] * 4)

    assert len({each.journey.id for each in begun}) == 1  # type: ignore[attr-defined]
    assert [log.version for log in journeys.logs(house.person, journey).items] == ["v0", "v1"]
    assert len(house.sql("SELECT 1 FROM jobs")) == 2
    with pytest.raises(Conflict):
        journeys.add_log(house.person, journey, entry("something else"), key="b")


def test_logs_at_the_same_moment_are_numbered_one_after_the_other(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    words = [f"thought {i}" for i in range(6)]

    together(
        *(lambda w=w: journeys.add_log(house.person, begun.journey.id, entry(w)) for w in words)
    )
    house.answer()

    logs = journeys.logs(house.person, begun.journey.id).items
    assert [log.version for log in logs] == [f"v{i}" for i in range(7)]
    assert {log.thoughts for log in logs[1:]} == set(words)
    assert {log.track.status for log in logs if log.track} == {TrackStatus.COMPLETED}


def test_a_journey_let_go_while_its_song_waits_frees_its_credits(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    journeys.delete(house.person, begun.journey.id)
    house.answer()

    assert journeys.page(house.person).items == ()
    assert house.sketch.bought == []
    assert house.sql("SELECT available, held FROM accounts WHERE id = %(p)s", p=house.person) == [
        (10_000, 0)
    ]


def test_a_song_that_arrives_after_its_log_was_removed_lies_in_the_trash(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    journeys.edit(house.person, begun.journey.id, music=begun.journey.music)
    house.sql("UPDATE journeys SET provider = 'caller'")
    log = journeys.add_log(house.person, begun.journey.id, entry()).log
    house.caller.after_buying.append(lambda: journeys.remove_log(house.person, log.id))

    house.answer()

    assert house.caller.bought
    assert [one.version for one in journeys.logs(house.person, begun.journey.id).items] == ["v0"]
    [trashed] = house.studio.trash.page(house.person).items
    assert (trashed.status, trashed.files) == (JobStatus.COMPLETED, 1)


def test_removing_the_end_lets_a_journey_go_on(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    end = journeys.finish(house.person, begun.journey.id)

    journeys.remove_log(house.person, end.log.id)

    assert journeys.get(house.person, begun.journey.id).finished_at is None
    assert journeys.finish(house.person, begun.journey.id).log.version == "vFinal"
    with pytest.raises(Conflict):
        journeys.remove_log(house.person, begun.log.id)


def test_a_song_that_was_removed_elsewhere_can_be_made_again(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    house.answer()
    track = track_of(journeys, house, begun)
    house.studio.jobs.delete(house.person, track.job_id or "")

    gone = track_of(journeys, house, begun)
    journeys.generate(house.person, track.id)
    house.answer()

    assert gone.error_message == "This song was removed."
    assert track_of(journeys, house, begun).status is TrackStatus.COMPLETED
    assert house.studio.trash.stays > timedelta()


def test_what_was_let_go_is_forgotten_when_the_trash_is(
    house: House, journeys: Journeys, begun: Begun
) -> None:
    log = journeys.add_log(house.person, begun.journey.id, entry()).log
    journeys.remove_log(house.person, log.id)
    other = journeys.start(house.person, DEMIAN)
    journeys.delete(house.person, other.journey.id)

    journeys.forget()
    kept = house.sql("SELECT count(*) FROM reading_logs")
    for table in ("journeys", "reading_logs"):
        house.sql(f"UPDATE {table} SET deleted_at = deleted_at - interval '1 year'")  # noqa: S608
    house.studio.sweeper.sweep()

    assert kept == [(3,)]
    assert house.sql("SELECT version FROM reading_logs") == [("v0",)]
    assert len(house.sql("SELECT 1 FROM journeys")) == 1


class Killed(BaseException):
    """The process is gone."""


@pytest.mark.parametrize(("moment", "kept"), [("before", False), ("after", True)])
def test_between_log_and_song_there_is_no_moment_to_die(
    house: House, journeys: Journeys, begun: Begun, moment: str, *, kept: bool
) -> None:
    house.answer()
    house.studio.db.at = _dies_at(f"start.{moment}_commit")
    with pytest.raises(Killed):
        journeys.add_log(house.person, begun.journey.id, entry())
    house.studio.db.at = lambda _: None

    house.bell.rung.clear()
    house.tick()

    logs = journeys.logs(house.person, begun.journey.id).items
    assert [log.version for log in logs] == (["v0", "v1"] if kept else ["v0"])
    assert all(log.track and log.track.status is TrackStatus.COMPLETED for log in logs)
    assert len(house.sql("SELECT 1 FROM jobs")) == len(logs)


def _dies_at(point: str):  # noqa: ANN202 -- never returns
    def die(here: str) -> None:
        if here == point:
            raise Killed

    return die
