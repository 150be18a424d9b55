"""Lost and found: orders at providers that nobody has, and what was decided about them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.db import lost
from app.db.tables.columns import utc_now
from app.domain.cursors import decode, encode
from app.domain.errors import Conflict, NotFound
from app.domain.finding import Fate, KnownBy, Mark
from app.domain.operations import AdoptedView, ComparisonView, LostView, OpenedOrder
from app.domain.providing import Lists, Poller
from app.domain.states import TaskState
from app.domain.views import Page
from app.services.engine import Engine
from app.services.operations.adopting import Adopting
from app.services.operations.audit import note
from app.services.operations.comparing import Comparing

PAGE_MOST = 100
_SETTLING = timedelta(minutes=10)


@dataclass(frozen=True)
class Lost:
    """The desk of lost and found."""

    engine: Engine
    settling: timedelta = _SETTLING
    """How long an order that no task knows is given, before it counts as lost."""

    def page(
        self,
        *,
        provider: str | None = None,
        mark: Mark | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[LostView]:
        """What nothing was decided about, or what was; the latest first."""
        limit = max(1, min(limit, PAGE_MOST))
        before = decode(cursor) if cursor is not None else None
        with self.engine.db.transaction() as tx:
            found = lost.page(
                tx.session, provider=provider, mark=mark, before=before, limit=limit + 1
            )
        views = tuple(map(_view, found[:limit]))
        last = views[-1] if len(found) > limit else None
        return Page(views, encode(last.made_at, last.id) if last else None)

    def compared(self) -> tuple[ComparisonView, ...]:
        """When each provider's list was looked at, and what stood in the way."""
        with self.engine.db.transaction() as tx:
            rows = {row.provider: row for row in lost.comparisons(tx.session)}
        pollers = {id_: p for id_, p in self.engine.providers.items() if isinstance(p, Poller)}
        return tuple(
            ComparisonView(
                provider=id_,
                title=provider.title,
                at=row.at if row else None,
                since=row.since if row else None,
                listed=row.listed if row else 0,
                lists=isinstance(provider, Lists),
                cut=row.cut if row else False,
                problem=row.problem if row else None,
            )
            for id_, provider in sorted(pollers.items())
            for row in [rows.get(id_)]
        )

    def compare(self, *, by: str) -> tuple[ComparisonView, ...]:
        """Look at all lists now. It takes up to half a minute, and buys nothing."""
        Comparing(self.engine, settling=self.settling).compare(by=by)
        return self.compared()

    def adopt(self, lost_id: str, *, by: str, email: str | None = None) -> AdoptedView:
        """Take an order in for its owner, or for whom the address names; see `Adopting`."""
        return Adopting(self.engine).adopt(lost_id, by=by, email=email)

    def mark(self, lost_id: str, mark: Mark | None, *, by: str) -> LostView:
        """
        Say that it is not ours, or that it may stay where it is; None opens the question again.

        Raises `NotFound`; `Conflict` for what was adopted or let go by its owner.
        """
        with self.engine.db.transaction() as tx:
            row = lost.locked(tx.session, lost_id)
            if row is None:
                raise NotFound("There is no such order.")
            if row.mark in (Mark.ADOPTED, Mark.REMOVED):
                raise Conflict("It is somebody's, or was: there is nothing to decide.")
            if row.mark != mark:
                data = {"provider": row.provider, "order": row.order_id}
                before, after = {"mark": row.mark}, {"mark": mark}
                note(
                    tx,
                    by=by,
                    act="lost.mark",
                    target=lost_id,
                    data=data,
                    before=before,
                    after=after,
                )
                row.mark, row.marked_by = mark, by if mark else None
                row.marked_at = utc_now() if mark else None
                row.words = None if mark else row.words
                tx.session.add(row)
                tx.session.flush()
            return _view(lost.one(tx.session, lost_id))

    def open(self, lost_id: str, *, by: str) -> OpenedOrder:
        """What was asked for, as the provider says. That it was opened is written down."""
        with self.engine.db.transaction() as tx:
            row = lost.locked(tx.session, lost_id)
            if row is None:
                raise NotFound("There is no such order.")
            if row.words is None:
                raise NotFound("Its provider does not say what was asked for.")
            note(tx, by=by, act="lost.open", target=lost_id, data={"provider": row.provider})
            return OpenedOrder(lost_id, row.words)


def _view(row: Any) -> LostView:
    return LostView(
        id=row.id,
        provider=row.provider,
        order_id=row.order_id,
        model=row.model,
        state=Fate(row.state),
        made_at=row.made_at,
        found_at=row.found_at,
        known_by=KnownBy(row.known_by) if row.known_by else None,
        job_id=row.job_id,
        task_id=row.task_id,
        person_id=row.person_id,
        code=row.code,
        tried_again=row.again,
        mark=Mark(row.mark) if row.mark else None,
        marked_by=row.marked_by,
        marked_at=row.marked_at,
        adopted_job_id=row.adopted_job_id,
        adopted_state=TaskState(row.adopted_state) if row.adopted_state else None,
    )
