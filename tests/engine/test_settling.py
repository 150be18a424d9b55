"""Whoever writes how messages went, and whoever changes where they go, never wait in a circle."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.delivering import Answer, Trouble
from app.services.deliveries import Deliveries, Went
from tests.engine.conftest import House
from tests.engine.crew import wait_until

EVENTS = ["job.completed"]
WAITING = "SELECT 1 FROM pg_locks WHERE NOT granted"
SWITCHED_OFF = "UPDATE deliveries SET state = 'failed', ended_at = now() WHERE id = %(id)s"
ONCE_MORE = """
    UPDATE deliveries SET state = 'pending', ended_at = NULL, lease_until = NULL, due_at = now()
    WHERE id IN (SELECT id FROM deliveries ORDER BY id FOR UPDATE)"""


@pytest.fixture
def deliveries(house: House) -> Deliveries:
    return Deliveries(house.studio.db, house.studio.ways)


def _tried(house: House, deliveries: Deliveries, *, failed: int) -> tuple[str, list[Went]]:
    """An address, and messages to it: all were sent, and so many in vain."""
    hook, _ = house.studio.webhooks.add(house.person, "https://1.1.1.1/hooks", events=EVENTS)
    for _ in range(3):
        house.start()
    house.bell.deliver = lambda: None  # nothing is sent
    house.answer()
    claimed = deliveries.claim(share=9, of_lane=9, most=9, busy=(), crowded=())
    assert len(claimed) == 3
    bad, good = Answer(Trouble.REFUSED, status=500), Answer(None, status=204)
    return hook.id, [(each, bad if n < failed else good) for n, each in enumerate(claimed)]


@pytest.mark.parametrize("failed", [1, 3])
def test_an_address_is_changed_while_it_is_written_how_its_messages_went(
    house: House, deliveries: Deliveries, failed: int
) -> None:
    hook, went = _tried(house, deliveries, failed=failed)

    with ThreadPoolExecutor(1) as pool:
        with house.studio.sql.begin() as owner:
            owner.exec_driver_sql(
                "SELECT 1 FROM webhooks WHERE id = %(id)s FOR UPDATE", {"id": hook}
            )
            settling = pool.submit(deliveries.settle, went)
            wait_until(lambda: house.sql(WAITING), what="the other one waits")
            # It waits with empty hands: what was locked before would be waited for in a circle.
            owner.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
            for each, _ in reversed(went):
                owner.exec_driver_sql(SWITCHED_OFF, {"id": each.row.id})
        settling.result(timeout=30)

    assert {state for (state,) in house.sql("SELECT state FROM deliveries")} == {"failed"}


def test_many_that_settle_and_switch_on_and_off_at_once_all_come_through(
    house: House, deliveries: Deliveries
) -> None:
    webhooks, person = house.studio.webhooks, house.person
    hook, _ = _tried(house, deliveries, failed=0)

    def switch(turn: int) -> None:
        webhooks.change(person, hook, enabled=turn % 2 == 0)

    def settle(turn: int) -> None:
        house.sql(ONCE_MORE)
        claimed = deliveries.claim(share=9, of_lane=9, most=9, busy=(), crowded=())
        answers = (Answer(None, status=204), Answer(Trouble.REFUSED, status=500))
        deliveries.settle([(each, answers[(n + turn) % 2]) for n, each in enumerate(claimed)])

    with ThreadPoolExecutor(6) as pool:
        done = [pool.submit(do, turn) for turn in range(30) for do in (switch, settle)]
        for each in done:
            each.result(timeout=60)
