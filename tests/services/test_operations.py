"""What operators see and do, on the real database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from app.domain.errors import Blocked, Conflict, NotFound, OutcomeUnknown, ProviderRejected
from app.domain.ids import new_id
from app.domain.medium import Medium
from app.domain.operating import Act, Match, was_perhaps_bought
from app.domain.operations import ActedView
from app.domain.states import JobStatus
from app.domain.views import JobView, Order
from app.services.operations.office import Operations
from tests.engine.conftest import House, house, template_url

__all__ = ["house", "template_url"]

EVERYTHING = Match()
OP = "person_of_an_operator"


@pytest.fixture
def desk(house: House) -> Operations:
    return house.studio.operations


def _fail(house: House, n: int = 1, *, provider: str = "caller") -> list[str]:
    """Jobs that the provider refused, before anything was bought."""
    worker = getattr(house, provider)
    ids: list[str] = []
    for _ in range(n):
        worker.on_call.append(ProviderRejected("these words"))
        ids.append(_start(house, provider).id)
        house.answer()
    return ids


def _start(house: House, provider: str = "caller", person: str | None = None) -> JobView:
    """A job that nobody asked for before."""
    params = {"prompt": f"rain, {new_id('log')}"}
    return house.studio.jobs.start(
        person or house.person, Order(Medium.SONG, params, provider=provider)
    )


def _act(desk: Operations, act: Act, match: Match = EVERYTHING, **more: bool) -> ActedView:
    return desk.driving.act(act, match, by=OP, until=datetime.now(UTC), **more)


def _acts(desk: Operations) -> list[tuple[str, str]]:
    return [(line.act, line.target) for line in desk.audit.page().items]


@pytest.mark.parametrize(
    ("code", "remote_id", "began", "repeatable", "bought"),
    [
        ("rejected", None, True, False, False),
        ("outcome_unknown", None, True, False, True),
        ("provider_failed", "order_1", True, False, True),
        ("provider_busy", "order_1", True, False, True),
        ("provider_gone", None, False, False, False),
        ("broken", None, True, True, False),
    ],
)
def test_a_failure_says_whether_trying_again_may_pay_twice(
    code: str, remote_id: str | None, *, began: bool, repeatable: bool, bought: bool
) -> None:
    told = was_perhaps_bought(code=code, remote_id=remote_id, began=began, repeatable=repeatable)

    assert told is bought


def test_the_preview_tells_what_would_be_bought_twice_and_who_tried_already(
    house: House, desk: Operations
) -> None:
    _fail(house, 2)
    house.caller.after_buying.append(OutcomeUnknown("cut off"))
    _start(house)
    house.answer()
    bob = house.newcomer()
    house.caller.on_call.append(ProviderRejected("these words"))
    house.start("caller", person=bob)
    house.answer()
    house.start("caller", person=bob)

    seen = desk.driving.preview("retry", EVERYTHING)

    assert (seen.matching, seen.people) == (4, 2)
    assert (seen.never_reached, seen.bought_again, seen.retried) == (2, 1, 1)
    assert seen.credits == 3 * 3
    assert [(g.code, g.n) for g in desk.driving.failed(EVERYTHING)] == [
        ("rejected", 3),
        ("outcome_unknown", 1),
    ]


def test_two_operators_who_retry_everything_at_once_retry_each_once(
    house: House, desk: Operations
) -> None:
    jobs = _fail(house, 6)

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda _: _act(desk, "retry", also_retried=True), range(2)))

    assert sum(each.done for each in told) == 6
    retries = house.sql("SELECT job_id FROM tasks WHERE retry_of IS NOT NULL")
    assert sorted(str(row[0]) for row in retries) == sorted(jobs)
    assert sorted(_acts(desk)) == sorted(("job.retry", job) for job in jobs)
    house.answer()
    assert {house.studio.jobs.get(house.person, job).status for job in jobs} == {
        JobStatus.COMPLETED
    }


def test_what_failed_after_the_preview_is_left_alone(house: House, desk: Operations) -> None:
    _fail(house)
    until = desk.driving.preview("retry", EVERYTHING).until
    _fail(house)

    told = desk.driving.act("retry", EVERYTHING, by=OP, until=until, also_retried=True)

    assert told.done == 1


def test_stopping_all_that_matches_returns_the_credits(house: House, desk: Operations) -> None:
    waiting = house.start("caller")
    other = house.start("keyed")

    told = _act(desk, "cancel", Match(provider="caller"))

    assert told.done == 1
    assert house.job(waiting).status is JobStatus.CANCELLED
    assert house.job(other).status is JobStatus.PENDING
    assert _act(desk, "cancel", Match(provider="caller")).done == 0
    assert _acts(desk) == [("job.cancel", waiting.id)]


def test_the_story_tells_calls_money_files_and_acts_in_order(
    house: House, desk: Operations
) -> None:
    job = house.start("caller")
    house.answer()
    opened = desk.stories.open(job.id, by=OP)

    story = desk.stories.tell(job.id)

    told = [(line.kind, line.what) for line in story.lines]
    assert [line.at for line in story.lines] == sorted(line.at for line in story.lines)
    assert {("event", "asked"), ("money", "hold"), ("money", "settle")} <= set(told)
    assert {("file", "stored"), ("event", "completed"), ("audit", "job.open")} <= set(told)
    assert opened.params["prompt"] == "rain"
    assert "rain" not in str(story)
    with pytest.raises(NotFound):
        desk.stories.tell("job_0")


def test_any_id_leads_to_its_job(house: House, desk: Operations) -> None:
    job = house.start("caller")
    house.answer()
    (task,) = house.sql("SELECT id FROM tasks")[0]
    (file,) = house.sql("SELECT id FROM assets WHERE is_main")[0]

    for id_ in (job.id, f" {task} ", str(file)):
        found = desk.cases.find(id_)
        assert (found.kind, found.id) == ("job", job.id)
    assert desk.cases.find(house.person).kind == "person"
    for unknown in ("job_0", "task_0", "", "x", "person_0"):
        with pytest.raises(NotFound):
            desk.cases.find(unknown)


def test_a_providers_own_id_leads_to_the_job_too(house: House, desk: Operations) -> None:
    job = house.start("blind")
    house.answer()
    house.sql("UPDATE tasks SET remote_id = 'done:latest:0189-aa'")

    for id_ in ("0189-aa", "done:latest:0189-aa"):
        assert desk.cases.find(id_).id == job.id
    for part in ("aa", "9-aa", "%"):
        with pytest.raises(NotFound):
            desk.cases.find(part)


def test_filters_combine_and_pages_follow_each_other(house: House, desk: Operations) -> None:
    failed = _fail(house, 3)
    house.start("keyed")

    match = Match(provider="caller", state="failed", code="rejected", words="WORDS", newer_s=60)
    first = desk.cases.page(match, limit=2)
    second = desk.cases.page(match, cursor=first.next_cursor, limit=2)

    assert [case.id for case in (*first.items, *second.items)] == failed[::-1]
    assert second.next_cursor is None
    assert desk.cases.page(Match(older_s=3600)).items == ()


def test_a_provider_is_paused_with_a_reason_and_takes_as_much_as_is_said(
    house: House, desk: Operations
) -> None:
    desk.makers.pause("caller", "the bill", by=OP)
    job = house.start("caller")
    house.tick()
    assert house.job(job).status is JobStatus.PENDING

    desk.makers.set_slots("caller", 0, by=OP)
    desk.makers.resume("caller", by=OP)
    house.tick()
    assert house.job(job).status is JobStatus.PENDING
    desk.makers.set_slots("caller", 2, by=OP)
    house.answer()

    assert house.job(job).status is JobStatus.COMPLETED
    seen = {each.id: each for each in desk.makers.all()}["caller"]
    assert (seen.slots, seen.configured_slots, seen.paused) == (2, 4, False)
    changed = desk.audit.page(act="provider.slots").items[0]
    assert (changed.before, changed.after) == ({"slots": 0}, {"slots": 2})


def test_who_is_blocked_starts_nothing_and_gets_back_what_was_not_bought(
    house: House, desk: Operations
) -> None:
    secret = house.studio.accounts.guest()
    bob = secret.person.id
    job = house.start("caller", person=bob)

    desk.people.block(bob, "spam", by=OP)

    assert house.studio.accounts.person_for(secret.token) is None
    assert house.studio.jobs.get(bob, job.id).status is JobStatus.CANCELLED
    with pytest.raises(Blocked):
        house.start("caller", person=bob)
    desk.people.unblock(bob, by=OP)
    assert house.start("caller", person=bob)
    assert [act for act, _ in _acts(desk)] == ["person.unblock", "person.block"]


def test_nobody_changes_their_own_role(house: House, desk: Operations) -> None:
    for act in (
        lambda: desk.people.appoint(house.person, "person", by=house.person),
        lambda: desk.people.block(house.person, "tired", by=house.person),
    ):
        with pytest.raises(Conflict):
            act()


def test_a_chart_of_a_month_outlives_the_tasks_it_tells_of(house: House, desk: Operations) -> None:
    house.start("caller")
    house.answer()
    house.sql("""UPDATE tasks SET created_at = created_at - interval '5 h',
        started_at = started_at - interval '5 h', ended_at = ended_at - interval '5 h'""")
    desk.tally()
    desk.tally()
    house.start("caller")
    house.answer()
    before = sum(step.completed for step in desk.overview.chart("month").steps)
    house.sql("DELETE FROM jobs WHERE created_at < (SELECT max(created_at) FROM jobs)")

    month, hour = desk.overview.chart("month"), desk.overview.chart("hour")

    assert before == 2
    assert sum(step.completed for step in month.steps) == 2
    assert sum(step.completed for step in hour.steps) == 1
    assert (len(month.steps), len(hour.steps)) == (30, 60)


def test_the_overview_tells_what_waits_and_what_went_wrong(house: House, desk: Operations) -> None:
    _fail(house)
    house.start("keyed")

    seen = desk.overview.look()

    assert (seen.waiting, seen.running, seen.failed, seen.held) == (1, 0, 1, 3)
    assert [(r.provider, r.code, r.n) for r in seen.reasons] == [("caller", "rejected", 1)]
