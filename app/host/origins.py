"""The exact web origins from which a browser may talk to us."""

import socket

import psutil

from app.settings import Settings

EVERYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared, not bound
_LOCAL = ("127.0.0.1", "localhost")


def allowed(settings: Settings) -> list[str]:
    """The public address alone; without one, every name this machine answers to."""
    if settings.public_url:
        return [settings.public_url.rstrip("/")]
    if settings.host in EVERYWHERE:
        names = (*_LOCAL, socket.gethostname(), *_own_addresses())
    elif settings.host in {*_LOCAL, "::1"}:
        names = _LOCAL
    else:
        names = (settings.host,)
    return [f"http://{name}:{settings.port}" for name in dict.fromkeys(names)]


def _own_addresses() -> list[str]:
    interfaces = psutil.net_if_addrs().values()
    return [each.address for group in interfaces for each in group if each.family is socket.AF_INET]
