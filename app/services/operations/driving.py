"""
Acts on everything that matches, with a look before: retry what failed, stop what runs, let go
what waits.

One round does a hundred, each job in a transaction of its own with its line in the audit log, so
that nothing is held for long. Two operators at once do each thing once: the job's lock decides.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlmodel import Session, select

from app.db import failures
from app.db import jobs as job_rows
from app.db import tasks as rows
from app.domain.errors import Conflict, NotFound, Problem
from app.domain.operating import Act, Match, was_perhaps_bought
from app.domain.operations import ActedView, FailedGroup, PreviewView
from app.domain.providing import Maker
from app.domain.states import ENDED
from app.services.engine import Engine
from app.services.jobs import Jobs
from app.services.operations.audit import note
from app.services.stopping import stop_tasks

ROUND = 100


@dataclass(frozen=True)
class Driving:
    """Looks first, then acts."""

    engine: Engine
    jobs: Jobs

    def failed(self, match: Match) -> tuple[FailedGroup, ...]:
        """What failed and was not tried again, by provider and reason."""
        with self.engine.db.transaction() as tx:
            found = failures.groups(tx.session, match, until=_now(tx.session))
        return tuple(FailedGroup(**row._mapping) for row in found)  # noqa: SLF001 -- its public name

    def preview(self, act: Act, match: Match) -> PreviewView:
        """What the act would do now. Nothing is changed."""
        with self.engine.db.transaction() as tx:
            until = _now(tx.session)
            people = failures.people(tx.session, act, match, until=until)
            match act:
                case "retry":
                    return self._retries(tx.session, match, until=until, people=people)
                case "cancel":
                    free = self._stop_free()
                    seen = failures.stops(tx.session, match, until=until, free=free)
                    reached, waiting = seen.bought, seen.waiting
                case "release":
                    seen = failures.lets_go(tx.session, match, until=until)
                    reached, waiting = 0, seen.n
        return PreviewView(seen.n, people, waiting, reached, 0, int(seen.credits), until)

    def act(  # noqa: PLR0913 -- what, on what, and from where on
        self,
        act: Act,
        match: Match,
        *,
        by: str,
        until: datetime,
        also_retried: bool = False,
        cursor: str | None = None,
    ) -> ActedView:
        """
        One round on what matched at that moment; ask again with its cursor until there is none.

        A retry is for its price, as when its person asks for it.
        """
        with self.engine.db.transaction() as tx:
            until = min(until, _now(tx.session))
        after = cursor or ""
        match act:
            case "retry":
                return self._retry(match, by=by, until=until, also=also_retried, after=after)
            case "cancel":
                return self._cancel(match, by=by, until=until, after=after)
            case "release":
                return self._release(match, by=by, until=until, after=after)

    def _retries(
        self, session: Session, match: Match, *, until: datetime, people: int
    ) -> PreviewView:
        kinds = failures.kinds(session, match, until=until)
        counts: Counter[str] = Counter()
        for kind in kinds:
            if kind.retried:
                counts["retried"] += kind.n
                continue
            bought = was_perhaps_bought(
                code=kind.code or "",
                remote_id=kind.remote_id,
                began=kind.began,
                repeatable=self._is_repeatable(kind.provider),
            )
            counts["bought" if bought else "never"] += kind.n
            counts["credits"] += int(kind.credits)
        return PreviewView(
            matching=sum(kind.n for kind in kinds),
            people=people,
            never_reached=counts["never"],
            bought_again=counts["bought"],
            retried=counts["retried"],
            credits=counts["credits"],
            until=until,
        )

    def _is_repeatable(self, provider_id: str) -> bool:
        provider = self.engine.providers.get(provider_id)
        return provider is not None and provider.traits.repeatable

    def _stop_free(self) -> list[str]:
        """Providers whose work ends at once and for nothing when it is stopped."""
        known = self.engine.providers.items()
        return [id_ for id_, p in known if isinstance(p, Maker) and p.traits.cancels_free]

    def _retry(
        self, match: Match, *, by: str, until: datetime, also: bool, after: str
    ) -> ActedView:
        with self.engine.db.transaction() as tx:
            found = failures.next_failed(tx.session, match, until=until, after=after, limit=ROUND)
        skipped: Counter[str] = Counter()
        wanted = [row for row in found if also or not row.retried]
        skipped["retried"] = len(found) - len(wanted)
        done = 0
        by_job = sorted(wanted, key=lambda row: row.job_id)
        for job_id, tasks in groupby(by_job, key=lambda row: row.job_id):
            chosen = list(tasks)
            ids = [row.id for row in chosen]
            tried = self._try(
                skipped, lambda c=chosen, j=job_id, i=ids: self._again(c[0].person_id, j, i, by=by)
            )
            done += tried
            skipped["changed"] += len(ids) - tried if tried else 0
        return _acted(done, skipped, found[-1].id if len(found) == ROUND else None)

    def _again(self, person_id: str, job_id: str, ids: list[str], *, by: str) -> int:
        with self.engine.db.transaction() as tx:
            tried = self.jobs.try_again(tx, person_id, job_id, only=ids)
            note(tx, by=by, act="job.retry", target=job_id, data={"tasks": tried})
        return len(tried)

    def _cancel(self, match: Match, *, by: str, until: datetime, after: str) -> ActedView:
        with self.engine.db.transaction() as tx:
            found = failures.next_running(tx.session, match, until=until, after=after, limit=ROUND)
        skipped: Counter[str] = Counter()
        done = sum(self._try(skipped, lambda row=row: self._stop(row.id, by=by)) for row in found)
        return _acted(done, skipped, found[-1].id if len(found) == ROUND else None)

    def _stop(self, job_id: str, *, by: str) -> int:
        with self.engine.db.transaction() as tx:
            job = job_rows.locked(tx.session, job_id)
            if job is None:
                raise NotFound("There is no such job.")
            if job.status in ENDED or job.cancel_requested_at is not None:
                raise Conflict("It has ended, or is being stopped.")
            stop_tasks(self.engine, tx, job)
            note(tx, by=by, act="job.cancel", target=job_id)
        return 1

    def _release(self, match: Match, *, by: str, until: datetime, after: str) -> ActedView:
        with self.engine.db.transaction() as tx:
            found = failures.release(tx.session, match, until=until, after=after, limit=ROUND)
            for row in found:
                note(tx, by=by, act="job.release", target=row.job_id, data={"task": row.id})
            for provider in {row.provider for row in found}:
                tx.after_commit(lambda provider=provider: self.engine.doorbell.admit(provider))
        last = max((row.id for row in found), default=None)
        return _acted(len(found), Counter(), last if len(found) == ROUND else None)

    def _try(self, skipped: Counter[str], act: Callable[[], int]) -> int:
        """Do one; why it could not be done is counted, and the others go on."""
        try:
            return act()
        except Conflict:
            skipped["changed"] += 1
        except NotFound:
            skipped["gone"] += 1
        except Problem as problem:
            skipped[problem.code] += 1
        return 0


def _now(session: Session) -> datetime:
    return session.exec(select(rows.NOW)).one()


def _acted(done: int, skipped: Counter[str], cursor: str | None) -> ActedView:
    return ActedView(done, {why: n for why, n in skipped.items() if n}, cursor)
