"""Faces are found, and whoever is there is told from what is behind."""

import numpy as np
import pytest

from app.providers.sketch_photo.faces import find_faces
from app.providers.sketch_photo.framing import compose, enlarge
from app.providers.sketch_photo.subject import find_person, head_of
from tests.providers.sketch_photo.people import astronaut, cat, from_the_side, sitter


def test_a_face_on_a_photo_is_found_where_it_is() -> None:
    [face] = find_faces(astronaut())

    left, top, right, bottom = face.pixels((512, 512))
    # Her eyes are at (204, 108) and (250, 108), her mouth at (227, 152).
    assert left < 204 - 8 < 250 + 8 < right
    assert top < 108 - 8 < 152 + 8 < bottom
    assert right - left < 150


def test_a_face_that_was_drawn_is_found_and_a_cats_is_none() -> None:
    assert len(find_faces(sitter())) == 1
    assert find_faces(cat()) == []


def test_two_people_are_two_faces() -> None:
    both = np.hstack([astronaut()[:, 80:400], astronaut()[:, 400:79:-1]])

    faces = find_faces(both)

    assert len(faces) == 2
    assert faces[0].middle[0] + faces[1].middle[0] == pytest.approx(1, abs=0.03)


@pytest.mark.parametrize("size", [(1080, 1440), (1080, 1080), (1440, 1080), (1620, 1080)])
def test_a_face_sits_well_in_every_shape(size: tuple[int, int]) -> None:
    found = find_faces(astronaut())

    for seed in range(5):
        picture, [face] = compose(astronaut(), found, size, np.random.default_rng(seed))

        x, y = face.middle
        assert picture.shape == (size[1], size[0], 3)
        assert 0.3 < x < 0.7
        assert 0.25 < y < 0.6
        # Room above the brows for hair.
        assert face.y > 0.5 * face.height * 0.9


def test_everybody_stays_in_the_picture() -> None:
    both = np.hstack([astronaut()[:, 80:400], astronaut()[:, 400:79:-1]])

    _, faces = compose(both, find_faces(both), (1440, 1080), np.random.default_rng(1))

    assert len(faces) == 2
    assert all(face.x > 0 and face.x + face.width < 1 for face in faces)


def test_what_is_made_larger_is_the_same_picture_when_it_is_made_small_again() -> None:
    small = astronaut()[40:240, 120:320]

    large = enlarge(small, (800, 800))

    back = large.reshape(200, 4, 200, 4, 3).mean(axis=(1, 3)) * 255
    assert np.abs(back - small).mean() < 4


def test_the_person_is_told_from_what_is_behind() -> None:
    picture, faces = compose(
        astronaut(), find_faces(astronaut()), (540, 720), np.random.default_rng(1)
    )

    person = find_person(picture, faces)

    left, top, right, bottom = faces[0].pixels((540, 720))
    assert person[top:bottom, left:right].mean() > 0.97
    assert person[:40, :60].mean() < 0.05
    assert 0.25 < person.mean() < 0.8


def test_without_a_face_what_stands_out_counts() -> None:
    picture, faces = compose(cat(), [], (540, 720), np.random.default_rng(1))

    person = find_person(picture, faces)

    assert faces == ()
    assert 0.04 < person.mean() < 0.95


def test_the_head_of_who_looks_away_is_where_it_is() -> None:
    whole = from_the_side()
    assert find_faces(whole) == []
    picture, _ = compose(whole, [], (540, 720), np.random.default_rng(1))

    head = head_of(find_person(picture, ()))

    assert 0.3 < head.middle[0] < 0.8
    assert head.middle[1] < 0.5
    assert head.height < 0.5


def test_where_nobody_is_the_middle_is_kept_to() -> None:
    head = head_of(np.zeros((720, 540), np.float32))

    assert head.middle == pytest.approx((0.5, 0.35))
