"""What is ordered as an edit, what comes of it, what is refused, and what nobody can know."""

import io
import json
import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from PIL import Image

from app.domain import bounds
from app.domain.errors import (
    BadOutput,
    Invalid,
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.domain.providing import TaskSpec
from app.media.photo import Aspect
from app.providers.openai_images.models import MODELS
from app.providers.openai_images.provider import OpenAIImages
from tests.providers.openai_images.conftest import KEY, PREFIX, an_openai, made
from tests.simulators.portraits import somebody
from tests.simulators.stage import Stage

Spec = Callable[..., TaskSpec]


def bought(simulator: Stage, spec: TaskSpec) -> list[dict[str, Any]]:
    """The orders of this task, as they came."""
    return [
        json.loads(each["prompt"])
        for each in simulator.purchases()
        if each["reference"].startswith(spec.params["prompt"])
    ]


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [("jpeg", "photo.jpg", "image/jpeg"), ("png", "photo.png", "image/png")],
)
def test_a_photo_comes_as_what_was_asked_for_and_was_expected(
    simulator: Stage, spec: Spec, form: str, name: str, kind: str
) -> None:
    openai, task = an_openai(simulator.url, output_format=form), spec()

    hands = made(openai, task)

    [expected] = openai.expects(task)
    assert (expected.name, expected.content_type) == (name, kind)
    assert hands.kinds == {name: kind}
    with Image.open(io.BytesIO(hands.files[name])) as picture:
        picture.load()
        assert f"image/{(picture.format or '').lower()}" == kind
        assert picture.size == (1152, 1536)
    assert len(hands.pieces) > 1


@pytest.mark.parametrize("model", MODELS)
def test_every_shape_that_a_model_offers_is_one_that_it_makes(
    openai: OpenAIImages, simulator: Stage, spec: Spec, model: str
) -> None:
    for aspect in MODELS[model].sizes:
        task = spec(model=model, aspect=aspect.value)

        made(openai, task)

        [sent] = bought(simulator, task)
        width, height = map(int, sent["size"].split("x"))
        across, down = map(int, aspect.split(":"))
        assert width / height == pytest.approx(across / down)
        assert sent["model"] == model
        assert sent.get("input_fidelity") == ("high" if MODELS[model].says_fidelity else None)


def test_a_shape_that_a_model_does_not_know_is_refused_before_it_starts() -> None:
    missing = {"aspect": Aspect.PORTRAIT.value}

    with pytest.raises(Invalid) as caught:
        bounds.check("OpenAI", MODELS["gpt-image-1.5"].bounds, missing)

    assert caught.value.field == "aspect"
    bounds.check("OpenAI", MODELS["gpt-image-2"].bounds, missing)


@pytest.mark.parametrize("kind", ["image/png", "image/webp"])
def test_photos_are_taken_as_they_are(openai: OpenAIImages, spec: Spec, kind: str) -> None:
    assert made(openai, spec(kind=kind)).files


@pytest.mark.parametrize("marker", ["late-head", "slow-body"])
def test_a_photo_is_found_wherever_it_stands(openai: OpenAIImages, spec: Spec, marker: str) -> None:
    [data] = made(openai, spec(marker)).files.values()

    with Image.open(io.BytesIO(data)) as picture:
        picture.load()


def test_nobody_learns_of_whom_a_photo_is(
    openai: OpenAIImages, simulator: Stage, spec: Spec
) -> None:
    task = spec(role="older_brother")

    made(openai, task)

    [sent] = bought(simulator, task)
    assert task.task_id not in json.dumps(sent)
    assert task.references[0].id not in json.dumps(sent)
    assert "older brother" in sent["prompt"]


@pytest.mark.parametrize(
    ("marker", "problem", "count"),
    [
        ("reject=No such words here.", ProviderRejected, 0),
        ("quota", ProviderOutOfMoney, 0),
        ("billing", ProviderOutOfMoney, 0),
        ("bad-key", ProviderMisconfigured, 0),
        ("plan", ProviderMisconfigured, 0),
        ("region", ProviderMisconfigured, 0),
        ("429", ProviderBusy, 0),
        ("503;after=3", ProviderBusy, 0),
        ("503", OutcomeUnknown, 0),
        ("404", ProviderFailed, 0),
        ("413", ProviderRejected, 0),
        ("500-after", OutcomeUnknown, 1),
        ("hang", OutcomeUnknown, 1),
        ("reset", OutcomeUnknown, 1),
        ("html", BadOutput, 1),
        ("cut-body", BadOutput, 1),
        ("stall-body", BadOutput, 1),
    ],
)
def test_each_answer_means_one_thing(
    openai: OpenAIImages,
    simulator: Stage,
    spec: Spec,
    caplog: pytest.LogCaptureFixture,
    *,
    marker: str,
    problem: type[ProviderProblem],
    count: int,
) -> None:
    caplog.set_level(logging.DEBUG)
    task = spec(marker)

    with pytest.raises(problem) as caught:
        made(openai, task)

    assert type(caught.value) is problem
    assert len(bought(simulator, task)) == count
    assert KEY not in str(caught.value) + caplog.text


def test_a_refusal_is_told_in_its_own_words(openai: OpenAIImages, spec: Spec) -> None:
    with pytest.raises(ProviderRejected, match="safety system"):
        made(openai, spec("reject"))


@pytest.mark.parametrize(
    ("marker", "seconds"),
    [("429;after=7", 7), ("429;reset=1m30s", 90), ("429;reset=250ms", 0.25), ("429", 30)],
)
def test_being_told_when_to_come_back_is_believed(
    openai: OpenAIImages, spec: Spec, marker: str, seconds: float
) -> None:
    with pytest.raises(ProviderBusy) as caught:
        made(openai, spec(marker))

    assert caught.value.retry_after is not None
    assert caught.value.retry_after.total_seconds() == seconds


def test_a_photo_that_comes_too_late_is_unknown(simulator: Stage, spec: Spec) -> None:
    hasty = an_openai(simulator.url, deadline_s=0.3)

    with pytest.raises(OutcomeUnknown, match="deadline"):
        made(hasty, spec("slow-body"))


def test_the_simulator_refuses_what_the_documentation_does(simulator: Stage) -> None:
    url, headers = f"{simulator.url}{PREFIX}/images/edits", {"Authorization": f"Bearer {KEY}"}
    good = {"model": "gpt-image-2", "prompt": "rain"}
    photo = ("image[]", ("a.jpg", somebody("ann"), "image/jpeg"))
    wrong: list[tuple[dict[str, str], list[Any]]] = [
        (good | {"seed": "1"}, [photo]),
        (good | {"response_format": "url"}, [photo]),
        (good | {"size": "1000x1000"}, [photo]),
        (good | {"size": "4096x1024"}, [photo]),
        (good | {"model": "gpt-image-1.5", "size": "1152x1536"}, [photo]),
        (good | {"input_fidelity": "high"}, [photo]),
        (good | {"n": "11"}, [photo]),
        (good | {"quality": "hd"}, [photo]),
        (good | {"output_format": "jpeg", "background": "transparent"}, [photo]),
        (good | {"prompt": "x" * 32_001}, [photo]),
        (good | {"model": "dall-e-9"}, [photo]),
        (good, [photo] * 17),
        (good, [("image[]", ("a.gif", b"GIF89a", "image/gif"))]),
        (good, [("image[]", ("a.png", b"nothing", "image/png"))]),
        (good, [("picture", ("a.jpg", somebody("ann"), "image/jpeg"))]),
    ]

    for fields, files in wrong:
        answer = httpx.post(url, data=fields, files=files, headers=headers)
        assert answer.status_code == 400, fields
        assert set(answer.json()["error"]) == {"message", "type", "param", "code"}

    assert httpx.post(url, json=good, headers=headers).status_code == 400
    assert httpx.post(url, data=good, files=[photo]).status_code == 401
