"""
Everybody else calls every event of the page with the first person's ids: a stranger, a guest,
somebody with an account, a reader and an operator. Those who run the studio see it by routes alone.

The events come from the snapshot of what can be called: one that this walk does not know fails it.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import reflex as rx

import app.app  # noqa: F401 -- registers every handler
from app.bootstrap import Studio, studio
from app.domain.errors import NotSignedIn
from app.domain.journeys.views import Book, Entry
from app.domain.medium import Medium
from app.domain.views import Order
from app.host import redis
from app.settings import settings
from app.ui.state.here import COOKIE
from tests.engine.conftest import template_url as template_url  # noqa: PLC0414 -- a fixture
from tests.ui.test_events import OURS, S

_READING = ("journeys", "reading_logs", "music_tracks", "albums")
WHO = ("stranger", "guest", "member", "reader", "operator")
SECRET = "a song that only ann should hear of"
Ids = dict[str, str]

# What each event that names a thing is given; the others name nothing.
NAMED: dict[str, Callable[[Ids], tuple[Any, ...]]] = {
    "jobs____jobs_state.cancel": lambda ids: (ids["job"],),
    "jobs____jobs_state.retry": lambda ids: (ids["job"],),
    "jobs____jobs_state.see": lambda ids: ([ids["job"]],),
    "library____library_state.favourite": lambda ids: (ids["file"],),
    "song____song_state.lead": lambda ids: (ids["file"],),
    "song____song_state.show_take": lambda ids: (ids["file"],),
    "song____song_state.rename": lambda _: ("mine now",),
    "library____library_state.find": lambda _: ("only",),
    "library____library_state.order": lambda _: ("oldest",),
    "library____library_state.only": lambda _: ("song",),
    "model____model_state.lead": lambda ids: (ids["file"],),
    "model____model_state.show_take": lambda ids: (ids["file"],),
    "model____model_state.rename": lambda _: ("mine now",),
    "models____models_state.find": lambda _: ("only",),
    "models____models_state.only": lambda _: ("completed",),
    "make_model____make_model_state.choose_source": lambda _: ("image",),
    "make_model____make_model_state.choose_provider": lambda _: ("sculptor/sketch",),
    "album____album_state.start": lambda ids: (
        {"album": ids["album"], "mode": "SINGLE", "styles": ["hanji"], "roles": ["bride"]},
    ),
    "album____album_state.retry": lambda ids: (ids["job"], 0),
    "album____album_state.redo": lambda ids: (ids["job"],),
    "album____album_state.again": lambda ids: (ids["job"], 0),
    "album____album_state.choose_maker": lambda _: ("sketch_photo/sketch",),
    "activity____activity_state.only": lambda _: ("completed",),
    "journeys____shelf_state.find": lambda _: ("only",),
    "journeys____shelf_state.only": lambda _: ("reading",),
    "journeys____shelf_state.order": lambda _: ("title",),
    "journey____journey_state.foresee": lambda _: ({"thoughts": "calm"},),
    "journey____journey_state.write": lambda _: ({"thoughts": "mine now"},),
    "journey____journey_state.finish": lambda _: ({"thoughts": "mine now"},),
    "journey____journey_state.edit": lambda ids: (ids["log"], {"thoughts": "mine now"}),
    "journey____journey_state.remove": lambda ids: (ids["log"],),
    "journey____journey_state.retry": lambda ids: (ids["track"],),
    "journey____journey_state.again": lambda ids: (ids["track"], {"mood": "sad"}),
    "journey____journey_state.stop": lambda ids: (ids["track"],),
    "journey____journey_state.show_takes": lambda ids: (ids["log"],),
    "journey____journey_state.lead": lambda ids: (ids["file"],),
    "journey____journey_state.settle": lambda _: ({"on": False},),
    "journey____journey_state.correct": lambda _: ({"title": "mine now"},),
    "make____make_state.choose_length": lambda _: ("60",),
    "make____make_state.choose_takes": lambda _: ("2",),
    "make____make_state.choose_provider": lambda _: ("sketch_song",),
}
# These begin something of one's own.
CREATES = {"make____make_state.start", "make_model____make_model_state.start"}
WITHOUT = {
    name.removeprefix(f"{S}___") for name in OURS if name.removeprefix(f"{S}___") not in NAMED
} - CREATES


@dataclass
class Scene:
    """Two people; everything belongs to the first."""

    studio: Studio
    ids: Ids
    tokens: dict[str, str]
    """Of everybody else, by what they are; a stranger has none."""

    def everything(self) -> list[Any]:
        """All rows of what Ann has."""
        with self.studio.sql.connect() as connection:
            return [
                connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id").all()  # noqa: S608
                for table in ("jobs", "tasks", "assets", "transfers", *_READING)
            ]


@pytest.fixture(scope="module")
def scene(
    make_database: Callable[..., str],
    template_url: str,
    redis_server: redis.Running,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Scene]:
    """The page's own studio on real servers; Ann has a finished and a waiting song."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DATABASE_URL", make_database(template_url))
        patched.setenv("REDIS_URL", redis_server.url)
        patched.setenv("STUDIO_DATA_DIR", str(tmp_path_factory.mktemp("scene")))
        settings.cache_clear()
        studio.cache_clear()
        ann = studio().accounts.guest().person.id
        order = Order(Medium.SONG, {"prompt": SECRET, "length_s": 3})
        done = studio().jobs.start(ann, order)
        [task_id] = studio().admission.admit("sketch_song")
        studio().making.make(task_id)
        studio().jobs.start(ann, order)
        file = studio().jobs.get(ann, done.id).files[0]
        begun = studio().journeys.start(ann, Book(SECRET), entry=Entry(thoughts=SECRET))
        ids = {"job": done.id, "file": file.id, "journey": begun.journey.id, "log": begun.log.id}
        ids["track"] = begun.log.track.id if begun.log.track else ""
        ids["album"] = studio().albums.make(ann, kind="wedding", title=SECRET)
        yield Scene(studio(), ids, {who: _visitor(who) for who in WHO})
        studio().close()
    settings.cache_clear()
    studio.cache_clear()


def _visitor(who: str) -> str:
    """The token of somebody like this."""
    if who == "stranger":
        return ""
    if who == "guest":
        return studio().accounts.guest().token
    email = f"{who}@example.com"
    came = studio().accounts.sign_up(email=email, password="a long enough one")
    if who in ("reader", "operator"):
        studio().accounts.appoint(email, who)
    return came.token


async def _call(scene: Scene, name: str, who: str) -> rx.State:
    """They stand on the page of Ann's song, or of her journey, and call this event."""
    of = ("journeys", "journey") if name.startswith("journey") else ("song", "job")
    root = rx.State(_reflex_internal_init=True)  # pyright: ignore[reportCallIssue] -- for tests
    root._update_router_vars(
        {
            "headers": {"cookie": f"{COOKIE}={scene.tokens[who]}", "origin": "http://test"},
            "pathname": f"/{of[0]}/[{of[1]}_id]",
            "asPath": f"/{of[0]}/{scene.ids[of[1]]}",
            "token": "tab",
        },
        {},
    )
    path, _, method = name.rpartition(".")
    state = await root.get_state(_class(path))
    given = NAMED.get(name, lambda _: ())(scene.ids)
    try:
        if method != "read" and hasattr(state, "read"):
            await _run(type(state).event_handlers["read"], state, ())
        await _run(type(state).event_handlers[method], state, given)
    except NotSignedIn:
        assert who == "stranger"
    return root


async def _run(handler: Any, state: Any, given: tuple[Any, ...]) -> None:
    answer = handler.fn(state, *given)
    if hasattr(answer, "__aiter__"):
        async for _ in answer:
            pass
    else:
        await answer


def _class(path: str) -> type[rx.State]:
    wanted = f"{S}___{path}"
    return next(c for c in _all_states(rx.State) if c.get_full_name() == wanted)


def _all_states(of: Any) -> Iterator[Any]:
    for each in of.get_substates():
        yield each
        yield from _all_states(each)


def test_the_walk_knows_every_event() -> None:
    known = {f"{S}___{name}" for name in [*NAMED, *WITHOUT, *CREATES]}

    assert known == OURS


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", sorted({*NAMED, *WITHOUT}))
def test_nobody_else_learns_anything_or_changes_anything(scene: Scene, name: str, who: str) -> None:
    before = scene.everything()

    root = asyncio.run(_call(scene, name, who))

    assert scene.everything() == before
    assert SECRET not in str(root.dict()).lower()


def test_no_event_is_about_running_the_studio() -> None:
    of_operators = ("operat", "audit", "grant", "appoint", "block", "drain", "pause", "adopt")

    assert [name for name in OURS if any(word in name for word in of_operators)] == []


@pytest.mark.parametrize("who", [who for who in WHO if who != "stranger"])
def test_a_browser_cannot_say_who_it_is(scene: Scene, who: str) -> None:
    """The role that a page shows is the server's; nothing sets it, and routes ask again."""
    root = asyncio.run(_call(scene, "person____person_state.arrive", who))

    told = str(root.dict())
    role = who if who in ("reader", "operator") else "person"
    assert f"'role_rx_state_': '{role}'" in told
    assert not [name for name in OURS if "set_role" in name]
