"""What a provider takes, said in sentences."""

from typing import Any

import pytest

from app.domain.bounds import Bound, check
from app.domain.errors import Invalid


@pytest.mark.parametrize(
    ("bound", "value", "words"),
    [
        (Bound(least=10), 9, "Acme takes 10 at the least."),
        (Bound(most=300), 301, "Acme takes 300 at the most."),
        (Bound(most=3), "four", "Acme takes 3 characters at the most."),
        (Bound(choices=("a", "b")), "c", "Acme offers here only: a, b."),
        (Bound(choices=(True,), why="does not sing."), False, "Acme does not sing."),
    ],
)
def test_what_lies_outside_is_refused_with_the_field(bound: Bound, value: Any, words: str) -> None:
    with pytest.raises(Invalid) as raised:
        check("Acme", {"thing": bound}, {"thing": value})

    assert (raised.value.message, raised.value.field) == (words, "thing")


@pytest.mark.parametrize(
    ("bound", "value"),
    [
        (Bound(least=3, most=5), 3),
        (Bound(least=3, most=5), 5),
        (Bound(choices=("a",)), "a"),
        (Bound(choices=("a",)), None),
        (Bound(most=1, heard=False), 99),
        (Bound(), "anything"),
    ],
)
def test_everything_else_is_taken(bound: Bound, value: Any) -> None:
    check("Acme", {"thing": bound}, {"thing": value})
