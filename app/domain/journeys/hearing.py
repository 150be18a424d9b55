"""What a text sounds like: moods, kinds of books and scenes heard in words and emoji."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.journeys.lexicon import MOODS
from app.domain.journeys.scenery import SCENES, SUBJECTS, Scene, Subject

_MOST = 5
"""Hits of one mood in one text beyond which more of them say nothing."""
_BEFORE = 28
_AFTER = 10
_NOT_EN = re.compile(
    r"(?:\b(?:not|never|no|nor|hardly|without|isn't|wasn't|aren't|weren't)|n't)"
    r"(?!\s+only\b)(?:\s+[\w']+){0,2}\s+$"
)
_NOT_KO_BEFORE = re.compile(r"(?:^|\s)(?:안|못|별로|전혀|결코)\s*$")
_NOT_KO_AFTER = re.compile(
    r"^[^\s.!?,]{0,3}?(?:지|진|질)\s*(?:는|도|를|만)?\s*(?:않|못)"
    r"|^[^\s.!?,]{0,3}(?:이|은|도|감이|감은|감도)?\s*없"
    r"|^[^\s.!?,]{0,2}(?:기는커녕|은커녕|는커녕)"
)
_ENDING = re.compile(r"[가-힣]{1,6}")
_CLAUSE = re.compile(r"[.!?,;:\n]")


@dataclass(frozen=True)
class Heard:
    """How strongly each mood speaks, and the word that said it first."""

    weights: Mapping[str, float]
    words: Mapping[str, str]

    @property
    def strongest(self) -> str | None:
        """The mood that speaks the loudest; of equal ones, the first of the list."""
        there = [mood for mood in MOODS if self.weights.get(mood, 0) > 0]
        return max(there, key=lambda mood: self.weights[mood]) if there else None


def moods_in(text: str) -> Heard:
    """The moods of a text, each hit once; what is denied does not count."""
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    lowered = text.lower().replace("’", "'")
    for mood in MOODS:
        for found in _mood_pattern(mood).finditer(lowered):
            if counts[mood] == _MOST:
                break
            if not _is_denied(lowered, found):
                counts[mood] += 1
                words.setdefault(mood, _whole(lowered, found))
    return Heard(counts, words)


def together(heard: Iterable[tuple[Heard, float]]) -> Heard:
    """Several texts as one, each as loud as its weight says."""
    weights: dict[str, float] = {}
    words: dict[str, str] = {}
    for each, factor in heard:
        for mood, weight in each.weights.items():
            weights[mood] = weights.get(mood, 0.0) + weight * factor
        words = dict(each.words) | words
    return Heard(weights, words)


def subjects_in(texts: Sequence[str]) -> list[tuple[Subject, str]]:
    """Kinds of books that these words name, the first of the list first, with the word."""
    joined = " · ".join(texts).lower()
    found = ((s, _pattern(s.ko_words, s.en_words).search(joined)) for s in SUBJECTS)
    return [(subject, hit.group()) for subject, hit in found if hit]


def scenes_in(text: str, *, most: int = 3) -> list[tuple[Scene, str]]:
    """Scenes that a text shows, in the order in which they come up, with the word."""
    lowered = text.lower()
    found = ((s, _pattern(s.ko_words, s.en_words).search(lowered)) for s in SCENES)
    whole = ((hit.start(), s, _whole(lowered, hit)) for s, hit in found if hit)
    hits = sorted(whole, key=lambda each: each[0])
    return [(scene, word) for _, scene, word in hits[:most]]


def _whole(text: str, found: re.Match[str]) -> str:
    """The word as it was written: a Korean stem with its ending."""
    ending = _ENDING.match(text, found.end())
    return found.group() + (ending.group() if ending else "")


def _is_denied(text: str, found: re.Match[str]) -> bool:
    before = _CLAUSE.split(text[max(0, found.start() - _BEFORE) : found.start()])[-1]
    after = text[found.end() : found.end() + _AFTER]
    if found.group().isascii():
        return _NOT_EN.search(before) is not None
    return bool(_NOT_KO_BEFORE.search(before) or _NOT_KO_AFTER.search(after))


@cache
def _mood_pattern(mood: str) -> re.Pattern[str]:
    words = MOODS[mood]
    return _pattern(words.ko_stems, words.en_words, words.emoji)


@cache
def _pattern(ko: tuple[str, ...], en: tuple[str, ...], emoji: str = "") -> re.Pattern[str]:
    korean = "|".join(map(re.escape, ko))
    english = rf"(?<![a-z'])(?:{'|'.join(en)})(?![a-z])"
    return re.compile("|".join([korean, english, *([f"[{emoji}]"] if emoji else [])]))
