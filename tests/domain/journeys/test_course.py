"""Versions of a journey, and what may follow what."""

import pytest

from app.domain.errors import Conflict
from app.domain.journeys import course
from app.domain.journeys.course import JourneyStatus, LogKind


def test_versions_are_numbered_and_the_end_has_a_name() -> None:
    assert [course.version(kind, n) for kind, n in (("start", 0), ("log", 7))] == ["v0", "v7"]
    assert course.version(LogKind.FINAL, 8) == "vFinal"


def test_a_log_wakes_a_book_that_was_set_aside() -> None:
    assert course.after_log(JourneyStatus.SET_ASIDE) is JourneyStatus.READING


def test_a_finished_journey_takes_no_log_and_is_not_set_aside() -> None:
    for rule in (course.after_log, course.may_set_aside):
        with pytest.raises(Conflict):
            rule(JourneyStatus.FINISHED)


def test_the_start_stays() -> None:
    with pytest.raises(Conflict):
        course.may_remove(LogKind.START)


def test_without_its_end_a_journey_goes_on() -> None:
    assert course.after_removing(LogKind.FINAL, JourneyStatus.FINISHED) is JourneyStatus.READING
    assert course.after_removing(LogKind.LOG, JourneyStatus.SET_ASIDE) is JourneyStatus.SET_ASIDE
