"""Addresses that strangers make us call."""

import pytest

from app.domain.addresses import read_url


@pytest.mark.parametrize(
    ("typed", "asked_for"),
    [
        (
            "https://한글.kr/곡?이름=비",
            "https://xn--bj0bj06e.kr/%EA%B3%A1?%EC%9D%B4%EB%A6%84=%EB%B9%84",
        ),
        ("https://Example.com:8443/a%20b?x=1&y=%2F", "https://example.com:8443/a%20b?x=1&y=%2F"),
        ("https://[2001:db8::1]:99/x", "https://[2001:db8::1]:99/x"),
    ],
)
def test_an_address_is_kept_in_the_letters_of_the_wire(typed: str, asked_for: str) -> None:
    assert read_url(typed, may_be_private=False).geturl() == asked_for
