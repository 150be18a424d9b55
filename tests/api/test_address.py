"""Where a request comes from: the socket, or what our own proxies wrote."""

import pytest
from starlette.requests import Request

from app.api.deps import address_of


@pytest.mark.parametrize(
    ("forwarded", "hops", "address"),
    [
        ([], 0, "192.0.2.1"),
        (["203.0.113.9"], 0, "192.0.2.1"),
        ([], 1, "192.0.2.1"),
        (["203.0.113.9"], 1, "203.0.113.9"),
        (["1.1.1.1, 203.0.113.9"], 1, "203.0.113.9"),
        (["1.1.1.1", "203.0.113.9"], 1, "203.0.113.9"),
        (["1.1.1.1, 203.0.113.9, 10.0.0.2"], 2, "203.0.113.9"),
        (["203.0.113.9"], 2, "203.0.113.9"),
        (["2001:DB8::1"], 1, "2001:db8::1"),
        (["nonsense"], 1, "192.0.2.1"),
        ([" , ,"], 1, "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed(forwarded: list[str], hops: int, address: str) -> None:
    request = Request(
        {
            "type": "http",
            "client": ("192.0.2.1", 50_000),
            "headers": [(b"x-forwarded-for", each.encode()) for each in forwarded],
        }
    )

    assert address_of(request, hops=hops) == address
