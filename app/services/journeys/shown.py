"""Rows into views: journeys and logs with their music, by a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.journeys import JourneyRow, MusicTrackRow, ReadingLogRow
from app.db.tables.tasks import TaskRow
from app.domain.journeys.course import JourneyStatus, LogKind, TrackStatus
from app.domain.journeys.plans import MusicPlan, Reason
from app.domain.journeys.troubles import sentence
from app.domain.journeys.views import Book, JourneyView, LogView, MusicSettings, TrackView
from app.domain.states import JobStatus, TaskState
from app.domain.views import Failure, FileView
from app.services.views import file_view

_COUNTS = text("""
    SELECT l.journey_id, count(*) AS logs,
        count(*) FILTER (WHERE l.music_on AND EXISTS (
            SELECT FROM assets a JOIN jobs aj ON aj.id = a.job_id
            WHERE a.root_id = t.root_id AND a.is_main AND aj.deleted_at IS NULL)) AS songs,
        count(*) FILTER (WHERE l.music_on AND j.id IS NOT NULL AND j.ended_at IS NULL
            AND j.deleted_at IS NULL) AS making,
        (array_agg(l.page_to ORDER BY l.n DESC) FILTER (WHERE l.page_to IS NOT NULL))[1] AS page,
        (array_agg(l.rating ORDER BY l.n DESC) FILTER (WHERE l.rating IS NOT NULL))[1] AS rating
    FROM reading_logs l
    LEFT JOIN music_tracks t ON t.log_id = l.id
    LEFT JOIN jobs j ON j.id = t.job_id
    WHERE l.journey_id = ANY (:ids) AND l.deleted_at IS NULL
    GROUP BY l.journey_id""")


@dataclass(frozen=True)
class _Counts:
    logs: int = 0
    songs: int = 0
    making: int = 0
    page: int | None = None
    rating: int | None = None


def journey_views(session: Session, rows: Sequence[JourneyRow]) -> tuple[JourneyView, ...]:
    """Views of these journeys, in their order."""
    found = session.execute(_COUNTS, {"ids": [row.id for row in rows]}).mappings()
    counts = {
        each["journey_id"]: _Counts(**{k: v for k, v in each.items() if k != "journey_id"})
        for each in found
    }
    return tuple(_journey_view(row, counts.get(row.id, _Counts())) for row in rows)


def book_of(row: JourneyRow) -> Book:
    """The facts of the book."""
    return Book(
        title=row.title,
        authors=tuple(row.authors),
        isbn=row.isbn,
        publisher=row.publisher,
        year=row.year,
        pages=row.pages,
        language=row.language,
        subjects=tuple(row.subjects),
        cover_url=row.cover_url,
        source=row.source,
    )


def music_of(row: JourneyRow) -> MusicSettings:
    """What holds for all the music of a journey."""
    return MusicSettings(
        on=row.music_on,
        voice="sung" if row.voice == "sung" else "instrumental",
        lyrics=row.lyrics,
        length_s=row.length_s,
        provider=row.provider,
        ahead_budget=row.ahead_budget,
    )


def _journey_view(row: JourneyRow, counts: _Counts) -> JourneyView:
    return JourneyView(
        id=row.id,
        book=book_of(row),
        status=JourneyStatus(row.status),
        music=music_of(row),
        logs=counts.logs,
        songs=counts.songs,
        making=counts.making,
        page=counts.page,
        rating=counts.rating,
        created_at=row.created_at,
        updated_at=row.updated_at,
        finished_at=row.finished_at,
    )


def log_views(session: Session, logs: Sequence[ReadingLogRow]) -> tuple[LogView, ...]:
    """Views of these logs, in their order, each with its music."""
    if not logs:
        return ()
    by_id = {log.id: log for log in logs}
    tracks = session.exec(
        select(MusicTrackRow).where(
            col(MusicTrackRow.log_id).in_([log.id for log in logs if log.music_on])
        )
    ).all()
    there = _There.of(session, tracks)
    shown = {track.log_id: track_view(track, by_id[track.log_id], there) for track in tracks}
    return tuple(_log_view(log, shown.get(log.id)) for log in logs)


def _log_view(log: ReadingLogRow, track: TrackView | None) -> LogView:
    return LogView(
        id=log.id,
        journey_id=log.journey_id,
        n=log.n,
        version=log.version,
        kind=LogKind(log.kind),
        page_from=log.page_from,
        page_to=log.page_to,
        thoughts=log.thoughts,
        quote=log.quote,
        quote_shared=log.quote_shared,
        moods=tuple(log.moods),
        rating=log.rating,
        music_on=log.music_on,
        track=track,
        created_at=log.created_at,
        updated_at=log.updated_at,
    )


@dataclass(frozen=True)
class _There:
    """What there is of some tracks: newest jobs, why they failed, and every take."""

    jobs: dict[str, JobRow]
    failures: dict[str, Failure]
    takes: dict[str, list[FileView]]

    @classmethod
    def of(cls, session: Session, tracks: Sequence[MusicTrackRow]) -> "_There":
        """Look it up, with three queries."""
        ids = [track.job_id for track in tracks if track.job_id]
        newest = select(JobRow).where(col(JobRow.id).in_(ids), col(JobRow.deleted_at).is_(None))
        jobs = {job.id: job for job in session.exec(newest).all()}
        failed = [job.id for job in jobs.values() if job.status == JobStatus.FAILED]
        return cls(jobs, _failures(session, failed), _takes(session, tracks))


def _failures(session: Session, job_ids: list[str]) -> dict[str, Failure]:
    """The newest failure of each of these jobs."""
    statement = (
        select(TaskRow.job_id, TaskRow.failure_code, TaskRow.failure_reason)
        .where(col(TaskRow.job_id).in_(job_ids), col(TaskRow.state) == TaskState.FAILED)
        .order_by(col(TaskRow.created_at))
    )
    return {id_: Failure(code or "", why or "") for id_, code, why in session.exec(statement)}


def _takes(session: Session, tracks: Sequence[MusicTrackRow]) -> dict[str, list[FileView]]:
    """Takes that are there by their song, the one that leads first."""
    roots = [track.root_id for track in tracks if track.root_id]
    statement: Any = (
        select(AssetRow, JobRow.title)
        .join(JobRow, col(JobRow.id) == col(AssetRow.job_id))
        .where(col(AssetRow.root_id).in_(roots), col(AssetRow.is_main))
        .where(col(JobRow.deleted_at).is_(None))
        .order_by(col(AssetRow.leads).desc(), col(AssetRow.take))
    )
    found: dict[str, list[FileView]] = defaultdict(list)
    for asset, title in session.exec(statement).all():
        found[asset.root_id].append(file_view(asset, title=title))
    return found


def track_view(track: MusicTrackRow, log: ReadingLogRow, there: _There) -> TrackView:
    """How far the music of a log is, and what can be heard."""
    job = there.jobs.get(track.job_id or "")
    takes = there.takes.get(track.root_id or "", [])
    failure = _failure(track, job, there.failures, is_heard=bool(takes))
    return TrackView(
        id=track.id,
        journey_id=log.journey_id,
        log_id=log.id,
        version=log.version,
        status=_status(job, is_heard=bool(takes)),
        plan=plan_in(track),
        job_id=job.id if job else None,
        root_id=track.root_id,
        file=takes[0] if takes else None,
        takes=len(takes),
        failure=failure,
        error_message=_sentence(failure),
        created_at=track.created_at,
        updated_at=track.updated_at,
    )


def _status(job: JobRow | None, *, is_heard: bool) -> TrackStatus:
    if job is not None and job.status == JobStatus.PENDING:
        return TrackStatus.PENDING
    if job is not None and job.status in {JobStatus.GENERATING, JobStatus.CANCELLING}:
        return TrackStatus.GENERATING
    return TrackStatus.COMPLETED if is_heard else TrackStatus.ERROR


def _failure(
    track: MusicTrackRow, job: JobRow | None, failures: dict[str, Failure], *, is_heard: bool
) -> Failure | None:
    """Why the newest take is not there; none while it may still come."""
    if track.refused_code is not None:
        return Failure(track.refused_code, track.refused_reason or "")
    if job is None:
        return None if is_heard else Failure("removed", "")
    if job.status == JobStatus.FAILED:
        return failures.get(job.id, Failure("other", ""))
    return Failure("cancelled", "") if job.status == JobStatus.CANCELLED else None


def _sentence(failure: Failure | None) -> str | None:
    return sentence(failure.code, failure.reason) if failure else None


def plan_in(track: MusicTrackRow) -> MusicPlan:
    """The plan as it was written down."""
    return MusicPlan(
        prompt=track.prompt,
        genre=track.genre,
        mood=track.mood,
        tempo=track.tempo,
        instruments=tuple(track.instruments),
        sung=track.sung,
        lyrics=track.lyrics,
        language="en" if track.language == "en" else "ko",
        why=tuple(Reason(each["code"], each["values"]) for each in track.why),
        edited=track.edited,
    )


def write_plan(track: MusicTrackRow, plan: MusicPlan) -> None:
    """Write a plan down."""
    track.prompt, track.genre, track.mood, track.tempo = (
        plan.prompt,
        plan.genre,
        plan.mood,
        plan.tempo,
    )
    track.instruments, track.sung, track.lyrics = list(plan.instruments), plan.sung, plan.lyrics
    track.language, track.edited = plan.language, plan.edited
    track.why = [{"code": reason.code, "values": reason.values} for reason in plan.why]
