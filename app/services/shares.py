"""Links by which people show things to others, until they withdraw them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import token_urlsafe
from typing import cast

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from app.db.tables.assets import AssetRow
from app.db.tables.people import PersonRow
from app.db.tables.renditions import RenditionRow
from app.db.tables.shares import ShareRow
from app.db.transaction import Database, Transaction
from app.domain.errors import Invalid, NotFound, TooMany
from app.domain.formats import Format, RenditionState
from app.domain.ids import new_id
from app.domain.ports import Storage
from app.domain.sharing import (
    DAYS_MOST,
    OPTIONS,
    SHARES_MOST,
    Option,
    SharedPiece,
    SharedView,
    ShareView,
)
from app.services.handing import OpenFile
from app.services.library import stem_of
from app.services.people import living
from app.services.renditions import thumb_of
from app.services.share_kinds import KINDS, Showing

S = ShareRow
_SHAPE = re.compile(r"[A-Za-z0-9_-]{24}", re.ASCII)
_TOKEN_BYTES = 18
_CLOSED = "This link is not open any more."
_EXPIRED = func.coalesce(col(S.expires_at) <= func.now(), False)


@dataclass(frozen=True)
class Shares:
    """
    Makes, lists and withdraws links, and opens them for whoever holds one.

    A link that was never made, is withdrawn, has expired, or leads to what is in the trash is
    `NotFound` in the same words: nobody learns which.
    """

    db: Database
    storage: Storage

    def make(
        self,
        person_id: str,
        *,
        kind: str,
        target_id: str,
        options: Sequence[Option] = (),
        days: int | None = None,
    ) -> ShareView:
        """
        The link to a thing; when there is one it stays the same and shows what is said now.

        Without days it stays open until it is withdrawn. Raises `Invalid`, `NotFound`, `TooMany`.
        """
        chosen = _checked(kind, options, days)
        with self.db.transaction() as tx:
            living(tx, person_id, lock=True)
            if KINDS[kind].find(tx.session, person_id, target_id) is None:
                raise NotFound("There is no such thing here.")
            row = _open_one(tx, person_id, kind, target_id) or _new(tx, person_id, kind, target_id)
            row.options = dict.fromkeys(chosen, True)
            now = tx.session.exec(select(func.now())).one()
            row.expires_at = now + timedelta(days=days) if days else None
            tx.session.add(row)
            tx.session.flush()
            tx.session.refresh(row)
            return _view(tx.session, row, has_expired=False)

    def all(
        self, person_id: str, *, kind: str | None = None, target_id: str | None = None
    ) -> tuple[ShareView, ...]:
        """A person's links that were not withdrawn, the latest first."""
        statement = select(S, _EXPIRED).where(
            col(S.person_id) == person_id, col(S.withdrawn_at).is_(None)
        )
        if kind is not None:
            statement = statement.where(col(S.kind) == kind)
        if target_id is not None:
            statement = statement.where(col(S.target_id) == target_id)
        latest = (col(S.created_at).desc(), col(S.id).desc())
        with self.db.transaction() as tx:
            found = tx.session.exec(statement.order_by(*latest)).all()
            return tuple(_view(tx.session, row, has_expired=it) for row, it in found)

    def withdraw(self, person_id: str, share_id: str) -> None:
        """Close a link, at once and for good. Raises `NotFound`."""
        with self.db.transaction() as tx:
            mine = (col(S.id) == share_id, col(S.person_id) == person_id)
            closes = update(S).where(*mine, col(S.withdrawn_at).is_(None))
            closed = closes.values(withdrawn_at=func.now()).returning(col(S.id))
            if tx.session.execute(closed).one_or_none() is None:
                raise NotFound("There is no such link.")

    def look(self, token: str, *, counts: bool = False) -> SharedView:
        """What somebody with this link sees; the owner learns how often that was."""
        with self.db.transaction() as tx:
            row, showing = _opened(tx.session, token)
            if counts:
                seen = update(S).where(col(S.id) == row.id).values(views=S.views + 1)
                tx.session.execute(seen, execution_options={"synchronize_session": False})
            files = tx.session.execute(showing.files).all()
            owner = tx.session.get_one(PersonRow, row.person_id)
        return SharedView(
            kind=row.kind,
            title=showing.title,
            description=showing.description,
            by=owner.name if _shows(row, "name") else "",
            prompt=showing.prompt if _shows(row, "prompt") else "",
            lyrics=showing.lyrics if _shows(row, "lyrics") else "",
            may_download=_shows(row, "downloads"),
            pieces=tuple(_piece(asset, title) for asset, title, *_ in files),
            author=showing.author,
            quotes=showing.quotes,
            has_cover=showing.cover_url is not None,
        )

    def cover(self, token: str) -> str:
        """Where the cover of the shown book was found. Raises `NotFound`."""
        with self.db.transaction() as tx:
            _, showing = _opened(tx.session, token)
        if showing.cover_url is None:
            raise NotFound(_CLOSED)
        return showing.cover_url

    def thumb(self, token: str, asset_id: str) -> OpenFile:
        """A small picture of one file of what a link shows; streamed, as the file itself is."""
        with self.db.transaction() as tx:
            _, showing = _opened(tx.session, token)
            one = showing.files.where(col(AssetRow.id) == asset_id)
            found = tx.session.execute(one).first()
            row = tx.session.get(RenditionRow, (asset_id, Format.THUMBNAIL)) if found else None
        if found is None or row is None or row.state != RenditionState.READY:
            raise NotFound(_CLOSED)
        return replace(thumb_of(self.storage, found[0], row, title=found[1]), link=None)

    def file(self, token: str, asset_id: str, *, download: bool = False) -> OpenFile:
        """
        One file of what a link shows. It never comes with an address of the store, since that
        would live on for minutes after the link is withdrawn.
        """
        with self.db.transaction() as tx:
            row, showing = _opened(tx.session, token)
            one = showing.files.where(col(AssetRow.id) == asset_id)
            found = tx.session.execute(one).first()
        if found is None or (download and not _shows(row, "downloads")):
            raise NotFound(_CLOSED)
        asset, title, *_ = found
        path = self.storage.path(asset.key)
        if path is not None and not path.is_file():
            raise NotFound(_CLOSED)
        return OpenFile(
            self.storage,
            asset.key,
            path,
            None,
            asset.content_type,
            f"{stem_of(title, asset)}.{asset.name.rpartition('.')[2]}",
            asset.size,
            asset.sha256,
        )


def _checked(kind: str, options: Sequence[Option], days: int | None) -> list[Option]:
    if kind not in KINDS:
        raise Invalid(f"kind is one of: {', '.join(KINDS)}.", field="kind")
    if not KINDS[kind].options.issuperset(options):
        known = ", ".join(each for each in OPTIONS if each in KINDS[kind].options)
        raise Invalid(f"A link to a {kind} can show: {known}.", field="options")
    if days is not None and not 1 <= days <= DAYS_MOST:
        raise Invalid(f"A link stays open for 1 to {DAYS_MOST} days.", field="days")
    return [each for each in OPTIONS if each in options]


def _open_one(tx: Transaction, person_id: str, kind: str, target_id: str) -> ShareRow | None:
    """The link there is; one that has expired ends for good, so that it never opens again."""
    same = (col(S.kind) == kind, col(S.target_id) == target_id, col(S.person_id) == person_id)
    statement = select(S, _EXPIRED).where(*same, col(S.withdrawn_at).is_(None))
    found = tx.session.exec(statement.with_for_update()).one_or_none()
    if found is None or not found[1]:
        return found[0] if found else None
    found[0].withdrawn_at = tx.session.exec(select(func.now())).one()
    tx.session.add(found[0])
    tx.session.flush()
    return None


def _new(tx: Transaction, person_id: str, kind: str, target_id: str) -> ShareRow:
    mine = select(func.count()).where(col(S.person_id) == person_id, col(S.withdrawn_at).is_(None))
    if tx.session.exec(mine).one() >= SHARES_MOST:
        raise TooMany(f"A person has at most {SHARES_MOST} open links. Withdraw one first.")
    return ShareRow(
        id=new_id("share"),
        person_id=person_id,
        kind=kind,
        target_id=target_id,
        token=token_urlsafe(_TOKEN_BYTES),
    )


def _opened(session: Session, token: str) -> tuple[ShareRow, Showing]:
    if not _SHAPE.fullmatch(token):
        raise NotFound(_CLOSED)
    is_open = or_(col(S.expires_at).is_(None), col(S.expires_at) > func.now())
    statement = select(S).where(col(S.token) == token, col(S.withdrawn_at).is_(None), is_open)
    row = session.exec(statement).one_or_none()
    kind = KINDS.get(row.kind) if row else None
    showing = kind.find(session, row.person_id, row.target_id) if row and kind else None
    if row is None or showing is None:
        raise NotFound(_CLOSED)
    return row, showing


def _shows(row: ShareRow, option: Option) -> bool:
    return row.options.get(option) is True


def _piece(asset: AssetRow, title: str) -> SharedPiece:
    meta = asset.meta
    length, peaks = float(meta.get("duration_s") or 0), tuple(meta.get("peaks") or ())
    return SharedPiece(
        asset.id,
        title,
        length,
        peaks,
        width=meta.get("width"),
        height=meta.get("height"),
        blur=meta.get("blur"),
        has_thumb=bool(meta.get(Format.THUMBNAIL)),
    )


def _view(session: Session, row: ShareRow, *, has_expired: bool) -> ShareView:
    kind = KINDS.get(row.kind)
    showing = kind.find(session, row.person_id, row.target_id) if kind else None
    return ShareView(
        id=row.id,
        kind=row.kind,
        target_id=row.target_id,
        title=showing.title if showing else None,
        token=row.token,
        options=cast("tuple[Option, ...]", tuple(o for o in OPTIONS if _shows(row, o))),
        created_at=row.created_at,
        expires_at=row.expires_at,
        has_expired=has_expired,
        views=row.views,
    )
