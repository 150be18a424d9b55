"""Rows into views: albums, and sets of pictures with each of their cells."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import text, tuple_
from sqlmodel import Session, col, select

from app.db.tables.albums import AlbumJobRow, AlbumPhotoRow, AlbumRow
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.tasks import TaskRow
from app.db.tables.uploads import UploadRow
from app.domain.albums import AlbumPhotoView, AlbumView, PictureView, ShootView
from app.domain.cursors import decode, encode
from app.domain.errors import NotFound
from app.domain.medium import Medium
from app.domain.states import JobStatus, TaskState
from app.domain.views import Failure, FileView, JobView, Page
from app.services import takes, uploads
from app.services.engine import Engine
from app.services.jobs import Jobs
from app.services.reading import owned as owned_job
from app.services.views import file_view, job_views, price_again

A, J, T = AlbumRow, JobRow, TaskRow
PAGE_MOST = 50

_ALBUMS = text("""
    SELECT a.id, a.kind, a.title, a.created_at, a.changed_at,
        (SELECT count(*) FROM album_photos p WHERE p.album_id = a.id) AS photos,
        made.pictures, made.cover, made.active_job
    FROM albums a CROSS JOIN LATERAL (
        SELECT count(f.id) FILTER (WHERE f.leads) AS pictures,
            (array_agg(f.id ORDER BY f.favourite DESC, f.created_at DESC)
                FILTER (WHERE f.id IS NOT NULL))[1] AS cover,
            max(j.id) FILTER (WHERE j.ended_at IS NULL AND j.take_of IS NULL) AS active_job
        FROM album_jobs x JOIN jobs j ON j.id = x.job_id AND j.deleted_at IS NULL
        LEFT JOIN assets f ON f.job_id = j.id AND f.is_main
        WHERE x.album_id = a.id) made
    WHERE a.id = ANY(:ids) ORDER BY a.changed_at DESC, a.id DESC""")
_REDOING = text("""
    SELECT take_of, max(id) AS id FROM jobs
    WHERE take_of = ANY(:roots) AND ended_at IS NULL AND deleted_at IS NULL GROUP BY 1""")


@dataclass(frozen=True)
class ShowsAlbums:
    """Albums of people as they see them. Somebody else's is `NotFound`, always."""

    jobs: Jobs

    @property
    def engine(self) -> Engine:
        """What everything stands on."""
        return self.jobs.engine

    def all(self, person_id: str, *, cursor: str | None = None, limit: int = 24) -> Page[AlbumView]:
        """A person's albums, the last changed first. Raises `Invalid` for a cursor not ours."""
        statement = select(A).where(col(A.person_id) == person_id, col(A.deleted_at).is_(None))
        if cursor is not None:
            place = tuple_(col(A.changed_at), col(A.id))
            statement = statement.where(place < decode(cursor))
        limit = max(1, min(limit, PAGE_MOST))
        latest = (col(A.changed_at).desc(), col(A.id).desc())
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(statement.order_by(*latest).limit(limit + 1)).all()
            views = album_views(tx.session, [row.id for row in found[:limit]])
        last = found[limit - 1] if len(found) > limit else None
        return Page(views, encode(last.changed_at, last.id) if last else None)

    def shoot(self, person_id: str, job_id: str) -> ShootView:
        """One set with each of its pictures. Raises `NotFound`, also for what is no set."""
        with self.engine.db.transaction() as tx:
            job = owned_set(tx.session, person_id, job_id)
            return shoot_views(self.engine, tx.session, [job])[0]

    def shoots(
        self,
        person_id: str,
        album_id: str | None = None,
        *,
        statuses: Sequence[JobStatus] = (),
        cursor: str | None = None,
        limit: int = 10,
    ) -> Page[ShootView]:
        """Sets of an album, or of all of them, the latest first; further takes are in them."""
        statement = (
            select(J)
            .join(AlbumJobRow, col(AlbumJobRow.job_id) == col(J.id))
            .where(
                col(J.person_id) == person_id,
                col(J.deleted_at).is_(None),
                col(J.take_of).is_(None),
            )
        )
        if album_id is not None:
            statement = statement.where(col(AlbumJobRow.album_id) == album_id)
        if statuses:
            statement = statement.where(col(J.status).in_(statuses))
        if cursor is not None:
            statement = statement.where(tuple_(col(J.created_at), col(J.id)) < decode(cursor))
        limit = max(1, min(limit, PAGE_MOST))
        latest = (col(J.created_at).desc(), col(J.id).desc())
        with self.engine.db.transaction() as tx:
            found = tx.session.exec(statement.order_by(*latest).limit(limit + 1)).all()
            views = shoot_views(self.engine, tx.session, found[:limit])
        last = found[limit - 1] if len(found) > limit else None
        return Page(views, encode(last.created_at, last.id) if last else None)


def owned_set(session: Session, person_id: str, job_id: str) -> JobRow:
    """The person's set of pictures. Raises `NotFound`, also for a job that is none."""
    job = owned_job(session, person_id, job_id)
    # A picture that was found at a provider and given to somebody belongs to no set.
    if Medium(job.medium) is not Medium.PHOTO or "album_id" not in job.params:
        raise NotFound("There is no such thing here.")
    return job


def album_views(session: Session, album_ids: Sequence[str]) -> tuple[AlbumView, ...]:
    """Views of these albums, the last changed first."""
    if not album_ids:
        return ()
    found = session.execute(_ALBUMS, {"ids": list(album_ids)}).mappings()
    return tuple(AlbumView(**row) for row in found)


def photo_views(session: Session, rows: Sequence[AlbumPhotoRow]) -> tuple[AlbumPhotoView, ...]:
    """Views of these photos, in their order."""
    ids = [row.upload_id for row in rows]
    statement = select(UploadRow).where(col(UploadRow.id).in_(ids))
    found = {row.id: uploads.view(row) for row in session.exec(statement)} if ids else {}
    return tuple(AlbumPhotoView(row.id, row.role, found[row.upload_id]) for row in rows)


def shoot_views(engine: Engine, session: Session, jobs: Sequence[JobRow]) -> tuple[ShootView, ...]:
    """Views of these sets, in their order, with a fixed number of queries."""
    tasks = _current_tasks(session, [job.id for job in jobs])
    roots = [takes.root_of(job, task) for job in jobs for task in tasks[job.id]]
    leading, counts = _leading(session, roots), takes.counts(session, roots)
    redoing = {row.take_of: row.id for row in session.execute(_REDOING, {"roots": roots})}
    found = _Found(leading, counts, redoing)
    views = job_views(engine, session, jobs)
    return tuple(
        ShootView(
            job=view,
            mode=cast("Literal['single', 'batch']", job.params["mode"]),
            pictures=tuple(_picture(engine, job, view, task, found) for task in tasks[job.id]),
        )
        for job, view in zip(jobs, views, strict=True)
    )


@dataclass(frozen=True)
class _Found:
    leading: dict[str, FileView]
    counts: dict[str, int]
    redoing: dict[str, Any]


def _current_tasks(session: Session, job_ids: Sequence[str]) -> dict[str, list[TaskRow]]:
    """Without those that a retry has replaced, in their order."""
    found: dict[str, list[TaskRow]] = defaultdict(list)
    if not job_ids:
        return found
    statement = select(T).where(col(T.job_id).in_(job_ids)).order_by(col(T.index))
    all_ = session.exec(statement).all()
    replaced = {task.retry_of for task in all_}
    for task in all_:
        if task.id not in replaced:
            found[task.job_id].append(task)
    return found


def _leading(session: Session, roots: Sequence[str]) -> dict[str, FileView]:
    statement = (
        select(AssetRow, J.title)
        .join(J, col(J.id) == col(AssetRow.job_id))
        .where(col(AssetRow.root_id).in_(roots), col(AssetRow.leads), col(J.deleted_at).is_(None))
    )
    found = session.exec(statement).all() if roots else ()
    return {asset.root_id: file_view(asset, title=title) for asset, title in found}


def _picture(
    engine: Engine, job: JobRow, view: JobView, task: TaskRow, found: _Found
) -> PictureView:
    root = takes.root_of(job, task)
    tries = task.attempt - 1
    return PictureView(
        job_id=view.id,
        index=task.index,
        task_id=task.id,
        style=task.params.get("style", ""),
        role=task.params.get("role", ""),
        reference=next(iter(task.params.get("references", ())), ""),
        state=TaskState(task.state),
        price=task.price,
        again_price=price_again(engine, task),
        progress=task.progress,
        failure=Failure(task.failure_code, task.failure_reason or "")
        if task.failure_code
        else None,
        retry=tries,
        file=found.leading.get(root),
        takes=found.counts.get(root, 0),
        redoing=found.redoing.get(root) if found.redoing.get(root) != view.id else None,
    )
