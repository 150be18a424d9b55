"""Files from a vendor's storage: other hosts, which never see our key."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cached_property

import httpx

from app.domain.errors import BadOutput, LinkExpired, ProviderFailed
from app.providers.wire import CONNECT_S, Wire, trust

_CHUNK_S = 60.0
_HOPS = 5
_EXPIRED = (400, 401, 403, 404, 410)


class Fetching:
    """Streams files. Only over TLS, unless the API itself is reached without it."""

    def __init__(self, base_url: str, deadline: timedelta, wire: Wire) -> None:
        self._base = httpx.URL(base_url)
        self._deadline = deadline
        self._wire = wire

    def stream(self, open_: ExitStack, url: str) -> Iterator[bytes]:
        """The file in pieces; `open_` keeps its connection. Raises a `ProviderProblem`."""
        for _ in range(_HOPS):
            address = self._safe(url)
            response = open_.enter_context(self._client.stream("GET", address))
            if not response.has_redirect_location:
                break
            url = str(address.join(response.headers["Location"]))
        else:
            raise BadOutput(f"the file was moved more than {_HOPS} times")
        if response.status_code in _EXPIRED:
            # It is a storage that speaks, not the API: it does not say why.
            raise LinkExpired(f"the file was not handed out: {response.status_code}")
        if not response.is_success:
            raise ProviderFailed(f"the file was not handed out: {response.status_code}")
        return self.whole(response)

    def whole(self, response: httpx.Response) -> Iterator[bytes]:
        """A body in pieces, within the deadline. Raises `BadOutput` where it ends too early."""
        until = datetime.now(UTC) + self._deadline
        try:
            for piece in response.iter_bytes():
                yield piece
                if datetime.now(UTC) > until:
                    raise BadOutput("the file did not come within the deadline")
        except httpx.HTTPError as problem:
            raise BadOutput(f"the file broke off: {self._wire.name(problem)}") from None

    def _safe(self, url: str) -> httpx.URL:
        try:
            address = httpx.URL(url)
        except httpx.InvalidURL:
            raise BadOutput("the file has no address that can be asked") from None
        at_home = (address.scheme, address.host, address.port) == (
            self._base.scheme,
            self._base.host,
            self._base.port,
        )
        if not address.host or not (address.scheme == "https" or at_home):
            raise BadOutput("the file lies where nothing protects its way")
        return address

    @cached_property
    def _client(self) -> httpx.Client:
        """A client that knows no key."""
        return httpx.Client(
            timeout=httpx.Timeout(_CHUNK_S, connect=CONNECT_S),
            limits=httpx.Limits(max_keepalive_connections=0),
            follow_redirects=False,
            verify=trust(),
        )
