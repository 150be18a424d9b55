"""When to try again."""

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.retry import (
    MAX_POLL_ERRORS,
    Patience,
    breaker_pause,
    poll_again,
    poll_interval,
)

RNG = random.Random(1)
S = timedelta(seconds=1)
PATIENCE = Patience()


def test_the_provider_s_own_word_goes_before_ours() -> None:
    assert PATIENCE.wait(1, retry_after=7 * S, rng=RNG) == 7 * S
    assert PATIENCE.wait(1, retry_after=timedelta(days=2), rng=RNG) == PATIENCE.longest


@pytest.mark.parametrize(("attempt", "middle"), [(1, 30), (2, 60)])
def test_waits_double_with_a_fifth_of_chance(attempt: int, middle: float) -> None:
    waits = [PATIENCE.wait(attempt, retry_after=None, rng=RNG) for _ in range(200)]

    assert min(waits) >= 0.8 * middle * S
    assert max(waits) <= 1.2 * middle * S
    assert len(set(waits)) > 100


def test_a_patience_of_two_ends_with_the_third_try() -> None:
    assert [PATIENCE.ends(attempt) for attempt in (1, 2, 3)] == [False, False, True]
    assert Patience(more=0).ends(1)


@given(st.one_of(st.none(), st.timedeltas(timedelta(0), timedelta(hours=2))))
def test_polls_come_between_one_and_fifteen_seconds(left: timedelta | None) -> None:
    wait = poll_interval(left, rng=RNG)

    assert 0.8 * S <= wait <= 18 * S


def test_the_breaker_pauses_longer_each_time_up_to_five_minutes() -> None:
    assert [breaker_pause(n) / S for n in (1, 2, 3, 4, 5, 9)] == [30, 60, 120, 240, 300, 300]


def test_ten_poll_errors_in_a_row_take_longer_than_a_short_outage() -> None:
    """And less than half of a song's time, which is a quarter of an hour."""
    for seed in range(50):
        rng = random.Random(seed)
        waits = [poll_again(errors, rng=rng) for errors in range(1, MAX_POLL_ERRORS)]

        assert timedelta(minutes=4) < sum(waits, timedelta()) < timedelta(minutes=7)
        assert waits[0] < 3 * S
        assert max(waits) <= 72 * S
