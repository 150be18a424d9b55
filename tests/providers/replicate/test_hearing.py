"""Replicate tells us when it is done: signed, sometimes twice, sometimes in disorder."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import NotGenuine
from app.domain.providing import TaskSpec
from tests.api.conftest import Visitor, api, browser, house, template_url
from tests.engine.crew import wait_until
from tests.providers.polled import order
from tests.providers.replicate.conftest import a_replicate
from tests.providers.simulated.letters import Letter
from tests.providers.simulated.letters import letters as letters  # noqa: PLC0414 -- a fixture
from tests.simulators.replicate_hooks import signed
from tests.simulators.stage import Stage

__all__ = ["api", "browser", "house", "template_url"]

Spec = Callable[..., TaskSpec]
SECRET = "whsec_c2ltdWxhdGVkIHNlY3JldCBvZiB0aGUgaG9va3M="


@pytest.mark.parametrize(
    ("marker", "statuses"),
    [
        ("seconds=0", ["succeeded"]),
        ("fail", ["failed"]),
        ("webhook-twice", ["succeeded", "succeeded"]),
        ("webhook-out-of-order", ["succeeded", "processing"]),
    ],
)
def test_its_word_is_heard_as_it_is_signed(
    simulator: Stage,
    letters: tuple[str, list[Letter]],
    spec: Spec,
    marker: str,
    statuses: list[str],
) -> None:
    address, came = letters
    replicate = a_replicate(simulator.url, webhook_url=address, webhook_secret=SECRET)

    remote_id = order(replicate, spec(marker))

    wait_until(lambda: len(came) == len(statuses), what="the letters")
    assert [json.loads(body)["status"] for _, body in came] == statuses
    assert {replicate.heard(*letter) for letter in came} == {remote_id}


def _word(body: bytes = b'{"id": "abc", "status": "succeeded"}', **given: Any) -> Any:
    known: dict[str, Any] = {"at": time.time(), "secret": SECRET}
    return signed(body, **(known | given)), body


def test_the_adapter_hears_which_order_it_is(simulator: Stage) -> None:
    replicate = a_replicate(simulator.url, webhook_secret=SECRET)
    headers, body = _word()
    rotated = headers | {"webhook-signature": f"v1,bm90IHRoaXM= {headers['webhook-signature']}"}

    assert replicate.heard(headers, body) == "abc"
    assert replicate.heard(rotated, body) == "abc"


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": time.time() - 3600},
        {"at": time.time() + 3600},
        {"secret": "whsec_YW5vdGhlciBzZWNyZXQgb2YgYW5vdGhlciBob29r"},
        {"body": b"[]"},
        {"body": b"{}"},
        {"body": b"nonsense"},
    ],
)
def test_the_adapter_is_deaf_to_forgeries_recordings_and_nonsense(
    simulator: Stage, wrong: dict[str, Any]
) -> None:
    replicate = a_replicate(simulator.url, webhook_secret=SECRET)

    with pytest.raises(NotGenuine):
        replicate.heard(*_word(**wrong))


def test_a_word_that_was_changed_or_has_no_signature_is_not_genuine(simulator: Stage) -> None:
    replicate = a_replicate(simulator.url, webhook_secret=SECRET)
    headers, body = _word()

    for other in ({}, headers | {"webhook-id": "msg_other"}, headers | {"webhook-timestamp": "x"}):
        with pytest.raises(NotGenuine):
            replicate.heard(other, body)
    with pytest.raises(NotGenuine):
        replicate.heard(headers, body.replace(b"abc", b"abd"))
    with pytest.raises(NotGenuine):
        a_replicate(simulator.url).heard(headers, body)


def test_word_comes_in_by_the_front_door_when_it_is_genuine(
    browser: Callable[..., Visitor], simulator: Stage
) -> None:
    visitor = browser()
    providers = visitor.house.studio.providers
    assert isinstance(providers, dict)
    providers["replicate"] = a_replicate(simulator.url, webhook_secret=SECRET)
    headers, body = _word()

    answers = [
        visitor.client.post("/api/hooks/replicate", content=content, headers=headers)
        for content in (body, body + b" ")
    ]

    assert [answer.status_code for answer in answers] == [204, 401]
