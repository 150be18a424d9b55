"""Errors in every shape, and when to come back."""

import logging
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpx
import pytest
from pydantic import SecretStr, ValidationError

from app.domain.errors import ProviderMisconfigured, ProviderProblem, ProviderRejected
from app.providers.elevenlabs.settings import ElevenLabsSettings
from app.providers.elevenlabs.wire import ElevenLabsWire, Told, retry_after, told_in

WIRE = ElevenLabsWire(SecretStr("sk_4711"), chunk_s=1)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"detail": [{"loc": ["body", "music_length_ms"], "msg": "too short", "type": "x"}]},
            Told("invalid", "music_length_ms: too short"),
        ),
        ({"detail": {"status": "bad", "message": "No."}}, Told("bad", "No.")),
        ({"detail": "Not today"}, Told("said", "Not today")),
        ({"status": "bad", "message": "No."}, Told("bad", "No.")),
        (
            {"detail": {"status": "bad_prompt", "message": "No.", "prompt_suggestion": "a"}},
            Told("bad_prompt", "No.", "a"),
        ),
        (
            {
                "detail": {
                    "status": "bad_prompt",
                    "message": "No.",
                    "data": {"prompt_suggestion": "b"},
                }
            },
            Told("bad_prompt", "No.", "b"),
        ),
        (
            {"detail": {"status": "bad_prompt", "message": "No."}, "prompt_suggestion": "c"},
            Told("bad_prompt", "No.", "c"),
        ),
        ({"detail": {"status": None, "message": None, "data": 3}}, Told("", "")),
        ({"detail": [3, {"msg": "x"}]}, Told("invalid", "3; ?: x")),
        ([], Told("invalid", "")),
        (7, Told("", "7")),
    ],
)
def test_every_shape_of_an_error_is_read(said: Any, told: Told) -> None:
    assert told_in(said) == told


def test_it_comes_back_when_it_is_told_in_the_order_of_precision() -> None:
    later = datetime.now(UTC) + timedelta(seconds=50)
    date = format_datetime(later, usegmt=True)

    assert _wait({"retry-after-ms": "1500", "retry-after": "9"}) == timedelta(seconds=1.5)
    assert _wait({"retry-after": "9", "x-ratelimit-reset": "2"}) == timedelta(seconds=9)
    assert _wait({"x-ratelimit-reset": "2"}) == timedelta(seconds=2)
    assert _wait({"retry-after": date}) == pytest.approx(timedelta(seconds=50), abs=timedelta(0, 3))
    moment = _wait({"x-ratelimit-reset": str(time.time() + 40)})
    assert moment == pytest.approx(timedelta(seconds=40), abs=timedelta(0, 3))


@pytest.mark.parametrize("nonsense", ["soon", "-1", "nan", "inf", "1e300", ""])
def test_nonsense_is_no_moment(nonsense: str) -> None:
    names = ("retry-after-ms", "retry-after", "x-ratelimit-reset")

    assert [_wait({name: nonsense}) for name in names] == [None] * 3


@pytest.mark.parametrize(
    ("by_choice", "problem"), [(True, ProviderRejected), (False, ProviderMisconfigured)]
)
def test_a_format_beyond_the_plan_closes_nothing_when_the_person_chose_it(
    *, by_choice: bool, problem: type[ProviderProblem]
) -> None:
    said = {"detail": {"status": "only_for_creator+", "message": "Needs Creator."}}

    with pytest.raises(problem, match="Needs Creator"):
        WIRE.must_sell(httpx.Response(403, json=said), by_choice=by_choice)


def test_what_is_repeated_to_us_is_not_repeated_by_us(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    said = {"detail": {"status": "sk_4711", "message": "Key sk_4711 is\n sk_4711"}}

    with pytest.raises(ProviderProblem) as raised:
        WIRE.must_sell(httpx.Response(401, json=said), by_choice=False)

    assert "4711" not in str(raised.value) + caplog.text


def test_a_key_that_cannot_be_a_header_is_refused_without_being_shown() -> None:
    with pytest.raises(ValidationError) as raised:
        ElevenLabsSettings(api_key=SecretStr("sk_4711\x00\n한"))

    assert "4711" not in str(raised.value)


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_an_empty_key_is_none(nothing: str) -> None:
    assert ElevenLabsSettings(api_key=SecretStr(nothing)).api_key is None


def _wait(headers: dict[str, str]) -> timedelta | None:
    return retry_after(httpx.Response(429, headers=headers))
