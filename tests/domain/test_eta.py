"""Honest time: what is promised, and how often it is kept."""

import random
from datetime import timedelta

import pytest

from app.domain.eta import ENOUGH, NEVER_PAST, Range, is_late, share_of, usual, wait


def test_few_finished_tasks_say_nothing() -> None:
    assert usual([1.0] * (ENOUGH - 1)) is None
    assert usual([1.0] * ENOUGH) is not None


@pytest.mark.parametrize("known", [ENOUGH, 20, 50, 200])
@pytest.mark.parametrize("shape", ["lognormal", "two humps"])
def test_eight_of_ten_land_in_the_range(known: int, shape: str) -> None:
    rng = random.Random(42)

    def one() -> float:
        if shape == "two humps" and rng.random() < 0.4:
            return rng.gauss(120, 10)
        return rng.lognormvariate(3.5, 0.5)

    landed, rounds = 0, 3000
    for _ in range(rounds):
        promised = usual([one() for _ in range(known)])
        assert promised is not None
        landed += promised.low_s <= one() <= promised.high_s

    assert 0.75 <= landed / rounds <= 0.85


def test_a_guess_never_says_it_is_done() -> None:
    expected = Range(10, 20)

    assert share_of(5, expected) == 0.25
    assert share_of(1000, expected) == NEVER_PAST


def test_late_is_past_the_range() -> None:
    assert not is_late(20, Range(10, 20))
    assert is_late(30, Range(10, 20))
    assert not is_late(1e9, None)


def test_a_line_waits_for_its_share_of_the_slots() -> None:
    assert wait(10, slots=2, expected=Range(10, 30)) == timedelta(seconds=100)
