"""
Words into music: what the song of a log is to be, from the book, the log and the way so far.

Pure and deterministic: the same reading gives the same plan. What speaks louder comes first: chips
that were chosen, then words and emoji of the thoughts and the quote, then the rating, then the log
before, then the kind of book, then its title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from app.domain.journeys import wording
from app.domain.journeys.course import LogKind
from app.domain.journeys.hearing import Heard, moods_in, scenes_in, subjects_in, together
from app.domain.journeys.lexicon import MOODS, PLAYED_IN
from app.domain.journeys.plans import Language, MusicPlan, Reason
from app.domain.journeys.scenery import Scene, Subject

_MANY_PAGES, _FEW_PAGES = 80, 10
_RATED = {1: "tense", 2: "calm", 4: "hopeful", 5: "happy"}


@dataclass(frozen=True)
class Reading:
    """What is known of a log when its music is thought of."""

    title: str
    subjects: tuple[str, ...] = ()
    kind: LogKind = LogKind.LOG
    thoughts: str = ""
    quote: str = ""
    moods: tuple[str, ...] = ()
    rating: int | None = None
    page_from: int | None = None
    page_to: int | None = None
    pages: int | None = None
    """Of the whole book."""

    @property
    def read(self) -> int | None:
        """Pages that were read, where the log says so."""
        if self.page_from is None or self.page_to is None or self.page_to < self.page_from:
            return None
        return self.page_to - self.page_from + 1

    @property
    def share(self) -> float | None:
        """How much of the book is read."""
        return min(1.0, self.page_to / self.pages) if self.page_to and self.pages else None


@dataclass(frozen=True)
class Past:
    """What an earlier log was like."""

    mood: str | None
    tempo: int | None = None
    rating: int | None = None
    thoughts: str = ""
    """Needed of the first and the last only; the beginning is enough."""


@dataclass(frozen=True)
class _Chosen:
    mood: str
    tempo: int
    why: tuple[Reason, ...]


def plan_of(
    reading: Reading,
    past: Sequence[Past] = (),
    *,
    language: Language = "ko",
    sung: bool = False,
    lyrics: str | None = None,
) -> MusicPlan:
    """The song of a log, with the reasons; `past` holds the earlier logs, the first one first."""
    subjects = subjects_in([*reading.subjects, reading.title])
    is_end = reading.kind is LogKind.FINAL
    chosen = _whole(reading, past, subjects) if is_end else _single(reading, past, subjects)
    genre, genre_why = _genre(chosen.mood, subjects)
    scenes = scenes_in(_own_words(reading, past))
    instruments, played_why = _instruments(genre, scenes)
    shown = [scene for scene, _ in scenes]
    return MusicPlan(
        prompt=_prompt(reading, past, shown, language, chosen.mood),
        genre=genre,
        mood=chosen.mood,
        tempo=chosen.tempo,
        instruments=instruments,
        sung=sung,
        lyrics=lyrics or None,
        language=language,
        why=(*chosen.why, genre_why, *played_why),
    )


def _own_words(reading: Reading, past: Sequence[Past]) -> str:
    if reading.kind is not LogKind.FINAL or not past:
        return f"{reading.thoughts}\n{reading.quote}"
    return f"{reading.thoughts}\n{reading.quote}\n{past[0].thoughts}\n{past[-1].thoughts}"


def _heard(reading: Reading) -> tuple[Heard, Heard]:
    """What the chips say, and what the words say."""
    chips = Heard({mood: 3.0 for mood in reading.moods if mood in MOODS}, {})
    words = together(((moods_in(reading.thoughts), 1.0), (moods_in(reading.quote), 0.5)))
    return chips, words


def _single(reading: Reading, past: Sequence[Past], subjects: list[tuple[Subject, str]]) -> _Chosen:
    mood, why = _mood(reading, past, subjects)
    tempo, tempo_why = _tempo(mood, reading)
    return _Chosen(mood, tempo, (why, tempo_why))


def _mood(
    reading: Reading, past: Sequence[Past], subjects: list[tuple[Subject, str]]
) -> tuple[str, Reason]:
    chips, words = _heard(reading)
    if chips.weights:
        # Words decide between several chips, and never against all of them.
        mood = max(chips.weights, key=lambda m: (words.weights.get(m, 0.0), -_place(m)))
        return mood, Reason("mood.chips", {"mood": mood, "chips": list(chips.weights)})
    reason = next(_told(reading, words, past, subjects), Reason("mood.default", {"mood": "calm"}))
    return reason.values["mood"], reason


def _told(
    reading: Reading, words: Heard, past: Sequence[Past], subjects: list[tuple[Subject, str]]
) -> Iterator[Reason]:
    """What tells of a mood where no chip does, the loudest first."""
    if mood := words.strongest:
        yield Reason("mood.words", {"mood": mood, "word": words.words[mood]})
    if reading.rating in _RATED:
        yield Reason("mood.rating", {"mood": _RATED[reading.rating], "rating": reading.rating})
    if past and past[-1].mood in MOODS:
        yield Reason("mood.before", {"mood": past[-1].mood})
    for subject, word in subjects:
        yield Reason("mood.subject", {"mood": subject.mood, "word": word})
    titled = moods_in(reading.title)
    if mood := titled.strongest:
        yield Reason("mood.title", {"mood": mood, "word": titled.words[mood]})


def _place(mood: str) -> int:
    return list(MOODS).index(mood)


def _tempo(mood: str, reading: Reading) -> tuple[int, Reason]:
    tempo, read = MOODS[mood].tempo, reading.read
    if read is not None and read >= _MANY_PAGES:
        return tempo + 8, Reason("tempo.many", {"tempo": tempo + 8, "pages": read})
    if read is not None and read <= _FEW_PAGES:
        return tempo - 6, Reason("tempo.few", {"tempo": tempo - 6, "pages": read})
    return tempo, Reason("tempo.mood", {"tempo": tempo, "mood": mood})


def _whole(reading: Reading, past: Sequence[Past], subjects: list[tuple[Subject, str]]) -> _Chosen:
    """The end draws on every log: the last ones weigh more, and one's own last words the most."""
    moods = [each.mood for each in past if each.mood in MOODS]
    if not moods:
        return _single(reading, past, subjects)
    own, own_why = _mood(reading, (), [])
    speaks = own_why.code != "mood.default"
    weights: dict[str, float] = {}
    for place, mood in enumerate(moods):
        weights[str(mood)] = weights.get(str(mood), 0.0) + 1.0 + place / len(moods)
    if speaks:
        weights[own] = weights.get(own, 0.0) + 1.0 + len(moods) / 2
    mood = max(weights, key=lambda m: (weights[m], -_place(m)))
    last = own if speaks else moods[-1]
    arc = Reason("mood.arc", {"mood": mood, "first": moods[0], "last": last})
    return _Chosen(mood, *_whole_tempo(reading, past, mood, arc))


def _whole_tempo(
    reading: Reading, past: Sequence[Past], mood: str, arc: Reason
) -> tuple[int, tuple[Reason, ...]]:
    known = [each.tempo for each in past if each.tempo is not None]
    tempo = round(fmean([*known, MOODS[mood].tempo]))
    why = [arc, Reason("tempo.arc", {"tempo": tempo, "logs": len(past) + 1})]
    ratings = [r for r in (*(each.rating for each in past), reading.rating) if r is not None]
    if ratings:
        why.append(Reason("whole.rating", {"rating": f"{fmean(ratings):.1f}"}))
    if reading.thoughts.strip() and past[0].thoughts.strip():
        why.append(Reason("whole.thoughts"))
    return tempo, tuple(why)


def _genre(mood: str, subjects: list[tuple[Subject, str]]) -> tuple[str, Reason]:
    if subjects:
        subject, word = subjects[0]
        return subject.genre, Reason("genre.subject", {"genre": subject.genre, "word": word})
    genre = MOODS[mood].genre
    return genre, Reason("genre.mood", {"genre": genre, "mood": mood})


def _instruments(
    genre: str, scenes: list[tuple[Scene, str]]
) -> tuple[tuple[str, ...], list[Reason]]:
    """Those of the genre, and one that plays the first scene."""
    usual = PLAYED_IN[genre]
    why = [Reason("instruments.genre", {"instruments": list(usual), "genre": genre})]
    if not scenes or scenes[0][0].instrument in usual:
        return usual, why
    scene, word = scenes[0]
    why.append(Reason("instruments.scene", {"instruments": [scene.instrument], "word": word}))
    return (*usual, scene.instrument), why


def _prompt(
    reading: Reading, past: Sequence[Past], scenes: list[Scene], language: Language, mood: str
) -> str:
    thoughts = [reading.thoughts.strip() or reading.quote]
    path = ""
    if reading.kind is LogKind.FINAL and past:
        path = wording.arc(
            language, [*(m for m in (each.mood for each in past) if m and m in MOODS), mood]
        )
        first = past[0].thoughts.strip()
        thoughts = [first, thoughts[0] or past[-1].thoughts] if first else thoughts
    return wording.prompt(
        wording.opening(language, reading.kind, reading.title, reading.share),
        wording.scenery(language, scenes),
        path,
        wording.written(language, *thoughts),
    )
