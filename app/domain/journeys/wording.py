"""The words of a prompt, and how they are kept within what a provider reads."""

import re
import unicodedata

from app.domain.journeys.course import LogKind
from app.domain.journeys.lexicon import MOODS
from app.domain.journeys.plans import Language, MusicPlan
from app.domain.journeys.scenery import Scene
from app.domain.journeys.why import instrument_name

PROMPT_MAX = 900
"""Characters of a prompt of ours; the narrowest provider reads 960."""
PROMPT_MOST = 2_000
"""Characters that a person may write."""
EXCERPT_MAX = 240
_TITLE_MAX = 120
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+\.\S+")

_OPENINGS = {
    "ko": {
        LogKind.START: "『{title}』의 첫 장을 펼치며 듣는 배경 음악. 아직 모든 것이 남아 있다",
        LogKind.LOG: "『{title}』 읽는 시간의 배경 음악. {stage}",
        LogKind.FINAL: "『{title}』의 마지막 장을 덮으며 온 여정을 돌아보는 음악",
    },
    "en": {
        LogKind.START: "Background music for opening “{title}” at its first page, with everything"
        " still ahead",
        LogKind.LOG: "Background music for reading “{title}”. {stage}",
        LogKind.FINAL: "Music for closing “{title}” and looking back on the whole way through it",
    },
}
_STAGES = {
    "ko": ("이야기가 막 열린다", "이야기의 한가운데", "끝이 가까워진다", "이야기가 이어진다"),
    "en": (
        "The story has just opened",
        "In the middle of the story",
        "The end comes near",
        "The story goes on",
    ),
}


def opening(language: Language, kind: LogKind, title: str, share: float | None) -> str:
    """What the music is for; `share` of the book that is read, where it is known."""
    early, middle, late, unknown = _STAGES[language]
    stage = unknown
    if share is not None:
        stage = early if share < 1 / 3 else middle if share < 2 / 3 else late
    return _OPENINGS[language][kind].format(title=shortened(title, _TITLE_MAX), stage=stage)


def scenery(language: Language, scenes: list[Scene]) -> str:
    """What can be seen in it; empty where nothing can."""
    if not scenes:
        return ""
    shown = ", ".join(getattr(scene, language) for scene in scenes)
    return f"장면: {shown}" if language == "ko" else f"Scenes: {shown}"


def arc(language: Language, moods: list[str]) -> str:
    """How the journey went, from mood to mood."""
    steps = [mood for i, mood in enumerate(moods) if i == 0 or mood != moods[i - 1]]
    if len(steps) < 2:
        return ""
    shown = " → ".join(getattr(MOODS[mood], language) for mood in _thinned(steps))
    return f"흐름: {shown}" if language == "ko" else f"It moves: {shown}"


def written(language: Language, *texts: str) -> str:
    """What a reader wrote, in short."""
    parts = [f"“{part}”" for text in texts if (part := excerpt(text, EXCERPT_MAX // len(texts)))]
    if not parts:
        return ""
    shown = " … ".join(parts)
    return f"읽는 사람의 말: {shown}" if language == "ko" else f"The reader writes: {shown}"


def prompt(*parts: str) -> str:
    """The parts as sentences, within `PROMPT_MAX`."""
    sentences = [part.rstrip(".") + "." for part in parts if part]
    return shortened(" ".join(sentences), PROMPT_MAX)


def ordered(plan: MusicPlan, limit: int | None = None) -> str:
    """
    What a provider is told: the prompt, and the instruments in its language.

    A prompt of ours is cut to the limit; one that a person wrote is sent as it is.
    """
    names = ", ".join(instrument_name(each, plan.language) for each in plan.instruments)
    tail = (f" 악기: {names}." if plan.language == "ko" else f" Instruments: {names}.") * bool(
        names
    )
    most = min(limit or PROMPT_MOST, PROMPT_MOST)
    if plan.edited and len(plan.prompt) + len(tail) > most:
        return plan.prompt
    return shortened(plan.prompt, max(1, most - len(tail))) + tail


def excerpt(text: str, most: int) -> str:
    """The beginning of a text as one line, without addresses and what nobody sees."""
    text = _ADDRESS.sub("", text)
    plain = "".join(c if unicodedata.category(c)[0] != "C" or c == "\u200d" else " " for c in text)
    return shortened(" ".join(plain.replace("“", "'").replace("”", "'").split()), most)


def shortened(text: str, most: int) -> str:
    """At most so many characters; cut between words where there are some."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    at_word = cut.rsplit(" ", 1)[0]
    kept = at_word if len(at_word) > most // 2 else cut
    return kept.rstrip(" ,.:;\u200d\ufe0f") + "…"


def _thinned(steps: list[str], most: int = 6) -> list[str]:
    """The first, the last, and some between."""
    if len(steps) <= most:
        return steps
    return [steps[round(i * (len(steps) - 1) / (most - 1))] for i in range(most)]
