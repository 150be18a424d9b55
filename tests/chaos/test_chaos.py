"""A minute in which everything breaks, and what is left of it."""

import pytest

from tests.chaos.harness import run

pytestmark = pytest.mark.chaos


@pytest.mark.timeout(400)
def test_a_minute_of_chaos_loses_nothing_and_pays_once() -> None:
    verdict = run(1, seed=7)

    assert verdict.must_be_zero == dict.fromkeys(verdict.must_be_zero, 0)
    assert verdict.jobs > 50
