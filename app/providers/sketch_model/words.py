"""Finding the words that mean something, and how many of each."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LEXICON = Path(__file__).with_name("lexicon.txt")
MOST = 12
"""Copies of one thing."""

_PARTICLES = (
    "가|이|은|는|을|를|에|에는|에서|의|도|와|과|로|으로|만|랑|하고|들이|들과|들|이랑|입니다|이다"
)
_COUNTERS = (
    "개|마리|그루|송이|채|권|대|명|척|잔|병|자루|점|벌|쌍|사람|알|장|조각|기|동|곳|층|가지|다발"
)
_KOREAN = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "열두": 12,
}  # fmt: skip
_ENGLISH = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "dozen": 12, "twelve": 12, "pair of": 2, "couple of": 2, "several": 4,
    "some": 3, "many": 7, "few": 3, "여러": 5, "많은": 7, "몇": 3,
}  # fmt: skip
_KOREAN_NUMBER = re.compile(
    rf"(?<!\w)({'|'.join(sorted(_KOREAN, key=len, reverse=True))}|\d{{1,2}})\s?"
    rf"(?:{_COUNTERS})(?=(?:{_PARTICLES})?(?!\w))|(?<!\w)(하나|둘|셋|넷)(?=(?:{_PARTICLES})?(?!\w))"
)
_ENGLISH_NUMBER = re.compile(
    rf"(?<!\w)({'|'.join(sorted(_ENGLISH, key=len, reverse=True))}|\d{{1,2}})(?!\w)"
)
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "is",
        "are",
        "was",
        "be",
        "there",
        "it",
        "its",
        "this",
        "that",
        "to",
        "at",
        "for",
        "from",
        "made",
        "out",
        "please",
        "make",
        "me",
        "my",
        "sits",
        "sitting",
        "stands",
        "standing",
        "lies",
        "lying",
        "sleeping",
        "rests",
        "resting",
        "model",
        "3d",
        "scene",
        "object",
        "style",
        "or",
        "as",
        "so",
        "very",
        "really",
        "looking",
        "like",
        "has",
        "have",
        "some",
        "each",
        "both",
        "one",
        "lot",
        "lots",
        "full",
        "old",
        "cute",
        "pretty",
        "nice",
        "beautiful",
        "lovely",
    ]
)
_ENDINGS = re.compile(
    r"^(있다|있는|있고|있어요|있습니다|앉아|앉은|앉아있는|서|서있는|선|놓인|놓여|누운|자는|만든|된|그리고|그루|마리|개|채|권|"
    r"모형|모델|모양|색|색의|으로|로|에|의|이|가|은|는|을|를|와|과|도|한|하는|만들어|줘|주세요|그려|예쁜|귀여운|아름다운|멋진|오래된)+$"
)


@dataclass(frozen=True)
class Hit:
    """A word that was understood: its meanings by kind, and where it stands."""

    word: str
    meanings: dict[str, str]
    start: int
    end: int


def plain(text: str) -> str:
    """The text with one spelling per word: width, case, emoji variants and spaces are levelled."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(char for char in text if char not in "\ufe0f\ufe0e\u200d")
    return " ".join(text.replace("\u2019", "'").split())


@cache
def _meanings() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    kind = value = ""
    for line in LEXICON.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            for word in filter(None, map(plain, line.split(","))):
                table.setdefault(word, {})[kind] = value
        elif line.endswith(":"):
            kind, _, value = line[:-1].partition("=")
    return table


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_meanings(), key=lambda word: (-len(word), word))
    return re.compile("|".join(f"(?:{_guarded(word)})" for word in longest_first))


def _guarded(word: str) -> str:
    is_hangul = "가" <= word[0] <= "힣"
    escaped = re.escape(word).replace(r"\ ", r"\s?" if is_hangul else r"[\s-]?")
    if re.match(r"[a-z0-9]", word):
        return rf"(?<![a-z0-9]){escaped}(?:s|es)?(?![a-z0-9])"
    if len(word) == 1 and is_hangul:
        return rf"(?<!\w){escaped}(?=(?:{_PARTICLES})?(?!\w))"
    return escaped


def hear(text: str) -> list[Hit]:
    """Everything understood in a text that is `plain`, in the order it was said."""
    hits = [*_numbers(text)]
    taken = [(hit.start, hit.end) for hit in hits]
    hits += [
        Hit(found.group(), _meaning_of(found.group()), found.start(), found.end())
        for found in _pattern().finditer(text)
        if not any(found.start() < end and start < found.end() for start, end in taken)
    ]
    return sorted(hits, key=lambda hit: hit.start)


def _numbers(text: str) -> list[Hit]:
    hits: list[Hit] = []
    for found in _KOREAN_NUMBER.finditer(text):
        said = found.group(1) or found.group(2)
        count = _KOREAN.get(said) or int(said)
        hits.append(_number(found, count))
    for found in _ENGLISH_NUMBER.finditer(text):
        if not any(hit.start <= found.start() < hit.end for hit in hits):
            hits.append(_number(found, _ENGLISH.get(found.group(1)) or int(found.group(1))))
    return hits


def _number(found: re.Match[str], count: int) -> Hit:
    return Hit(found.group(), {"number": str(min(MOST, max(1, count)))}, found.start(), found.end())


def _meaning_of(word: str) -> dict[str, str]:
    table = _meanings()
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        for spelling in (form, form.replace("-", " ")):
            if spelling in table:
                return table[spelling]
    joined = word.replace(" ", "").replace("-", "")
    return next(
        meaning
        for key, meaning in table.items()
        if joined in {(bare := key.replace(" ", "").replace("-", "")), f"{bare}s", f"{bare}es"}
    )


def is_plural(hit: Hit) -> bool:
    """Whether an English word was said for more than one."""
    known = _meanings()
    return re.match(r"[a-z]", hit.word) is not None and hit.word not in known


def left_over(text: str, hits: list[Hit]) -> list[str]:
    """Words that were not understood and might have meant something."""
    bare = list(text)
    for hit in hits:
        bare[hit.start : hit.end] = " " * (hit.end - hit.start)
    words = re.findall(r"[^\W\d_]+", "".join(bare))
    return [word for word in words if not _is_small(word)]


def _is_small(word: str) -> bool:
    if "가" <= word[0] <= "힣":
        return len(word) == 1 or bool(_ENDINGS.match(word)) or bool(re.fullmatch(_PARTICLES, word))
    return word in _SMALL_WORDS or len(word) < 3
