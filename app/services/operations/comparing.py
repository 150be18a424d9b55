"""
Compares what providers say that they made with our tasks.

Where a provider has a list, it is read from the newest order back, a bounded way. Where it has
none, it is asked about the orders whose ids we know and whose tasks ended otherwise: some of them
came after all. Nothing is bought by it, and nothing is fetched.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from app.db import lost
from app.db.tables.lost import ComparisonRow
from app.domain.errors import ProviderProblem
from app.domain.finding import LOOKS_BACK, KnownTask, LostOrder, lost_among, may_have_come
from app.domain.providing import Continues, Lists, Poller, RemoteOrder, TaskSpec
from app.domain.states import TaskState
from app.services.engine import Engine
from app.services.operations.audit import note

log = logging.getLogger(__name__)

PAGES_MOST = 20
ASKED_MOST = 100
_WITHIN_S = 20.0
_AT_ONCE = 10
_PROVIDERS_AT_ONCE = 4


@dataclass(frozen=True)
class Listing:
    """What one provider said."""

    orders: tuple[RemoteOrder, ...] = ()
    cut: bool = False
    problem: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether what is not in it is not there."""
        return not self.cut and self.problem is None


@dataclass(frozen=True)
class Comparing:
    """Reads the lists, and keeps what nobody has."""

    engine: Engine
    settling: timedelta = timedelta(minutes=10)
    """An order that no task knows is not looked for before this: its id may be on its way."""
    pages: int = PAGES_MOST
    """So many pages of a list are read at the most."""

    def compare(self, *, by: str) -> None:
        """Look at every provider that takes orders. What goes wrong with one is told with it."""
        pollers = [p for p in self.engine.providers.values() if isinstance(p, Poller)]
        with ThreadPoolExecutor(_PROVIDERS_AT_ONCE) as pool:
            list(pool.map(self._compare, pollers))
        with self.engine.db.transaction() as tx:
            names = sorted(provider.id for provider in pollers)
            note(tx, by=by, act="lost.compare", target="providers", data={"providers": names})

    def _compare(self, provider: Poller) -> None:
        # Tasks first: an order whose id is written down meanwhile is in the list, and settling.
        since = datetime.now(UTC) - LOOKS_BACK
        with self.engine.db.transaction() as tx:
            tasks = _known(tx.session, provider, since=since)
        if isinstance(provider, Lists):
            listing = _listed(provider, since=since, pages=self.pages)
        else:
            listing = asyncio.run(_asked(provider, tasks))
        known = [task for task, _ in tasks]
        settled = datetime.now(UTC) - self.settling
        found = lost_among(listing.orders, known, before=settled)
        with self.engine.db.transaction() as tx:
            self._keep(tx.session, provider, listing, found, since=since)

    def _keep(
        self,
        session: Session,
        provider: Poller,
        listing: Listing,
        found: Sequence[LostOrder],
        *,
        since: datetime,
    ) -> None:
        lost.reopen(session, provider.id)
        lost.keep(session, [_row(provider.id, order) for order in found])
        lost.forget(session, provider.id, since=since if listing.is_whole else None)
        session.merge(
            ComparisonRow(
                provider=provider.id,
                since=since,
                listed=len(listing.orders),
                lists=isinstance(provider, Lists),
                cut=listing.cut,
                problem=listing.problem,
            )
        )


def _known(session: Session, provider: Poller, *, since: datetime) -> list[tuple[KnownTask, Any]]:
    rows = lost.tasks_of(session, provider.id, since=since)
    ids: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        ids[row.id] |= {row.remote_id} if row.remote_id else set()
    if isinstance(provider, Continues):
        for step in lost.steps_of(session, sorted({row.job_id for row in rows})):
            ids[step.task_id].add(step.remote_id)
    return [(_task(provider, row, ids[row.id]), row) for row in rows]


def _task(provider: Poller, row: Any, remote_ids: set[str]) -> KnownTask:
    lists = isinstance(provider, Lists)
    return KnownTask(
        id=row.id,
        job_id=row.job_id,
        state=TaskState(row.state),
        code=row.failure_code,
        own_ids=frozenset(map(provider.own_id, remote_ids) if lists else remote_ids),
        words=_words(provider, row) if lists else "",
        began_at=row.started_at,
        ended_at=row.ended_at,
    )


def _words(provider: Lists, row: Any) -> str:
    if row.state not in (TaskState.FAILED, TaskState.CANCELLED):
        return ""
    try:
        spec = TaskSpec(row.id, row.model, row.params, seed=row.seed, title=row.title)
        return provider.words_of(spec)
    except (LookupError, ValueError):
        # Ordered from a model that is not offered any more.
        return ""


def _listed(provider: Lists, *, since: datetime, pages: int) -> Listing:
    orders: list[RemoteOrder] = []
    after, until = None, time.monotonic() + _WITHIN_S
    for _ in range(pages):
        try:
            page = provider.orders(since=since, after=after)
        except ProviderProblem as problem:
            return Listing(tuple(orders), problem=str(problem))
        orders += page.orders
        after = page.after
        if after is None:
            return Listing(tuple(orders))
        if time.monotonic() > until:
            break
    return Listing(tuple(orders), cut=True)


async def _asked(provider: Poller, tasks: Sequence[tuple[KnownTask, Any]]) -> Listing:
    """How far those orders are whose tasks ended otherwise; the latest first."""
    ended = [row for task, row in tasks if task.own_ids and _may_have_come(task)]
    ended.sort(key=lambda row: row.ended_at, reverse=True)
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(row: Any) -> RemoteOrder | ProviderProblem:
        async with gate:
            try:
                async with asyncio.timeout(_WITHIN_S):
                    check = await provider.check(row.remote_id)
            except ProviderProblem as problem:
                return problem
            except TimeoutError:
                return ProviderProblem("no answer within its time")
        made_at = row.started_at or row.ended_at
        return RemoteOrder(row.remote_id, row.remote_id, made_at=made_at, state=check.state)

    answers = await asyncio.gather(*(one(row) for row in ended[:ASKED_MOST]))
    problems = [str(answer) for answer in answers if isinstance(answer, ProviderProblem)]
    return Listing(
        tuple(answer for answer in answers if isinstance(answer, RemoteOrder)),
        cut=len(ended) > ASKED_MOST,
        # Most of what it does not know any more is nobody's loss; that it says nothing at all is.
        problem=problems[0] if answers and len(problems) == len(answers) else None,
    )


def _may_have_come(task: KnownTask) -> bool:
    return task.state in (TaskState.FAILED, TaskState.CANCELLED) and may_have_come(task.code)


def _row(provider: str, lost_order: LostOrder) -> dict[str, Any]:
    order = lost_order.order
    return {
        "provider": provider,
        "order_id": order.id,
        "remote_id": order.remote_id,
        "model": order.model,
        "state": lost_order.state,
        "made_at": order.made_at,
        "task_id": lost_order.task_id,
        "known_by": lost_order.known_by,
        "words": (order.words or None) if lost_order.task_id is None else None,
    }
