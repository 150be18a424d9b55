"""The doctor, on a machine where nothing runs."""

import io
from pathlib import Path

from app.host import doctor
from app.host.screen import Screen
from app.settings import Settings


def test_every_red_line_has_a_next_step(tmp_path: Path) -> None:
    out = io.StringIO()
    settings = Settings(data_dir=tmp_path / "home", database_url=None, redis_url=None)

    is_well = doctor.examine(settings, tmp_path, Screen(out))

    lines = out.getvalue().splitlines()
    red = [number for number, line in enumerate(lines) if line.startswith("  x ")]
    assert not is_well
    assert red
    assert all("→" in lines[number + 1] for number in red)
    assert {line.split()[1] for line in lines if line.startswith("  + ")} >= {"python", "data"}


def test_one_question_that_breaks_does_not_hide_the_others(tmp_path: Path) -> None:
    out = io.StringIO()
    settings = Settings(data_dir=tmp_path, database_url="nonsense", redis_url="nonsense")

    doctor.examine(settings, tmp_path, Screen(out))

    asked = {
        line.split()[1] for line in out.getvalue().splitlines() if line.startswith(("  x", "  +"))
    }
    assert asked >= set(doctor.QUESTIONS)
