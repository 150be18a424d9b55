"""Permissions to read one job for a while. They are signed, not stored."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import col, select

from app.db.tables.jobs import JobRow
from app.db.transaction import Database
from app.domain.callers import Reading
from app.domain.errors import Invalid, NotFound
from app.services.signing import Signer

PREFIX = "mwr_"
LONGEST = timedelta(hours=1)
_SHAPE = re.compile(r"mwr_([0-9a-z]{26})\.([0-9]{1,12})\.([A-Za-z0-9_-]{43})", re.ASCII)


@dataclass(frozen=True)
class ReadToken:
    """A permission to read one job, its files and its events, by whoever holds it."""

    token: str
    job_id: str
    expires_at: datetime


class ReadTokens:
    """Signs and reads them."""

    def __init__(self, db: Database, keys: Sequence[bytes]) -> None:
        self._db = db
        self._signer = Signer(keys, b"meanwhile: read one job")

    def make(self, person_id: str, job_id: str, *, lifetime: timedelta = LONGEST) -> ReadToken:
        """A token for a job of this person. Raises `NotFound`, and `Invalid` beyond an hour."""
        if not timedelta(seconds=1) <= lifetime <= LONGEST:
            raise Invalid("A read token lasts an hour at most.", field="seconds")
        if self._owner(job_id) != person_id:
            raise NotFound("There is no such job.")
        return self.sign(job_id, lifetime=lifetime)

    def sign(self, job_id: str, *, lifetime: timedelta = LONGEST) -> ReadToken:
        """The same without a look: for a job that its owner was just shown."""
        until = int(time.time() + lifetime.total_seconds())
        told = f"{job_id.removeprefix('job_')}.{until}"
        token = f"{PREFIX}{told}.{self._signer.sign(told)}"
        return ReadToken(token, job_id, datetime.fromtimestamp(until, UTC))

    def read(self, token: str) -> Reading | None:
        """What it permits now; None when it is not ours, has expired, or its job is gone."""
        found = _SHAPE.fullmatch(token)
        if found is None:
            return None
        ulid, until, signature = found.groups()
        if not self._signer.is_right(signature, f"{ulid}.{until}"):
            return None
        if int(until) <= time.time():
            return None
        owner = self._owner(f"job_{ulid}")
        if owner is None:
            return None
        return Reading(owner, f"job_{ulid}", datetime.fromtimestamp(int(until), UTC))

    def _owner(self, job_id: str) -> str | None:
        """Whose job it is now: a guest's job may have moved to their account since."""
        with self._db.transaction() as tx:
            return tx.session.exec(
                select(JobRow.person_id).where(
                    col(JobRow.id) == job_id, col(JobRow.deleted_at).is_(None)
                )
            ).one_or_none()
