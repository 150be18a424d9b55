"""What the pages know of a reading journey: small, and in both languages where words are ours."""

from dataclasses import dataclass, field

from app.domain.books import cover_id
from app.domain.journeys.lexicon import MOODS
from app.domain.journeys.plans import Language, MusicPlan, Reason
from app.domain.journeys.views import Book, JourneyView, LogView, Preview, TrackView
from app.domain.journeys.why import genre_name, instrument_name, mood_name, said
from app.ui.state.cards import Track, millis, track

OFF = -1


@dataclass
class Said:
    """One sentence of ours in both languages; the browser chooses."""

    ko: str = ""
    en: str = ""


@dataclass
class Plan:
    """What a song is to be, and why."""

    prompt: str = ""
    genre: str = ""
    mood: str = ""
    tempo: int = 0
    instruments: list[str] = field(default_factory=list)
    sung: bool = False
    lyrics: str = ""
    edited: bool = False
    played: Said = field(default_factory=Said)
    """The names of the instruments."""
    how: Said = field(default_factory=Said)
    """In a few words: mood, genre, instruments."""
    why: list[Said] = field(default_factory=list)


@dataclass
class LogCard:
    """One log of a journey, with its music."""

    id: str = ""
    n: int = 0
    version: str = ""
    kind: str = ""
    page_from: int = 0
    page_to: int = 0
    thoughts: str = ""
    quote: str = ""
    quote_shared: bool = False
    moods: list[str] = field(default_factory=list)
    rating: int = 0
    music_on: bool = False
    created: int = 0
    updated: int = 0
    track: str = ""
    music: str = ""
    """`pending generating completed error`; empty where there is no music."""
    job: str = ""
    takes: int = 0
    failure_code: str = ""
    failure_reason: str = ""
    message: str = ""
    plan: Plan = field(default_factory=Plan)
    sound: Track = field(default_factory=Track)


@dataclass
class JourneyCard:
    """A journey, as a shelf and its page show it."""

    id: str = ""
    title: str = ""
    author: str = ""
    publisher: str = ""
    year: int = 0
    pages: int = 0
    cover: str = ""
    status: str = ""
    logs: int = 0
    songs: int = 0
    making: int = 0
    page: int = 0
    rating: int = 0
    music_on: bool = False
    sung: bool = False
    lyrics: str = ""
    length: int = 0
    ahead: int = OFF
    """Credits a month for pieces that are prepared ahead; -1 while that is off."""
    created: int = 0
    updated: int = 0
    finished: int = 0


@dataclass
class PreviewCard:
    """What a log's music would be and cost."""

    ready: bool = False
    plan: Plan = field(default_factory=Plan)
    price: int = 0
    priced: bool = False
    maker: str = ""
    problem: str = ""


def cover(book: Book) -> str:
    """Where our copy of a cover is; empty where there is none."""
    return f"/api/books/covers/{cover_id(book.cover_url)}" if book.cover_url else ""


def journey_card(journey: JourneyView) -> JourneyCard:
    """A journey, for the browser."""
    book, music = journey.book, journey.music
    return JourneyCard(
        id=journey.id,
        title=book.title,
        author=", ".join(book.authors),
        publisher=book.publisher or "",
        year=book.year or 0,
        pages=book.pages or 0,
        cover=cover(book),
        status=str(journey.status),
        logs=journey.logs,
        songs=journey.songs,
        making=journey.making,
        page=journey.page or 0,
        rating=journey.rating or 0,
        music_on=music.on,
        sung=music.voice == "sung",
        lyrics=music.lyrics,
        length=music.length_s,
        ahead=OFF if music.ahead_budget is None else music.ahead_budget,
        created=millis(journey.created_at),
        updated=millis(journey.updated_at),
        finished=millis(journey.finished_at),
    )


def plan_card(plan: MusicPlan) -> Plan:
    """A plan, with its reasons as sentences."""
    return Plan(
        prompt=plan.prompt,
        genre=plan.genre,
        mood=plan.mood,
        tempo=plan.tempo,
        instruments=[str(each) for each in plan.instruments],
        sung=plan.sung,
        lyrics=plan.lyrics or "",
        edited=plan.edited,
        played=Said(", ".join(_played(plan, "ko")), ", ".join(_played(plan, "en"))),
        how=Said(_how(plan, "ko"), _how(plan, "en")),
        why=[_said(reason) for reason in plan.why],
    )


def _said(reason: Reason) -> Said:
    return Said(said(reason, "ko"), said(reason, "en"))


def _how(plan: MusicPlan, language: Language) -> str:
    known = MOODS.get(plan.mood)
    mood = known.ko_how if known and language == "ko" else mood_name(plan.mood, language)
    words = (mood, genre_name(plan.genre, language), *_played(plan, language))
    return " · ".join(word for word in words if word)


def _played(plan: MusicPlan, language: Language) -> list[str]:
    return [instrument_name(each, language) for each in plan.instruments]


def log_card(log: LogView, title: str) -> LogCard:
    """A log of the book with this title, for the browser."""
    card = LogCard(
        id=log.id,
        n=log.n,
        version=log.version,
        kind=str(log.kind),
        page_from=log.page_from or 0,
        page_to=log.page_to or 0,
        thoughts=log.thoughts,
        quote=log.quote,
        quote_shared=log.quote_shared,
        moods=[str(mood) for mood in log.moods],
        rating=log.rating or 0,
        music_on=log.music_on,
        created=millis(log.created_at),
        updated=millis(log.updated_at),
    )
    if log.track:
        _put_music(card, log.track, title)
    return card


def _put_music(card: LogCard, music: TrackView, title: str) -> None:
    card.track, card.music = music.id, str(music.status)
    card.job, card.takes = music.job_id or "", music.takes
    card.plan = plan_card(music.plan)
    card.sound = sound(music, title)
    card.message = music.error_message or ""
    if music.failure:
        card.failure_code, card.failure_reason = music.failure.code, music.failure.reason


def sound(music: TrackView, title: str) -> Track:
    """What can be heard of a log, named after the book and its place in the journey."""
    if music.file is None:
        return Track()
    playable = track(music.file)
    playable.title = f"{title} · {music.version}"
    return playable


def preview_card(preview: Preview) -> PreviewCard:
    """A preview, for the browser."""
    quote = preview.quote
    return PreviewCard(
        ready=True,
        plan=plan_card(preview.plan),
        price=quote.price if quote else 0,
        priced=quote is not None,
        maker=quote.provider_title if quote else "",
        problem=preview.problem or "",
    )
