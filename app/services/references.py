"""The photos that something is made from: there when it begins, and read when it is made."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.db.tables.albums import AlbumJobRow, AlbumRow
from app.db.tables.tasks import TaskRow
from app.db.tables.uploads import UploadRow, UploadUseRow
from app.domain.errors import Conflict, Invalid, ProviderRejected
from app.domain.ports import Storage
from app.domain.providing import Reference
from app.domain.uploads import UploadState
from app.media import catalogue
from app.media.photo import ShootParams
from app.services.engine import Engine
from app.services.planning import Planned

_GONE = "The photo that this was to be made from is not there any more."


def check_albums(session: Session, person_id: str, plans: Sequence[Planned]) -> None:
    """Raise `Invalid` unless the albums that are named are this person's; they stay, as photos."""
    for album_id in sorted({album for plan in plans if (album := _album(plan))}):
        theirs = select(AlbumRow.id).where(
            col(AlbumRow.id) == album_id,
            col(AlbumRow.person_id) == person_id,
            col(AlbumRow.deleted_at).is_(None),
        )
        if session.exec(theirs.with_for_update(read=True)).one_or_none() is None:
            raise Invalid("There is no such album here.", field="album_id")


def check(session: Session, person_id: str, plans: Sequence[Planned]) -> None:
    """
    Raise `Invalid` with the field unless every photo that is named is this person's and ready.

    They stay until the transaction ends, and a note of their use keeps them from then on.
    """
    wanted = [id_ for plan in plans for id_ in _named(plan)]
    there = _ready(session, person_id, wanted)
    for plan in plans:
        for id_ in _named(plan):
            if id_ not in there:
                params = plan.params.model_dump(mode="json")
                raise Invalid(
                    "This photo is not here, or was not taken in yet.",
                    field=catalogue.place_of(params, id_),
                )


def note(session: Session, job_ids: Sequence[str], plans: Sequence[Planned]) -> None:
    """These jobs need their photos, and what they make belongs to their albums."""
    session.add_all(
        UploadUseRow(upload_id=id_, job_id=job_id)
        for job_id, plan in zip(job_ids, plans, strict=True)
        for id_ in _named(plan)
    )
    session.add_all(
        AlbumJobRow(album_id=album_id, job_id=job_id)
        for job_id, plan in zip(job_ids, plans, strict=True)
        if (album_id := _album(plan))
    )
    session.flush()


def check_again(session: Session, person_id: str, tasks: Sequence[TaskRow]) -> None:
    """Raise `Conflict` unless what these tasks were made from is still there."""
    wanted = {id_ for task in tasks for id_ in catalogue.named_by(task.params)}
    if wanted - _ready(session, person_id, list(wanted)):
        raise Conflict(_GONE)


def of_task(engine: Engine, task: TaskRow) -> tuple[Reference, ...]:
    """The photos that a task is made from. Raises `ProviderRejected` when one is gone."""
    wanted = catalogue.named_by(task.params)
    if not wanted:
        return ()
    with engine.db.transaction() as tx:
        statement = select(UploadRow).where(
            col(UploadRow.id).in_(wanted), col(UploadRow.state) == UploadState.READY
        )
        found = {row.id: row for row in tx.session.exec(statement)}
    if missing := [id_ for id_ in wanted if id_ not in found]:
        raise ProviderRejected(f"{_GONE} ({len(missing)})" if len(missing) > 1 else _GONE)
    return tuple(_reference(engine.storage, found[id_]) for id_ in wanted)


def _reference(storage: Storage, row: UploadRow) -> Reference:
    key = row.key or ""
    return Reference(
        id=row.id,
        content_type=row.content_type or "",
        size=row.size or 0,
        width=row.width or 0,
        height=row.height or 0,
        read=lambda: b"".join(storage.read(key)),
    )


def _album(plan: Planned) -> str | None:
    return plan.params.album_id if isinstance(plan.params, ShootParams) else None


def _named(plan: Planned) -> list[str]:
    recipe = catalogue.RECIPES[plan.order.medium]
    return list(dict.fromkeys(recipe.references(plan.params)))


def _ready(session: Session, person_id: str, upload_ids: Sequence[str]) -> set[str]:
    """Those of these that are this person's and ready; they stay until the transaction ends."""
    if not upload_ids:
        return set()
    statement = (
        select(UploadRow.id)
        .where(
            col(UploadRow.id).in_(sorted(set(upload_ids))),
            col(UploadRow.person_id) == person_id,
            col(UploadRow.state) == UploadState.READY,
        )
        .order_by(col(UploadRow.id))
        .with_for_update(read=True, key_share=True)
    )
    return set(session.exec(statement))
