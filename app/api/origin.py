"""Whether a request that changes something comes from a page of ours."""

from collections.abc import Mapping

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_ours(headers: Mapping[str, str], *, url: str, has_cookie: bool) -> bool:
    """
    Whether a page of this site asks, or a program that no page can steer.

    A browser always says where a changing request comes from, and sends the cookie by itself. So
    with a cookie the proof is required; without one it must only not point elsewhere.
    """
    origin = headers.get("origin")
    if origin is not None:
        return origin.lower() in _own(url, host=headers.get("host", ""))
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return not has_cookie


def _own(url: str, *, host: str) -> set[str]:
    """The public address, and the name under which this very request reached us."""
    names = {url.lower()}
    if host:
        names |= {f"http://{host.lower()}", f"https://{host.lower()}"}
    return names
