"""Page markers."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cursors import decode, encode
from app.domain.errors import Invalid


def test_a_cursor_says_what_it_was_given() -> None:
    at = datetime(2026, 1, 2, 3, 4, 5, 678_901, tzinfo=UTC)

    assert decode(encode(at, "job_1")) == (at, "job_1")


@given(st.text(max_size=60))
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(Invalid):
        decode(text)
