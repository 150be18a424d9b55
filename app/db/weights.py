"""How much room somebody's files take, counted from an index that holds their sizes."""

from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import Session

from app.domain.formats import PREVIEWS
from app.domain.medium import Medium

_FILES = text("""
    SELECT medium, count(*) FILTER (WHERE is_main), sum(size)::bigint
    FROM assets WHERE person_id = :person GROUP BY medium""")
_FORMATS = text("""
    SELECT a.medium, count(*) FILTER (WHERE r.format <> ALL (:previews)), sum(r.size)::bigint
    FROM renditions r JOIN assets a ON a.id = r.asset_id
    WHERE a.person_id = :person AND r.state = 'ready' GROUP BY a.medium""")
_BROUGHT = text("""
    SELECT count(*) FILTER (WHERE state = 'ready'), coalesce(sum(CASE state
        WHEN 'ready' THEN size + thumb_size WHEN 'refused' THEN 0 ELSE received END), 0)::bigint
    FROM uploads WHERE person_id = :person HAVING count(*) > 0""")
_IN_TRASH = text("""
    SELECT coalesce(sum(a.size + coalesce((
        SELECT sum(r.size) FROM renditions r WHERE r.asset_id = a.id AND r.state = 'ready'), 0)), 0)
    FROM jobs j JOIN assets a ON a.job_id = j.id
    WHERE j.person_id = :person AND j.deleted_at IS NOT NULL""")


class Weight(NamedTuple):
    """The files of one medium."""

    things: int = 0
    formats: int = 0
    size: int = 0
    brought: int = 0


def by_medium(session: Session, person_id: str) -> dict[str, Weight]:
    """
    Files of somebody, their copies in other formats, and with previews what they weigh.

    What they brought counts as photos, also while it is on its way.
    """
    asked, previews = {"person": person_id}, {"previews": list(PREVIEWS)}
    found = {m: Weight(n, 0, size) for m, n, size in session.execute(_FILES, asked)}
    for medium, count, size in session.execute(_FORMATS, asked | previews):
        files = found.get(medium, Weight())
        found[medium] = files._replace(formats=count, size=files.size + size)
    for count, size in session.execute(_BROUGHT, asked):
        files = found.get(Medium.PHOTO, Weight())
        found[Medium.PHOTO] = files._replace(brought=count, size=files.size + size)
    return found


def total(session: Session, person_id: str) -> int:
    """Bytes of all of somebody's files, the trash included."""
    return sum(each.size for each in by_medium(session, person_id).values())


def in_trash(session: Session, person_id: str) -> int:
    """Bytes of it that are in the trash."""
    return int(session.execute(_IN_TRASH, {"person": person_id}).scalar_one())
