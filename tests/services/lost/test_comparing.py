"""What providers say they made, compared with what is here: real lists over HTTP."""

from pathlib import Path

import pytest

from app.domain.errors import Conflict
from app.domain.finding import Fate, KnownBy
from app.domain.providing import Check, RemoteState
from app.domain.states import JobStatus
from app.providers.simulated.poller import SimulatedPoller
from app.providers.simulated.settings import BlindSettings
from app.services.operations.comparing import Comparing
from app.services.operations.lost import Lost
from tests.engine.conftest import House
from tests.services.lost.conftest import (
    AT_ONCE,
    OP,
    found,
    of_order,
    offered,
    spent,
    strange,
    told_of,
)
from tests.simulators.running import Simulator


def test_an_order_in_flight_is_not_lost(house: House, vendor: SimulatedPoller) -> None:
    desk = Lost(house.studio.engine)

    assert of_order(desk, strange(vendor)) == []


def test_a_list_is_read_in_pages_and_no_further_than_a_bound(house: House, tmp_path: Path) -> None:
    there = Simulator("async", tmp_path / "book.db", ())
    there.options["page"] = 2
    there.start()
    try:
        vendor = offered(house, there)
        ids = [strange(vendor) for _ in range(5)]
        desk = Lost(house.studio.engine, settling=AT_ONCE)
        seen = [each.order_id for each in found(desk)]
        whole = told_of(desk)
        Comparing(house.studio.engine, settling=AT_ONCE, pages=2).compare(by=OP)
        cut = told_of(desk)
        there.kill()
        kept = [each.order_id for each in found(desk)]
        away = told_of(desk)
    finally:
        there.kill()

    assert seen == ids[::-1]
    assert (whole.listed, whole.cut, whole.problem) == (5, False, None)
    assert (cut.listed, cut.cut) == (4, True)
    assert kept == seen
    assert "no answer" in str(away.problem)


def test_a_wrong_key_is_told_and_not_shown(house: House, there: Simulator) -> None:
    settings = BlindSettings(url=there.url, key="sk-very-secret")  # pyright: ignore[reportArgumentType] -- texts
    vendor = SimulatedPoller("simulated_blind", "Simulated", settings)
    house.studio.providers["simulated_blind"] = vendor  # pyright: ignore[reportIndexIssue] -- a dict here
    desk = Lost(house.studio.engine, settling=AT_ONCE)

    desk.compare(by=OP)

    assert told_of(desk).problem
    assert "very-secret" not in str(told_of(desk).problem)


def test_who_has_no_list_is_asked_about_what_ended_otherwise(house: House) -> None:
    desk = Lost(house.studio.engine, settling=AT_ONCE)
    job = house.start("blind")
    house.answer(limit=2)
    house.blind.checks.append(Check(RemoteState.WORKING))
    house.sql("UPDATE tasks SET deadline_at = now() - interval '1 s', due_at = now()")
    house.bell.rung.append(("poll", "blind"))
    house.answer()
    assert house.job(job).status is JobStatus.FAILED

    (order,) = found(desk, job)
    desk.adopt(order.id, by=OP)
    house.answer()

    look = told_of(desk, "blind")
    assert (look.lists, look.listed, order.known_by) == (False, 1, KnownBy.ORDER)
    assert house.job(job).status is JobStatus.COMPLETED
    assert spent(house) == 0


def test_what_is_still_being_made_waits_and_what_is_gone_is_said(house: House) -> None:
    desk = Lost(house.studio.engine, settling=AT_ONCE)
    job = house.start("blind")
    house.answer(limit=2)
    house.blind.checks.extend([Check(RemoteState.WORKING)] * 3)
    house.sql("UPDATE tasks SET deadline_at = now() - interval '1 s', due_at = now()")
    house.bell.rung.append(("poll", "blind"))
    house.answer()

    (order,) = found(desk, job)
    with pytest.raises(Conflict, match="still at work"):
        desk.adopt(order.id, by=OP)
    house.blind.checks.append(Check(RemoteState.FAILED))
    with pytest.raises(Conflict, match="nothing to fetch"):
        desk.adopt(order.id, by=OP)

    assert order.state is Fate.WORKING
