"""Busy, broken, broke, silent: what a provider's troubles mean for its tasks and for the others."""

from datetime import timedelta

import pytest

from app.domain.errors import (
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderProblem,
)
from app.domain.medium import Medium
from app.domain.providing import Check, RemoteState
from app.domain.retry import BREAKER_THRESHOLD, MAX_POLL_ERRORS, Patience
from app.domain.states import JobStatus
from app.domain.views import JobView
from tests.engine.conftest import House

LATER = timedelta(seconds=90)
GROWING = (2, 4, 8, 16, 32, 60, 60, 60, 60)
"""Seconds after each poll error in a row, more or less."""


def failure(house: House, job: JobView) -> str | None:
    failed = house.job(job).failure
    return failed.code if failed else None


def sky(house: House, provider: str) -> str:
    quote = house.studio.jobs.quote(Medium.SONG, {"prompt": "rain"}, provider=provider)
    return quote.weather.sky


def due_now(house: House) -> None:
    """The waits are over."""
    house.lapse()
    house.sql("UPDATE providers SET blocked_until = NULL, open_until = now() - interval '1 s'")
    house.tick()


def test_busy_is_tried_again_and_said(house: House) -> None:
    house.blind.on_call.append(ProviderBusy("later"))
    job = house.start("blind")
    house.answer()

    waiting = house.job(job)
    assert (waiting.status, waiting.retry) == (JobStatus.PENDING, 1)
    assert waiting.retry_at is not None

    due_now(house)
    due_now(house)
    assert house.job(job).status is JobStatus.COMPLETED


def test_busy_three_times_fails_and_returns_the_credits(house: House) -> None:
    house.blind.on_call.extend([ProviderBusy("later")] * (Patience().more + 1))
    job = house.start("blind")
    house.answer()
    for _ in range(Patience().more + 1):
        due_now(house)

    assert failure(house, job) == "provider_busy"
    assert house.blind.bought == []
    assert house.studio.accounts.person(house.person).available == 10_000


def test_retry_after_holds_back_everybody_s_tasks_there(house: House) -> None:
    house.blind.on_call.append(ProviderBusy("later", retry_after=LATER))
    house.start("blind")
    house.answer()
    other = house.start("blind", person=house.newcomer())

    house.tick()

    assert house.blind.bought == []
    assert sky(house, "blind") == "busy"
    assert sky(house, "keyed") == "fine"
    assert other.status is JobStatus.PENDING


def test_the_breaker_opens_lets_one_probe_through_and_closes(house: House) -> None:
    house.blind.on_call.extend([OutcomeUnknown("reset")] * BREAKER_THRESHOLD)
    for _ in range(BREAKER_THRESHOLD):
        house.start("blind")
        house.answer()
    assert sky(house, "blind") == "down"
    waiting = [house.start("blind") for _ in range(3)]
    house.tick()
    assert house.blind.bought == []

    house.sql("UPDATE providers SET open_until = now() - interval '1 s' WHERE id = 'blind'")
    house.studio.admission.admit("blind")
    assert house.sql("SELECT count(*) FROM tasks WHERE admitted_until > now()") == [(1,)]

    for _ in range(4):
        due_now(house)
    assert sky(house, "blind") == "fine"
    assert [house.job(job).status for job in waiting] == [JobStatus.COMPLETED] * 3


def test_a_refusal_in_words_says_the_provider_works(house: House) -> None:
    house.blind.on_call.extend([OutcomeUnknown("reset")] * (BREAKER_THRESHOLD - 1))
    for _ in range(BREAKER_THRESHOLD):
        house.start("blind")
        house.answer()

    assert sky(house, "blind") == "fine"


@pytest.mark.parametrize(
    ("problem", "code", "why"),
    [
        (ProviderOutOfMoney("balance 0"), "provider_out_of_money", "out of money: balance 0"),
        (ProviderMisconfigured("bad key"), "provider_misconfigured", "refuses us: bad key"),
    ],
)
def test_a_provider_that_is_closed_to_us_is_paused_until_an_operator_resumes_it(
    house: House, problem: ProviderProblem, code: str, why: str
) -> None:
    house.blind.on_call.append(problem)
    first = house.start("blind")
    house.answer()
    second = house.start("blind")
    house.tick()

    assert failure(house, first) == code
    assert sky(house, "blind") == "paused"
    assert house.studio.operations.makers.paused() == {"blind": why}
    assert house.job(second).status is JobStatus.PENDING

    house.studio.operations.makers.resume("blind", by="shell")
    house.answer()
    due_now(house)
    assert house.job(second).status is JobStatus.COMPLETED


def test_ten_questions_without_an_answer_fail_the_task(house: House) -> None:
    house.blind.checks.extend([ProviderFailed("no answer")] * MAX_POLL_ERRORS)
    job = house.start("blind")
    house.answer()
    for _ in range(MAX_POLL_ERRORS - 1):
        due_now(house)
    assert house.job(job).status is JobStatus.GENERATING

    due_now(house)

    assert failure(house, job) == "provider_unreachable"
    assert house.studio.accounts.person(house.person).available == 10_000


def test_after_each_question_without_an_answer_the_next_comes_later(house: House) -> None:
    house.blind.checks.extend([ProviderFailed("no answer")] * (MAX_POLL_ERRORS - 1))
    house.start("blind")
    house.answer()
    waits = []
    for _ in range(MAX_POLL_ERRORS - 1):
        due_now(house)
        waits.append(_next_question(house))

    assert all(
        0.7 * plain <= wait <= 1.2 * plain for wait, plain in zip(waits, GROWING, strict=True)
    )


def test_who_asks_too_often_comes_back_when_told_to(house: House) -> None:
    house.blind.checks.extend([ProviderBusy("slow down", retry_after=LATER)])
    job = house.start("blind")
    house.answer()

    due_now(house)

    assert _next_question(house) == pytest.approx(LATER.total_seconds(), abs=5)
    due_now(house)
    due_now(house)
    assert house.job(job).status is JobStatus.COMPLETED


def test_a_question_that_waits_long_waits_no_longer_than_the_task_may_take(house: House) -> None:
    house.blind.checks.extend([ProviderFailed("no answer")] * (MAX_POLL_ERRORS - 1))
    house.start("blind")
    house.answer()
    house.sql("UPDATE tasks SET poll_errors = 7, deadline_at = now() + interval '20 s'")

    due_now(house)

    assert _next_question(house) <= 20


def _next_question(house: House) -> float:
    """How many seconds after the last one the only task is asked about."""
    [(seconds,)] = house.sql("""
        SELECT extract(epoch FROM due_at -
            (SELECT max(at) FROM events WHERE kind = 'poll_failed')) FROM tasks""")
    return float(str(seconds))


def test_one_answer_between_starts_the_count_again(house: House) -> None:
    silence = [ProviderFailed("no answer")] * (MAX_POLL_ERRORS - 1)
    house.blind.checks.extend([*silence, Check(RemoteState.WORKING), *silence])
    job = house.start("blind")
    house.answer()
    for _ in range(2 * MAX_POLL_ERRORS):
        due_now(house)

    assert house.job(job).status is JobStatus.COMPLETED


@pytest.mark.parametrize("provider", ["sketch", "blind"])
def test_past_its_deadline_a_task_is_given_up(house: House, provider: str) -> None:
    if provider == "sketch":
        house.sketch.deadline = timedelta(seconds=-1)
    house.blind.checks.extend([Check(RemoteState.WORKING)] * 9)
    job = house.start(provider)
    house.answer()
    house.sql("UPDATE tasks SET deadline_at = now() - interval '1 s' WHERE deadline_at IS NOT NULL")

    due_now(house)

    assert failure(house, job) == "late"


def test_a_file_that_is_something_else_is_not_kept(house: House) -> None:
    house.caller.body = b"<!doctype html>" + b" " * 1000
    job = house.start("caller")

    house.answer()

    assert failure(house, job) == "bad_output"
    assert [path for path in house.studio.settings.files.rglob("*") if path.is_file()] == []


def test_files_that_do_not_come_home_are_asked_for_three_times(house: House) -> None:
    house.blind.body = b"<!doctype html>" + b" " * 1000
    job = house.start("blind")
    house.answer()
    for _ in range(4):
        due_now(house)

    assert failure(house, job) == "bad_output"
    assert house.events("not_saved") == 2


def test_progress_never_goes_back(house: House) -> None:
    for share in (0.2, 0.6, 0.4):
        house.blind.checks.append(Check(RemoteState.WORKING, progress=share))
    job = house.start("blind")
    house.answer()
    seen = []
    for _ in range(3):
        due_now(house)
        seen.append(house.job(job).progress)

    assert seen == [0.2, 0.6, 0.6]


def test_a_provider_that_was_taken_away_ends_what_waits_for_it(house: House) -> None:
    job = house.start("blind")
    providers = dict(house.studio.engine.providers)
    del providers["blind"]
    object.__setattr__(house.studio.engine, "providers", providers)

    house.studio.sweeper.sweep()

    assert failure(house, job) == "provider_gone"


def test_a_job_let_go_while_a_bought_task_runs_goes_when_that_ends(house: House) -> None:
    job = house.start("blind")
    house.actor("admit")("blind")
    house.actor("submit")(house.bell.rung[-1][1])
    house.studio.jobs.delete(house.person, job.id)
    house.studio.trash.remove(house.person, job.id)
    assert house.sql("SELECT count(*) FROM jobs") == [(1,)]

    due_now(house)
    house.studio.sweeper.sweep()

    assert house.sql("SELECT count(*) FROM jobs") == [(0,)]
    assert [path for path in house.studio.settings.files.rglob("*") if path.is_file()] == []
