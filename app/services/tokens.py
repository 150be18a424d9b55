"""Personal tokens: made once, shown once, known here by their hash alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import cast

from sqlalchemy import func, or_, update
from sqlmodel import col, select

from app.db.tables.people import PersonRow
from app.db.tables.tokens import TokenRow
from app.db.transaction import Database, Transaction
from app.domain.callers import SCOPES, Caller, Reading, Scope
from app.domain.errors import Conflict, Invalid, NotFound, TooMany
from app.domain.ids import new_id
from app.domain.people import clean_name
from app.services.people import living, view

PREFIX = "mw_"
MOST = 50
DAYS_MOST = 3650
_SHAPE = re.compile(r"mw_[0-9a-z]{8}_[A-Za-z0-9_-]{43}", re.ASCII)
_TOUCH_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class TokenView:
    """A token as its owner sees it; the secret is not in it."""

    id: str
    name: str
    start: str
    """How it begins."""
    scopes: tuple[Scope, ...]
    created_at: datetime
    used_at: datetime | None
    expires_at: datetime | None
    has_expired: bool


@dataclass(frozen=True)
class NewToken(TokenView):
    """A token and its secret, which nobody can read again."""

    token: str


class Tokens:
    """Makes, lists, revokes and recognises them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def make(
        self, person_id: str, *, name: str, scopes: Sequence[str], days: int | None = None
    ) -> NewToken:
        """A new token; without days it lasts until it is revoked. Raises `Invalid`, `Conflict`."""
        name, chosen = _checked(name, scopes, days)
        id_ = new_id("token")
        start = f"{PREFIX}{id_[-8:]}"
        token = f"{start}_{token_urlsafe(32)}"
        row = TokenRow(
            id=id_,
            person_id=person_id,
            name=name,
            start=start,
            token_hash=_hashed(token),
            scopes=list(chosen),
        )
        with self._db.transaction() as tx:
            if living(tx, person_id, lock=True).kind == "guest":
                raise Conflict("A guest has no tokens. Add an e-mail address first.")
            mine = select(func.count()).where(col(TokenRow.person_id) == person_id)
            if tx.session.exec(mine).one() >= MOST:
                raise TooMany(f"A person has at most {MOST} tokens. Revoke one first.")
            if days is not None:
                row.expires_at = tx.session.exec(select(func.now())).one() + timedelta(days=days)
            tx.session.add(row)
            tx.session.flush()
            tx.session.refresh(row)
        return NewToken(**vars(_view(row, has_expired=False)), token=token)

    def all(self, person_id: str) -> tuple[TokenView, ...]:
        """A person's tokens, the latest first, with those that have expired."""
        with self._db.transaction() as tx:
            found = tx.session.exec(
                select(TokenRow, func.coalesce(col(TokenRow.expires_at) <= func.now(), False))
                .where(col(TokenRow.person_id) == person_id)
                .order_by(col(TokenRow.created_at).desc(), col(TokenRow.id).desc())
            ).all()
        return tuple(_view(row, has_expired=has_expired) for row, has_expired in found)

    def revoke(self, person_id: str, token_id: str) -> None:
        """End a token, at once and for good. Raises `NotFound`."""
        with self._db.transaction() as tx:
            mine = (col(TokenRow.id) == token_id, col(TokenRow.person_id) == person_id)
            row = tx.session.exec(select(TokenRow).where(*mine).with_for_update()).one_or_none()
            if row is None:
                raise NotFound("There is no such token.")
            tx.session.delete(row)

    def caller(self, token: str) -> Caller | None:
        """Who shows this token, and what it may do; None when it opens nothing."""
        if not _SHAPE.fullmatch(token):
            return None
        with self._db.transaction() as tx:
            found = _find(tx, _hashed(token))
            if found is None:
                return None
            row, person, long_ago = found
            if long_ago:
                _touch(tx, row.id)
            scopes = frozenset(cast("list[Scope]", row.scopes))
            return Caller("token", view(tx, person), Reading(person.id), scopes)


def _checked(name: str, scopes: Sequence[str], days: int | None) -> tuple[str, list[str]]:
    name = clean_name(name)
    if not name:
        raise Invalid("Give the token a name, to know it again.", field="name")
    if not scopes or not set(scopes) <= set(SCOPES):
        raise Invalid(f"Choose one or more of: {', '.join(SCOPES)}.", field="scopes")
    if days is not None and not 1 <= days <= DAYS_MOST:
        raise Invalid(f"A token lasts 1 to {DAYS_MOST} days.", field="days")
    return name, [scope for scope in SCOPES if scope in scopes]


def _find(tx: Transaction, token_hash: str) -> tuple[TokenRow, PersonRow, bool] | None:
    unused = col(TokenRow.used_at).is_(None)
    found = tx.session.execute(
        select(TokenRow, PersonRow, or_(unused, col(TokenRow.used_at) < func.now() - _TOUCH_EVERY))
        .join(PersonRow, col(PersonRow.id) == col(TokenRow.person_id))
        .where(
            col(TokenRow.token_hash) == token_hash,
            or_(col(TokenRow.expires_at).is_(None), col(TokenRow.expires_at) > func.now()),
            col(PersonRow.kind) != "gone",
            col(PersonRow.blocked_at).is_(None),
        )
    ).one_or_none()
    return None if found is None else (found[0], found[1], bool(found[2]))


def _touch(tx: Transaction, token_id: str) -> None:
    """Note the use; many calls at once do not wait for each other."""
    ours = select(col(TokenRow.id)).where(col(TokenRow.id) == token_id)
    tx.session.execute(
        update(TokenRow)
        .where(col(TokenRow.id).in_(ours.with_for_update(skip_locked=True)))
        .values(used_at=func.now())
        .execution_options(synchronize_session=False)
    )


def _view(row: TokenRow, *, has_expired: bool) -> TokenView:
    return TokenView(
        id=row.id,
        name=row.name,
        start=row.start,
        scopes=tuple(cast("list[Scope]", row.scopes)),
        created_at=row.created_at,
        used_at=row.used_at,
        expires_at=row.expires_at,
        has_expired=has_expired,
    )


def _hashed(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()
