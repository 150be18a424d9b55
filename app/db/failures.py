"""Work of everybody that operators act on together: what failed, what runs, what waits."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from app.domain.operating import Match

# A condition that is not asked for is null, and then true.
_SAME = """
      AND (CAST(:medium AS text) IS NULL OR j.medium = :medium)
      AND (CAST(:provider AS text) IS NULL OR t.provider = :provider)
      AND (CAST(:state AS text) IS NULL OR j.status = :state)
      AND (CAST(:person_id AS text) IS NULL OR j.person_id = :person_id)
      AND (CAST(:tier AS text) IS NULL OR t.tier = :tier)
      AND (CAST(:code AS text) IS NULL OR t.failure_code = :code)
      AND (CAST(:words AS text) IS NULL OR strpos(lower(concat_ws(' ', t.failure_detail,
               t.failure_code, t.model, t.remote_id)), lower(:words)) > 0)"""


def _of_age(column: str) -> str:
    return f"""
      AND (CAST(:older_s AS float8) IS NULL
           OR {column} <= now() - make_interval(secs => :older_s))
      AND (CAST(:newer_s AS float8) IS NULL
           OR {column} >= now() - make_interval(secs => :newer_s))
      AND {column} <= :until"""


# Whoever began the same once more, or another take of it, has tried again by themselves.
_RETRIED = """EXISTS (
        SELECT FROM jobs r WHERE r.person_id = j.person_id AND r.created_at > t.ended_at
          AND (r.take_of = j.id OR (r.medium = j.medium AND r.params = j.params)))"""
_FAILED = f"""
    FROM tasks t JOIN jobs j ON j.id = t.job_id
    WHERE t.state = 'failed' AND j.deleted_at IS NULL
      AND NOT EXISTS (SELECT FROM tasks n WHERE n.retry_of = t.id)
      {_SAME} {_of_age("t.ended_at")}"""
_RUNS = f"""
    FROM jobs j JOIN tasks t ON t.job_id = j.id
    WHERE j.ended_at IS NULL AND j.cancel_requested_at IS NULL
      {_SAME} {_of_age("j.created_at")}"""
# What is held back so that it can be undone has made no try yet.
_WAITS = f"""
    FROM tasks t JOIN jobs j ON j.id = t.job_id
    WHERE t.state = 'pending' AND t.attempt > 1 AND t.due_at > now()
      {_SAME} {_of_age("t.created_at")}"""
_PARTS = {"retry": _FAILED, "cancel": _RUNS, "release": _WAITS}

# S608: the parts are constants of this file; every value is bound.
_GROUPS = text(f"""
    SELECT t.provider, coalesce(t.failure_code, '') AS code, count(*) AS n,
           mode() WITHIN GROUP (ORDER BY left(t.failure_reason, 200)) AS reason,
           mode() WITHIN GROUP (ORDER BY left(t.failure_detail, 200)) AS detail,
           count(DISTINCT j.person_id) AS people, sum(t.price) AS credits,
           min(t.ended_at) AS first_at, max(t.ended_at) AS last_at
    {_FAILED} GROUP BY 1, 2 ORDER BY n DESC, 1, 2 LIMIT 200""")
_KINDS = text(f"""
    SELECT t.provider, t.failure_code AS code, t.remote_id, t.started_at IS NOT NULL AS began,
           retried, count(*) AS n, sum(t.price) AS credits
    FROM (SELECT t.provider, t.failure_code, t.started_at, t.price, {_RETRIED} AS retried,
                 CASE WHEN t.remote_id IS NULL THEN NULL ELSE '' END AS remote_id
          {_FAILED}) t
    GROUP BY 1, 2, 3, 4, 5""")  # noqa: S608
_STOPS = text(f"""
    SELECT count(DISTINCT j.id) AS n, count(*) FILTER (WHERE t.state = 'pending') AS waiting,
           count(*) FILTER (WHERE t.state IN ('submitting', 'generating')
                              AND t.provider <> ALL(:free)) AS bought,
           coalesce(sum(t.price) FILTER (
               WHERE t.state = 'pending'
                  OR (t.state IN ('submitting', 'generating') AND t.provider = ANY(:free))), 0)
               AS credits
    {_RUNS}""")
_LETS_GO = text(f"SELECT count(*) AS n, coalesce(sum(t.price), 0) AS credits {_WAITS}")
_PEOPLE = {act: text(f"SELECT count(DISTINCT j.person_id) {part}") for act, part in _PARTS.items()}
_NEXT_FAILED = text(f"""
    SELECT t.id, t.job_id, j.person_id, {_RETRIED} AS retried
    {_FAILED} AND t.id > :after ORDER BY t.id LIMIT :limit""")
_NEXT_RUNNING = text(f"""
    SELECT DISTINCT j.id, j.person_id {_RUNS} AND j.id > :after
    ORDER BY j.id LIMIT :limit""")
_RELEASE = text(f"""
    UPDATE tasks SET due_at = now(), rung_at = NULL
    WHERE id IN (SELECT t.id {_WAITS} AND t.id > :after ORDER BY t.id LIMIT :limit
                 FOR UPDATE OF t SKIP LOCKED)
    RETURNING id, job_id, provider""")  # noqa: S608


def _asked(match: Match, until: datetime, **more: Any) -> dict[str, Any]:
    return asdict(match) | {"until": until} | more


def groups(session: Session, match: Match, *, until: datetime) -> Sequence[Any]:
    """What failed and was not tried again, by provider and reason, the most frequent first."""
    return session.execute(_GROUPS, _asked(match, until)).all()


def kinds(session: Session, match: Match, *, until: datetime) -> Sequence[Any]:
    """The same by all that says whether it was bought, and whether its people tried again."""
    return session.execute(_KINDS, _asked(match, until)).all()


def stops(session: Session, match: Match, *, until: datetime, free: list[str]) -> Any:
    """What stopping would end; `free` are the providers that stop for nothing."""
    return session.execute(_STOPS, _asked(match, until, free=free)).one()


def lets_go(session: Session, match: Match, *, until: datetime) -> Any:
    """What waits for another try."""
    return session.execute(_LETS_GO, _asked(match, until)).one()


def people(session: Session, act: str, match: Match, *, until: datetime) -> int:
    """How many people it is about."""
    return int(session.execute(_PEOPLE[act], _asked(match, until)).scalar_one())


def next_failed(
    session: Session, match: Match, *, until: datetime, after: str, limit: int
) -> Sequence[Any]:
    """Failed tasks in the order of their ids."""
    asked = _asked(match, until, after=after, limit=limit)
    return session.execute(_NEXT_FAILED, asked).all()


def next_running(
    session: Session, match: Match, *, until: datetime, after: str, limit: int
) -> Sequence[Any]:
    """Jobs that run, in the order of their ids."""
    asked = _asked(match, until, after=after, limit=limit)
    return session.execute(_NEXT_RUNNING, asked).all()


def release(
    session: Session, match: Match, *, until: datetime, after: str, limit: int
) -> Sequence[Any]:
    """Let tasks that wait for another try be due now; what another one releases is passed over."""
    asked = _asked(match, until, after=after, limit=limit)
    return session.execute(_RELEASE, asked).all()
