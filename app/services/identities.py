"""People whom an issuer of JWTs vouches for: how they come, change and go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from app.db import mailboxes
from app.db.tables.identities import IdentityRow, ReceivedRow
from app.db.tables.people import PersonRow
from app.db.tables.tokens import TokenRow
from app.db.transaction import Database, Transaction
from app.domain.callers import Caller, Reading
from app.domain.errors import Blocked, NotFound, TokenRefused, UserNotFound
from app.domain.issuers import Inbox, Issuer, Subject, Word
from app.services.people import living, member, new_person, view
from app.services.sessions import Sessions

_REMEMBERED = timedelta(days=7)
"""Messages are repeated for little more than a day, and refused when five minutes old."""


@dataclass(frozen=True)
class Rules:
    """How people of an issuer become people here."""

    at_first_sight: bool = False
    """Whoever brings a good token is somebody; otherwise only whom a message named."""
    links_email: bool = False
    """A verified address of the issuer opens the account that has it here."""
    welcome_credits: int = 0


class Identities:
    """Who the subjects of the one issuer are here."""

    def __init__(
        self,
        db: Database,
        *,
        issuer: Issuer | None,
        inbox: Inbox | None,
        rules: Rules,
        erase: Callable[[str], None],
    ) -> None:
        self._db = db
        self._issuer = issuer
        self._inbox = inbox
        self._rules = rules
        self._erase = erase

    def caller(self, token: str) -> Caller:
        """Who shows this JWT. Raises `TokenRefused`, `UserNotFound`, `Away`."""
        if self._issuer is None:
            raise TokenRefused("This token is not known here, has expired or was revoked.")
        subject = self._issuer.subject(token)
        with self._db.transaction() as tx:
            person = _find(tx, self._issuer.name, subject.id)
            if person is None and self._rules.at_first_sight:
                person = self._provide(tx, self._issuer.name, subject)
            if person is None:
                raise UserNotFound("User not found for clerkId")
            if person.blocked_at is not None:
                raise Blocked
            return Caller("jwt", view(tx, person), Reading(person.id))

    def take(self, headers: Mapping[str, str], body: bytes) -> None:
        """
        Take a message in. Doubled, late and disordered ones change nothing.

        Raises `NotFound` where none are expected, `NotGenuine`, `Invalid`.
        """
        if self._issuer is None or self._inbox is None:
            raise NotFound("No messages about people are expected here.")
        word = self._inbox.open(headers, body)
        subject = word.subject
        with self._db.transaction() as tx:
            if subject is None or _was_received(tx, self._issuer.name, word):
                return
            if word.kind == "changed":
                self._provide(tx, self._issuer.name, subject)
                _receive(tx, self._issuer.name, word)
                return
            leaver = _bar(tx, self._issuer.name, subject)
        self._leave(leaver)
        with self._db.transaction() as tx:
            _receive(tx, self._issuer.name, word)

    def _leave(self, person_id: str | None) -> None:
        """Everything of theirs goes; a message that comes again goes on where this broke off."""
        if person_id is None:
            return
        try:
            self._erase(person_id)
        except NotFound:
            return  # they have left already

    def _provide(self, tx: Transaction, issuer: str, subject: Subject) -> PersonRow | None:
        """The person of this subject, made or changed as is told; None for who was deleted."""
        _one_at_a_time(tx, issuer, subject.id)
        identity = tx.session.get(IdentityRow, (issuer, subject.id))
        if identity is None:
            return self._begin(tx, issuer, subject)
        if identity.deleted_at is not None or identity.person_id is None:
            return None
        person = living(tx, identity.person_id, lock=True)
        if subject.told_at and not (identity.told_at and subject.told_at < identity.told_at):
            identity.told_at, identity.email = subject.told_at, subject.email
            if person.kind == "external":
                person.name = subject.name or person.name
            _trust(tx, person, subject)
        return person

    def _begin(self, tx: Transaction, issuer: str, subject: Subject) -> PersonRow:
        person = self._account_of(tx, subject)
        if person is None:
            welcome = self._rules.welcome_credits
            person = new_person(tx, language="en", welcome_credits=welcome)
            person.kind, person.name = "external", subject.name
            tx.session.flush()
        tx.session.add(
            IdentityRow(
                issuer=issuer,
                subject=subject.id,
                person_id=person.id,
                email=subject.email,
                told_at=subject.told_at,
            )
        )
        tx.session.flush()
        _trust(tx, person, subject)
        return person

    def _account_of(self, tx: Transaction, subject: Subject) -> PersonRow | None:
        """
        The account whose address the issuer has verified, where that is allowed.

        We never asked whether its owner reads that address, so somebody else may have made it:
        its password, sessions and tokens end, and only the issuer opens it from now on.
        """
        if not (self._rules.links_email and subject.email and subject.email_is_verified):
            return None
        found = member(tx, subject.email)
        if found is None:
            return None
        person = living(tx, found.id, lock=True)
        person.password_hash = None
        Sessions(days=1).end_all(tx, person.id)
        tx.session.execute(delete(TokenRow).where(col(TokenRow.person_id) == person.id))
        return person


def _trust(tx: Transaction, person: PersonRow, subject: Subject) -> None:
    """What their issuer has verified, nobody is asked again."""
    if subject.email and subject.email_is_verified:
        address = person.email or subject.email
        if mailboxes.is_same(address, subject.email):
            mailboxes.confirm(tx.session, person.id, address)


def _find(tx: Transaction, issuer: str, subject: str) -> PersonRow | None:
    return tx.session.exec(
        select(PersonRow)
        .join(IdentityRow, col(IdentityRow.person_id) == col(PersonRow.id))
        .where(
            col(IdentityRow.issuer) == issuer,
            col(IdentityRow.subject) == subject,
            col(IdentityRow.deleted_at).is_(None),
            col(PersonRow.kind) != "gone",
        )
    ).one_or_none()


def _bar(tx: Transaction, issuer: str, subject: Subject) -> str | None:
    """Let nobody come as this subject any more; whoever has to leave because of it."""
    _one_at_a_time(tx, issuer, subject.id)
    identity = tx.session.get(IdentityRow, (issuer, subject.id))
    now = datetime.now(UTC)
    if identity is None:
        tx.session.add(IdentityRow(issuer=issuer, subject=subject.id, deleted_at=now))
        return None
    identity.deleted_at = identity.deleted_at or now
    identity.email = None
    return identity.person_id


def _one_at_a_time(tx: Transaction, issuer: str, subject: str) -> None:
    """Two requests of somebody new, or a request and a message, make one person."""
    key = func.hashtextextended(f"{issuer} {subject}", 0)
    tx.session.exec(select(func.pg_advisory_xact_lock(key)))


def _was_received(tx: Transaction, sender: str, word: Word) -> bool:
    return tx.session.get(ReceivedRow, (sender, word.message_id)) is not None


def _receive(tx: Transaction, sender: str, word: Word) -> None:
    row = insert(ReceivedRow).values(sender=sender, message_id=word.message_id)
    tx.session.execute(row.on_conflict_do_nothing())
    old = delete(ReceivedRow).where(col(ReceivedRow.at) < func.now() - _REMEMBERED)
    tx.session.execute(old, execution_options={"synchronize_session": False})
