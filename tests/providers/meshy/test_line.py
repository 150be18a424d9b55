"""A model's place in Meshy's own line: kept, told, and gone once it is at work."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.medium import Medium
from app.domain.providing import TaskSpec
from app.domain.views import JobView, Order
from app.providers.meshy.provider import Meshy
from app.ui.state.cards import UNKNOWN, card
from tests.engine.conftest import House
from tests.engine.conftest import house as house  # noqa: PLC0414 -- a fixture
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.providers.meshy.conftest import KEY, a_meshy
from tests.providers.undrawn import undrawn
from tests.simulators.stage import Stage

OTHERS = 3
LASTS_S = 100
BEGINS_AFTER_S = 10


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Stage]:
    """Meshy with a time of its own: an order waits there for ten seconds and takes a hundred."""
    options = {"seconds": LASTS_S, "key": KEY, "prefix": "/gateway", "queued": 1000}
    book = tmp_path / "meshy.db"
    stage = Stage("tests.simulators.meshy:create", book, options, virtual=True).start()
    yield stage
    stage.kill()


@pytest.fixture
def theirs(line: Stage) -> Meshy:
    return a_meshy(line.url)


@pytest.fixture
def studio(house: House, theirs: Meshy) -> House:
    """A studio where Meshy is offered."""
    providers = house.studio.providers
    assert isinstance(providers, dict)
    providers["meshy"] = theirs
    return undrawn(house)


def behind_others(
    studio: House, theirs: Meshy, line: Stage, spec: Callable[..., TaskSpec]
) -> JobView:
    """A model that was ordered a second after those of others."""
    for _ in range(OTHERS):
        task = spec()
        theirs.submit(task, key=task.task_id)
    line.advance(1)
    asked = {"source": "text", "prompt": "an owl in line", "texture": False}
    order = Order(Medium.MODEL3D, asked, provider="meshy")
    job = studio.studio.jobs.start(studio.person, order)
    studio.answer()
    return looked_at(studio, job)


def looked_at(studio: House, job: JobView) -> JobView:
    """The job after one more question."""
    studio.lapse()
    studio.studio.polling.poll_due("meshy")
    return studio.job(job)


def test_the_place_in_line_is_kept_until_it_is_at_work(
    studio: House, theirs: Meshy, line: Stage, spec: Callable[..., TaskSpec]
) -> None:
    waiting = behind_others(studio, theirs, line, spec)

    assert waiting.orders_before == OTHERS
    assert card(waiting).there == OTHERS

    line.advance(BEGINS_AFTER_S)
    at_work = looked_at(studio, waiting)

    assert at_work.orders_before is None
    assert card(at_work).there == UNKNOWN


def test_somebody_who_follows_hears_that_the_line_got_shorter(
    studio: House, theirs: Meshy, line: Stage, spec: Callable[..., TaskSpec]
) -> None:
    announcer = studio.studio.announcer
    waiting = behind_others(studio, theirs, line, spec)
    before = announcer.version(studio.person)

    looked_at(studio, waiting)
    unchanged = announcer.version(studio.person)
    line.advance(BEGINS_AFTER_S)
    looked_at(studio, waiting)

    assert unchanged == before
    assert announcer.version(studio.person) != before


def test_an_order_that_ended_in_line_has_no_place_there(
    studio: House, theirs: Meshy, line: Stage, spec: Callable[..., TaskSpec]
) -> None:
    waiting = behind_others(studio, theirs, line, spec)

    line.advance(2 * LASTS_S)
    looked_at(studio, waiting)
    studio.answer()

    assert studio.job(waiting).orders_before is None
    assert studio.sql("SELECT orders_before FROM tasks") == [(None,)]
