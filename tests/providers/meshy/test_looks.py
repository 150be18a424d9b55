"""How far an order is, in the engine's words; and the files that come of it."""

import io
from collections.abc import Callable

import httpx
import pytest
import trimesh

from app.domain.errors import (
    BadOutput,
    LinkExpired,
    ProviderFailed,
    ProviderProblem,
)
from app.domain.files import kind_of
from app.domain.providing import MadeFile, RemoteFile, RemoteState, TaskSpec
from app.providers.meshy.answers import check_of
from app.providers.meshy.provider import Meshy
from app.providers.meshy.steps import Ordered, Step, read
from tests.providers.meshy.conftest import KEY, a_meshy
from tests.providers.polled import (
    FAILED_LOOKS,
    check,
    fetched,
    made,
    order,
    says_nothing_of_the_order,
)
from tests.simulators.solid import TRIANGLES
from tests.simulators.stage import Stage

Spec = Callable[..., TaskSpec]
SHAPE = Ordered(Step.SHAPE, "latest", "x")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("PENDING", RemoteState.WAITING),
        ("IN_PROGRESS", RemoteState.WORKING),
        ("FAILED", RemoteState.FAILED),
        ("EXPIRED", RemoteState.FAILED),
        ("CANCELED", RemoteState.CANCELLED),
        ("A WORD OF NEXT YEAR", RemoteState.WORKING),
    ],
)
def test_every_status_has_a_meaning_and_a_new_one_means_wait(
    status: str, state: RemoteState
) -> None:
    assert check_of({"status": status}, SHAPE, clean=str).state is state


@pytest.mark.parametrize(
    ("marker", "state"),
    [
        ("fail", RemoteState.FAILED),
        ("expired", RemoteState.FAILED),
        ("cancelled", RemoteState.CANCELLED),
        ("no-choices", RemoteState.FAILED),
        ("unknown-status", RemoteState.WORKING),
        ("seconds=600", RemoteState.WAITING),
        ("never", RemoteState.WORKING),
    ],
)
def test_an_order_is_where_it_is(meshy: Meshy, spec: Spec, marker: str, state: RemoteState) -> None:
    assert check(meshy, order(meshy, spec(marker))).state is state


def test_the_reason_is_told(meshy: Meshy, spec: Spec) -> None:
    found = check(meshy, order(meshy, spec("fail")))

    assert found.reason == "The model fell apart."


def test_those_before_it_are_counted_while_it_waits(simulator: Stage, spec: Spec) -> None:
    meshy = a_meshy(simulator.url)
    first = order(meshy, spec("seconds=600"))
    second = order(meshy, spec("seconds=600"))

    ahead = [check(meshy, each).ahead for each in (first, second)]

    assert ahead[0] is not None
    assert ahead[1] == ahead[0] + 1
    assert check_of({"status": "IN_PROGRESS", "preceding_tasks": 3}, SHAPE, clean=str).ahead is None


@pytest.mark.parametrize(
    ("step", "percent", "share"),
    [
        (Step.SHAPE, 40, 0.4),
        (Step.IMAGE, 40, 0.4),
        (Step.DRAFT, 40, 0.2),
        (Step.DONE, 40, 0.7),
        (Step.DONE, 250, 1.0),
        (Step.SHAPE, None, None),
        (Step.SHAPE, "40", None),
    ],
)
def test_progress_is_a_share_of_the_whole_whichever_step_it_is(
    step: Step, percent: object, share: float | None
) -> None:
    said = {"status": "IN_PROGRESS", "progress": percent}

    found = check_of(said, Ordered(step, "latest", "x"), clean=str)

    assert found.progress == (share if share is None else pytest.approx(share))


def test_an_id_is_read_as_it_was_written() -> None:
    for step in Step:
        ordered = Ordered(step, "meshy-6", "018c-4711")
        assert read(str(ordered)) == ordered


@pytest.mark.parametrize(("marker", "problem"), FAILED_LOOKS)
def test_a_look_that_fails_says_nothing_of_the_order(
    meshy: Meshy, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    says_nothing_of_the_order(meshy, spec(f"{marker}*1"), problem)


@pytest.mark.parametrize("texture", [False, True])
def test_a_model_is_a_whole_one_with_colours_where_they_were_asked_for(
    meshy: Meshy, spec: Spec, *, texture: bool
) -> None:
    (file,) = made(meshy, spec(texture=texture)).files

    body = fetched(meshy, file)

    assert kind_of(body) == file.file.content_type
    assert file.file.name == "model.glb"
    assert file.file.meta == {"textured": texture}
    model = trimesh.load_mesh(io.BytesIO(body), file_type="glb")
    assert len(model.faces) == TRIANGLES
    red, green, blue, _ = model.visual.material.baseColorFactor
    assert (red == green == blue) is not texture


@pytest.mark.parametrize("marker", ["moved", "slow-body"])
def test_a_file_comes_whole_and_without_our_key(meshy: Meshy, spec: Spec, marker: str) -> None:
    (file,) = made(meshy, spec(marker)).files

    assert kind_of(fetched(meshy, file)) == "model/gltf-binary"


def test_the_simulator_refuses_a_key_that_is_sent_to_the_files(simulator: Stage) -> None:
    answer = httpx.get(f"{simulator.url}/assets/x.glb", headers={"Authorization": f"Bearer {KEY}"})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("moved-plain", BadOutput),
        ("cut-body", BadOutput),
        ("404-file", LinkExpired),
        ("500-file", ProviderFailed),
        ("link-ends=-1", LinkExpired),
    ],
)
def test_a_file_that_does_not_come_is_said_so(
    meshy: Meshy, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    (file,) = made(meshy, spec(marker)).files

    with pytest.raises(problem) as caught:
        fetched(meshy, file)

    assert type(caught.value) is problem


@pytest.mark.parametrize("url", ["http://cdn.example.com/a.glb", "file:///etc/passwd", "/a", ""])
def test_a_file_is_fetched_over_tls_or_not_at_all(meshy: Meshy, url: str) -> None:
    with pytest.raises(BadOutput):
        fetched(meshy, RemoteFile(url, MadeFile("model.glb", "model/gltf-binary")))


def test_after_three_days_nothing_is_there_any_more(
    tmp_path_factory: pytest.TempPathFactory, spec: Spec
) -> None:
    book = tmp_path_factory.mktemp("meshy") / "days.db"
    options = {"seconds": 0, "key": KEY, "prefix": "/gateway"}
    stage = Stage("tests.simulators.meshy:create", book, options, virtual=True).start()
    try:
        meshy = a_meshy(stage.url)
        remote_id = order(meshy, spec())
        (file,) = check(meshy, remote_id).files

        stage.advance(3 * 24 * 3600 + 1)

        with pytest.raises(LinkExpired):
            fetched(meshy, file)
        with pytest.raises(ProviderFailed):
            check(meshy, remote_id)
    finally:
        stage.kill()
