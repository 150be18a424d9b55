"""The page compiles, carries no stranger's style sheet, and bakes nothing personal in."""

import re
from dataclasses import is_dataclass
from pathlib import Path

import pytest
from reflex.state import State
from reflex_base.components.component import Component

from app.app import app
from app.ui.pages import ROUTES
from app.ui.words import CATALOGUES

_EVERYBODYS = {"length", "takes", "sort", "is_guest", "source", "role"}
"""Fields that begin the same for everybody."""
STYLES = Path(__file__).parents[2] / "assets" / "styles"


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_every_page_renders_without_a_browser(route) -> None:  # noqa: ANN001
    built = route.build()

    assert isinstance(built, Component)
    assert built.render()


def test_no_page_needs_radix_themes() -> None:
    for route in ROUTES:
        libraries = route.build()._get_all_imports()

        assert not [name for name in libraries if "radix" in name], route.path


def test_the_shell_is_around_every_page() -> None:
    assert (15, "Shell") in app.extra_app_wraps


def test_what_is_baked_into_the_page_knows_nobody() -> None:
    for state in State.get_substates():
        if not state.__module__.startswith("app.ui"):
            continue
        for name, field in state.get_fields().items():
            if name.startswith("_") or name in State.get_fields():
                continue
            value = field.default_value()
            # What is a set of values is empty when it is as its class makes it.
            empty = is_dataclass(value) and value == type(value)()
            assert not value or empty or name in _EVERYBODYS, (
                state,
                name,
            )


def test_every_word_of_ours_is_in_the_cut_fonts() -> None:
    sheet = (STYLES / "fonts.css").read_text()
    sans = re.findall(r'"Meanwhile Sans".*?unicode-range: ([^;]+);', sheet, re.DOTALL)
    held = {chr(int(code.replace("U+", "0x"), 0)) for codes in sans for code in codes.split(", ")}
    ours = {letter for text in CATALOGUES["ko"].values() for letter in text if letter != "°"}

    assert "".join(sorted(ours - held)) == ""


def test_the_style_sheet_names_fonts_that_are_there() -> None:
    named = re.findall(r'url\("/assets/fonts/([^"]+)"\)', (STYLES / "fonts.css").read_text())

    assert len(named) == 4
    assert all((STYLES.parent / "assets" / "fonts" / name).is_file() for name in named)
