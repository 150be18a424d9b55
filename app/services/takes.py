"""
Takes: what came of one thing, in one call or one after the other, and which of them leads.

A song or a model is the thing that its job was started for; of a set of photos, every picture is.

All takes of a thing share a root: the first job's id, followed by the picture's place in a set.
"""

from collections.abc import Sequence

from sqlalchemy import text
from sqlmodel import Session, col, func, select, update

from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.domain.medium import Medium

A = AssetRow
_HOME = text("""
    UPDATE assets a SET job_id = t.job_id
    FROM tasks t JOIN jobs j ON j.id = t.job_id AND j.deleted_at IS NULL
    WHERE a.job_id = :job AND t.id = a.task_id AND t.job_id <> :job RETURNING t.job_id""")


def root_of(job: JobRow, task: TaskRow) -> str:
    """What the takes of the thing that this task makes have in common."""
    in_a_set = Medium(job.medium) is Medium.PHOTO
    return job.take_of or (f"{job.id}.{task.index}" if in_a_set else job.id)


def roots_of(session: Session, job: JobRow) -> Sequence[str]:
    """What this job made takes of: one thing, or every picture of a set."""
    made = select(A.root_id).where(col(A.job_id) == job.id, col(A.is_main)).distinct()
    return session.exec(made.order_by(col(A.root_id))).all()


def number(session: Session, job: JobRow, task: TaskRow, assets: Sequence[AssetRow]) -> None:
    """
    Say of a task's new files which takes they are, in their order; the first of a thing leads it.

    The job is locked, and so is the thing's first job while it is there, so that two takes which
    end together do not get the same number.
    """
    root = root_of(job, task)
    if job.take_of is not None:
        _lock(session, root)
    known = select(func.coalesce(func.max(A.take), 0), func.bool_or(A.leads))
    last, is_led = session.exec(known.where(col(A.root_id) == root, col(A.is_main))).one()
    for asset in assets:
        asset.root_id = root
        if asset.is_main:
            last += 1
            # What arrives in the trash leads nothing there.
            asset.take, asset.leads = last, not is_led and job.deleted_at is None
            is_led = is_led or asset.leads


def of_song(session: Session, root_id: str) -> Sequence[tuple[AssetRow, str]]:
    """Every take of a song that is still there, the first one first, with its title."""
    statement = (
        select(A, JobRow.title)
        .join(JobRow, col(JobRow.id) == col(A.job_id))
        .where(col(A.root_id) == root_id, col(A.is_main), col(JobRow.deleted_at).is_(None))
    )
    return session.exec(statement.order_by(col(A.take), col(A.id))).all()


def counts(session: Session, root_ids: Sequence[str]) -> dict[str, int]:
    """How many takes there are of each of these songs."""
    statement = (
        select(A.root_id, func.count())
        .join(JobRow, col(JobRow.id) == col(A.job_id))
        .where(col(A.root_id).in_(root_ids), col(A.is_main), col(JobRow.deleted_at).is_(None))
    )
    return dict(session.exec(statement.group_by(col(A.root_id))).all())


def lead(session: Session, root_id: str, asset_id: str | None = None) -> None:
    """
    Let this take stand for its song; without one, the leader stays, or the first that is there.

    To be called whenever a take goes or comes back, so that a song with takes is always led.
    """
    _lock(session, root_id)
    there = [asset for asset, _ in of_song(session, root_id)]
    if asset_id is None:
        chosen = next((each for each in there if each.leads), there[0] if there else None)
    else:
        chosen = next((each for each in there if each.id == asset_id), None)
    # One statement for both would meet the unique index halfway.
    is_other = col(A.id) != (chosen.id if chosen else "")
    before = update(A).where(col(A.root_id) == root_id, col(A.leads), is_other)
    session.execute(before.values(leads=False))
    if chosen is not None:
        session.execute(update(A).where(col(A.id) == chosen.id).values(leads=True))


def bring_home(session: Session, job: JobRow) -> str:
    """
    Give files back to the jobs that made them; returns where they are.

    A job that only held them meanwhile ends with that. One whose set is away keeps them.
    """
    homes = session.execute(_HOME, {"job": job.id}).scalars().all()
    left = select(A.id).where(col(A.job_id) == job.id).limit(1)
    if not homes or session.exec(left).first() is not None:
        return job.id
    session.delete(job)
    session.flush()
    return homes[0]


def _lock(session: Session, root_id: str) -> None:
    job_id = root_id.partition(".")[0]
    session.exec(select(JobRow.id).where(col(JobRow.id) == job_id).with_for_update()).all()
