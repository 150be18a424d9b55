"""What a person does with jobs: start, follow, cancel, retry, keep, let go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.db import jobs as job_rows
from app.db import notices
from app.db.tables.jobs import JobRow
from app.db.transaction import Transaction
from app.domain.errors import Invalid, NotFound
from app.domain.medium import Medium
from app.domain.states import ENDED
from app.domain.views import JobView
from app.media.catalogue import words_of
from app.services import trash
from app.services.drafting import search_words
from app.services.planning import TITLE_MAX
from app.services.reading import owned
from app.services.starting import StartsJobs
from app.services.stopping import stop_tasks


@dataclass(frozen=True)
class Jobs(StartsJobs):
    """Everything a person does with jobs; starting and reading them have rooms of their own."""

    def see(self, person_id: str, job_ids: Sequence[str] | None = None) -> None:
        """The person has looked at these ended jobs, or at all of them."""
        with self.engine.db.transaction() as tx:
            seen = job_rows.see(tx.session, person_id, job_ids)
            seen += notices.see(tx.session, person_id, subjects=job_ids or seen)
            if seen:
                self.engine.announce(tx, person_id)

    def cancel(self, person_id: str, job_id: str) -> JobView:
        """
        Stop what has not been bought; what was bought arrives and is kept.

        A job that has ended stays as it is.
        """
        with self.engine.db.transaction() as tx:
            job = owned(tx.session, person_id, job_id, lock=True)
            if job.status not in ENDED:
                stop_tasks(self.engine, tx, job)
        return self.get(person_id, job_id)

    def rename(self, person_id: str, job_id: str, title: str) -> JobView:
        """Give a job another title. Raises `Invalid`."""
        title = " ".join(title.replace("\x00", "").split())
        if not title or len(title) > TITLE_MAX:
            raise Invalid(f"A title has 1 to {TITLE_MAX} characters.", field="title")
        with self.engine.db.transaction() as tx:
            job = owned(tx.session, person_id, job_id, lock=True)
            job.title = title
            job.search = search_words(title, words_of(Medium(job.medium), job.params))
            tx.session.add(job)
            self.engine.announce(tx, person_id)
        return self.get(person_id, job_id)

    def delete(self, person_id: str, job_id: str) -> None:
        """
        Move a job with its files to the trash.

        What still runs is stopped first; what was bought arrives there.
        """
        stays = self.engine.lifetimes.trash
        with self.engine.db.transaction() as tx:
            job = owned(tx.session, person_id, job_id, lock=True)
            self._let_go(tx, job, stays=stays)
        if not stays:
            trash.remove(self.engine, job_id)

    def erase(self, person_id: str, job_id: str) -> None:
        """Remove a job with its files, also from the trash; what was bought goes as it arrives."""
        with self.engine.db.transaction() as tx:
            job = job_rows.locked(tx.session, job_id)
            if job is None or job.person_id != person_id:
                raise NotFound("There is no such thing here.")
            self._let_go(tx, job, stays=timedelta())
        trash.remove(self.engine, job_id)

    def _let_go(self, tx: Transaction, job: JobRow, *, stays: timedelta) -> None:
        if job.status not in ENDED:
            stop_tasks(self.engine, tx, job)
        trash.put(self.engine, tx, job, stays=stays)
