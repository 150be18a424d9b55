"""What people are told: the inbox, how they want to be told, and what was sent to them."""

from datetime import datetime, time
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.api.answers import Answer
from app.api.bodies import Body
from app.api.deps import Address, CurrentPerson, Cursor, Limit, Studio, Words, shaped
from app.api.errors import refusals
from app.api.limits import count_shared
from app.api.sending import SENT, send
from app.bootstrap import Studio as Everything
from app.domain.delivering import Channel, DeliveryState
from app.domain.telling.manners import Kind, Manners, MannersChange
from app.domain.telling.views import MailboxState
from app.domain.views import PersonView
from app.services.notice_pictures import Drawn

router = APIRouter(prefix="/api/notices", tags=["notices"])
public = APIRouter(tags=["notices"])

NoticeId = Annotated[str, Path(description="`notice_…`"), AfterValidator(shaped("notice"))]
Signed = Annotated[str, Query(max_length=200, description="The end of the link.")]
Kinds = Annotated[list[Kind], Field(max_length=len(Kind))]
_SUBJECTS_MOST = 50
Subjects = Annotated[
    list[Annotated[Words, Field(max_length=100)]], Field(max_length=_SUBJECTS_MOST)
]
_A_DAY = "private, max-age=86400"


class SaidOut(Answer):
    """A headline, and what is under it."""

    title: str
    body: str


class WordsOut(Answer):
    """The same in Korean and English."""

    en: SaidOut
    ko: SaidOut


class NoticeOut(Answer):
    """What became of one thing."""

    id: str
    kind: Kind
    """song, photo, model3d, journey (the music of a reading), studio."""
    topic: str
    """job.completed, job.failed, job.cancelled, webhook.disabled, songs.leave."""
    subject: str
    """The id of what it is about."""
    title: str
    path: str
    """Where the thing itself is on this site."""
    total: int
    completed: int
    failed: int
    code: str
    """Why it failed, in a word; empty when it did not."""
    returned: int
    """Credits that came back."""
    words: WordsOut
    at: datetime
    is_seen: bool


class InboxOut(Answer):
    """Some notices, the latest first, and where the next ones start."""

    items: tuple[NoticeOut, ...]
    next_cursor: str | None
    unseen: int
    """How many there are that were not looked at, on whatever page."""


class SubjectsIn(Body):
    """Which things: their ids, as in `subject`."""

    subjects: Subjects


class QuietOut(Answer):
    """Hours in which nothing is sent; they may begin in the evening and end in the morning."""

    begins: time
    ends: time


class QuietIn(Body, QuietOut):
    """The same, as it is sent."""


class WaysOut(BaseModel):
    """Which ways this studio has to people."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    push: bool
    push_key: str | None
    """`applicationServerKey` for a browser's subscription."""
    fcm: bool
    email: bool
    address: str | None
    """Where your e-mails go; null while we know none."""
    mailbox: MailboxState
    """none, unasked, asked (a letter with a link was sent), confirmed: only then come e-mails."""


class MannersOut(BaseModel):
    """How you want to be told."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    push: list[Kind]
    """What goes to your browsers and phones."""
    email: list[Kind]
    """What goes to your mailbox."""
    quiet: QuietOut | None
    timezone: str
    """Of the quiet hours: a name of the IANA database."""
    ways: WaysOut


class MannersIn(Body):
    """What to choose differently; what is left out stays, and `"quiet": null` ends quiet hours."""

    push: Kinds | None = None
    email: Kinds | None = None
    quiet: QuietIn | None = None
    timezone: Annotated[Words | None, Field(max_length=60, examples=["Asia/Seoul"])] = None


class SentOut(Answer):
    """One message, and how that went."""

    id: str
    channel: Literal["push", "fcm", "email"]
    to: str
    """Name of the device; empty for a mailbox, or when it is not there any more."""
    topic: str
    titles: tuple[str, ...]
    """Names of what it told, as far as they are still there."""
    state: DeliveryState
    """pending, delivered, failed, or skipped: a page showed it first, or it is not wanted."""
    tries: int
    problem: str | None
    """refused, unreachable, timeout, forbidden, gone; or why not: seen, unwanted, quiet."""
    answer_status: int | None
    created_at: datetime
    tried_at: datetime | None
    next_at: datetime | None
    ended_at: datetime | None


class SentPageOut(Answer):
    """Some messages, the latest first, and where the next ones start."""

    items: tuple[SentOut, ...]
    next_cursor: str | None


@router.get("", responses=refusals(401, 403, 422))
def list_notices(
    studio: Studio,
    person: CurrentPerson,
    *,
    unseen: Annotated[bool, Query(description="Only those you have not looked at.")] = False,
    cursor: Cursor = None,
    limit: Limit = 24,
) -> InboxOut:
    """What became of what you started, of every kind, the latest first."""
    page = studio.notices.page(person.id, unseen=unseen, cursor=cursor, limit=limit)
    return InboxOut.model_validate(page)


@router.post("/{notice_id}/seen", status_code=204, responses=refusals(401, 403, 404))
def see_notice(notice_id: NoticeId, studio: Studio, person: CurrentPerson) -> None:
    """Say that you have looked at it; it is news on no device of yours any more."""
    studio.notices.see(person.id, notice_id)


@router.post("/seen", status_code=204, responses=refusals(401, 403, 413, 415, 422))
def see_subjects(form: SubjectsIn, studio: Studio, person: CurrentPerson) -> None:
    """Say the same by what notices are about. What is not yours is passed over."""
    studio.notices.see_these(person.id, form.subjects)


@router.post("/seen-all", status_code=204, responses=refusals(401, 403))
def see_all_notices(studio: Studio, person: CurrentPerson) -> None:
    """Say that you have looked at everything there is."""
    studio.notices.see_all(person.id)


@router.post("/shown", status_code=204, responses=refusals(401, 403, 413, 415, 422))
def show_subjects(form: SubjectsIn, studio: Studio, person: CurrentPerson) -> None:
    """Say that a page in front of somebody has just shown these. No message is sent about them."""
    studio.notices.show(person.id, form.subjects)


@router.get("/settings", responses=refusals(401, 403))
def read_manners(studio: Studio, person: CurrentPerson) -> MannersOut:
    """How you want to be told, and which ways there are."""
    return _manners(studio, person, studio.notices.manners(person.id))


@router.patch("/settings", responses=refusals(401, 403, 413, 415, 422))
def change_manners(form: MannersIn, studio: Studio, person: CurrentPerson) -> MannersOut:
    """Choose what you are told by which way, and hours of quiet."""
    change = MannersChange(
        push=form.push,
        email=form.email,
        quiet=(form.quiet.begins, form.quiet.ends) if form.quiet else None,
        is_never_quiet="quiet" in form.model_fields_set and form.quiet is None,
        timezone=form.timezone,
    )
    return _manners(studio, person, studio.notices.change_manners(person.id, change))


@router.post("/mailbox", status_code=202, responses=refusals(401, 403, 409, 429))
def ask_mailbox(studio: Studio, person: CurrentPerson) -> MannersOut:
    """Send the letter once more that asks whether you read e-mails at your address."""
    studio.mailboxes.ask(person.id)
    return _manners(studio, person, studio.notices.manners(person.id))


@router.get("/sent", responses=refusals(401, 403, 422))
def list_sent(
    studio: Studio, person: CurrentPerson, cursor: Cursor = None, limit: Limit = 24
) -> SentPageOut:
    """What was sent to your devices and mailbox in the last 30 days, the latest first."""
    return SentPageOut.model_validate(studio.sent.page(person.id, cursor=cursor, limit=limit))


@public.get(
    "/api/notices/{notice_id}/picture",
    responses=SENT | refusals(404, 429),
    response_class=Response,
)
def see_picture(
    notice_id: NoticeId, key: Signed, studio: Studio, request: Request, address: Address
) -> Response:
    """A picture of what a notice is about, for the message that brought its link."""
    count_shared(studio, address)
    found = studio.notice_pictures.open(notice_id, key)
    if isinstance(found, Drawn):
        headers = {"Cache-Control": _A_DAY}
        return Response(found.png, media_type="image/png", headers=headers)
    return send(found, request, download=False, keeps=_A_DAY)


@public.post("/api/unsubscribe", status_code=204, responses=refusals(404, 429))
def unsubscribe(t: Signed, studio: Studio, address: Address) -> None:
    """End the e-mails that brought this link, at once and without a sign-in (RFC 8058)."""
    count_shared(studio, address)
    studio.unsubscribing.stop(t)


@public.post("/api/confirm", status_code=204, responses=refusals(403, 404, 429))
def confirm_mailbox(t: Signed, studio: Studio, address: Address) -> None:
    """Say that you read e-mails where you got this link, once and without a sign-in."""
    count_shared(studio, address)
    studio.mailboxes.confirm(t)


def _manners(studio: Everything, person: PersonView, told: Manners) -> MannersOut:
    has, pushes = studio.channels, studio.pushes
    begins, ends = told.quiet_from, told.quiet_to
    return MannersOut(
        push=[kind for kind in Kind if kind in told.push],
        email=[kind for kind in Kind if kind in told.email],
        quiet=None if begins is None or ends is None else QuietOut(begins=begins, ends=ends),
        timezone=told.timezone,
        ways=WaysOut(
            push=Channel.PUSH in has,
            push_key=pushes.public_key if pushes else None,
            fcm=Channel.FCM in has,
            email=Channel.EMAIL in has,
            address=person.email,
            mailbox=studio.mailboxes.state(person.id),
        ),
    )
