"""From the moment a provider is done to the moment a person can read it."""

import asyncio
import json
import time

from playwright.sync_api import BrowserContext, Page
from redis import Redis
from sqlalchemy import text

from app.bootstrap import Studio
from tests.bench.bell import CHANNEL
from tests.bench.browser import site, visitor
from tests.bench.crowd import CLOCK_WITH_PROVIDERS, remote
from tests.bench.measure import p50, percentile
from tests.bench.path import worker
from tests.bench.provider import LATER, ask
from tests.bench.report import Aim, Figure
from tests.bench.rig import Rig, Stage
from tests.bench.web import Client, serving
from tests.engine.crew import Crew

_LASTS_S = 4.0
_EVERY_S = 1.7
_ENDED = text(
    "SELECT job_id, id, extract(epoch FROM ended_at) FROM tasks WHERE ended_at IS NOT NULL"
)
_RINGS = 60
# Rows of what has ended lie in a part that is hidden while it has none. A row that was never
# painted has no words yet (`content-visibility`), so what came is looked at again with each frame
# until it is read: a person sees frames, not the DOM.
_WATCH = """() => {
  window.seen = {};
  let looking = false;
  const look = () => {
    looking = false;
    for (const link of document.querySelectorAll('main .hidden li[data-row] [data-open]')) {
      if (window.seen[link.textContent]) continue;
      if (link.innerText) window.seen[link.textContent] = Date.now();
      else soon();
    }
  };
  const soon = () => { if (!looking) { looking = true; requestAnimationFrame(look); } };
  new MutationObserver(soon).observe(document.body,
    {subtree: true, childList: true, characterData: true});
}"""


def run(rig: Rig) -> list[Figure]:
    """Jobs one after the other, and a browser that looks on."""
    count = rig.size(30, 5)
    stage = rig.fresh(worker_threads=8)
    with stage.crew() as first, remote(first, _LASTS_S) as url, site(stage) as (crew, port):
        crew.start(CLOCK_WITH_PROVIDERS)
        crew.start(worker("steps"))
        names, read, floor = _looked_on(stage, crew, port, count)
        done = asyncio.run(ask(url, "/times"))
        with stage.studio() as studio:
            ended = _ended(studio)
    row = [ended[job][1] - done[ended[job][0]] for job in names]
    text_ = [read[name] / 1000 - done[ended[job][0]] for job, name in names.items()]
    return _figures(row, text_, floor)


def _figures(row: list[float], text_: list[float], floor: list[float]) -> list[Figure]:
    bare = "a bare message"
    beside = [t - r for t, r in zip(text_, row, strict=True)]
    return [
        Figure("done to row, p50", p50(row), "s"),
        Figure("done to row, p95", percentile(row, 0.95), "s"),
        Figure("row to text, p50", p50(beside), "s", p50(floor), bare),
        Figure(
            "row to text, p95",
            percentile(beside, 0.95),
            "s",
            percentile(floor, 0.95),
            bare,
            (Aim("at most", 0.5),),
        ),
        Figure("row to text, longest", max(beside), "s", max(floor), bare),
        Figure("done to text, p50", p50(text_), "s", p50(row), "done to row"),
        Figure(
            "done to text, p95",
            percentile(text_, 0.95),
            "s",
            percentile(row, 0.95),
            "done to row",
            (Aim("at most", 2.5),),
        ),
    ]


def _looked_on(
    stage: Stage, crew: Crew, port: int, count: int
) -> tuple[dict[str, str], dict[str, float], list[float]]:
    """Titles by job, when each was read, and how long a bare message took in this browser."""
    with visitor(port) as (context, hand):
        page = context.new_page()
        page.goto("/")
        page.wait_for_selector("#home-prompt")
        page.evaluate(_WATCH)
        names = _start(hand, page, count)
        read = _read(page, names)
        page.close()
        return names, read, _rung(stage, crew, context)


def _rung(stage: Stage, crew: Crew, context: BrowserContext) -> list[float]:
    """Seconds from a message's sending to its words on a page that does nothing else."""
    sent: dict[str, float] = {}
    with (
        serving(crew, "tests.bench.bell:bell") as (port, _),
        Redis.from_url(stage.settings.redis_url or "") as client,
    ):
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_function("() => document.title === 'Open'")
        for i in range(_RINGS):
            sent[str(i)] = time.time()
            client.publish(CHANNEL, str(i))
            page.wait_for_timeout(100)
        read = _read(page, {name: name for name in sent})
    return [read[name] / 1000 - at for name, at in sent.items()]


def _start(hand: Client, page: Page, count: int) -> dict[str, str]:
    """Titles by job."""
    names: dict[str, str] = {}
    for i in range(count):
        name = f"Arrival {i} of the bench"
        params = {"prompt": "rain", "length_s": 60}
        order = {"medium": "song", "params": params, "provider": LATER, "title": name}
        status, body = hand.call("POST", "/api/jobs", order)
        if status >= 300:
            raise RuntimeError(body.decode())
        names[json.loads(body)["id"]] = name
        page.wait_for_timeout(_EVERY_S * 1000)
    return names


def _read(page: Page, names: dict[str, str]) -> dict[str, float]:
    """When each was read, in milliseconds."""
    seen: dict[str, float] = {}
    until = time.monotonic() + 60
    while time.monotonic() < until:
        seen = page.evaluate("() => window.seen")
        if set(names.values()) <= set(seen):
            return seen
        page.wait_for_timeout(200)
    missing = sorted(set(names.values()) - set(seen))
    raise TimeoutError(f"never read: {', '.join(missing)}")


def _ended(studio: Studio) -> dict[str, tuple[str, float]]:
    with studio.sql.connect() as connection:
        rows = connection.execute(_ENDED).all()
    return {job: (task, float(at)) for job, task, at in rows}
