"""What a visit costs in bytes and seconds: the first one, and the second."""

from dataclasses import dataclass

from playwright.sync_api import BrowserContext

from tests.bench.browser import site, visitor
from tests.bench.measure import p50
from tests.bench.report import Figure
from tests.bench.rig import Rig

_PAINTED = """() => {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return paint ? paint.startTime : 0;
}"""


@dataclass
class Visit:
    """One load of a page."""

    kb: float
    requests: int
    painted_ms: float


def run(rig: Rig) -> list[Figure]:
    """The landing for strangers and the desk of a guest, with an empty and with a warm cache."""
    stage = rig.fresh()
    figures: list[Figure] = []
    with site(stage) as (_, port):
        for title, known in (("landing", False), ("desk", True)):
            firsts, seconds = [], []
            for _ in range(rig.size(5, 1)):
                with visitor(port, known=known) as (context, _):
                    firsts.append(_visit(context))
                    seconds.append(_visit(context))
            figures += _figures(title, firsts, seconds)
    return figures


def _figures(title: str, firsts: list[Visit], seconds: list[Visit]) -> list[Figure]:
    first, second = firsts[0], seconds[0]
    return [
        Figure(f"{title}, first visit", first.kb, "KB", note=f"{first.requests} requests"),
        Figure(f"{title}, second visit", second.kb, "KB", note=f"{second.requests} requests"),
        Figure(f"{title}, first paint, first visit", p50([v.painted_ms for v in firsts]), "ms"),
        Figure(f"{title}, first paint, second visit", p50([v.painted_ms for v in seconds]), "ms"),
    ]


def _visit(context: BrowserContext) -> Visit:
    """Bytes as they came over the wire, headers and all."""
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda said: sizes.append(said["encodedDataLength"]))
    page.goto("/", wait_until="networkidle")
    painted = page.evaluate(_PAINTED)
    page.close()
    return Visit(sum(sizes) / 1000, len([s for s in sizes if s]), painted)
