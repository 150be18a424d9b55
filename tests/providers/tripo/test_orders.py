"""What is ordered, what is refused, and what nobody can know."""

from collections.abc import Callable

import httpx
import pytest

from app.domain.errors import (
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.domain.providing import TaskSpec
from app.providers.tripo.provider import Tripo
from tests.providers.polled import made, order, shows_no_key
from tests.providers.shapes import a_picture
from tests.providers.tripo.conftest import KEY, a_tripo
from tests.simulators.stage import Stage, free_port

Spec = Callable[..., TaskSpec]


def bought(simulator: Stage, spec: TaskSpec) -> list[str]:
    """The kinds of everything that was bought for this task."""
    words = spec.params["prompt"]
    return [each["kind"] for each in simulator.purchases() if each["prompt"] == words]


@pytest.mark.parametrize(
    ("texture", "kind"), [(True, "text_to_model"), (False, "text_to_model bare")]
)
def test_a_model_from_words_is_one_purchase(
    tripo: Tripo, simulator: Stage, spec: Spec, *, texture: bool, kind: str
) -> None:
    task = spec(texture=texture)

    assert made(tripo, task).files[0].file.meta == {"textured": texture}
    assert bought(simulator, task) == [kind]


@pytest.mark.parametrize("content_type", ["image/png", "image/webp"])
def test_a_picture_is_handed_over_before_it_is_ordered(
    tripo: Tripo, simulator: Stage, spec: Spec, content_type: str
) -> None:
    before = len(simulator.purchases())

    assert made(tripo, spec(picture=a_picture(kind=content_type), texture=True)).files

    assert [each["kind"] for each in simulator.purchases()[before:]] == ["image_to_model"]


@pytest.mark.parametrize(
    ("picture", "problem"),
    [
        (a_picture("hang-upload"), ProviderBusy),
        (a_picture("500-upload"), ProviderBusy),
        (a_picture("reset-upload"), ProviderBusy),
        (a_picture("html-upload"), ProviderBusy),
        (a_picture("429-upload"), ProviderBusy),
        (a_picture("401-upload"), ProviderMisconfigured),
        (a_picture(data=b"no picture"), ProviderRejected),
    ],
)
def test_nothing_is_ordered_when_a_picture_is_not_taken(
    tripo: Tripo, simulator: Stage, spec: Spec, picture: object, problem: type[ProviderProblem]
) -> None:
    before = len(simulator.purchases())

    with pytest.raises(problem) as caught:
        order(tripo, spec(picture=picture))

    assert type(caught.value) is problem
    assert len(simulator.purchases()) == before


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("reject=Nothing like this here.", ProviderRejected),
        ("plan", ProviderMisconfigured),
        ("bad-key", ProviderMisconfigured),
        ("no-model", ProviderMisconfigured),
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
    tripo: Tripo, simulator: Stage, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    task = spec(marker)

    with pytest.raises(problem) as caught:
        order(tripo, task)

    assert type(caught.value) is problem
    assert len(bought(simulator, task)) == (problem is OutcomeUnknown)


def test_a_refusal_is_told_in_its_own_words(tripo: Tripo, spec: Spec) -> None:
    with pytest.raises(ProviderRejected, match=r"^Nothing like this here\.$"):
        order(tripo, spec("reject=Nothing like this here."))


def test_nobody_at_home_has_sold_nothing(spec: Spec) -> None:
    with pytest.raises(ProviderBusy):
        order(a_tripo(f"http://127.0.0.1:{free_port()}"), spec())


def test_it_cannot_be_stopped_or_looked_up(tripo: Tripo) -> None:
    assert tripo.cancel("x") is False
    with pytest.raises(ProviderFailed):
        tripo.find("task_1")


def test_the_key_is_in_no_error_and_no_log(
    simulator: Stage, spec: Spec, caplog: pytest.LogCaptureFixture
) -> None:
    tripo = a_tripo(simulator.url)

    shows_no_key(tripo, spec, KEY, caplog)
    assert KEY not in repr(tripo._settings)


def test_the_simulator_refuses_what_the_documentation_does(simulator: Stage) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    url = f"{simulator.url}/v2/openapi"
    text = {"type": "text_to_model", "prompt": "an owl"}
    image = {"type": "image_to_model"}
    wrong = [
        ({"prompt": "an owl"}, 400),
        ({"type": "text_to_model"}, 400),
        (text | {"prompt": "x" * 1025}, 400),
        (text | {"model_version": "v9"}, 400),
        (text | {"user": "somebody"}, 400),
        (text | {"model_seed": -1}, 400),
        (image | {"file": {"type": "jpg"}}, 400),
        (image | {"file": {"type": "gif", "file_token": "x"}}, 400),
        (image | {"file": {"type": "jpg", "file_token": "x", "url": "https://x"}}, 400),
        (image | {"file": {"type": "jpg", "file_token": "nobody's"}}, 404),
    ]

    for body, status in wrong:
        answer = httpx.post(f"{url}/task", json=body, headers=headers)
        assert answer.status_code == status, body
        assert set(answer.json()) == {"code", "message", "suggestion"}
