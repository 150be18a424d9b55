"""Styles and roles are data that people read and models understand."""

import re
from collections import Counter

import pytest
from pydantic import TypeAdapter

from app.media.photo import PROMPT_MAX, STYLES_MAX, Look, Word
from app.media.roles import Kind, roles
from app.media.styles import OWN, Group, Style, prompt_for, styles

HANGUL = re.compile("[가-힣]")


def test_there_are_styles_to_choose_from_in_every_group() -> None:
    groups = Counter(style.group for style in styles().values())

    assert 20 <= len(styles()) <= STYLES_MAX
    assert set(groups) == set(Group)
    assert min(groups.values()) >= 3
    assert OWN not in styles()


@pytest.mark.parametrize("style", styles().values(), ids=lambda style: style.word)
def test_a_style_can_be_chosen_read_and_ordered(style: Style) -> None:
    TypeAdapter(Word).validate_python(style.word)

    assert HANGUL.search(style.ko)
    assert not HANGUL.search(style.en + style.prompt)
    assert style.prompt.count("{person}") == 1
    assert not re.search(r"[{}]", style.prompt.replace("{person}", ""))
    assert 100 < len(style.prompt) < PROMPT_MAX // 2
    assert Look(style=style.word, prompt=style.prompt)


def test_no_two_styles_look_the_same() -> None:
    for part in ("ko", "en", "sketch", "prompt"):
        assert len({getattr(style, part) for style in styles().values()}) == len(styles())


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_album_has_roles_with_names(kind: Kind) -> None:
    found = roles(kind)

    assert found
    for word, role in found.items():
        TypeAdapter(Word).validate_python(word)
        assert HANGUL.search(role.ko)
        assert role.en.istitle()
        assert role.noun.startswith("the ")
    assert len({role.ko for role in found.values()}) == len(found)


def test_a_wedding_has_a_groom_and_a_bride() -> None:
    assert {word: role.ko for word, role in roles(Kind.WEDDING).items()} == {
        "groom": "신랑",
        "bride": "신부",
    }


def test_the_person_stands_where_the_words_say() -> None:
    bride = roles(Kind.WEDDING)["bride"].noun

    for style in styles().values():
        assert f" {bride}" in prompt_for(style.prompt, bride)
    assert prompt_for("on {a} boat", "the bride") == "the bride: on {a} boat"
    assert prompt_for("a {person} {0}", "{person}") == "a {person} {0}"
