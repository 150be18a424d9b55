"""What the music of a log is to be: from rows to a plan, and from a plan to an order."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from app.db.tables.journeys import JourneyRow, ReadingLogRow
from app.db.tables.people import PersonRow
from app.domain.errors import Invalid, Problem
from app.domain.journeys import entries, wording
from app.domain.journeys.changing import changed
from app.domain.journeys.course import LogKind, version
from app.domain.journeys.music import Past, Reading, plan_of
from app.domain.journeys.plans import Language, MusicPlan, PlanChange
from app.domain.journeys.views import Book, Entry, MusicSettings, Preview
from app.domain.medium import Medium
from app.domain.providing import Particular, Provider
from app.domain.views import Order
from app.services import gate, ledger
from app.services.journeys.reading import ReadsJourneys, owned
from app.services.journeys.shown import book_of, music_of

_TITLE_MAX = 100
# The rules need the thoughts of the first and the last log alone, and of them the beginning.
_PAST = text("""
    SELECT coalesce(l.moods ->> 0, t.mood) AS mood, t.tempo, l.rating,
        CASE WHEN row_number() OVER (ORDER BY l.n) = 1
               OR row_number() OVER (ORDER BY l.n DESC) = 1
             THEN left(l.thoughts, 500) ELSE '' END AS thoughts
    FROM reading_logs l LEFT JOIN music_tracks t ON t.log_id = l.id
    WHERE l.journey_id = :journey AND l.deleted_at IS NULL AND l.n < :n
    ORDER BY l.n""")


@dataclass(frozen=True)
class PlansMusic(ReadsJourneys):
    """Thinks of music; writes nothing."""

    def preview(  # noqa: PLR0913 -- what a log would be
        self,
        person_id: str,
        entry: Entry,
        *,
        journey_id: str | None = None,
        book: Book | None = None,
        music: MusicSettings | None = None,
        ends: bool = False,
    ) -> Preview:
        """
        What the music of such a log would be and cost; nothing is written.

        Of a journey, or with `book` of one that is about to start; `ends`: the vFinal.
        """
        entry = entries.clean_entry(entry)
        with self.engine.db.transaction() as tx:
            if journey_id is not None:
                journey = owned(tx.session, person_id, journey_id)
                kind = LogKind.FINAL if ends else LogKind.LOG
            elif book is not None:
                journey, kind = (
                    journey_row(person_id, book, music or MusicSettings()),
                    LogKind.START,
                )
            else:
                raise Invalid("Say which journey, or which book.", field="journey_id")
            n = journey.next_n if kind is not LogKind.START else 0
            log = log_row(journey, n, kind, entry)
            plan = self._plan(tx.session, journey, log, entry.plan)
            available, _ = ledger.balance(tx.session, person_id)
        return self._priced(journey, log, plan, available)

    def _priced(
        self, journey: JourneyRow, log: ReadingLogRow, plan: MusicPlan, available: int
    ) -> Preview:
        try:
            order = self._order(journey, log, plan)
            quote = self.jobs.quote(order.medium, order.params, provider=order.provider)
        except Problem as problem:
            return Preview(plan, None, problem.message)
        dear = gate.too_dear(available, quote.price) if quote.price > available else None
        return Preview(plan, quote, dear.message if dear else None)

    def _plan(
        self,
        session: Session,
        journey: JourneyRow,
        log: ReadingLogRow,
        change: PlanChange | None,
    ) -> MusicPlan:
        """What the rules say of a log, and what its person wants otherwise. Raises `Invalid`."""
        person = session.get(PersonRow, journey.person_id)
        language: Language = "en" if person and person.language == "en" else "ko"
        settings = music_of(journey)
        plan = plan_of(
            _reading(journey, log),
            _past(session, journey.id, log.n),
            language=language,
            sung=settings.voice == "sung",
            lyrics=settings.lyrics,
        )
        return changed(plan, change) if change else plan

    def _order(
        self, journey: JourneyRow, log: ReadingLogRow, plan: MusicPlan, **more: Any
    ) -> Order:
        """The plan in the words of its provider. Raises `Invalid`."""
        provider = self._provider(journey.provider)
        sings = plan.sung and provider.traits.sings
        title = wording.shortened(journey.title, _TITLE_MAX)
        return Order(
            medium=Medium.SONG,
            title=f"{title} · {version(LogKind(log.kind), log.n)}",
            provider=provider.id,
            params={
                "prompt": wording.ordered(plan, _prompt_most(provider)),
                "genre": plan.genre,
                "mood": plan.mood,
                "tempo": plan.tempo,
                "length_s": journey.length_s,
                "instrumental": not sings,
            }
            | ({"lyrics": plan.lyrics} if sings and plan.lyrics else {}),
            **more,
        )

    def _provider(self, wanted: str | None) -> Provider:
        """Whom the journey names; else the first choice that is here, else whoever is first."""
        choices = {each.id: each for each in self.jobs.choices(Medium.SONG)}
        if wanted is not None and wanted not in choices:
            raise Invalid(f"{wanted} is not one of: {', '.join(choices)}.", field="provider")
        names = (wanted, *self.first_choice, *choices)
        found = next((choices[name] for name in names if name in choices), None)
        if found is None:
            raise Invalid("Nobody here makes a song.", field="provider")
        return found


def journey_row(person_id: str, book: Book, music: MusicSettings) -> JourneyRow:
    """A journey that is not written yet. Raises `Invalid`."""
    row = JourneyRow(id="", person_id=person_id, title="", length_s=0)
    put_book(row, book)
    put_music(row, music)
    return row


def put_book(row: JourneyRow, book: Book) -> None:
    """Replace the facts of the book."""
    book = entries.clean_book(book)
    row.title, row.isbn, row.publisher = book.title, book.isbn, book.publisher
    row.authors, row.subjects = list(book.authors), list(book.subjects)
    row.year, row.pages, row.language = book.year, book.pages, book.language
    row.cover_url, row.source = book.cover_url, book.source
    words = (book.title, *book.authors, book.isbn or "", book.publisher or "")
    row.search = " ".join(words).lower()


def put_music(row: JourneyRow, music: MusicSettings) -> None:
    """Replace the settings of the music."""
    entries.check_music(music)
    row.music_on, row.voice, row.lyrics = music.on, music.voice, music.lyrics.strip()
    row.length_s, row.provider, row.ahead_budget = (
        music.length_s,
        music.provider,
        music.ahead_budget,
    )


def log_row(journey: JourneyRow, n: int, kind: LogKind, entry: Entry) -> ReadingLogRow:
    """A log that is not written yet."""
    row = ReadingLogRow(
        id="", journey_id=journey.id, n=n, version=version(kind, n), kind=kind.value
    )
    row.music_on = journey.music_on
    put_entry(row, entry)
    return row


def put_entry(row: ReadingLogRow, entry: Entry) -> None:
    """Replace what a log says."""
    row.page_from, row.page_to, row.rating = entry.page_from, entry.page_to, entry.rating
    row.thoughts, row.quote, row.quote_shared = entry.thoughts, entry.quote, entry.quote_shared
    row.moods = list(entry.moods)
    if entry.music_on is not None:
        row.music_on = entry.music_on


def _reading(journey: JourneyRow, log: ReadingLogRow) -> Reading:
    return Reading(
        title=journey.title,
        subjects=book_of(journey).subjects,
        kind=LogKind(log.kind),
        thoughts=log.thoughts,
        quote=log.quote,
        moods=tuple(log.moods),
        rating=log.rating,
        page_from=log.page_from,
        page_to=log.page_to,
        pages=journey.pages,
    )


def _past(session: Session, journey_id: str, n: int) -> list[Past]:
    found = session.execute(_PAST, {"journey": journey_id, "n": n}).mappings()
    return [Past(**row) for row in found]


def _prompt_most(provider: Provider) -> int | None:
    if not isinstance(provider, Particular):
        return None
    bound = provider.bounds(provider.models[0]).get("prompt")
    return int(bound.most) if bound and bound.most else None
