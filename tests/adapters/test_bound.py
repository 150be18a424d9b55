"""What a worker logs names what the message was about."""

import io
import json
import logging
from collections.abc import Iterator

import dramatiq
import pytest
from dramatiq.brokers.stub import StubBroker

from app import log
from app.adapters.broker import Bound


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    log.setup(form="json", stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_line_names_the_task_of_its_message_and_the_next_one_does_not(out: io.StringIO) -> None:
    broker = StubBroker(middleware=[Bound()])
    worker = dramatiq.Worker(broker, worker_threads=1, worker_timeout=10)

    @dramatiq.actor(broker=broker)
    def convert(*args: str) -> None:
        logging.getLogger("app.tests").info("step.done", extra={"given": len(args)})

    worker.start()
    for args in (("task_1",), ("asset_1", "wav"), ("sketch",)):
        convert.send(*args)
        broker.join("default")
    worker.stop()

    lines = [json.loads(each) for each in out.getvalue().splitlines()]
    told = [each for each in lines if each["event"] == "step.done"]
    assert [(each.get("task_id"), each.get("asset_id")) for each in told] == [
        ("task_1", None),
        (None, "asset_1"),
        (None, None),
    ]
    assert {each["actor"] for each in told} == {"convert"}
