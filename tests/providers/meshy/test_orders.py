"""What is ordered, what is refused, and what nobody can know."""

import io
from collections.abc import Callable
from dataclasses import replace

import httpx
import pytest
from PIL import Image

from app.domain import bounds
from app.domain.errors import (
    Invalid,
    NotFound,
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.domain.providing import TaskSpec
from app.providers.meshy.orders import BOUNDS
from app.providers.meshy.provider import Meshy
from tests.providers.meshy.conftest import KEY, a_meshy
from tests.providers.polled import check, made, order, shows_no_key
from tests.providers.shapes import a_picture
from tests.simulators.pictures import picture_saying
from tests.simulators.stage import Stage, free_port

Spec = Callable[..., TaskSpec]


def bought(simulator: Stage, spec: TaskSpec) -> list[str]:
    """The kinds of everything that was bought for this task, in their order."""
    words = spec.params["prompt"]
    return [each["kind"] for each in simulator.purchases() if each["prompt"] == words]


def test_a_shape_is_one_purchase(meshy: Meshy, simulator: Stage, spec: Spec) -> None:
    task = spec()

    assert made(meshy, task).files
    assert bought(simulator, task) == ["text-to-3d-preview"]


def test_a_textured_model_from_words_is_a_preview_and_its_refinement(
    meshy: Meshy, simulator: Stage, spec: Spec
) -> None:
    task = spec(texture=True)

    assert made(meshy, task).files
    assert bought(simulator, task) == ["text-to-3d-preview", "text-to-3d-refine"]


def test_a_model_from_a_picture_is_one_purchase(meshy: Meshy, simulator: Stage, spec: Spec) -> None:
    picture = a_picture("seconds=0")
    before = len(simulator.purchases())

    found = made(meshy, spec(picture=picture, texture=True))

    assert [each["kind"] for each in simulator.purchases()[before:]] == ["image-to-3d"]
    assert found.files[0].file.meta == {"textured": True}


def test_a_picture_of_another_kind_is_sent_as_a_png(meshy: Meshy, spec: Spec) -> None:
    written = io.BytesIO()
    Image.open(io.BytesIO(picture_saying(""))).save(written, "WEBP")
    picture = a_picture(data=written.getvalue(), kind="image/webp")

    assert made(meshy, spec(picture=picture)).files


def test_a_picture_that_cannot_be_read_buys_nothing(
    meshy: Meshy, simulator: Stage, spec: Spec
) -> None:
    before = len(simulator.purchases())

    def away() -> bytes:
        raise OSError("the store is away")

    def gone() -> bytes:
        raise NotFound("removed")

    for read, problem in ((away, ProviderBusy), (gone, ProviderRejected)):
        with pytest.raises(problem, match="picture"):
            order(meshy, spec(picture=replace(a_picture(), read=read)))
    with pytest.raises(ProviderRejected, match="not there"):
        order(meshy, replace(spec(picture=a_picture()), references=()))

    assert len(simulator.purchases()) == before


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("reject=Nothing like this here.", ProviderRejected),
        ("422", ProviderRejected),
        ("plan", ProviderMisconfigured),
        ("bad-key", ProviderMisconfigured),
        ("quota", ProviderOutOfMoney),
        ("429", ProviderBusy),
        ("crowded", ProviderBusy),
        ("503;after=2", ProviderBusy),
        ("404", ProviderFailed),
        ("500-after", OutcomeUnknown),
        ("hang", OutcomeUnknown),
        ("reset", OutcomeUnknown),
        ("html", OutcomeUnknown),
    ],
)
def test_each_answer_means_one_thing(
    meshy: Meshy, simulator: Stage, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    task = spec(marker)

    with pytest.raises(problem) as caught:
        order(meshy, task)

    assert type(caught.value) is problem
    assert len(bought(simulator, task)) == (problem is OutcomeUnknown)


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("reject-refine=No such colours.", ProviderRejected),
        ("quota-refine", ProviderOutOfMoney),
        ("429-refine", ProviderBusy),
        ("crowded-refine", ProviderBusy),
        ("500-after-refine", OutcomeUnknown),
        ("hang-refine", OutcomeUnknown),
        ("reset-refine", OutcomeUnknown),
        ("html-refine", OutcomeUnknown),
    ],
)
def test_each_answer_to_a_refinement_means_the_same(
    meshy: Meshy, simulator: Stage, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    task = spec(marker, texture=True)
    then = check(meshy, order(meshy, task)).then
    assert then is not None

    with pytest.raises(problem) as caught:
        meshy.go_on(then)

    assert type(caught.value) is problem
    assert len(bought(simulator, task)) == 1 + (problem is OutcomeUnknown)


def test_of_a_refinement_that_may_have_been_ordered_nothing_can_be_known(
    meshy: Meshy, simulator: Stage, spec: Spec
) -> None:
    task = spec(texture=True)
    then = check(meshy, order(meshy, task)).then
    assert then is not None

    with pytest.raises(OutcomeUnknown):
        check(meshy, then)

    assert len(bought(simulator, task)) == 1


def test_a_refusal_is_told_in_its_own_words(meshy: Meshy, spec: Spec) -> None:
    with pytest.raises(ProviderRejected, match=r"^Nothing like this here\.$"):
        order(meshy, spec("reject=Nothing like this here."))


def test_being_told_when_to_come_back_is_believed(meshy: Meshy, spec: Spec) -> None:
    with pytest.raises(ProviderBusy) as caught:
        order(meshy, spec("429;after=7"))

    assert caught.value.retry_after is not None
    assert caught.value.retry_after.total_seconds() == 7


def test_nobody_at_home_has_sold_nothing(spec: Spec) -> None:
    with pytest.raises(ProviderBusy):
        order(a_meshy(f"http://127.0.0.1:{free_port()}"), spec())


def test_the_longest_words_are_taken() -> None:
    bounds.check("Meshy", BOUNDS, {"prompt": "x" * 600})

    with pytest.raises(Invalid) as caught:
        bounds.check("Meshy", BOUNDS, {"prompt": "x" * 601})
    assert caught.value.field == "prompt"


def test_nothing_there_is_ever_deleted(meshy: Meshy, simulator: Stage, spec: Spec) -> None:
    remote_id = order(meshy, spec())

    assert meshy.cancel(remote_id) is False

    assert check(meshy, remote_id).files
    assert not [each for each in simulator.purchases() if each["cancelled_at"]]


def test_the_key_is_in_no_error_and_no_log(
    simulator: Stage, spec: Spec, caplog: pytest.LogCaptureFixture
) -> None:
    meshy = a_meshy(simulator.url)

    shows_no_key(meshy, spec, KEY, caplog)
    assert KEY not in repr(meshy._settings)


def test_the_simulator_refuses_what_the_documentation_does(simulator: Stage) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    url = f"{simulator.url}/gateway/openapi"
    wrong = [
        ("v2/text-to-3d", {"prompt": "an owl"}),
        ("v2/text-to-3d", {"mode": "preview"}),
        ("v2/text-to-3d", {"mode": "preview", "prompt": "x" * 601}),
        ("v2/text-to-3d", {"mode": "preview", "prompt": "a", "ai_model": "meshy-4"}),
        ("v2/text-to-3d", {"mode": "preview", "prompt": "a", "target_polycount": 99}),
        ("v2/text-to-3d", {"mode": "preview", "prompt": "a", "user": "somebody"}),
        ("v2/text-to-3d", {"mode": "refine"}),
        ("v2/text-to-3d", {"mode": "refine", "preview_task_id": "x", "prompt": "a"}),
        ("v1/image-to-3d", {"should_texture": True}),
        ("v1/image-to-3d", {"image_url": "data:image/webp;base64,AAAA"}),
        ("v1/image-to-3d", {"image_url": "data:image/png;base64,AAAA"}),
        ("v1/image-to-3d", {"image_url": "http://example.com/a.png"}),
    ]

    for path, body in wrong:
        answer = httpx.post(f"{url}/{path}", json=body, headers=headers)
        assert answer.status_code == 400, body
        assert set(answer.json()) == {"message"}
