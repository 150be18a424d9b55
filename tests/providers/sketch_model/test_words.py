"""What the maker of models understands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.providers.sketch_model.nouns import nouns
from app.providers.sketch_model.paint import COLOURS, MATERIALS
from app.providers.sketch_model.reading import read_words
from app.providers.sketch_model.understood import Wanted
from app.providers.sketch_model.words import LEXICON


def told(thing: Wanted) -> str:
    looks = [thing.size, thing.colour, thing.material, thing.style, thing.noun]
    return " ".join(filter(None, [str(thing.count or ""), *looks]))


@pytest.mark.parametrize(
    ("prompt", "things", "links"),
    [
        ("세 그루의 소나무와 작은 한옥", ["3 pine", "small hanok"], []),
        ("소나무 세 그루와 작은 한옥", ["3 pine", "small hanok"], []),
        (
            "a red wooden chair beside a small round table",
            ["red wood chair", "small round table"],
            ["chair beside table"],
        ),
        ("고양이가 책 위에 앉아 있다", ["cat", "book"], ["cat on book"]),
        ("책 위에 고양이", ["book", "cat"], ["cat on book"]),
        ("왕관을 쓴 고양이", ["crown", "cat"], ["crown wearing cat"]),
        ("a cat wearing a golden crown", ["cat", "gold crown"], ["crown wearing cat"]),
        (
            "탁자 위에 사과 세 개와 유리 꽃병",
            ["table", "3 apple", "glass vase"],
            ["apple on table", "vase on table"],
        ),
        (
            "a cup and a teapot on a wooden table",
            ["cup", "teapot", "wood table"],
            ["cup on table", "teapot on table"],
        ),
        ("나무 의자", ["wood chair"], []),
        ("나무 아래 벤치", ["tree", "bench"], ["bench under tree"]),
        ("유리로 만든 큰 고래", ["big glass whale"], []),
        ("a table made of marble", ["marble table"], []),
        ("a glass of wine", ["glass"], []),
        ("a glass vase with a flower", ["glass vase", "flower"], ["flower in vase"]),
        ("a gold statue of a horse", ["gold horse"], []),
        ("five tiny blue birds", ["5 tiny blue bird"], []),
        ("trees around a castle", ["3 tree", "castle"], ["tree around castle"]),
        (
            "하얀 토끼 두 마리가 버섯 옆에 있다",
            ["2 white rabbit", "mushroom"],
            ["rabbit beside mushroom"],
        ),
        (
            "a tent in front of a low poly mountain",
            ["tent", "lowpoly mountain"],
            ["tent front mountain"],
        ),
        ("🐱 위에 👑", ["cat", "crown"], ["crown on cat"]),
    ],
)
def test_words_become_things_and_places(prompt: str, things: list[str], links: list[str]) -> None:
    reading = read_words(prompt)

    assert [told(thing) for thing in reading.things] == things
    nouns_ = [thing.noun for thing in reading.things]
    found = [f"{nouns_[k.figure]} {k.relation} {nouns_[k.landmark]}" for k in reading.links]
    assert found == links
    assert reading.ignored == []


def test_what_is_not_understood_is_said() -> None:
    reading = read_words("a jade quokka beside a wobbly 안경원숭이 and a chair")

    assert reading.ignored == ["quokka", "wobbly", "안경원숭이"]
    assert {"jade", "chair", "beside"} <= set(reading.understood)


def test_words_without_a_thing_still_give_one_with_their_looks() -> None:
    (form,) = read_words("금빛 행복").things

    assert (form.noun, form.colour) == ("sculpture", "gold")


def test_every_word_of_the_lexicon_leads_somewhere() -> None:
    known = {"noun": set(nouns()), "colour": set(COLOURS), "material": set(MATERIALS)}
    lines = LEXICON.read_text(encoding="utf-8").splitlines()
    meanings = [line[:-1].split("=") for line in lines if "=" in line and line.endswith(":")]

    for kind, value in meanings:
        assert value in known.get(kind, {value})
    assert {value for kind, value in meanings if kind == "noun"} == known["noun"]
    assert len(known["noun"]) >= 100


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    reading = read_words(text)

    assert reading.things
    for link in reading.links:
        assert link.figure != link.landmark
