"""How far an order is, in the engine's words; and the files that come of it."""

import io
from collections.abc import Callable

import pytest
import trimesh

from app.domain.errors import (
    BadOutput,
    LinkExpired,
    ProviderFailed,
    ProviderProblem,
)
from app.domain.providing import RemoteState, TaskSpec
from app.providers.tripo.answers import check_of
from app.providers.tripo.provider import Tripo
from tests.providers.polled import (
    FAILED_LOOKS,
    check,
    fetched,
    made,
    order,
    says_nothing_of_the_order,
)
from tests.providers.tripo.conftest import KEY, a_tripo
from tests.simulators.solid import TRIANGLES
from tests.simulators.stage import Stage

Spec = Callable[..., TaskSpec]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"status": "queued"}, RemoteState.WAITING),
        ({"status": "running"}, RemoteState.WORKING),
        ({"status": "failed"}, RemoteState.FAILED),
        ({"status": "failed", "error_code": 2008}, RemoteState.REJECTED),
        ({"status": "banned"}, RemoteState.REJECTED),
        ({"status": "expired"}, RemoteState.FAILED),
        ({"status": "cancelled"}, RemoteState.CANCELLED),
        ({"status": "a word of next year"}, RemoteState.WORKING),
        ({"status": "success", "output": {}}, RemoteState.FAILED),
        ({"status": "success", "output": None}, RemoteState.FAILED),
    ],
)
def test_every_status_has_a_meaning_and_a_new_one_means_wait(
    said: dict[str, object], state: RemoteState
) -> None:
    assert check_of(said, clean=str).state is state


@pytest.mark.parametrize(
    ("marker", "state"),
    [
        ("fail", RemoteState.FAILED),
        ("banned", RemoteState.REJECTED),
        ("expired", RemoteState.FAILED),
        ("cancelled", RemoteState.CANCELLED),
        ("no-choices", RemoteState.FAILED),
        ("unknown-status", RemoteState.WORKING),
        ("seconds=600", RemoteState.WAITING),
        ("never", RemoteState.WORKING),
    ],
)
def test_an_order_is_where_it_is(tripo: Tripo, spec: Spec, marker: str, state: RemoteState) -> None:
    assert check(tripo, order(tripo, spec(marker))).state is state


def test_the_reason_is_told(tripo: Tripo, spec: Spec) -> None:
    assert check(tripo, order(tripo, spec("fail"))).reason == "The model fell apart."
    assert "content policy" in check(tripo, order(tripo, spec("banned"))).reason


def test_the_best_model_there_is_is_taken() -> None:
    outputs = [
        ({"base_model": "a", "model": "b", "pbr_model": "c"}, "c", True),
        ({"base_model": "a", "model": "b", "pbr_model": None}, "b", True),
        ({"base_model": "a", "model": ""}, "a", False),
    ]

    for output, url, textured in outputs:
        (file,) = check_of({"status": "success", "output": output}, clean=str).files
        assert (file.url, file.file.meta) == (url, {"textured": textured})


def test_progress_is_a_share_and_those_before_it_are_counted_while_it_waits() -> None:
    running = {"status": "running", "progress": 40, "queuing_num": -1}
    queued = {"status": "queued", "progress": 0, "queuing_num": 3}

    assert (check_of(running, clean=str).progress, check_of(running, clean=str).ahead) == (
        0.4,
        None,
    )
    assert check_of(queued, clean=str).ahead == 3
    assert check_of(queued | {"queuing_num": -1}, clean=str).ahead is None


@pytest.mark.parametrize(("marker", "problem"), [("lost", ProviderFailed), *FAILED_LOOKS])
def test_a_look_that_fails_says_nothing_of_the_order(
    tripo: Tripo, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    says_nothing_of_the_order(tripo, spec(f"{marker}*1"), problem)


@pytest.mark.parametrize("marker", ["", "moved", "slow-body"])
def test_a_model_comes_whole_and_without_our_key(tripo: Tripo, spec: Spec, marker: str) -> None:
    (file,) = made(tripo, spec(marker)).files

    body = fetched(tripo, file)

    assert len(trimesh.load_mesh(io.BytesIO(body), file_type="glb").faces) == TRIANGLES


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("moved-plain", BadOutput),
        ("cut-body", BadOutput),
        ("404-file", LinkExpired),
        ("500-file", ProviderFailed),
    ],
)
def test_a_file_that_does_not_come_is_said_so(
    tripo: Tripo, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    (file,) = made(tripo, spec(marker)).files

    with pytest.raises(problem) as caught:
        fetched(tripo, file)

    assert type(caught.value) is problem


def test_an_address_lasts_five_minutes_and_another_one_is_told(
    tmp_path_factory: pytest.TempPathFactory, spec: Spec
) -> None:
    book = tmp_path_factory.mktemp("tripo") / "minutes.db"
    options = {"seconds": 0, "key": KEY}
    stage = Stage("tests.simulators.tripo:create", book, options, virtual=True).start()
    try:
        tripo = a_tripo(stage.url)
        remote_id = order(tripo, spec())
        (old,) = check(tripo, remote_id).files
        stage.advance(301)

        with pytest.raises(LinkExpired):
            fetched(tripo, old)

        (new,) = check(tripo, remote_id).files
        assert fetched(tripo, new)
    finally:
        stage.kill()
