"""Open tabs with a running job, each asking every two seconds as the page does."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import psycopg

from app.host.web import SERVE_BUILT_PAGE
from tests.bench.measure import idle, rss_mb, watch
from tests.bench.path import ORDER
from tests.bench.report import Aim, Figure
from tests.bench.rig import Rig, Stage
from tests.bench.tab import HYDRATE, Tab
from tests.bench.web import serving
from tests.engine.crew import Crew

_EVERY_S = 2.0
_PEOPLE = 50
_TOLD_WITHIN_S = 11.0
"""PostgreSQL's idle connections add to its statistics after ten seconds."""
_ROOT = "reflex___state____state"
_JOBS = f"{_ROOT}.app___ui___state___jobs____jobs_state"
_COUNTER = f"{_ROOT}.tests___bench___counter____bench_counter"
_TWICE = (Aim("at most", 2, of_floor=True),)


@dataclass
class Cost:
    """What so many ticks cost the web process."""

    ms: float
    """Processor time of one tick."""
    deltas: float
    """Answers per tick."""
    commits: float
    """Transactions per tick."""


def run(rig: Rig) -> list[Figure]:
    """Ours and a counter, both with their state in the same Redis."""
    count, ticks = rig.size(1000, 100), 3
    stage = rig.fresh(worker_threads=16)
    web = {**SERVE_BUILT_PAGE, "GRANIAN_WORKERS": "1", "REFLEX_BACKEND_ONLY": "true"}
    with stage.studio() as studio, stage.crew(**web) as crew:
        counted = Room(stage, crew, "tests.bench.counter:app", count)
        floor = asyncio.run(counted.measure(ticks, f"{_COUNTER}.look", f"{_COUNTER}.tick"))
        people = [studio.accounts.guest() for _ in range(min(_PEOPLE, count))]
        for signed_in in people:
            studio.jobs.start(signed_in.person.id, ORDER)
        ours = Room(stage, crew, "app.app:app", count, [f"mw_session={s.token}" for s in people])

        async def stir(_: Tab) -> None:
            await asyncio.to_thread(studio.announcer.announce, *(s.person.id for s in people))

        mine = asyncio.run(
            ours.measure(ticks, f"{_JOBS}.poll", f"{_JOBS}.poll", stir, f"{_JOBS}.arrive")
        )
    kb = ours.kb_per_tab, counted.kb_per_tab
    memory = Figure("memory per tab", kb[0], "KB", kb[1], "a counter")
    return [*_figures(mine, floor, count), memory]


def _figures(mine: tuple[Cost, Cost], floor: tuple[Cost, Cost], count: int) -> list[Figure]:
    return [
        Figure(
            "processor per tick, unchanged",
            mine[0].ms,
            "ms",
            floor[0].ms,
            "a counter, read",
            _TWICE,
        ),
        Figure(
            "processor per tick, changed",
            mine[1].ms,
            "ms",
            floor[1].ms,
            "a counter, counted",
            _TWICE,
        ),
        Figure(
            "transactions per unchanged tick", mine[0].commits, "", aims=(Aim("at most", 0.01),)
        ),
        Figure("answers per unchanged tick", mine[0].deltas, ""),
        Figure("transactions per changed tick", mine[1].commits, ""),
        Figure(f"a core's share for {count} tabs", _share(mine, count), "%", note=_NOTE),
    ]


_LOOK_EVERY_S = 30
_NOTE = "unchanged, with what runs read again every 30 s"


def _share(mine: tuple[Cost, Cost], count: int) -> float:
    """Percent of a core: most ticks find nothing, one in fifteen looks all the same."""
    look = _EVERY_S / _LOOK_EVERY_S
    return 100 * count * (mine[0].ms * (1 - look) + mine[1].ms * look) / _EVERY_S / 1000


@dataclass
class Room:
    """One web process and all tabs that look at it."""

    stage: Stage
    crew: Crew
    target: str
    count: int
    cookies: list[str] | None = None
    kb_per_tab: float = 0.0

    async def measure(
        self,
        ticks: int,
        unchanged: str,
        changed: str,
        before: Callable[[Tab], Awaitable[None]] | None = None,
        arrive: str = "",
    ) -> tuple[Cost, Cost]:
        """The cost of ticks that find nothing new, and of ticks that do."""
        with serving(self.crew, self.target, ready="/ping") as (port, pid):
            empty = rss_mb(pid)
            tabs = await self._enter(port, arrive)
            self.kb_per_tab = (rss_mb(pid) - empty) * 1000 / self.count
            # What runs is read again every thirty seconds: from here on those lie behind us.
            await self._ticks(tabs, pid, 1, changed, before)
            same = await self._ticks(tabs, pid, ticks, unchanged, None)
            other = await self._ticks(tabs, pid, 1, changed, before)
            for tab in tabs:
                await tab.close()
        return same, other

    async def _enter(self, port: int, arrive: str) -> list[Tab]:
        cookies = self.cookies or [""]
        tabs = [Tab(port, cookies[i % len(cookies)], str(uuid.uuid4())) for i in range(self.count)]
        for start in range(0, self.count, 20):
            some = tabs[start : start + 20]
            await asyncio.gather(*(tab.connect() for tab in some))
            await asyncio.gather(*(tab.asked(HYDRATE) for tab in some))
            if arrive:
                await asyncio.gather(*(tab.asked(arrive) for tab in some))
        return tabs

    async def _ticks(
        self,
        tabs: list[Tab],
        pid: int,
        ticks: int,
        name: str,
        before: Callable[[Tab], Awaitable[None]] | None,
    ) -> Cost:
        """Every tab asks once in two seconds, evenly spread."""
        asked, answers = ticks * len(tabs), sum(t.deltas for t in tabs)
        done = await self._commits()
        with watch(pid) as seen:
            for _ in range(ticks):
                if before is not None:
                    await before(tabs[0])
                for i, tab in enumerate(tabs):
                    tab.ask(name)
                    if i % 10 == 9:
                        await asyncio.sleep(_EVERY_S * 10 / len(tabs))
            await idle(pid)
        answers = sum(t.deltas for t in tabs) - answers
        done = await self._commits() - done
        return Cost(1000 * seen.cpu_s / asked, answers / asked, done / asked)

    async def _commits(self) -> int:
        """As many as the database has seen, once idle connections have told theirs."""
        if self.cookies is None:
            return 0
        await asyncio.sleep(_TOLD_WITHIN_S)
        url = (self.stage.settings.database_url or "").replace("+psycopg", "", 1)
        with psycopg.connect(url, autocommit=True) as connection:
            counted = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
            row = connection.execute(counted).fetchone()
        return int(row[0]) if row else 0
