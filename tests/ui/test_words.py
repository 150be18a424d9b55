"""What the page says, in both languages."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Problem, ProviderProblem
from app.domain.medium import Medium
from app.domain.states import TaskState
from app.media.song import Genre, Mood
from app.providers.sketch_song.scales import MODE_NAMES, MODES
from app.providers.sketch_song.voices.patches import DRUM_SEATS, PATCHES
from app.ui import theme
from app.ui.state.notice import CODES
from app.ui.words.said import said_in_korean

UI = Path(__file__).parents[2] / "app" / "ui"
EN: dict[str, str] = json.loads((UI / "words" / "en.json").read_text())
KO: dict[str, str] = json.loads((UI / "words" / "ko.json").read_text())
# "family.word" as it stands, or the beginning of one: f"genre.{value}", `failure.${code}`.
_WHOLE = re.compile(r"""["'`]([a-z-]+\.[a-z0-9_.-]+)["'`]""")
_BEGUN = re.compile(r"""["'`]([a-z-]+\.[a-z0-9_.-]*)\$?\{""")
# Named by a function: tr_of("genre", …), the greeting, problems of a form.
_FAMILIES = (
    "genre.",
    "mood.",
    "event.",
    "fact.",
    "hello.",
    "access.",
    "instrument.",
    "mode.",
    "medium.",
    "source.",
    "library.one.",
)
_APP = UI.parent


def _sources() -> str:
    files = [*UI.rglob("*.py"), *UI.rglob("*.jsx")]
    return "\n".join(path.read_text() for path in files)


def test_both_languages_have_the_same_keys() -> None:
    assert EN.keys() == KO.keys()


@pytest.mark.parametrize("key", EN)
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    def values(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", text))

    assert values(EN[key]) == values(KO[key])


def _bare(key: str) -> str:
    """A key without its plural, and without the medium that has words of its own."""
    for suffix in (".one", ".other", *(f".{medium}" for medium in Medium)):
        key = key.removesuffix(suffix)
    return key


def test_no_word_is_there_for_nobody() -> None:
    sources = _sources()
    whole, begun = set(_WHOLE.findall(sources)), tuple(_BEGUN.findall(sources))

    unused = [
        key for key in EN if _bare(key) not in whole and not key.startswith((*begun, *_FAMILIES))
    ]

    assert unused == []


def test_every_value_that_can_be_shown_has_a_word() -> None:
    needed = [f"genre.{g}" for g in Genre] + [f"mood.{m}" for m in Mood]
    needed += [f"notice.{code}" for code in CODES]

    assert [key for key in needed if key not in EN] == []


def _engine() -> str:
    folders = ("domain", "services", "providers")
    return "\n".join(p.read_text() for f in folders for p in (_APP / f).rglob("*.py"))


_PLANNING = {"by_hand"}
"""Why a song of a journey is planned as it is: no failure."""


def _failure_codes() -> set[str]:
    """Every code that a task can fail with."""
    source = _engine()
    problems = {kind.code for kind in _kinds(ProviderProblem)}
    reasons = set(re.findall(r'\bReason\(\s*"(\w+)"', source)) - _PLANNING
    decided = re.findall(r"^_DECIDED = .*$", source, re.MULTILINE)
    reasons |= {code for line in decided for code in re.findall(r'"(\w+)"', line)}
    chosen = re.findall(r'^ {4,}code = (.*"\w+".*)$', source, re.MULTILINE)
    chosen = [line for line in chosen if ".get(" not in line]  # a vendor's words, not ours
    return problems | reasons | {code for line in chosen for code in re.findall(r'"(\w+)"', line)}


def _kinds(kind: type[Exception]) -> list[type[Any]]:
    return [kind, *(each for inner in kind.__subclasses__() for each in _kinds(inner))]


def test_every_failure_has_a_sentence_of_its_own() -> None:
    codes = _failure_codes()

    # Codes of what people are told at a start are no failures of tasks; a photo may be broken too.
    codes -= {kind.code for kind in _kinds(Problem)} - {"provider_gone", "broken"}
    assert {"lost", "late", "broken", "not_saved", "provider_gone", "provider_busy"} <= codes
    assert {code for code in codes for words in (EN, KO) if f"failure.{code}" not in words} == set()
    assert len({EN[f"failure.{code}"] for code in codes}) == len(codes)


def test_every_event_is_said_in_words() -> None:
    kinds = set(re.findall(r'(?:record\(\s*tx\.session, \w+|line_of\(\w+), "(\w+)"', _engine()))
    kinds |= {"busy", "going_on", "went_on", *TaskState} - {"pending"}

    assert {"asked", "handed_over", "poll_failed"} <= kinds
    kinds |= set(re.findall(r'come_back\(.*\bkind="(\w+)"', _engine()))
    # To their people, and to those who run the studio.
    needed = {f"{to}event.{kind}" for kind in kinds for to in ("", "ops.line.")}
    assert {key for key in needed for words in (EN, KO) if key not in words} == set()


def test_what_the_sketch_plays_has_a_name_in_both_languages() -> None:
    played = {*PATCHES, *DRUM_SEATS}
    modes = {MODE_NAMES.get(mode, mode) for mode in MODES}
    needed = {f"instrument.{voice}" for voice in played} | {f"mode.{mode}" for mode in modes}

    assert {key for key in needed for words in (EN, KO) if key not in words} == set()


def test_nobody_is_shouted_at() -> None:
    forbidden = re.compile(r"\b(error|oops|something went wrong)\b|오류|에러|%", re.IGNORECASE)

    assert [
        key for words in (EN, KO) for key, text in words.items() if forbidden.search(text)
    ] == []


def test_the_words_of_the_document_are_kept() -> None:
    assert KO["status.making"] == "음악 생성 중"
    assert KO["status.ready"] == "음악 준비됨"
    assert all(
        text.startswith("생성 실패")
        for key, text in KO.items()
        if key.startswith("failure.") and key != "failure.outcome_unknown"
    )


def test_pages_hold_no_sentences_of_their_own() -> None:
    """A bare string among the children of an element would be said in one language only."""
    found = []
    for path in [*(UI / "pages").glob("*.py"), *(UI / "components").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if ast.unparse(node.func).startswith("rx.el."):
                found += [
                    f"{path.name}: {child.value.strip()}"
                    for child in node.args
                    if isinstance(child, ast.Constant)
                    and isinstance(child.value, str)
                    and child.value.strip()
                ]

    # The name of the product is the same everywhere, and so is a dot between two things.
    assert sorted(found) == ["kit.py: ·", "shell.py: Meanwhile", "song.py: ·"]


def test_components_hold_no_sentences_of_their_own() -> None:
    between_tags = re.compile(r">\s*([A-Za-z가-힣][^<>{}=;()]*[a-z가-힣])\s*</")
    found = [
        f"{path.name}: {text}"
        for path in (UI / "components").glob("*.jsx")
        for text in between_tags.findall(path.read_text())
    ]

    assert found == []


def test_the_style_sheet_says_what_the_theme_says() -> None:
    written = UI.parents[1] / "assets" / "styles" / "tokens.css"

    assert written.read_text() == theme.stylesheet()


def test_the_front_pages_are_said_as_the_catalogue_says() -> None:
    written = UI.parents[1] / "assets" / "said.ko.js"

    assert written.read_text() == said_in_korean()


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("tokens", [theme.PAPER, theme.NIGHT], ids=["paper", "night"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("ink", "ground", 7),
        ("ink", "surface", 7),
        ("quiet", "ground", 4.5),
        ("quiet", "surface", 4.5),
        ("quiet", "sunken", 4.5),
        ("accent", "ground", 4.5),
        ("on-accent", "accent", 4.5),
        ("danger", "surface", 4.5),
        ("song", "surface", 4.5),
    ],
)
def test_text_can_be_read(tokens: dict[str, str], text: str, ground: str, least: float) -> None:
    light, dark = sorted((_luminance(tokens[text]), _luminance(tokens[ground])), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= least
