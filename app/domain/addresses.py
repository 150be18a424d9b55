"""Addresses of the internet: which a stranger may make us call, and which are one household."""

from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)
from urllib.parse import SplitResult, quote, urlsplit

from app.domain.errors import Invalid

URL_MAX = 2_000
_AS_IT_IS = "%/?:@!$&'()*+,;=~"
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_ALSO_CLOSED = (
    IPv4Network("168.63.129.16/32"),  # a cloud's own service, on an address that looks public
    IPv4Network("192.88.99.0/24"),  # relays into other networks
    IPv4Network("192.0.0.0/24"),
)


def is_public(address: str) -> bool:
    """
    Whether an address is one that anybody on the internet could call.

    Private, loopback, link-local, shared, multicast and reserved ranges are not, and neither is an
    IPv6 address that leads to such an IPv4 one.
    """
    found = ip_address(address.partition("%")[0])
    return all(_is_open(each) for each in (found, *_inside(found)))


def household(address: str) -> str:
    """
    What one customer of a network has: an IPv4 address, or the 64 bits before their IPv6 ones.

    Whoever is limited by an address would otherwise have 2⁶⁴ of them. What is no address stays.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(IPv6Network((found, 64), strict=False))


def is_this_machine(address: str) -> bool:
    """Whether who asks from here is on this machine."""
    try:
        return ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv6Address):
        return not address.is_site_local
    return not any(address in closed for closed in _ALSO_CLOSED)


def _inside(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """IPv4 addresses that an IPv6 address carries."""
    if isinstance(address, IPv4Address):
        return []
    carried: list[IPv4Address | None] = [address.ipv4_mapped, address.sixtofour]
    carried += address.teredo or ()
    if any(address in network for network in _NAT64) or int(address) >> 32 == 0:
        carried.append(IPv4Address(int(address) & 0xFFFF_FFFF))
    return [each for each in carried if each is not None]


def _host_port(host: str, port: int | None) -> str:
    """A host as it is asked for, with its port where one is said."""
    named = f"[{host}]" if ":" in host else host
    return named if port is None else f"{named}:{port}"


def read_url(text: str, *, may_be_private: bool) -> SplitResult:
    """
    An address that webhooks may go to, as far as its text tells; its letters are those of the wire.

    Raises `Invalid`.
    """
    try:
        url = urlsplit(text.strip())
        port = url.port
        host = (url.hostname or "").encode("idna").decode() if url.hostname else ""
    except (ValueError, UnicodeError):
        raise Invalid("This is not a web address.", field="url") from None
    if url.scheme != "https" and not (may_be_private and url.scheme == "http"):
        raise Invalid("The address has to begin with https://.", field="url")
    if not host or len(text) > URL_MAX or port == 0 or any(c in text for c in "\r\n\t\\ "):
        raise Invalid("This is not a web address.", field="url")
    if url.username is not None or url.password is not None:
        raise Invalid("An address with a name and password in it is not kept.", field="url")
    return url._replace(
        netloc=_host_port(host, port),
        path=quote(url.path, safe=_AS_IT_IS),
        query=quote(url.query, safe=_AS_IT_IS),
    )
