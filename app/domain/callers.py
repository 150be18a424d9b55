"""Who calls the API, by which proof, and what that proof allows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.errors import NotFound
from app.domain.views import PersonView

Scope = Literal["read", "make", "manage"]
Way = Literal["session", "token", "jwt", "read token"]
SCOPES: tuple[Scope, ...] = ("read", "make", "manage")
"""See all that is mine · start, repeat and stop jobs, which spends credits · change and delete."""


@dataclass(frozen=True)
class Reading:
    """What may be read: all of a person's things, or one job of theirs."""

    person_id: str
    job_id: str | None = None
    """The only job that may be seen; None: all of the person's."""
    until: datetime | None = None
    """When the permission ends by itself; None: not before the person signs out."""

    def check(self, job_id: str) -> None:
        """Raise `NotFound` unless this job may be seen. Whose it is, the query checks."""
        if self.job_id not in (None, job_id):
            raise NotFound("This token reads another job.")


@dataclass(frozen=True)
class Caller:
    """Somebody whose proof was found good."""

    way: Way
    person: PersonView | None
    """None for who holds a read token: that is a permission, not a person."""
    reading: Reading
    scopes: frozenset[Scope] = frozenset(SCOPES)
    """A session and a JWT may do whatever the person may do."""
