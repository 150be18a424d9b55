"""Who somebody is: try it as a guest, keep everything with an address, come back, leave."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Protocol

from sqlalchemy.exc import IntegrityError

from app.db.tables.people import PersonRow
from app.db.transaction import Database, Transaction
from app.domain.errors import Blocked, Conflict, Invalid, NotFound, NotSignedIn
from app.domain.operating import SHELL
from app.domain.people import EMAIL_MAX, check_password, clean_email, clean_name
from app.domain.views import PersonView, SignedIn
from app.services import ledger
from app.services.adoption import adopt, bury, lock_people
from app.services.attempts import Attempts
from app.services.operations.audit import note
from app.services.passwords import Passwords
from app.services.people import Language, Role, jobs_of, living, member, new_person, view
from app.services.sessions import Sessions


class Jobs(Protocol):
    """What leaving needs of the jobs."""

    def erase(self, person_id: str, job_id: str) -> None:
        """Stop a job and remove it with its files, wherever it is."""
        ...


class Accounts:
    """Everything about who somebody is."""

    def __init__(  # noqa: PLR0913 -- what accounts stand on
        self,
        db: Database,
        *,
        welcome_credits: int,
        session_days: int,
        jobs: Jobs,
        passwords: Passwords | None = None,
        erases: Sequence[Callable[[str], None]] = (),
    ) -> None:
        self._db = db
        self._welcome = welcome_credits
        self._sessions = Sessions(days=session_days)
        self._jobs = jobs
        self._erases = erases
        self._passwords = passwords or Passwords()
        self._attempts = Attempts(db)

    def guest(self, *, language: Language = "en", address: str = "", agent: str = "") -> SignedIn:
        """Somebody new, in one click and with nothing asked."""
        self._attempts.note_newcomer(address)
        with self._db.transaction() as tx:
            row = new_person(tx, language=language, welcome_credits=self._welcome)
            return self._signed_in(tx, row, address=address, agent=agent)

    def sign_up(  # noqa: PLR0913 -- what a form and a browser tell
        self,
        *,
        email: str,
        password: str,
        name: str = "",
        guest_id: str | None = None,
        language: Language = "en",
        address: str = "",
        agent: str = "",
    ) -> SignedIn:
        """Give a guest an address, so everything made so far stays theirs; or begin with one."""
        email, name = clean_email(email), clean_name(name)
        password = check_password(password, email=email)
        self._attempts.note_newcomer(address)
        kept = self._passwords.hash(password)
        with _one_account_per_address(), self._db.transaction() as tx:
            row = _guest(tx, guest_id)
            if row is None:
                row = new_person(tx, language=language, welcome_credits=self._welcome)
            row.kind, row.email, row.password_hash = "member", email, kept
            row.name = name or row.name
            tx.session.flush()
            self._sessions.end_all(tx, row.id)
            return self._signed_in(tx, row, address=address, agent=agent)

    def sign_in(
        self,
        *,
        email: str,
        password: str,
        address: str = "",
        agent: str = "",
        guest_id: str | None = None,
    ) -> SignedIn:
        """Come back. What was made as a guest in this browser moves to the account."""
        email = email[:EMAIL_MAX]
        with self._attempts.guard(email, address=address):
            with self._db.transaction() as tx:
                row = member(tx, email)
            kept = self._prove(row, password, field="password")
        with self._db.transaction() as tx:
            row = _unchanged(tx, row, guest_id=guest_id)
            if row.blocked_at is not None:
                raise Blocked
            row.password_hash = kept
            self._sessions.forget_unused(tx)
            return self._signed_in(tx, row, address=address, agent=agent)

    def sign_out(self, token: str) -> None:
        """End this session."""
        with self._db.transaction() as tx:
            self._sessions.end(tx, token)

    def sign_out_everywhere(self, person_id: str) -> None:
        """End every session of a person."""
        with self._db.transaction() as tx:
            self._sessions.end_all(tx, person_id)

    def person_for(self, token: str) -> PersonView | None:
        """Whose session this secret opens; None when it opens none."""
        with self._db.transaction() as tx:
            row = self._sessions.person(tx, token)
            return None if row is None else view(tx, row)

    def person(self, person_id: str) -> PersonView:
        """Somebody by id."""
        with self._db.transaction() as tx:
            return view(tx, living(tx, person_id))

    def change_password(
        self, person_id: str, *, old: str, new: str, token: str | None = None
    ) -> None:
        """Take another password. Every session ends but the one with this secret."""
        row = self._again(person_id, old, field="old")
        kept = self._passwords.hash(check_password(new, email=row.email or "", field="new"))
        with self._db.transaction() as tx:
            _unchanged(tx, row).password_hash = kept
            self._sessions.end_all(tx, person_id, but=token)

    def rename(self, person_id: str, name: str) -> PersonView:
        """Be called something else."""
        name = clean_name(name)
        with self._db.transaction() as tx:
            row = living(tx, person_id, lock=True)
            row.name = name
            return view(tx, row)

    def set_language(self, person_id: str, language: Language) -> PersonView:
        """Read everything in this language."""
        if language not in ("ko", "en"):
            raise Invalid("The language is ko or en.", field="language")
        with self._db.transaction() as tx:
            row = living(tx, person_id, lock=True)
            row.language = language
            return view(tx, row)

    def delete(self, person_id: str, *, password: str | None = None) -> None:
        """Leave, with everything made. Ledger entries stay, and name only an id."""
        with self._db.transaction() as tx:
            is_member = living(tx, person_id).kind == "member"
        if is_member:
            self._again(person_id, password or "", field="password")
        self.erase(person_id)

    def erase(self, person_id: str) -> None:
        """Remove somebody with everything made; whoever may ask for that was checked before."""
        while left := self._bury(person_id):
            for job_id in left:
                with suppress(NotFound):
                    self._jobs.erase(person_id, job_id)
        for erase in self._erases:
            erase(person_id)

    def grant(self, email: str, credits_: int) -> PersonView:
        """Give credits to the account with this address."""
        if credits_ <= 0:
            raise Invalid("Grant one credit or more.", field="credits")
        with self._db.transaction() as tx:
            row = _known(tx, email)
            ledger.grant(tx, row.id, credits_, reason="grant")
            data = {"credits": credits_}
            note(tx, by=SHELL, act="person.grant", target=row.id, data=data)
            return view(tx, row)

    def appoint(self, email: str, role: Role) -> PersonView:
        """Let the account with this address see, or also do, what operators do."""
        with self._db.transaction() as tx:
            row = _known(tx, email)
            before, row.role = row.role, role
            was, now = {"role": before}, {"role": role}
            note(tx, by=SHELL, act="person.role", target=row.id, before=was, after=now)
            return view(tx, row)

    def _signed_in(self, tx: Transaction, row: PersonRow, *, address: str, agent: str) -> SignedIn:
        token = self._sessions.open(tx, row.id, address=address, agent=agent)
        return SignedIn(person=view(tx, row), token=token)

    def _prove(self, row: PersonRow | None, password: str, *, field: str) -> str:
        """Check a password and return what is to be kept of it. No transaction is open."""
        kept = row.password_hash if row else None
        if not self._passwords.matches(kept, password) or kept is None:
            raise NotSignedIn("This e-mail and password do not belong together.", field=field)
        return self._passwords.hash(password) if self._passwords.is_outdated(kept) else kept

    def _again(self, person_id: str, password: str, *, field: str) -> PersonRow:
        """Somebody signed in shows once more that it is them."""
        with self._db.transaction() as tx:
            row = living(tx, person_id)
        if row.kind != "member":
            raise Conflict("A guest has no password. Add an e-mail address first.")
        try:
            with self._attempts.guard(row.email or row.id, address=""):
                self._prove(row, password, field=field)
        except NotSignedIn:
            raise Invalid("This is not your password.", field=field) from None
        return row

    def _bury(self, person_id: str) -> list[str]:
        """End somebody who has no jobs; otherwise the jobs that are left."""
        with self._db.transaction() as tx:
            row = living(tx, person_id, lock=True)
            left = jobs_of(tx, person_id)
            if not left:
                bury(tx, row)
            return left


@contextmanager
def _one_account_per_address() -> Iterator[None]:
    """When two sign up at once the index decides, and the other is told in words."""
    try:
        yield
    except IntegrityError as error:
        if "people_email_once" not in str(error.orig):
            raise
        words = "This e-mail address has an account already. Sign in with it."
        raise Conflict(words, field="email") from None


def _guest(tx: Transaction, guest_id: str | None) -> PersonRow | None:
    row = lock_people(tx, guest_id).get(guest_id) if guest_id else None
    return row if row is not None and row.kind == "guest" else None


def _unchanged(
    tx: Transaction, proven: PersonRow | None, *, guest_id: str | None = None
) -> PersonRow:
    """The row whose password was just shown, locked; a guest's work has moved to it."""
    if proven is None:
        raise NotSignedIn("This e-mail and password do not belong together.")
    rows = lock_people(tx, *filter(None, (proven.id, guest_id)))
    row, guest = rows.get(proven.id), rows.get(guest_id or "")
    if row is None or row.kind != "member" or row.password_hash != proven.password_hash:
        raise NotSignedIn("This account has just changed. Please sign in again.")
    if guest is not None and guest.kind == "guest":
        adopt(tx, guest=guest, person=row)
    return row


def _known(tx: Transaction, email: str) -> PersonRow:
    row = member(tx, email)
    if row is None:
        raise NotFound("Nobody has an account with this address.")
    return row
