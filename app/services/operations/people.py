"""People, for operators: credits, plan, role, and a door that can be closed."""

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import func, tuple_
from sqlmodel import col, select

from app.db import jobs as job_rows
from app.db.tables.jobs import JobRow
from app.db.tables.ledger import AccountRow
from app.db.tables.people import PersonRow, SessionRow
from app.db.transaction import Transaction
from app.domain.cursors import decode, encode
from app.domain.errors import Conflict, Invalid
from app.domain.operations import CustomerView, OpenedPerson
from app.domain.states import ENDED
from app.domain.views import Page
from app.services import ledger
from app.services.engine import Engine
from app.services.operations.audit import note
from app.services.people import Role, living, view
from app.services.stopping import stop_tasks

GRANT_MOST = 1_000_000
WHY_MOST = 300
PAGE_MOST = 100
P = PersonRow


@dataclass(frozen=True)
class People:
    """Everybody. Names and addresses are shown only to who opens them, which is written down."""

    engine: Engine

    def page(  # noqa: PLR0913 -- the filters of one list
        self,
        *,
        q: str | None = None,
        kind: str | None = None,
        tier: str | None = None,
        role: str | None = None,
        blocked: bool | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[CustomerView]:
        """People, the latest first. `q` is a whole address or id: parts of one find nobody."""
        statement = (
            select(P, col(AccountRow.available), col(AccountRow.held), _running())
            .outerjoin(AccountRow, col(AccountRow.id) == col(P.id))
            .where(col(P.kind) != "gone")
            .order_by(col(P.created_at).desc(), col(P.id).desc())
        )
        if q and q.strip():
            sought = q.strip()
            statement = statement.where(
                (col(P.id) == sought) | (func.lower(col(P.email)) == sought.lower())
            )
        for column, value in ((P.kind, kind), (P.tier, tier), (P.role, role)):
            if value:
                statement = statement.where(col(column) == value)
        if blocked is not None:
            statement = statement.where(col(P.blocked_at).is_not(None) == blocked)
        if cursor is not None:
            statement = statement.where(tuple_(col(P.created_at), col(P.id)) < decode(cursor))
        limit = max(1, min(limit, PAGE_MOST))
        with self.engine.db.transaction() as tx:
            found = tx.session.execute(statement.limit(limit + 1)).all()
        last = found[limit - 1][0] if len(found) > limit else None
        return Page(
            tuple(_view(row) for row in found[:limit]),
            encode(last.created_at, last.id) if last else None,
        )

    def get(self, person_id: str) -> CustomerView:
        """One of them. Raises `NotFound`."""
        with self.engine.db.transaction() as tx:
            living(tx, person_id)
        return self.page(q=person_id).items[0]

    def open(self, person_id: str, *, by: str) -> OpenedPerson:
        """Name and address. That they were opened, and by whom, is written down."""
        with self.engine.db.transaction() as tx:
            row = living(tx, person_id)
            seen = view(tx, row)
            note(tx, by=by, act="person.open", target=person_id)
            return OpenedPerson(person_id, seen.name, seen.email)

    def grant(self, person_id: str, credits_: int, why: str, *, by: str) -> CustomerView:
        """Give somebody credits, and say why. Raises `Invalid`, `NotFound`."""
        if not 1 <= credits_ <= GRANT_MOST:
            raise Invalid(f"Grant 1 to {GRANT_MOST:,} credits.", field="credits")
        why = _reason(why)
        with self.engine.db.transaction() as tx:
            living(tx, person_id, lock=True)
            ledger.grant(tx, person_id, credits_, reason="grant")
            self.engine.announce(tx, person_id)
            data = {"credits": credits_, "why": why}
            note(tx, by=by, act="person.grant", target=person_id, data=data)
        return self.get(person_id)

    def set_tier(self, person_id: str, tier: str, *, by: str) -> CustomerView:
        """Put somebody on another plan; it counts for what they start from now on."""
        return self._set(person_id, "tier", tier, by=by)

    def appoint(self, person_id: str, role: Role, *, by: str) -> CustomerView:
        """Let somebody see, or also do, what operators do. Nobody appoints themselves."""
        if person_id == by:
            raise Conflict("Nobody changes their own role: ask another operator.")
        return self._set(person_id, "role", role, by=by)

    def block(self, person_id: str, why: str, *, by: str) -> CustomerView:
        """
        Close the door: sessions end, tokens open nothing, nothing starts.

        What was not bought is stopped and its credits return; what they have stays as it is.
        """
        if person_id == by:
            raise Conflict("Nobody blocks themselves.")
        why = _reason(why)
        with self.engine.db.transaction() as tx:
            row = living(tx, person_id, lock=True)
            if row.blocked_at is None:
                row.blocked_at = tx.session.exec(select(func.now())).one()
                tx.session.add(row)
                ended = select(SessionRow).where(col(SessionRow.person_id) == person_id)
                for session in tx.session.exec(ended):
                    tx.session.delete(session)
                note(tx, by=by, act="person.block", target=person_id, data={"why": why})
        self._stop_all(person_id)
        return self.get(person_id)

    def unblock(self, person_id: str, *, by: str) -> CustomerView:
        """Open the door again; they sign in as before."""
        with self.engine.db.transaction() as tx:
            row = living(tx, person_id, lock=True)
            if row.blocked_at is not None:
                row.blocked_at = None
                tx.session.add(row)
                note(tx, by=by, act="person.unblock", target=person_id)
        return self.get(person_id)

    def _set(self, person_id: str, column: str, value: str, *, by: str) -> CustomerView:
        with self.engine.db.transaction() as tx:
            row = living(tx, person_id, lock=True)
            before = getattr(row, column)
            if before != value:
                setattr(row, column, value)
                tx.session.add(row)
                note(
                    tx,
                    by=by,
                    act=f"person.{column}",
                    target=person_id,
                    before={column: before},
                    after={column: value},
                )
        return self.get(person_id)

    def _stop_all(self, person_id: str) -> None:
        running = select(JobRow.id).where(
            col(JobRow.person_id) == person_id, col(JobRow.ended_at).is_(None)
        )
        with self.engine.db.transaction() as tx:
            ids = tx.session.exec(running).all()
        for job_id in ids:
            with self.engine.db.transaction() as tx:
                _stop(self.engine, tx, job_id)


def _stop(engine: Engine, tx: Transaction, job_id: str) -> None:
    job = job_rows.locked(tx.session, job_id)
    if job is not None and job.status not in ENDED:
        stop_tasks(engine, tx, job)


def _running() -> Any:
    running = select(func.count()).where(
        col(JobRow.person_id) == col(P.id), col(JobRow.ended_at).is_(None)
    )
    return running.scalar_subquery()


def _reason(why: str) -> str:
    why = " ".join(why.replace("\x00", "").split())
    if not why or len(why) > WHY_MOST:
        raise Invalid(f"Say why, in at most {WHY_MOST} characters.", field="why")
    return why


def _view(row: Any) -> CustomerView:
    person, available, held, running = cast("tuple[PersonRow, int, int, int]", tuple(row))
    return CustomerView(
        id=person.id,
        kind=person.kind,
        tier=person.tier,
        role=person.role,
        language=person.language,
        available=available or 0,
        held=held or 0,
        running=running,
        blocked_at=person.blocked_at,
        created_at=person.created_at,
        seen_at=person.seen_at,
        masked=_masked(person.email),
    )


def _masked(email: str | None) -> str:
    """`m…@e….com`: enough to tell two apart, too little to write to."""
    if not email:
        return ""
    name, _, host = email.partition("@")
    return f"{name[:1]}…@{host[:1]}….{host.rpartition('.')[2]}"
