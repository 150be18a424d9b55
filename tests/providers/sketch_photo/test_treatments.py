"""Every treatment on a real photo: whole, its own, and of the same person."""

import numpy as np
import pytest

from app.media.photo import Aspect
from app.media.styles import styles
from app.providers.sketch_photo.choosing import treatment_for
from app.providers.sketch_photo.faces import Box, find_faces
from app.providers.sketch_photo.likeness import LEAST, keep_likeness, likeness
from app.providers.sketch_photo.rendering import Treated, treat
from app.providers.sketch_photo.treatments import TREATMENTS
from tests.providers.sketch_photo.people import astronaut, cat, from_the_side, sitter


@pytest.fixture(scope="module")
def treated() -> dict[str, Treated]:
    return {word: made(word, seed=7) for word in TREATMENTS}


def made(word: str, *, seed: int, shorter: int = 360) -> Treated:
    return treat(astronaut(), word, aspect=Aspect.PORTRAIT, seed=seed, shorter=shorter)


def small(picture: np.ndarray) -> np.ndarray:
    """What one sees from across the room: 18 × 24 spots."""
    return picture.reshape(24, 20, 18, 20, 3).mean(axis=(1, 3))


def test_every_style_has_a_treatment_of_its_own() -> None:
    assert {style.sketch for style in styles().values()} == set(TREATMENTS)
    assert len(TREATMENTS) >= 14


@pytest.mark.parametrize("word", TREATMENTS)
def test_the_person_stays_who_they_are(word: str, treated: dict[str, Treated]) -> None:
    one = treated[word]

    assert one.after.shape == one.before.shape
    assert len(one.faces) == 1
    assert likeness(one.before, one.after, one.faces[0]) >= LEAST


@pytest.mark.parametrize("word", TREATMENTS)
def test_it_is_whole_and_more_than_a_filter(word: str, treated: dict[str, Treated]) -> None:
    one = treated[word]

    assert one.mounted.shape == (480, 360, 3)
    assert np.isfinite(one.mounted).all()
    assert one.mounted.std() > 0.08
    assert np.abs(one.after - one.before).mean() > 0.03


def test_no_two_treatments_look_the_same(treated: dict[str, Treated]) -> None:
    seen = {word: small(one.mounted) for word, one in treated.items()}

    close = [
        (one, other)
        for one in seen
        for other in seen
        if one < other and np.abs(seen[one] - seen[other]).mean() < 0.03
    ]
    assert close == []


@pytest.mark.parametrize("word", TREATMENTS)
def test_the_same_seed_is_the_same_picture_and_another_is_another(
    word: str, treated: dict[str, Treated]
) -> None:
    again, other = made(word, seed=7), made(word, seed=8)

    assert np.array_equal(again.mounted, treated[word].mounted)
    assert np.abs(small(other.mounted) - small(again.mounted)).mean() > 0.008


@pytest.mark.parametrize("aspect", Aspect)
def test_every_shape_is_at_least_1080_on_its_shorter_side(aspect: Aspect) -> None:
    whole = treat(sitter(), "duotone", aspect=aspect, seed=1).mounted

    wide, high = map(int, aspect.value.split(":"))
    assert min(whole.shape[:2]) == 1080
    assert whole.shape[1] / whole.shape[0] == pytest.approx(wide / high, abs=0.01)


@pytest.mark.parametrize("word", ["backdrop_dark", "golden", "watercolor", "stained_glass", "snow"])
def test_who_does_not_look_at_the_camera_is_a_picture_too(word: str) -> None:
    found = treat(cat(), word, aspect=Aspect.SQUARE, seed=3, shorter=360)

    assert found.faces == ()
    assert found.likeness >= LEAST
    assert found.mounted.std() > 0.08


@pytest.mark.parametrize("word", TREATMENTS)
def test_a_head_whose_face_is_not_found_is_kept_to_as_well(word: str) -> None:
    found = treat(from_the_side(), word, aspect=Aspect.SQUARE, seed=7, shorter=240)

    assert found.faces == ()
    assert found.likeness >= LEAST
    assert found.mounted.std() > 0.08


def test_somebody_else_is_not_alike() -> None:
    mine, other = astronaut() / np.float32(255), sitter() / np.float32(255)
    [face], [another] = find_faces(astronaut()), find_faces(sitter())
    left, top, right, bottom = another.pixels(other.shape[1::-1])
    stranger = np.zeros_like(mine)
    place = face.pixels((512, 512))
    stranger[place[1] : place[3], place[0] : place[2]] = _sized(
        other[top:bottom, left:right], place[2] - place[0], place[3] - place[1]
    )

    assert likeness(mine, mine, face) == pytest.approx(1, abs=0.001)
    assert likeness(mine, np.clip(mine**1.4 * 0.8 + 0.1, 0, 1), face) > 0.95
    assert likeness(mine, mine[:, ::-1], face) < 0.45
    assert likeness(mine, stranger, face) < 0.45


def test_a_treatment_that_went_too_far_is_called_back() -> None:
    mine = astronaut() / np.float32(255)
    [face] = find_faces(astronaut())
    near = np.ones(mine.shape[:2], np.float32)
    noise = np.random.default_rng(1).random(mine.shape, np.float32)

    kept = keep_likeness(mine, noise, (face,), near)

    assert likeness(mine, noise, face) < 0.3
    assert likeness(mine, kept, face) >= LEAST
    assert keep_likeness(mine, mine, (face,), near) is mine


def test_a_face_at_the_edge_is_looked_at_as_far_as_it_is_there() -> None:
    mine = astronaut() / np.float32(255)

    assert likeness(mine, mine, Box(-0.1, 0.9, 0.3, 0.3)) == pytest.approx(1, abs=0.001)


@pytest.mark.parametrize(
    ("words", "treatment"),
    [
        ("우리 둘을 수채화로 그려 주세요", "watercolor"),
        ("a quiet Oil Painting by the lake", "oil"),
        ("첫눈 오는 날", "snow"),
        ("at a beach", "airy"),
    ],
)
def test_ones_own_words_choose(words: str, treatment: str) -> None:
    assert treatment_for("own", words, seed=1) == treatment


def test_words_that_speak_of_nothing_get_something_by_chance() -> None:
    found = {treatment_for("own", "us", seed=seed) for seed in range(40)}

    assert len(found) > 3
    assert found <= set(TREATMENTS)


def _sized(picture: np.ndarray, wide: int, high: int) -> np.ndarray:
    ys = np.linspace(0, picture.shape[0] - 1, high).astype(int)
    xs = np.linspace(0, picture.shape[1] - 1, wide).astype(int)
    return picture[ys][:, xs]
