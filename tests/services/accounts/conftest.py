"""Accounts on a real database, with a hasher that is quick because its passwords are no secret."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

from app.db.books import book
from app.db.engine import make_engine
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.db.transaction import Database
from app.domain.ids import new_id
from app.domain.medium import Medium
from app.domain.states import JobStatus, TaskState
from app.services import ledger
from app.services.accounts import Accounts
from app.services.passwords import Passwords

WELCOME = 100


class Eraser:
    """Removes a job's row, which is all of the jobs service that leaving needs."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def erase(self, person_id: str, job_id: str) -> None:
        """Remove the job of this person."""
        with self.db.transaction() as tx:
            tx.session.execute(
                text("DELETE FROM jobs WHERE id = :job AND person_id = :person"),
                {"job": job_id, "person": person_id},
            )


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    """A database for this test."""
    engine = make_engine(migrated_url, pool_size=20)
    yield engine
    engine.dispose()


@pytest.fixture
def db(engine: Engine) -> Database:
    """Transactions on it."""
    return Database(engine)


@pytest.fixture
def passwords() -> Passwords:
    """Real argon2, as weak as it gets."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def accounts(db: Database, passwords: Passwords) -> Accounts:
    """The service under test."""
    return Accounts(
        db, welcome_credits=WELCOME, session_days=60, jobs=Eraser(db), passwords=passwords
    )


@pytest.fixture
def sql(db: Database) -> Callable[..., list[Any]]:
    """Ask or tell the database something directly."""

    def ask(statement: str, **values: Any) -> list[Any]:
        with db.transaction() as tx:
            result: Any = tx.session.execute(text(statement), values)
            return list(result.all()) if result.returns_rows else []

    return ask


@pytest.fixture
def song(db: Database) -> Callable[..., str]:
    """A song of somebody, finished or still at work; returns the job's id."""

    def make(person_id: str, *, running: bool = False, key: str | None = None) -> str:
        job_id, task_id = new_id("job"), new_id("task")
        shared: dict[str, Any] = {"provider": "sketch", "model": "sketch", "title": "A song"}
        with db.transaction() as tx:
            task = TaskRow(
                id=task_id, job_id=job_id, person_id=person_id, params={}, seed=1, price=5, **shared
            )
            job = JobRow(
                id=job_id,
                person_id=person_id,
                medium=Medium.SONG,
                params={},
                price=5,
                task_count=1,
                key=key,
                **shared,
            )
            _save(tx.session, job)
            if not running:
                task.state, job.status = TaskState.COMPLETED, JobStatus.COMPLETED
            book(tx.session, [ledger.hold_of(task)])
            _save(tx.session, task)
            if not running:
                ledger.settle(tx, task)
                _save(tx.session, _file(job_id, task_id, person_id))
        return job_id

    return make


def _save(session: Any, row: SQLModel) -> None:
    session.add(row)
    session.flush()


def _file(job_id: str, task_id: str, person_id: str) -> AssetRow:
    return AssetRow(
        id=new_id("asset"),
        root_id=job_id,
        leads=True,
        job_id=job_id,
        task_id=task_id,
        person_id=person_id,
        medium=Medium.SONG,
        name="song.mp3",
        key=f"music/{task_id}.mp3",
        content_type="audio/mpeg",
        size=1,
        sha256="0" * 64,
    )
