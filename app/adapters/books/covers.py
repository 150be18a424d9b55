"""
Fetches covers from the hosts of the catalogues, and from nowhere else.

Every redirect is checked like the first address, and so is every address that a name leads to.
"""

import time
from collections.abc import Collection, Iterable
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import httpcore

from app.adapters.outbound import ForbiddenAddress, addresses_of
from app.domain.books import BooksAway

_HOSTS = (
    "openlibrary.org",
    "archive.org",  # where covers of Open Library lie
    "kakaocdn.net",
    "daumcdn.net",
    "aladin.co.kr",
)
_SIZE_MAX = 3_000_000
_WITHIN_S = 6.0
_HOPS_MOST = 4
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


class _Guarded(httpcore.NetworkBackend):
    """Connects to where a name leads, unless that is a private network."""

    def __init__(self, trusted: Collection[tuple[str, int]]) -> None:
        self._trusted = trusted
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve once, look at every address, connect to the first."""
        addresses = addresses_of(host, port, may_be_private=(host, port) in self._trusted)
        return self._inner.connect_tcp(
            addresses[0], port, timeout, local_address, socket_options or ()
        )


class Covers:
    """A client for many threads."""

    def __init__(self, base_urls: Iterable[str], agent: str) -> None:
        """`base_urls`: of the catalogues; an operator who names an address trusts it."""
        origins = (urlsplit(url) for url in base_urls)
        self._origins = {
            (part.scheme, part.hostname or "", part.port or _port(part.scheme))
            for part in origins
            if not _is_known(part.hostname or "")
        }
        self._agent = agent
        trusted = {(host, port) for _, host, port in self._origins}
        # Each is asked once and then kept by us: there is nothing to hold a connection open for.
        self._pool = httpcore.ConnectionPool(
            max_keepalive_connections=0, network_backend=_Guarded(trusted)
        )

    def serves(self, url: str) -> bool:
        """Whether a cover may be fetched from there."""
        try:
            part = urlsplit(url)
            port = part.port or _port(part.scheme)
        except ValueError:
            return False
        if part.username or part.password:
            return False
        host = part.hostname or ""
        if (part.scheme, host, port) in self._origins:
            return True
        return part.scheme == "https" and port == 443 and _is_known(host)

    def fetch(self, url: str) -> bytes | None:
        """The picture; None when there is none. Raises `BooksAway`."""
        until = time.monotonic() + _WITHIN_S
        try:
            for _ in range(_HOPS_MOST):
                if not self.serves(url):
                    raise BooksAway("a cover lies somewhere else")
                answer = self._once(url, until)
                if isinstance(answer, str):
                    url = urljoin(url, answer)
                    continue
                return answer
        except ForbiddenAddress:
            raise BooksAway("a cover lies in a private network") from None
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.TimeoutException,
        ) as problem:
            raise BooksAway(f"no cover: {type(problem).__name__}") from None
        except (OSError, ValueError) as problem:
            raise BooksAway(f"no cover: {type(problem).__name__}") from None
        raise BooksAway("a cover leads from one address to the next")

    def _once(self, url: str, until: float) -> bytes | str | None:
        """The picture, where it is instead, or None."""
        wait = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), _WITHIN_S / 2)}
        headers = {"Host": urlsplit(url).netloc, "User-Agent": self._agent, "Accept": "image/*"}
        with self._pool.stream(
            "GET", url, headers=list(headers.items()), extensions=wait
        ) as answer:
            if answer.status in _GONE:
                return None
            told = {name.lower(): value for name, value in answer.headers}
            if 300 <= answer.status < 400 and b"location" in told:
                return told[b"location"].decode("latin-1")
            if answer.status != HTTPStatus.OK:
                raise BooksAway(f"no cover: {answer.status}")
            return self._body(answer, until)

    def _body(self, answer: httpcore.Response, until: float) -> bytes:
        body = b""
        for chunk in answer.iter_stream():
            body += chunk
            if len(body) > _SIZE_MAX:
                raise BooksAway("a cover is too large")
            if time.monotonic() > until:
                raise BooksAway("a cover comes too slowly")
        return body


def _port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _is_known(host: str) -> bool:
    return any(host == known or host.endswith(f".{known}") for known in _HOSTS)
