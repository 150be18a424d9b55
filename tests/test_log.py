"""Log lines: bound to their job, free of secrets."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest

from app import log


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    log.setup(form="json", stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_lines_are_bound_to_job_and_task(out: io.StringIO) -> None:
    with log.bind(job_id="job_1", task_id="task_1"):
        log.get("tests").info("task.submitted", provider="sketch")
        logging.getLogger("a.library").warning("slow")

    first, second = lines(out)
    assert first["event"] == "task.submitted"
    assert first["job_id"] == second["job_id"] == "job_1"
    assert second["task_id"] == "task_1"
    assert second["level"] == "warning"


def test_details_of_the_standard_logger_are_kept(out: io.StringIO) -> None:
    logging.getLogger("app.services.clock").warning(
        "clock.away", extra={"problem": "OperationalError"}
    )

    assert lines(out)[0]["problem"] == "OperationalError"


def test_secrets_are_hidden(out: io.StringIO) -> None:
    log.get("tests").info(
        "started",
        api_key="k-123",
        headers={"Authorization": "Bearer t-123"},
        url="postgresql://me:p-123@host/db",
        note="sent Bearer t-456",
    )

    written = out.getvalue()
    assert "123" not in written
    assert "456" not in written
    assert "host/db" in written


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_fault_is_told_without_the_values_around_it(form: Literal["console", "json"]) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    log.setup(form=form, stream=stream)

    held = "k-" + "789"
    try:
        json.loads("nobody knows")
    except ValueError:
        log.get("tests").exception("api.fault")

    root.handlers[:] = handlers
    root.setLevel(level)
    assert "Expecting value" in stream.getvalue()
    assert held not in stream.getvalue()


@pytest.mark.parametrize("key", ["person", "person_id", "owner_id"])
def test_people_have_a_mark_and_no_name(out: io.StringIO, key: str) -> None:
    log.get("tests").info("job.started", **{key: "person_01m8cyf56nghd4s7qjfcrfydrb"})
    logging.getLogger("a.library").info(
        "asked by %s", "person_01m8cyf56nghd4s7qjfcrfydrb", extra={key: "person_x"}
    )

    first, second = lines(out)
    assert first[key] == log.mark("person_01m8cyf56nghd4s7qjfcrfydrb")
    assert len(str(first[key])) == 12
    assert second["event"] == f"asked by {first[key]}"
    assert second[key] == log.mark("person_x")
    assert "person_01m8" not in out.getvalue()


def test_a_person_in_the_words_of_a_fault_has_a_mark(out: io.StringIO) -> None:
    nobody: dict[str, str] = {}
    try:
        nobody["person_01m8cyf56nghd4s7qjfcrfydrb"]
    except KeyError:
        log.get("tests").exception("api.fault")

    assert "person_01m8" not in out.getvalue()
    assert log.mark("person_01m8cyf56nghd4s7qjfcrfydrb") in out.getvalue()
