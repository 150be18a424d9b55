"""Every model is drawn once it is there; whether that comes off changes nothing for the model."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import BadOutput, NotFound
from app.domain.formats import CONTENT_TYPES, Format
from app.domain.medium import Medium
from app.domain.states import JobStatus
from app.domain.views import JobView
from app.services.handing import OpenFile
from app.services.renditions import AT_ONCE
from tests.engine.conftest import House


@dataclass
class Draughtsman:
    """Draws whatever it is given, as told, and remembers what it was asked for."""

    asked: list[tuple[Format, Format]] = field(default_factory=list)
    problem: Exception | None = None

    def convert(
        self,
        source: Path,
        target: Path,
        *,
        formats: tuple[Format, Format],
        title: str,
        keep_going: Callable[[], None],
    ) -> Mapping[str, Any]:
        del title
        self.asked.append(formats)
        keep_going()
        if self.problem is not None:
            raise self.problem
        target.write_bytes(b"drawn from " + source.read_bytes()[:4])
        return {"shape": {"triangles": 1}} if formats[1] is Format.THUMBNAIL else {}


@pytest.fixture
def draughtsman(house: House) -> Draughtsman:
    """Whoever draws in this house."""
    found = Draughtsman()
    converting = house.studio.converting
    house.studio.converting = replace(
        converting, converters={**converting.converters, Medium.MODEL3D: found}
    )
    return found


def states(house: House) -> dict[object, object]:
    rows = house.sql("SELECT format, state FROM renditions")
    return dict(rows)  # pyright: ignore[reportArgumentType] -- pairs


def model(house: House) -> JobView:
    """A finished model, with whatever was drawn of it."""
    job = house.sculpt()
    house.answer()
    return house.job(job)


def test_a_finished_model_has_pictures_and_facts(house: House, draughtsman: Draughtsman) -> None:
    job = model(house)

    [file] = job.files
    assert states(house) == {"thumbnail": "ready", "turntable": "ready"}
    assert file.meta == {"shape": {"triangles": 1}, "thumbnail": True, "turntable": True}
    found = house.studio.renditions.open(house.person, file.id, Format.THUMBNAIL)
    assert isinstance(found, OpenFile)
    assert b"".join(found.read()) == b"drawn from glTF"
    assert (found.content_type, found.filename) == ("image/webp", "A_chair.webp")
    assert len(draughtsman.asked) == 2


def test_the_model_is_there_before_anything_is_drawn(house: House) -> None:
    job = house.sculpt()
    while house.bell.rung[0][0] != "convert":
        house.answer(limit=1)

    seen = house.job(job)
    assert seen.status is JobStatus.COMPLETED
    assert seen.files[0].meta == {}
    assert states(house) == {"thumbnail": "pending", "turntable": "pending"}
    house.bell.rung.clear()


def test_a_model_that_cannot_be_drawn_is_kept(house: House, draughtsman: Draughtsman) -> None:
    draughtsman.problem = BadOutput("no such mesh")

    job = model(house)

    assert job.status is JobStatus.COMPLETED
    assert states(house) == {"thumbnail": "failed", "turntable": "failed"}
    found = house.studio.library.open(house.person, job.files[0].id)
    assert b"".join(found.read()) == house.sculptor.body


def test_rings_that_were_lost_are_rung_by_the_clock(house: House, draughtsman: Draughtsman) -> None:
    house.sculpt()
    while house.bell.rung[0][0] != "convert":
        house.answer(limit=1)
    house.bell.rung.clear()
    house.sql("UPDATE renditions SET rung_at = NULL")

    house.tick()

    assert states(house) == {"thumbnail": "ready", "turntable": "ready"}
    assert len(draughtsman.asked) == 2


def test_a_worker_that_died_drawing_is_followed_by_another(
    house: House, draughtsman: Draughtsman
) -> None:
    model(house)
    house.lapse()
    house.sql(
        "UPDATE renditions SET state = 'making', fence = fence + 1, rung_at = NULL,"
        " lease_owner = 'somebody', lease_until = now() - interval '1 s'"
        " WHERE format = 'turntable'"
    )

    house.tick()

    assert states(house)["turntable"] == "ready"
    assert house.sql("SELECT crashes FROM renditions WHERE format = 'turntable'") == [(1,)]
    assert len(draughtsman.asked) == 3


def test_a_worker_that_was_believed_dead_teaches_nothing(
    house: House, draughtsman: Draughtsman
) -> None:
    job = house.sculpt()
    while house.bell.rung[0][0] != "convert":
        house.answer(limit=1)
    house.bell.rung.clear()
    file = house.job(job).files[0].id
    convert = draughtsman.convert

    def slow(*args: Any, **values: Any) -> Mapping[str, Any]:
        house.sql("UPDATE renditions SET fence = fence + 1")
        return convert(*args, **values)

    draughtsman.convert = slow
    house.studio.converting.convert(file, Format.THUMBNAIL)

    assert house.job(job).files[0].meta == {}


def test_what_was_learned_is_added_to_what_was_known(
    house: House, draughtsman: Draughtsman
) -> None:
    job = house.sculpt()
    while house.bell.rung[0][0] != "convert":
        house.answer(limit=1)
    house.sql("UPDATE assets SET meta = %(meta)s", meta=json.dumps({"faces": 12}))
    house.answer()

    assert house.job(job).files[0].meta == {
        "faces": 12,
        "shape": {"triangles": 1},
        "thumbnail": True,
        "turntable": True,
    }
    assert draughtsman.asked


@pytest.mark.parametrize("format_", [Format.OBJ, Format.STL])
def test_a_model_is_taken_home_in_other_formats(
    house: House, draughtsman: Draughtsman, format_: Format
) -> None:
    file = model(house).files[0].id

    first = house.studio.renditions.ask(house.person, file, format_)
    house.answer()

    found = house.studio.renditions.open(house.person, file, format_, download=True)
    assert isinstance(found, OpenFile)
    assert (first.state, found.content_type) == ("pending", CONTENT_TYPES[format_])
    assert draughtsman.asked[-1] == (Format.GLB, format_)


def test_its_formats_are_those_of_models(house: House, draughtsman: Draughtsman) -> None:
    del draughtsman
    file = model(house).files[0].id

    views = house.studio.renditions.of(house.person, file)

    assert {view.format.value: view.state for view in views} == {
        "glb": "ready",
        "obj": "none",
        "stl": "none",
        "thumbnail": "ready",
        "turntable": "ready",
    }
    with pytest.raises(NotFound):
        house.studio.renditions.ask(house.person, file, Format.MP3)


def test_previews_take_nobodys_place_in_the_line(house: House) -> None:
    """Without anybody who draws, they wait; asking for formats goes on."""
    jobs = [house.sculpt() for _ in range(AT_ONCE)]
    house.answer(limit=AT_ONCE * 2)
    while any(house.job(job).status is not JobStatus.COMPLETED for job in jobs):
        actor, argument = next(each for each in house.bell.rung if each[0] != "convert")
        house.bell.rung.remove((actor, argument))
        house.actor(actor)(argument)

    view = house.studio.renditions.ask(house.person, house.job(jobs[0]).files[0].id, Format.STL)

    assert view.state == "pending"
    house.bell.rung.clear()


def test_pictures_weigh_but_count_as_no_copies(house: House, draughtsman: Draughtsman) -> None:
    del draughtsman
    model(house)

    [weight] = house.studio.storage_use.of(house.person).media

    assert (weight.things, weight.formats) == (1, 0)
    assert weight.bytes > len(house.sculptor.body)


def test_a_model_goes_with_its_pictures(house: House, draughtsman: Draughtsman) -> None:
    del draughtsman
    job = model(house)
    root = house.studio.settings.files
    before = [path for path in root.rglob("*") if path.is_file()]

    house.studio.jobs.erase(house.person, job.id)

    assert len(before) == 3
    assert [path for path in root.rglob("*") if path.is_file()] == []
