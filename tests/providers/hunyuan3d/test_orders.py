"""What is ordered, what is refused, and what nobody can know."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from app.domain import bounds
from app.domain.errors import (
    Invalid,
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderMisconfigured,
    ProviderProblem,
    ProviderRejected,
)
from app.domain.providing import RemoteState, TaskSpec
from app.providers import registry
from app.providers.hunyuan3d.orders import bounds_of
from app.providers.hunyuan3d.provider import Hunyuan3D
from app.providers.hunyuan3d.settings import Hunyuan3DSettings
from tests.providers.hunyuan3d.conftest import a_hunyuan
from tests.providers.polled import check, made, order
from tests.simulators.stage import Stage, free_port

Spec = Callable[..., TaskSpec]


def settings(**values: Any) -> Hunyuan3DSettings:
    return Hunyuan3DSettings(**({"url": "http://localhost:8081"} | values))


def test_it_is_there_once_its_address_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AI_PYTHON_URL", "http://your-ai-server:7000")

    assert registry.configured()["hunyuan3d"].models == ("hunyuan3d-2.1",)


def test_the_newer_server_paints_whatever_was_asked(
    hunyuan: Hunyuan3D, newer: Stage, spec: Spec
) -> None:
    for texture in (True, False):
        assert made(hunyuan, spec(texture=texture)).files

    assert {each["kind"] for each in newer.purchases()} <= {"texture True", "crashes"}


def test_the_older_server_paints_only_where_it_can(older: Stage, spec: Spec) -> None:
    bare = a_hunyuan(older.url, model="hunyuan3d-2", textures=False)
    painting = a_hunyuan(older.url, model="hunyuan3d-2")

    assert made(bare, spec(texture=True)).files
    never = order(painting, spec(texture=True))

    assert check(painting, never).state is RemoteState.WORKING


def test_words_are_taken_where_the_operator_says_so(older: Stage) -> None:
    hunyuan = a_hunyuan(older.url, model="hunyuan3d-2", textures=False, text=True)
    task = TaskSpec(
        "task_1", "hunyuan3d-2", {"source": "text", "prompt": "an owl in words"}, seed=1
    )

    assert made(hunyuan, task).files
    assert older.bought()["an owl in words"] == 1


@pytest.mark.parametrize(
    ("values", "asked", "field"),
    [
        ({}, {"source": "text"}, "source"),
        ({"text": True}, {"source": "text"}, "source"),
        ({"text": True, "model": "hunyuan3d-2"}, {"source": "text"}, None),
        ({"text": True, "model": "hunyuan3d-2"}, {"prompt": "x" * 601}, "prompt"),
        ({}, {"source": "image", "texture": False}, None),
    ],
)
def test_what_it_cannot_do_is_refused_before_it_starts(
    values: dict[str, Any], asked: dict[str, Any], field: str | None
) -> None:
    limits = bounds_of(settings(**values))
    if field is None:
        bounds.check("Hunyuan3D", limits, asked)
        return

    with pytest.raises(Invalid) as caught:
        bounds.check("Hunyuan3D", limits, asked)

    assert caught.value.field == field


@pytest.mark.parametrize(
    ("values", "is_a_choice"),
    [
        ({}, False),
        ({"model": "hunyuan3d-2"}, True),
        ({"model": "hunyuan3d-2", "textures": False}, False),
    ],
)
def test_textures_are_a_choice_only_where_they_are_one(
    values: dict[str, Any], *, is_a_choice: bool
) -> None:
    assert ("texture" not in bounds_of(settings(**values))) is is_a_choice


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("reject=Nobody is in it.", ProviderRejected),
        ("bad-key", ProviderMisconfigured),
        ("429", ProviderBusy),
        ("503", ProviderBusy),
        ("404", ProviderFailed),
        ("500-after", OutcomeUnknown),
        ("hang", OutcomeUnknown),
        ("reset", OutcomeUnknown),
        ("html", OutcomeUnknown),
    ],
)
def test_each_answer_means_one_thing(
    hunyuan: Hunyuan3D, newer: Stage, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    before = len(newer.purchases())

    with pytest.raises(problem) as caught:
        order(hunyuan, spec(marker))

    assert type(caught.value) is problem
    assert len(newer.purchases()) - before == (problem is OutcomeUnknown)


def test_a_refusal_names_what_is_wrong(hunyuan: Hunyuan3D, spec: Spec) -> None:
    with pytest.raises(ProviderRejected, match=r"^image: Nobody is in it\.$"):
        order(hunyuan, spec("reject=Nobody is in it."))


def test_nobody_at_home_has_sold_nothing(spec: Spec) -> None:
    with pytest.raises(ProviderBusy):
        order(a_hunyuan(f"http://127.0.0.1:{free_port()}"), spec())


def test_a_proxy_before_it_sees_its_token_and_nothing_shows_it(
    tmp_path_factory: pytest.TempPathFactory, spec: Spec
) -> None:
    key, book = "hy-secret-4711", tmp_path_factory.mktemp("hunyuan3d") / "proxy.db"
    stage = Stage("tests.simulators.hunyuan3d:create", book, {"seconds": 0, "key": key}).start()
    try:
        known = a_hunyuan(stage.url, api_key=SecretStr(key))
        (file,) = made(known, spec()).files
        with known.fetch(file) as pieces:
            assert b"".join(pieces)
        with pytest.raises(ProviderMisconfigured):
            order(a_hunyuan(stage.url), spec())
        with pytest.raises(ProviderRejected) as caught:
            order(known, spec(f"reject={key}"))
        assert key not in str(caught.value)
    finally:
        stage.kill()


def test_it_cannot_be_stopped_or_looked_up(hunyuan: Hunyuan3D) -> None:
    assert hunyuan.cancel("x") is False
    with pytest.raises(ProviderFailed):
        hunyuan.find("task_1")


def test_the_simulator_refuses_what_the_server_cannot_do(newer: Stage, older: Stage) -> None:
    picture = "AAAA"
    wrong = [
        (newer, {}),
        (newer, {"text": "an owl"}),
        (newer, {"image": "data:image/png;base64,AAAA"}),
        (newer, {"image": picture}),
        (newer, {"image": picture, "seed": 2**32}),
        (newer, {"image": picture, "octree_resolution": 63}),
        (newer, {"image": picture, "user": "somebody"}),
        (older, {"image": picture, "num_chunks": 8000}),
        (older, {"image": picture, "type": "gltf"}),
    ]

    for stage, body in wrong:
        answer = httpx.post(f"{stage.url}/send", json=body)
        assert answer.status_code == 422, body
        assert "detail" in answer.json()
