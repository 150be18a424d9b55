"""
Songs that grow older than they may: announced, reprieved, postponed, and due to leave.

A song is all its takes: it is as old as its youngest one, and what speaks for one speaks for all.
Whatever else should keep a song from leaving adds a statement to `SPARED_BY`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlmodel import Session

from app.domain.lifetimes import Lifetimes

SPARED_BY = (
    """SELECT FROM assets f JOIN jobs k ON k.id = f.job_id AND k.deleted_at IS NULL
       WHERE f.root_id = s.root_id AND (f.favourite OR k.kept_at IS NOT NULL)""",
    """SELECT FROM jobs r WHERE r.person_id = s.person_id AND r.ended_at IS NULL
       AND r.deleted_at IS NULL
       AND (r.id = split_part(s.root_id, '.', 1) OR r.take_of = s.root_id)""",
    """SELECT FROM assets f JOIN playlist_items i ON i.asset_id = f.id
       WHERE f.root_id = s.root_id""",
    """SELECT FROM music_tracks m JOIN reading_logs l ON l.id = m.log_id AND l.deleted_at IS NULL
       JOIN journeys y ON y.id = l.journey_id AND y.deleted_at IS NULL
       WHERE m.root_id = s.root_id""",
    """SELECT FROM album_jobs g JOIN albums b ON b.id = g.album_id AND b.deleted_at IS NULL
       WHERE g.job_id = split_part(s.root_id, '.', 1)""",
    """SELECT FROM shares h WHERE h.person_id = s.person_id AND h.withdrawn_at IS NULL
       AND (h.expires_at IS NULL OR h.expires_at > now())
       AND EXISTS (SELECT FROM assets f WHERE f.root_id = s.root_id
                   AND h.target_id IN (f.id, f.job_id, f.root_id))""",
)
_NOT_SPARED = " AND ".join(f"NOT EXISTS ({each})" for each in SPARED_BY)

# Songs leave when a day begins, so that those of one day leave together and can be told as one.
_DAY = "date_trunc('day', ({}) - interval '1 microsecond', 'UTC') + interval '1 day'"
_AT = _DAY.format("greatest(d.ended_at + d.keep, {} + CAST(:notice AS interval))")


def _due(candidates: str) -> str:
    """Those of the candidates that are old enough to be announced, and that nothing spares."""
    return f"""
    candidate AS ({candidates}),
    s AS (
        SELECT a.root_id, j.person_id, max(j.ended_at) AS ended_at,
               bool_and(j.leaves_at <= now()
                        AND j.announced_at <= now() - CAST(:notice AS interval)) AS is_time
        FROM assets a JOIN jobs j ON j.id = a.job_id AND j.deleted_at IS NULL
        WHERE a.root_id IN (SELECT root_id FROM candidate) GROUP BY 1, 2),
    due AS (
        SELECT s.*, k.keep FROM s JOIN people p ON p.id = s.person_id
        CROSS JOIN LATERAL (SELECT CASE p.tier WHEN 'paid' THEN CAST(:paid AS interval)
                                   ELSE CAST(:free AS interval) END AS keep) k
        WHERE s.ended_at < now() - k.keep + CAST(:notice AS interval) AND {_NOT_SPARED})"""  # noqa: S608 -- words of this file


_OLD = """SELECT DISTINCT a.root_id FROM jobs j JOIN assets a ON a.job_id = j.id
    WHERE j.leaves_at IS NULL AND j.deleted_at IS NULL AND j.kept_at IS NULL AND j.ended_at
        < now() - least(CAST(:free AS interval), CAST(:paid AS interval))
          + CAST(:notice AS interval)"""
_ANNOUNCED = """SELECT DISTINCT a.root_id FROM jobs j JOIN assets a ON a.job_id = j.id
    WHERE j.leaves_at IS NOT NULL AND j.deleted_at IS NULL"""
_OVERDUE = """SELECT DISTINCT a.root_id FROM jobs j JOIN assets a ON a.job_id = j.id
    WHERE j.leaves_at <= now() AND j.deleted_at IS NULL
      AND (CAST(:root AS text) IS NULL OR a.root_id = :root)"""

_ANNOUNCE = text(f"""
    WITH {_due(_OLD)}, begun AS (SELECT * FROM due LIMIT 1000)
    UPDATE jobs j SET announced_at = now(), leaves_at = {_AT.format("now()")}
    FROM begun d JOIN assets a ON a.root_id = d.root_id
    WHERE j.id = a.job_id AND j.deleted_at IS NULL RETURNING j.person_id""")  # noqa: S608
_REPRIEVE = text(f"""
    WITH {_due(_ANNOUNCED)}
    UPDATE jobs j SET announced_at = NULL, leaves_at = NULL
    WHERE j.leaves_at IS NOT NULL AND j.deleted_at IS NULL AND NOT EXISTS (
        SELECT FROM assets a JOIN due d ON d.root_id = a.root_id WHERE a.job_id = j.id)
    RETURNING j.person_id""")  # noqa: S608
_POSTPONE = text(f"""
    WITH {_due(_ANNOUNCED)}
    UPDATE jobs j SET leaves_at = {_AT.format("j.announced_at")}
    FROM due d JOIN assets a ON a.root_id = d.root_id
    WHERE j.id = a.job_id AND j.deleted_at IS NULL AND j.leaves_at IS NOT NULL
      AND j.leaves_at < greatest(d.ended_at + d.keep, j.announced_at + CAST(:notice AS interval))
    RETURNING j.person_id""")  # noqa: S608
_TIME = text(f"""
    WITH {_due(_OVERDUE)}
    SELECT root_id FROM due WHERE is_time AND ended_at + keep <= now() LIMIT :most""")  # noqa: S608

_OF_PERSON = f"""
    SELECT s.* FROM (
        SELECT a.root_id, j.person_id, min(j.leaves_at) AS leaves_at,
               (array_agg(j.id ORDER BY a.leads DESC, a.take))[1] AS job_id,
               (array_agg(j.title ORDER BY a.leads DESC, a.take))[1] AS title,
               (array_agg(j.medium ORDER BY a.leads DESC, a.take))[1] AS medium,
               count(*) FILTER (WHERE a.is_main) AS takes, sum(a.size)::bigint AS size
        FROM jobs j JOIN assets a ON a.job_id = j.id
        WHERE j.person_id = :person AND j.leaves_at IS NOT NULL AND j.deleted_at IS NULL
        GROUP BY 1, 2) s
    WHERE {_NOT_SPARED}"""  # noqa: S608
_DEPARTURES = text(f"SELECT leaves_at, count(*) FROM ({_OF_PERSON}) s GROUP BY 1 ORDER BY 1")  # noqa: S608
_SONGS = text(f"{_OF_PERSON} ORDER BY s.leaves_at, s.root_id LIMIT :most")
_JOBS = text("""
    SELECT DISTINCT a.job_id FROM assets a JOIN jobs j ON j.id = a.job_id
    WHERE a.root_id = ANY(:roots) AND j.person_id = :person AND j.deleted_at IS NULL""")
_KEEP = text("""
    UPDATE jobs SET kept_at = now(), announced_at = NULL, leaves_at = NULL
    WHERE id = ANY(:jobs) AND deleted_at IS NULL""")


class Song(NamedTuple):
    """A song that is announced to leave."""

    root_id: str
    person_id: str
    leaves_at: datetime
    job_id: str
    title: str
    medium: str
    takes: int
    size: int


def _spans(lifetimes: Lifetimes) -> dict[str, Any]:
    return {"free": lifetimes.free, "paid": lifetimes.paid, "notice": lifetimes.notice}


def review(session: Session, lifetimes: Lifetimes) -> set[str]:
    """
    Bring what is announced up to what holds now; people for whom something changed.

    Whatever an operator changes, nothing leaves before it was announced for the whole notice.
    """
    spans = _spans(lifetimes)
    told: set[str] = set()
    for statement in (_REPRIEVE, _POSTPONE, _ANNOUNCE):
        told |= set(session.execute(statement, spans).scalars())
    return told


def due(
    session: Session, lifetimes: Lifetimes, *, root: str | None = None, most: int = 100
) -> Sequence[str]:
    """Songs whose time has come and for which nothing speaks: some of them, or this one."""
    asked = _spans(lifetimes) | {"root": root, "most": most}
    return session.execute(_TIME, asked).scalars().all()


def departures(session: Session, person_id: str) -> list[tuple[datetime, int]]:
    """When songs of somebody leave, and how many, the soonest first."""
    return [(at, n) for at, n in session.execute(_DEPARTURES, {"person": person_id})]


def songs(session: Session, person_id: str, *, most: int | None = None) -> list[Song]:
    """Songs of somebody that are to leave, the soonest first."""
    found = session.execute(_SONGS, {"person": person_id, "most": most})
    return [Song(*row) for row in found]


def jobs(session: Session, person_id: str, roots: Sequence[str]) -> list[str]:
    """The jobs whose takes make these songs up."""
    asked = {"person": person_id, "roots": list(roots)}
    return sorted(session.execute(_JOBS, asked).scalars())


def keep(session: Session, job_ids: Sequence[str]) -> None:
    """Let these stay, however old they get."""
    session.execute(_KEEP, {"jobs": list(job_ids)})
