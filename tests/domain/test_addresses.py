"""Addresses that strangers make us call, and those that they call from."""

import pytest

from app.domain.addresses import household, is_this_machine, read_url


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


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("2001:DB8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
        ("a socket", "a socket"),
    ],
)
def test_one_household_has_one_ipv4_address_or_64_bits(address: str, whose: str) -> None:
    assert household(address) == whose


def test_this_machine_is_known_by_either_of_its_addresses() -> None:
    assert is_this_machine("127.0.0.1")
    assert is_this_machine("::1")
    assert not is_this_machine("2001:db8::1")
    assert not is_this_machine("a socket")
