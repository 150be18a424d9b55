"""Albums and their pictures as document 001 writes them: camel case, upper-case words."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.api.answers import FailureOut, FileOut, UsualOut, file_url
from app.api.bodies import Body
from app.api.deps import Words
from app.api.envelope import moment
from app.api.uploads import UploadOut
from app.domain.albums import (
    AlbumPhotoView,
    AlbumView,
    Going,
    PictureView,
    ShootQuote,
    ShootView,
    WholeAlbum,
)
from app.domain.states import JobStatus, TaskState
from app.media.photo import PICTURES_MAX, Aspect

Status = Literal["PENDING", "PROCESSING", "COMPLETED", "FAILED", "CANCELLED"]
STATUSES: Mapping[str, tuple[JobStatus, ...]] = {
    "PENDING": (JobStatus.PENDING,),
    "PROCESSING": (JobStatus.GENERATING, JobStatus.CANCELLING),
    "COMPLETED": (JobStatus.COMPLETED,),
    "FAILED": (JobStatus.FAILED,),
    "CANCELLED": (JobStatus.CANCELLED,),
}
_OF_JOB: dict[JobStatus, Any] = {ours: word for word, some in STATUSES.items() for ours in some}
_OF_TASK: dict[TaskState, Any] = {
    TaskState.PENDING: "PENDING",
    TaskState.COMPLETED: "COMPLETED",
    TaskState.FAILED: "FAILED",
    TaskState.CANCELLED: "CANCELLED",
}


class Shape(BaseModel):
    """Names as the document writes them."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class PhotoJobIn(Body, Shape):
    """Pictures to be taken."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    albumId: Annotated[Words, Field(max_length=100)]  # noqa: N815
    mode: Literal["SINGLE", "BATCH"]
    """SINGLE: every style with every role. BATCH: exactly `totalImages`, dealt over the same."""
    styles: Annotated[list[Annotated[Words, Field(max_length=40)]], Field(max_length=40)] = []
    """Words of the catalogue, upper or lower case."""
    roles: Annotated[
        list[Annotated[Words, Field(max_length=40)]],
        Field(min_length=1, max_length=8, examples=[["GROOM", "BRIDE"]]),
    ]
    totalImages: Annotated[int | None, Field(ge=1, le=PICTURES_MAX)] = None  # noqa: N815
    """Needed for BATCH; of SINGLE it may only be the true number."""
    prompt: Annotated[Words, Field(max_length=1_800)] = ""
    """Own words: one more style."""
    aspect: Aspect = Aspect.PORTRAIT
    provider: Annotated[Words | None, Field(max_length=100)] = None
    model: Annotated[Words | None, Field(max_length=100)] = None


class PhotoJobOut(Shape):
    """A set of pictures."""

    id: str
    albumId: str  # noqa: N815
    mode: Literal["SINGLE", "BATCH"]
    status: Status
    totalImages: int  # noqa: N815
    completedImages: int  # noqa: N815
    failedImages: int  # noqa: N815
    cancelledImages: int  # noqa: N815
    cancelling: bool
    """Whether it was cancelled and the running picture still finishes."""
    credits: int
    """Quoted for all of it."""
    cancelReturns: int  # noqa: N815
    """Credits that cancelling now would return."""
    provider: str
    createdAt: str  # noqa: N815
    endedAt: str | None  # noqa: N815


class PictureTaskOut(Shape):
    """One picture of the set."""

    index: int
    style: str
    role: str
    referencePhotoId: str  # noqa: N815
    """`upload_…`, the photo that it keeps to."""
    status: Status
    generationId: str | None = None  # noqa: N815
    error: str | None = None
    """Why it failed: the provider's words, else a word of ours."""
    failure: FailureOut | None = None
    credits: int
    againCredits: int  # noqa: N815
    """Credits for another try or take of it, at today's prices."""
    progress: float | None
    takes: int
    """How many takes of it there are."""
    redoing: str | None
    """The job that makes another take of it right now."""
    deleted: bool
    """It was made, and then let go: it is in the trash, or gone."""


class GenerationOut(Shape):
    """A finished picture: the take that stands for it."""

    id: str
    index: int
    style: str
    role: str
    status: Literal["COMPLETED"]
    generatedUrls: tuple[str, ...]  # noqa: N815
    """For its owner, with the same proof as this request."""
    thumbnailUrl: str  # noqa: N815
    favourite: bool
    file: FileOut


class PhotoJobDetailOut(Shape):
    """A set with each of its pictures."""

    job: PhotoJobOut
    tasks: tuple[PictureTaskOut, ...]
    generations: tuple[GenerationOut, ...]


class PhotoJobsOut(Shape):
    """Some sets, the latest first, and where the next ones start."""

    jobs: tuple[PhotoJobDetailOut, ...]
    nextCursor: str | None  # noqa: N815


class NextOut(Shape):
    """The next picture that ended; while none did, the one that is at work."""

    done: Literal[False] = False
    task: PictureTaskOut
    generation: GenerationOut | None
    """Null until it is finished, and where it did not come."""


class NoneLeftOut(Shape):
    """Each picture that ended was told, and no other one follows."""

    done: Literal[True] = True


class ActiveJobOut(PhotoJobOut):
    """The set that is being taken."""

    tasks: tuple[PictureTaskOut, ...]
    generations: tuple[GenerationOut, ...]


class AlbumOut(Shape):
    """An album in a list."""

    id: str
    kind: str
    title: str
    photos: int
    pictures: int
    coverUrl: str | None  # noqa: N815
    activeJobId: str | None  # noqa: N815
    createdAt: str  # noqa: N815
    updatedAt: str  # noqa: N815


class AlbumsOut(Shape):
    """Some albums, the last changed first, and where the next ones start."""

    albums: tuple[AlbumOut, ...]
    nextCursor: str | None  # noqa: N815


class AlbumPhotoOut(Shape):
    """A photo of somebody in an album."""

    id: str
    role: str
    upload: UploadOut


class GoingOut(Shape):
    """What goes with an album when it is let go."""

    photos: int
    pictures: int
    running: int
    waiting: int
    returned: int
    """Credits that come back."""
    days: float
    """For how many days all of it can be restored."""


class PicturesGoingOut(Shape):
    """What goes with single pictures when they are let go."""

    pictures: int
    takes: int
    """All takes of them together."""
    links: int
    """Links to them, which show nothing any more."""
    redoing: int
    """Further takes on their way, which are stopped."""
    returned: int
    """Credits that come back for those."""
    days: float
    """For how many days they can be restored; 0: they go at once."""


class WholeAlbumOut(AlbumOut):
    """An album with who is in it, and what is being taken."""

    people: tuple[AlbumPhotoOut, ...]
    activeJob: ActiveJobOut | None  # noqa: N815
    deletion: GoingOut
    """What letting it go would take along."""


class ShootQuoteOut(Shape):
    """So many styles × so many roles = so many pictures, and their credits."""

    styles: int
    roles: int
    pictures: int
    credits: int
    provider: str
    providerTitle: str  # noqa: N815
    usual: UsualOut | None
    """Usual time of one picture."""
    missingRoles: tuple[str, ...]  # noqa: N815
    """Roles that have no photo yet."""


def detail_out(shoot: ShootView) -> PhotoJobDetailOut:
    """A set as the document shows it."""
    return PhotoJobDetailOut(
        job=PhotoJobOut(**_job(shoot)),
        tasks=tuple(map(task_out, shoot.pictures)),
        generations=_generations(shoot),
    )


def task_out(picture: PictureView) -> PictureTaskOut:
    """One picture as the document shows it."""
    failure = picture.failure
    return PictureTaskOut(
        index=picture.index,
        style=picture.style.upper(),
        role=picture.role.upper(),
        referencePhotoId=picture.reference,
        status=_OF_TASK.get(picture.state, "PROCESSING"),
        generationId=picture.file.id if picture.file else None,
        error=(failure.reason or failure.code) if failure else None,
        failure=FailureOut.model_validate(failure) if failure else None,
        credits=picture.price,
        againCredits=picture.again_price,
        progress=picture.progress,
        takes=picture.takes,
        redoing=picture.redoing,
        deleted=picture.is_let_go,
    )


def generation_out(picture: PictureView) -> GenerationOut | None:
    """The finished picture, if there is one."""
    file = picture.file
    if file is None:
        return None
    return GenerationOut(
        id=file.id,
        index=picture.index,
        style=picture.style.upper(),
        role=picture.role.upper(),
        status="COMPLETED",
        generatedUrls=(file_url(file.id),),
        thumbnailUrl=f"/api/assets/{file.id}/thumb",
        favourite=file.favourite,
        file=FileOut.model_validate(file),
    )


def album_out(album: AlbumView) -> AlbumOut:
    """An album as a list shows it."""
    return AlbumOut(**_album(album))


def whole_out(whole: WholeAlbum) -> WholeAlbumOut:
    """An album as its page shows it."""
    active = whole.active
    return WholeAlbumOut(
        **_album(whole.album),
        people=tuple(map(photo_out, whole.photos)),
        activeJob=ActiveJobOut(
            **_job(active),
            tasks=tuple(map(task_out, active.pictures)),
            generations=_generations(active),
        )
        if active
        else None,
        deletion=going_out(whole.going),
    )


def photo_out(photo: AlbumPhotoView) -> AlbumPhotoOut:
    """A photo of somebody."""
    upload = UploadOut.model_validate(photo.upload)
    return AlbumPhotoOut(id=photo.id, role=photo.role.upper(), upload=upload)


def going_out(going: Going) -> GoingOut:
    """What goes along."""
    return GoingOut(**vars(going))


def quote_out(told: ShootQuote) -> ShootQuoteOut:
    """The sum, as the wizard says it."""
    return ShootQuoteOut(
        styles=told.styles,
        roles=told.roles,
        pictures=told.pictures,
        credits=told.quote.price,
        provider=told.quote.provider,
        providerTitle=told.quote.provider_title,
        usual=UsualOut.model_validate(told.quote.usual) if told.quote.usual else None,
        missingRoles=tuple(word.upper() for word in told.missing),
    )


def _generations(shoot: ShootView) -> tuple[GenerationOut, ...]:
    found = (generation_out(picture) for picture in shoot.pictures)
    return tuple(each for each in found if each is not None)


def _job(shoot: ShootView) -> dict[str, Any]:
    job = shoot.job
    return {
        "id": job.id,
        "albumId": str(job.params["album_id"]),
        "mode": shoot.mode.upper(),
        "status": _OF_JOB[job.status],
        "totalImages": job.total,
        "completedImages": job.completed,
        "failedImages": job.failed,
        "cancelledImages": job.cancelled,
        "cancelling": job.status is JobStatus.CANCELLING,
        "credits": job.price,
        "cancelReturns": job.cancel_frees,
        "provider": job.provider,
        "createdAt": moment(job.created_at),
        "endedAt": moment(job.ended_at) if job.ended_at else None,
    }


def _album(album: AlbumView) -> dict[str, Any]:
    return {
        "id": album.id,
        "kind": album.kind.upper(),
        "title": album.title,
        "photos": album.photos,
        "pictures": album.pictures,
        "coverUrl": f"/api/assets/{album.cover}/thumb" if album.cover else None,
        "activeJobId": album.active_job,
        "createdAt": moment(album.created_at),
        "updatedAt": moment(album.changed_at),
    }
