"""Takes: what came of one song, in one call or one after the other, and which of them leads."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select, update

from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow

A = AssetRow


def number(session: Session, job: JobRow, assets: Sequence[AssetRow]) -> None:
    """
    Say of new files which takes they are, in their order; the first of a song leads it.

    The job is locked, and so is the song's first job while it is there, so that two takes which
    end together do not get the same number.
    """
    root = job.take_of or job.id
    if job.take_of is not None:
        session.exec(select(JobRow.id).where(col(JobRow.id) == root).with_for_update()).all()
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
    session.exec(select(JobRow.id).where(col(JobRow.id) == root_id).with_for_update()).all()
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
