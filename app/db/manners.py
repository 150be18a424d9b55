"""How somebody wants to be told, as a row."""

from dataclasses import asdict
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session

from app.db.tables.notices import MannersRow
from app.domain.telling.manners import ALWAYS, Kind, Manners


def read(row: MannersRow | None) -> Manners:
    """What a row says; without one, what holds for everybody."""
    if row is None:
        return ALWAYS
    return Manners(
        push=_kinds(row.push),
        email=_kinds(row.email),
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        timezone=row.timezone,
    )


def of(session: Session, person_id: str) -> Manners:
    """How this person wants to be told."""
    return read(session.get(MannersRow, person_id))


def write(session: Session, person_id: str, manners: Manners) -> None:
    """Keep them."""
    values: dict[str, Any] = asdict(manners)
    for way in ("push", "email"):
        values[way] = [str(kind) for kind in Kind if kind in values[way]]
    statement = insert(MannersRow).values(person_id=person_id, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=values))


def _kinds(words: list[str]) -> frozenset[Kind]:
    return frozenset(kind for kind in Kind if kind in words)
