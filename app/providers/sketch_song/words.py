"""Finding the words that mean something in a prompt of any language."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).with_name("lexicon.txt")

PARTICLES = "가|이|은|는|을|를|에|의|도|와|과|로|으로|만|랑|처럼|같은|에서|속|속의"
NO_BEFORE = re.compile(
    r"(\b(no|not|non|without|never|less|avoid|except|don't|isn't|minus)"
    r"(\s+(a|an|any|the|too|very|so|be|want|use|much))*|(^|\s)(안|못|덜|노))[\s-]+$"
)
NO_AFTER = re.compile(
    r"^(\S{0,3}\s*(없|말고|빼|제외|아닌|아니|싫)|\S{0,2}지\s*(않|말|는 않|도 않)|[\s-]free\b)"
)
BPM = re.compile(r"(\d{2,3})\s*(?:bpm|비피엠)|(?:bpm|tempo|템포|비피엠)\s*[:=]?\s*(\d{2,3})")
KEY = re.compile(
    r"(?<![A-Za-z])([A-G])\s?(#|♯|b(?=[\s-])|♭|[ -]?sharp|[ -]?flat)?[\s-]?"
    r"(major|minor|dorian|phrygian|lydian|mixolydian|aeolian|ionian)\b"
)
KOREAN_KEY = re.compile(r"(올림|내림)?([다라마바사가나])\s?(장조|단조)")
KOREAN_NOTES = dict(zip("다라마바사가나", "CDEFGAB", strict=True))
NOTES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
MODE_WORDS = {"major": "ionian", "minor": "aeolian", "장조": "ionian", "단조": "aeolian"}


@dataclass(frozen=True)
class Hit:
    """A word that was understood: as it was written, what it means, and whether it is refused."""

    word: str
    meanings: tuple[str, ...]
    refused: bool


def plain(text: str) -> str:
    """The text with one spelling per word: width, case, emoji variants and spaces are levelled."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(char for char in text if char not in "\ufe0f\ufe0e\u200d")
    return " ".join(text.replace("\u2019", "'").split())


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    """Every word of the lexicon and what it means; a word may stand under several meanings."""
    table: dict[str, tuple[str, ...]] = {}
    meanings: tuple[str, ...] = ()
    for line in LEXICON.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            for word in filter(None, map(plain, line.split(","))):
                table[word] = (*table.get(word, ()), *meanings)
        elif line.endswith(":"):
            meanings = tuple(meaning.strip() for meaning in line[:-1].split(","))
    return table


@cache
def _pattern() -> re.Pattern[str]:
    """All words at once, the longest first, so that `electric piano` is not a `piano`."""
    longest_first = sorted(_meanings(), key=lambda word: (-len(word), word))
    return re.compile("|".join(_guarded(word) for word in longest_first))


def _guarded(word: str) -> str:
    escaped = re.escape(word).replace(r"\ ", r"\s?" if _is_hangul(word[0]) else r"[\s-]?")
    if re.match(r"[a-z0-9]", word):
        return rf"(?<![a-z0-9]){escaped}(?:s|es)?(?![a-z0-9])"
    if len(word) == 1 and _is_hangul(word):
        return rf"(?<!\w){escaped}(?=(?:{PARTICLES})?(?!\w))"
    return escaped


def _is_hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def hear(text: str) -> list[Hit]:
    """Everything understood in the text, in the order it was said."""
    text = plain(text)
    hits: list[Hit] = []
    for found in _pattern().finditer(text):
        word = found.group()
        before, after = text[max(0, found.start() - 24) : found.start()], text[found.end() :]
        refused = bool(NO_BEFORE.search(before) or NO_AFTER.match(after[:12]))
        hits.append(Hit(word, _meaning_of(word), refused))
    return hits


def _meaning_of(word: str) -> tuple[str, ...]:
    table = _meanings()
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        for spelling in (form, form.replace("-", " ")):
            if spelling in table:
                return table[spelling]
    joined = word.replace(" ", "").replace("-", "")
    return next(meaning for key, meaning in table.items() if joined in _joined_forms(key))


def _joined_forms(key: str) -> tuple[str, str, str]:
    joined = key.replace(" ", "").replace("-", "")
    return joined, f"{joined}s", f"{joined}es"


def spoken_bpm(text: str) -> int | None:
    """Beats per minute, when the text gives a number that a song can have."""
    found = BPM.search(plain(text))
    if not found:
        return None
    return min(220, max(40, int(found.group(1) or found.group(2))))


def spoken_key(text: str) -> tuple[int, str] | None:
    """The tonic and the mode, when the text names a key."""
    if found := KEY.search(text):
        letter, accidental, mode = found.groups()
        sign = (accidental or "").strip(" -")
        shift = 1 if sign in {"#", "♯", "sharp"} else -1 if sign else 0
        return (NOTES[letter] + shift) % 12, MODE_WORDS.get(mode, mode)
    if found := KOREAN_KEY.search(text):
        sign, name, mode = found.groups()
        shift = {"올림": 1, "내림": -1}.get(sign, 0)
        return (NOTES[KOREAN_NOTES[name]] + shift) % 12, MODE_WORDS[mode]
    return None
