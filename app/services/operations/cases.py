"""Jobs of everybody, found by combined filters or by any id. No words of their owners."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.db import watching
from app.db.tables.jobs import JobRow
from app.db.tables.people import PersonRow
from app.db.transaction import Database
from app.domain.errors import Invalid, NotFound
from app.domain.medium import Medium
from app.domain.operating import Match
from app.domain.operations import CaseView, FoundView
from app.domain.providing import Provider
from app.domain.states import JobStatus
from app.domain.views import Page

PAGE_MOST = 100
_JOB = re.compile(r"job_[0-9a-z]{26}", re.ASCII)


@dataclass(frozen=True)
class Cases:
    """The list."""

    db: Database
    providers: Mapping[str, Provider]

    def page(self, match: Match, *, cursor: str | None = None, limit: int = 50) -> Page[CaseView]:
        """Jobs that match, the latest first. Raises `Invalid` for a cursor that is not ours."""
        if cursor is not None and not _JOB.fullmatch(cursor):
            raise Invalid("This page marker is not one of ours.", field="cursor")
        limit = max(1, min(limit, PAGE_MOST))
        with self.db.transaction() as tx:
            found = watching.page(tx.session, match, after=cursor, limit=limit + 1)
            cases = views(tx.session, found[:limit])
        return Page(cases, cases[-1].id if len(found) > limit else None)

    def find(self, id_: str) -> FoundView:
        """Where an id leads: of a job, task, file, message, order or person. Raises `NotFound`."""
        id_ = id_.strip()
        with self.db.transaction() as tx:
            if id_.startswith("person_"):
                if tx.session.get(PersonRow, id_) is not None:
                    return FoundView("person", id_)
            elif id_.startswith("job_"):
                if tx.session.get(JobRow, id_) is not None:
                    return FoundView("job", id_)
            elif id_:
                job_id = watching.job_behind(tx.session, id_, list(self.providers))
                if job_id and tx.session.get(JobRow, job_id) is not None:
                    return FoundView("job", job_id)
        raise NotFound("Nothing here has this id.")


def views(session: Session, found: Any) -> tuple[CaseView, ...]:
    """Jobs, each with the tier of its person, as operators see them."""
    codes = watching.codes(session, [job.id for job, _ in found])
    return tuple(_view(job, tier, codes.get(job.id)) for job, tier in found)


def _view(job: JobRow, tier: str, code: str | None) -> CaseView:
    return CaseView(
        id=job.id,
        person_id=job.person_id,
        medium=Medium(job.medium),
        provider=job.provider,
        model=job.model,
        status=JobStatus(job.status),
        tier=tier,
        price=job.price,
        total=job.task_count,
        completed=job.completed_count,
        failed=job.failed_count,
        cancelled=job.cancelled_count,
        code=code if job.failed_count else None,
        in_trash=job.deleted_at is not None,
        created_at=job.created_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
    )
