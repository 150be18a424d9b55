"""What operators decide about lost orders, and that it stays decided."""

import pytest

from app.domain.errors import Conflict
from app.domain.finding import Mark
from app.providers.simulated.poller import SimulatedPoller
from app.services.operations.lost import Lost
from tests.engine.conftest import House
from tests.services.lost.conftest import OP, acts, of_order, start, strange, worked


def test_what_was_asked_for_is_opened_on_purpose_and_written_down(
    house: House, desk: Lost, vendor: SimulatedPoller
) -> None:
    (order,) = of_order(desk, strange(vendor))

    opened = desk.open(order.id, by=OP)

    assert opened.words.startswith("a stranger's tune")
    assert "stranger" not in str(order)
    assert acts(house) == [("lost.open", order.id)]
    assert "stranger" not in str(house.studio.operations.audit.page())


@pytest.mark.parametrize("mark", [Mark.NOT_OURS, Mark.LEFT])
def test_a_mark_survives_the_next_comparison(
    house: House, desk: Lost, vendor: SimulatedPoller, mark: Mark
) -> None:
    id_ = strange(vendor)
    (order,) = of_order(desk, id_)

    desk.mark(order.id, mark, by=OP)

    assert of_order(desk, id_) == []
    (kept,) = of_order(desk, id_, mark=mark)
    assert (kept.id, kept.marked_by) == (order.id, OP)
    with pytest.raises(Conflict):
        desk.adopt(order.id, by=OP, email="bob@example.com")
    assert desk.mark(order.id, None, by=OP).mark is None
    assert [each.id for each in of_order(desk, id_)] == [order.id]
    assert acts(house) == [("lost.mark", order.id)] * 2


def test_what_its_owner_has_let_go_is_not_found_again(house: House, desk: Lost) -> None:
    job = worked(house, start(house))
    id_ = str(house.sql("SELECT remote_id FROM tasks")[0][0])

    house.studio.jobs.erase(house.person, job.id)

    assert of_order(desk, id_) == []
    (kept,) = of_order(desk, id_, mark=Mark.REMOVED)
    assert (kept.job_id, kept.task_id) == (None, None)
    with pytest.raises(Conflict):
        desk.mark(kept.id, None, by=OP)
