"""What people send about journeys over REST, in the names of document 000."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from app.api.bodies import Body
from app.api.deps import Words
from app.domain.journeys import entries
from app.domain.journeys.changing import (
    INSTRUMENT_MAX,
    INSTRUMENTS_MOST,
    LYRICS_MAX,
    TEMPO_MAX,
    TEMPO_MIN,
)
from app.domain.journeys.plans import PlanChange
from app.domain.journeys.views import Book, Entry, MusicSettings
from app.domain.journeys.wording import PROMPT_MOST
from app.media.song import Genre, Mood

Line = Annotated[Words, Field(max_length=entries.LINE_MAX)]
Lines = Annotated[list[Line], Field(max_length=entries.LINES_MOST)]
PageNumber = Annotated[int, Field(ge=0, le=entries.PAGES_MOST)]


class BookIn(Body):
    """The facts of a book."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    book_authors: Lines | None = None
    book_author: Line | None = None
    """One author, for whoever has no list of them."""
    book_isbn: Line | None = None
    book_publisher: Line | None = None
    book_year: Annotated[int, Field(ge=-3_000, le=3_000)] | None = None
    book_pages: Annotated[int, Field(ge=1, le=entries.PAGES_MOST)] | None = None
    book_language: Line | None = None
    book_subjects: Lines | None = None
    """What kind of book it is; its music listens to that."""
    book_cover_url: Annotated[Words, Field(max_length=entries.ADDRESS_MAX)] | None = None
    book_source: Line | None = None


Title = Annotated[Words, Field(min_length=1, max_length=entries.TITLE_MAX, examples=["데미안"])]


class MusicIn(BookIn):
    """How the music of a journey is set, beside the facts of its book."""

    music_on: bool | None = None
    """A new log gets music unless it says otherwise."""
    voice: Literal["instrumental", "sung"] | None = None
    lyrics: Annotated[Words, Field(max_length=LYRICS_MAX)] | None = None
    """Words to be sung; without them the provider writes some."""
    length_s: Annotated[int, Field(ge=entries.LENGTH_S[0], le=entries.LENGTH_S[1])] | None = None
    provider: Line | None = None
    ahead_budget: Annotated[int, Field(ge=0, le=entries.BUDGET_MOST)] | None = None
    """Credits a month for pieces that are prepared ahead; null switches that off."""


class PlanIn(Body):
    """What of a song is to be otherwise than its plan says."""

    prompt: Annotated[Words, Field(min_length=1, max_length=PROMPT_MOST)] | None = None
    genre: Genre | None = None
    mood: Mood | None = None
    tempo: Annotated[int, Field(ge=TEMPO_MIN, le=TEMPO_MAX)] | None = None
    instruments: (
        Annotated[
            list[Annotated[Words, Field(min_length=1, max_length=INSTRUMENT_MAX)]],
            Field(max_length=INSTRUMENTS_MOST),
        ]
        | None
    ) = None
    sung: bool | None = None
    lyrics: Annotated[Words, Field(max_length=LYRICS_MAX)] | None = None

    def change(self) -> PlanChange:
        """The same for the services."""
        played = None if self.instruments is None else tuple(self.instruments)
        values: dict[str, Any] = self.model_dump()
        values["instruments"] = played
        return PlanChange(**values)


class LogIn(Body):
    """What a reading log says."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    page_from: PageNumber | None = None
    page_to: PageNumber | None = None
    thoughts: Annotated[Words, Field(max_length=entries.THOUGHTS_MAX)] = ""
    quote: Annotated[Words, Field(max_length=entries.QUOTE_MAX)] = ""
    quote_shared: bool = False
    """Whether the quote may be shown on a page that is shared."""
    moods: Annotated[list[Mood], Field(max_length=entries.MOODS_MOST)] = Field(default=[])
    rating: Annotated[int, Field(ge=1, le=5)] | None = None
    music_on: bool | None = None
    """Null does what the journey does."""
    plan: PlanIn | None = None

    def entry(self) -> Entry:
        """The same for the services."""
        values = self.model_dump(exclude={"plan"})
        change = self.plan.change() if self.plan else None
        return Entry(**(values | {"moods": tuple(m.value for m in self.moods), "plan": change}))


class JourneyIn(MusicIn):
    """A book to begin with, and what there is to say before its first page."""

    book_title: Title
    log: LogIn | None = None


class JourneyChange(MusicIn):
    """What to change about a journey."""

    book_title: Title | None = None
    status: Literal["reading", "set_aside"] | None = None
    """To finish one: `POST /api/journeys/{journey_id}/complete`."""


def book_in(form: BookIn, title: str | None, now: Book | None = None) -> Book:
    """The facts that were sent, over those that were there."""
    sent: dict[str, Any] = form.model_dump(exclude_unset=True)
    facts: dict[str, Any] = {
        name[5:]: value for name, value in sent.items() if name.startswith("book_")
    }
    # A book has a title: null keeps the one that is there.
    facts.pop("title", None)
    author = facts.pop("author", None)
    if author and not facts.get("authors"):
        facts["authors"] = [author]
    for several in ("authors", "subjects"):
        if several in facts:
            facts[several] = tuple(facts[several] or ())
    before: dict[str, Any] = vars(now) if now else {}
    named: dict[str, Any] = {"title": title} if title else {}
    values: dict[str, Any] = before | facts | named
    return Book(**values)


def music_in(form: MusicIn, now: MusicSettings) -> MusicSettings:
    """The settings that were sent, over those that were there."""
    sent: dict[str, Any] = form.model_dump(exclude_unset=True)
    names = {"music_on": "on"} | {name: name for name in vars(now)}
    may_be_null = {"provider", "ahead_budget"}
    given = {names[n]: v for n, v in sent.items() if n in names and n != "on"}
    kept = {n: v for n, v in given.items() if v is not None or n in may_be_null}
    return replace(now, **kept)
