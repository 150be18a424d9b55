"""The inbox of people: one notice for everything that ended, seen on one device and so on all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from app.db import jobs as job_rows
from app.db import manners
from app.db import notices as rows
from app.db.tables.notices import NoticeRow
from app.db.transaction import Transaction
from app.domain.cursors import encode
from app.domain.errors import NotFound
from app.domain.telling.manners import Manners, MannersChange
from app.domain.telling.views import InboxView, NoticeView, WordsView
from app.domain.telling.words import said
from app.services.engine import Engine
from app.services.mailboxes import ask_first
from app.services.people import living

KEPT = timedelta(days=90)
PAGE_MOST = 100


@dataclass(frozen=True)
class Notices:
    """Notices of people. Somebody else's is `NotFound`, always."""

    engine: Engine

    def page(
        self, person_id: str, *, unseen: bool = False, cursor: str | None = None, limit: int = 24
    ) -> InboxView:
        """What became of things, the latest first. Raises `Invalid` for a cursor not ours."""
        limit = max(1, min(limit, PAGE_MOST))
        with self.engine.db.transaction() as tx:
            found = rows.page(tx.session, person_id, unseen=unseen, cursor=cursor, most=limit + 1)
            left = rows.unseen(tx.session, person_id)
        last = found[limit - 1] if len(found) > limit else None
        views = tuple(notice_view(row) for row in found[:limit])
        return InboxView(views, encode(last.at, last.id) if last else None, left)

    def see(self, person_id: str, notice_id: str) -> None:
        """They have looked at this one, so it is news on no device any more. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(
                select(NoticeRow).where(
                    col(NoticeRow.id) == notice_id, col(NoticeRow.person_id) == person_id
                )
            ).one_or_none()
            if found is None:
                raise NotFound("There is no such thing here.")
            self._see(tx, person_id, [found.subject])

    def see_these(self, person_id: str, subjects: Sequence[str]) -> None:
        """The same for what these say; subjects of nobody's are passed over."""
        with self.engine.db.transaction() as tx:
            self._see(tx, person_id, subjects)

    def see_all(self, person_id: str) -> None:
        """They have looked at everything there is."""
        with self.engine.db.transaction() as tx:
            self._see(tx, person_id, None)

    def show(self, person_id: str, subjects: Sequence[str]) -> None:
        """An open page has shown what these say: nothing is sent about them any more."""
        with self.engine.db.transaction() as tx:
            rows.show(tx.session, person_id, subjects)

    def manners(self, person_id: str) -> Manners:
        """How they want to be told."""
        with self.engine.db.transaction() as tx:
            return manners.of(tx.session, person_id)

    def change_manners(self, person_id: str, change: MannersChange) -> Manners:
        """Tell them differently from now on. Raises `Invalid`."""
        with self.engine.db.transaction() as tx:
            # Two changes at once are made one after the other.
            person = living(tx, person_id, lock=True)
            before = manners.of(tx.session, person_id)
            chosen = change.made_to(before)
            manners.write(tx.session, person_id, chosen)
            if chosen.email and not before.email:
                ask_first(self.engine, tx, person)
        return chosen

    def forget(self) -> None:
        """What was told three months ago is history."""
        with self.engine.db.transaction() as tx:
            rows.forget(tx.session, older=KEPT)

    def _see(self, tx: Transaction, person_id: str, subjects: Sequence[str] | None) -> None:
        seen = rows.see(tx.session, person_id, subjects=subjects)
        seen += job_rows.see(tx.session, person_id, subjects)
        if seen:
            self.engine.announce(tx, person_id)


def notice_view(row: NoticeRow) -> NoticeView:
    """A notice with its words."""
    facts = rows.facts_of(row)
    return NoticeView(
        id=row.id,
        kind=facts.kind,
        topic=facts.topic,
        subject=facts.subject,
        title=facts.title,
        path=facts.path,
        total=facts.total,
        completed=facts.completed,
        failed=facts.failed,
        code=facts.code,
        returned=facts.returned,
        words=WordsView(en=said(facts, "en"), ko=said(facts, "ko")),
        at=row.at,
        is_seen=row.seen_at is not None,
    )
