"""Styles and people become exactly as many pictures as were asked for, dealt evenly."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.domain.medium import Medium
from app.media.catalogue import understand
from app.media.photo import Mode, PhotoParams, ShootParams, plan

ALBUM = "album_" + "0" * 26


def upload(n: int) -> str:
    return f"upload_{n:026d}"


def shoot(mode: str, looks: str, people: dict[str, int], **more: Any) -> ShootParams:
    """One style a letter; people with so many photos each."""
    counted = iter(range(1000))
    sitters = [
        {"role": role, "references": [upload(next(counted)) for _ in range(photos)]}
        for role, photos in people.items()
    ]
    styles = [{"style": letter.lower(), "prompt": f"{letter} style"} for letter in looks]
    asked = {"album_id": ALBUM, "mode": mode, "looks": styles, "people": sitters} | more
    params = understand(Medium.PHOTO, asked)
    assert isinstance(params, ShootParams)
    return params


def pairs(pictures: list[PhotoParams]) -> list[str]:
    return [f"{picture.style.upper()}/{picture.role.upper()}" for picture in pictures]


def test_five_of_three_styles_and_two_people_are_dealt_as_documented() -> None:
    params = shoot("batch", "ABC", {"groom": 1, "bride": 1}, total=5)

    assert pairs(plan(params)) == ["A/GROOM", "A/BRIDE", "B/GROOM", "B/BRIDE", "C/GROOM"]


def test_single_makes_every_style_with_everybody() -> None:
    params = shoot("single", "ABCD", {"groom": 1, "bride": 1})

    assert len(plan(params)) == params.count == 8
    assert len(set(pairs(plan(params)))) == 8


def test_a_second_time_around_another_photo_comes_first() -> None:
    params = shoot("batch", "A", {"bride": 2}, total=3)

    assert [picture.references[0] for picture in plan(params)] == [upload(0), upload(1), upload(0)]
    assert {frozenset(picture.references) for picture in plan(params)} == {
        frozenset({upload(0), upload(1)})
    }


@given(
    styles=st.integers(1, 26),
    people=st.integers(1, 8),
    photos=st.integers(1, 3),
    total=st.integers(1, 100),
)
def test_a_batch_is_exact_and_even_to_within_one(
    styles: int, people: int, photos: int, total: int
) -> None:
    looks = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:styles]
    params = shoot("batch", looks, {f"p{n}": photos for n in range(people)}, total=total)

    dealt = plan(params)

    counts = Counter(pairs(dealt))
    assert len(dealt) == params.count == total
    assert max(counts.values()) - min(counts.values()) <= 1
    assert len(counts) == min(total, styles * people)
    assert (
        pairs(dealt)
        == sorted(pairs(dealt)[: styles * people], key=pairs(dealt).index)
        * (total // (styles * people))
        + pairs(dealt)[: total % (styles * people)]
    )


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"mode": "batch"}, "how many"),
        ({"mode": "single", "total": 3}, "make 2 pictures"),
        ({"mode": "batch", "total": 101}, "100 is the most"),
        ({"mode": "batch", "total": 0}, "1 is the least"),
        ({"looks": []}, "looks"),
        ({"people": [{"role": "bride", "references": []}]}, "references"),
        ({"people": [{"role": "bride", "references": ["../../etc/passwd"]}]}, "references"),
    ],
)
def test_what_makes_no_set_is_refused_in_words(changed: dict[str, Any], says: str) -> None:
    asked = shoot("single", "A", {"groom": 1, "bride": 1}).model_dump(mode="json") | changed
    if "total" not in changed:
        asked.pop("total", None)

    with pytest.raises(Invalid, match=says):
        understand(Medium.PHOTO, asked)


def test_what_was_stored_is_understood_again() -> None:
    params = shoot("batch", "AB", {"groom": 2}, total=7)

    again = ShootParams.model_validate(params.model_dump(mode="json", exclude_none=True))

    assert again == params
    assert again.mode is Mode.BATCH
