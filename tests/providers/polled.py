"""What is done with every vendor that takes an order and is asked how far it is."""

import asyncio
import logging
from collections.abc import Callable

import pytest

from app.domain.errors import ProviderBusy, ProviderFailed, ProviderProblem
from app.domain.providing import Check, Continues, Poller, RemoteFile, RemoteState, TaskSpec
from tests.engine.crew import wait_until

FAILED_LOOKS = (
    ("429-check", ProviderBusy),
    ("503-check", ProviderBusy),
    ("500-check", ProviderFailed),
    ("404-check", ProviderFailed),
    ("html-check", ProviderFailed),
    ("hang-check", ProviderFailed),
    ("reset-check", ProviderFailed),
)
"""Markers of simulators, and what a look at such an order raises."""


def order(vendor: Poller, spec: TaskSpec) -> str:
    return vendor.submit(spec, key=spec.task_id)


def check(vendor: Poller, remote_id: str) -> Check:
    return asyncio.run(vendor.check(remote_id))


def made(vendor: Poller, spec: TaskSpec) -> Check:
    """The order once it is done, with whatever steps it takes."""
    ids, found = [order(vendor, spec)], []

    def is_done() -> bool:
        found.append(check(vendor, ids[-1]))
        if found[-1].then:
            assert isinstance(vendor, Continues)
            ids.append(vendor.go_on(found[-1].then))
        return found[-1].state is RemoteState.DONE

    wait_until(is_done, what="the end")
    return found[-1]


def fetched(vendor: Poller, file: RemoteFile) -> bytes:
    with vendor.fetch(file) as pieces:
        return b"".join(pieces)


def says_nothing_of_the_order(
    vendor: Poller, spec: TaskSpec, problem: type[ProviderProblem]
) -> None:
    """A look that fails once raises this; the next one finds the order where it is."""
    remote_id = order(vendor, spec)

    with pytest.raises(problem):
        check(vendor, remote_id)

    assert check(vendor, remote_id).state is RemoteState.DONE


def shows_no_key(
    vendor: Poller, spec: Callable[..., TaskSpec], key: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever goes wrong, the key is in no error, not in what caused it, and in no log."""
    caplog.set_level(logging.DEBUG)

    for marker in (f"reject={key}", "429", "hang", "500-after", "404"):
        with pytest.raises(ProviderProblem) as caught:
            order(vendor, spec(marker))
        assert key not in str(caught.value)
        assert caught.value.__cause__ is None

    assert key not in caplog.text
