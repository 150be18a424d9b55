"""What a browser can call, and what a stranger gets."""

from types import SimpleNamespace
from typing import Any

import pytest
from reflex_base.registry import RegistrationContext

import app.app  # noqa: F401 -- registers every handler
from app.ui.state import guard
from app.ui.state.here import COOKIE

S = "reflex___state____state.app___ui___state"
OURS = {
    f"{S}___activity____activity_state.freshen",
    f"{S}___activity____activity_state.further",
    f"{S}___activity____activity_state.only",
    f"{S}___activity____activity_state.read",
    f"{S}___album____album_state.again",
    f"{S}___album____album_state.arrive",
    f"{S}___album____album_state.choose_maker",
    f"{S}___album____album_state.redo",
    f"{S}___album____album_state.retry",
    f"{S}___album____album_state.start",
    f"{S}___home____home_state.read",
    f"{S}___jobs____jobs_state.arrive",
    f"{S}___jobs____jobs_state.cancel",
    f"{S}___jobs____jobs_state.poll",
    f"{S}___jobs____jobs_state.retry",
    f"{S}___jobs____jobs_state.see",
    f"{S}___journey____journey_state.again",
    f"{S}___journey____journey_state.correct",
    f"{S}___journey____journey_state.delete",
    f"{S}___journey____journey_state.edit",
    f"{S}___journey____journey_state.finish",
    f"{S}___journey____journey_state.foresee",
    f"{S}___journey____journey_state.freshen",
    f"{S}___journey____journey_state.further",
    f"{S}___journey____journey_state.lead",
    f"{S}___journey____journey_state.read",
    f"{S}___journey____journey_state.remove",
    f"{S}___journey____journey_state.resume",
    f"{S}___journey____journey_state.retry",
    f"{S}___journey____journey_state.set_aside",
    f"{S}___journey____journey_state.settle",
    f"{S}___journey____journey_state.show_takes",
    f"{S}___journey____journey_state.stop",
    f"{S}___journey____journey_state.turn",
    f"{S}___journey____journey_state.write",
    f"{S}___journeys____shelf_state.find",
    f"{S}___journeys____shelf_state.freshen",
    f"{S}___journeys____shelf_state.further",
    f"{S}___journeys____shelf_state.only",
    f"{S}___journeys____shelf_state.order",
    f"{S}___journeys____shelf_state.read",
    f"{S}___library____library_state.favourite",
    f"{S}___library____library_state.find",
    f"{S}___library____library_state.freshen",
    f"{S}___library____library_state.further",
    f"{S}___library____library_state.only",
    f"{S}___library____library_state.order",
    f"{S}___library____library_state.read",
    f"{S}___library____library_state.show_favourites",
    f"{S}___make____make_state.arrive",
    f"{S}___make____make_state.choose_length",
    f"{S}___make____make_state.choose_provider",
    f"{S}___make____make_state.choose_takes",
    f"{S}___make____make_state.follow",
    f"{S}___make____make_state.start",
    f"{S}___make_model____make_model_state.arrive",
    f"{S}___make_model____make_model_state.choose_provider",
    f"{S}___make_model____make_model_state.choose_source",
    f"{S}___make_model____make_model_state.start",
    f"{S}___model____model_state.again",
    f"{S}___model____model_state.delete",
    f"{S}___model____model_state.favourite",
    f"{S}___model____model_state.lead",
    f"{S}___model____model_state.read",
    f"{S}___model____model_state.rename",
    f"{S}___model____model_state.show_take",
    f"{S}___models____models_state.find",
    f"{S}___models____models_state.freshen",
    f"{S}___models____models_state.further",
    f"{S}___models____models_state.only",
    f"{S}___models____models_state.read",
    f"{S}___notice____notice_state.stumbled",
    f"{S}___person____person_state.arrive",
    f"{S}___song____song_state.again",
    f"{S}___song____song_state.delete",
    f"{S}___song____song_state.favourite",
    f"{S}___song____song_state.lead",
    f"{S}___song____song_state.read",
    f"{S}___song____song_state.rename",
    f"{S}___song____song_state.show_take",
    f"{S}___statement____statement_state.further",
    f"{S}___statement____statement_state.read",
}
"""Everything of ours that a browser may name. A new line here wants a second look."""


def _callable() -> set[str]:
    return set(RegistrationContext.ensure_context().event_handlers)


def test_nothing_else_can_be_called() -> None:
    ours = {name for name in _callable() if ".app___ui___" in name and not name.endswith(".setvar")}

    assert ours == OURS


def test_the_guard_names_what_exists() -> None:
    assert _callable() >= guard.FRAMEWORK
    assert guard.PUBLIC <= OURS


def _event(name: str) -> Any:
    return SimpleNamespace(name=name)


def _stranger() -> Any:
    headers = SimpleNamespace(raw_headers={"cookie": f"{COOKIE}=; other=1"})
    return SimpleNamespace(router=SimpleNamespace(headers=headers))


async def _asked(name: str) -> Any:
    return await guard.RequirePerson().preprocess(Any, _stranger(), _event(name))


@pytest.mark.parametrize("name", sorted(OURS - guard.PUBLIC))
def test_a_stranger_is_sent_to_the_door(name: str) -> None:
    import asyncio

    update = asyncio.run(_asked(name))

    assert "/sign-in" in str(update.events)


@pytest.mark.parametrize("name", sorted(guard.PUBLIC | guard.FRAMEWORK))
def test_what_is_public_passes(name: str) -> None:
    import asyncio

    assert asyncio.run(_asked(name)) is None


def test_a_handler_that_nobody_named_is_refused() -> None:
    import asyncio

    assert asyncio.run(_asked(f"{S}___jobs____jobs_state.brand_new")) is not None
