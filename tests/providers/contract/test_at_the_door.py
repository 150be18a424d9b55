"""What the chosen provider does not take is refused before anything starts."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Visitor, api, browser, house, template_url
from tests.providers.contract.case import Case
from tests.providers.contract.cases import CASES
from tests.providers.contract.conftest import Bench

__all__ = ["api", "browser", "house", "template_url"]

ELEVENLABS = next(case for case in CASES if case.name == "elevenlabs")


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"output_format": "pcm_48000"}, "output_format"),
        ({"output_format": "wav"}, "output_format"),
        ({"length_ms": 2_999}, "length_ms"),
        ({"length_ms": 600_001}, "length_ms"),
        ({"length_ms": 30_000, "length_s": 60}, "length_s"),
        ({"lyrics": "la" * 1_501}, "lyrics"),
    ],
)
def test_an_order_that_it_would_not_take_starts_nothing(
    benches: Callable[[Case], Bench],
    browser: Callable[..., Visitor],
    params: dict[str, Any],
    field: str,
) -> None:
    bench, visitor = benches(ELEVENLABS), browser()
    visitor.client.post("/api/auth/guest", json={})
    visitor.house.studio.providers["elevenlabs"] = bench.provider  # pyright: ignore[reportIndexIssue] -- a dict
    asked = {"medium": "song", "params": {"prompt": "rain"} | params, "provider": "elevenlabs"}

    answer = visitor.client.post("/api/jobs", json=asked)

    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == field
    assert visitor.house.sql("SELECT 1 FROM jobs") == []
