"""Double entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ledger import Kind, sides
from app.domain.pricing import Price, price


@given(st.sampled_from(Kind), st.integers(0, 10**9))
def test_the_sides_of_a_transfer_sum_to_zero(kind: Kind, amount: int) -> None:
    assert sum(side.amount for side in sides(kind, person_id="p", amount=amount)) == 0


def test_a_negative_amount_cannot_mint_credits() -> None:
    with pytest.raises(ValueError, match="non-negative"):
        sides(Kind.RELEASE, person_id="p", amount=-1)


def test_an_operator_s_price_overrules_the_table() -> None:
    dear = {"sketch_song/sketch": Price(base=9)}

    assert price("sketch_song", "sketch", size=60, instead=dear) == 9
    assert price("sketch_song", "sketch", size=60) == 1


@pytest.mark.parametrize("wrong", [{"base": -1}, {"per_step": -1}, {"step": 0}])
def test_no_price_is_negative(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="not negative"):
        Price(**wrong)


@pytest.mark.parametrize(("seconds", "credits_"), [(3, 1), (60, 1), (61, 2), (600, 10)])
def test_every_begun_step_costs(seconds: float, credits_: int) -> None:
    assert Price(per_step=1, step=60.0).of(seconds) == credits_
