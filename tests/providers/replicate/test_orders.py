"""What each model is told, what is refused, and what nobody can know."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from app.domain.errors import (
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.domain.providing import RemoteState, TaskSpec
from app.media.photo import Aspect, PhotoParams
from app.providers.replicate.models import MODELS
from app.providers.replicate.orders import order_of
from app.providers.replicate.provider import Replicate
from app.providers.replicate.settings import ReplicateSettings
from tests.providers.polled import check, made, order
from tests.providers.replicate.conftest import KEY, PREFIX, a_replicate
from tests.simulators.replicate_orders import KNOWN
from tests.simulators.stage import Stage

Spec = Callable[..., TaskSpec]
EVERYBODY = ("ann", "ben", "chloe", "dan", "eve")


def bought(simulator: Stage, spec: TaskSpec) -> list[dict[str, Any]]:
    """The orders of this task, as they came."""
    return [
        json.loads(each["prompt"])
        for each in simulator.purchases()
        if spec.params["prompt"].split(" [")[0] in each["reference"]
    ]


@pytest.mark.parametrize("word", MODELS)
@pytest.mark.parametrize("aspect", Aspect)
def test_every_model_takes_what_it_is_told(spec: Spec, word: str, aspect: Aspect) -> None:
    model, urls = MODELS[word], [f"https://files.test/{who}" for who in EVERYBODY]
    task = spec(model=word, aspect=aspect.value, prompt="img of an IMG by img")

    told = order_of(model, task, PhotoParams.model_validate(task.params), urls=urls)

    taken = KNOWN[model.address].takes.model_validate(told)
    assert taken.photos == urls[: model.most]
    assert getattr(taken, "aspect_ratio", aspect) == aspect


def test_the_best_photo_is_the_one_that_is_sent_where_there_is_room_for_one(
    replicate: Replicate, simulator: Stage, spec: Spec
) -> None:
    task = spec(who=("ann", "ben"))

    order(replicate, task)

    [sent] = bought(simulator, task)
    address = sent["input"]["input_image"]
    told = httpx.get(address, headers={"Authorization": f"Bearer {KEY}"})
    assert told.is_success
    assert sent["input"]["aspect_ratio"] == "3:4"
    assert sent["input"]["seed"] == (2**40 + 9) % 2**31


def test_official_models_are_ordered_by_name_and_others_by_their_newest_version(
    replicate: Replicate, simulator: Stage, spec: Spec
) -> None:
    official, other = spec(), spec(model="instant_id")

    order(replicate, official)
    order(replicate, other)

    assert bought(simulator, official)[0]["version"] == "hidden"
    assert bought(simulator, other)[0]["version"] == KNOWN["zsxkib/instant-id"].version


def test_an_operator_may_keep_to_a_version(simulator: Stage, spec: Spec) -> None:
    kept = a_replicate(simulator.url, versions={"instant_id": "0" * 64})

    with pytest.raises(ProviderRejected, match="version"):
        order(kept, spec(model="instant_id"))


def test_nobody_learns_of_whom_a_photo_is(
    replicate: Replicate, simulator: Stage, spec: Spec
) -> None:
    task = spec()

    order(replicate, task)

    [sent] = bought(simulator, task)
    assert task.task_id not in json.dumps(sent)
    assert task.references[0].id not in json.dumps(sent)


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("reject=No such words here.", ProviderRejected),
        ("bad-key", ProviderMisconfigured),
        ("quota", ProviderOutOfMoney),
        ("429", ProviderBusy),
        ("503", OutcomeUnknown),
        ("503;after=4", ProviderBusy),
        ("404", ProviderFailed),
        ("413", ProviderRejected),
    ],
)
def test_each_refusal_means_one_thing(
    replicate: Replicate, simulator: Stage, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    task = spec(marker)

    with pytest.raises(problem) as caught:
        order(replicate, task)

    assert type(caught.value) is problem
    assert bought(simulator, task) == []
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("marker", ["500-after", "hang", "reset", "html"])
def test_an_order_whose_answer_was_lost_is_found_by_its_photo(
    replicate: Replicate, simulator: Stage, spec: Spec, marker: str
) -> None:
    others = [order(replicate, spec(who=("ann",))) for _ in range(2)]
    task = spec(marker)

    remote_id = order(replicate, task)

    assert remote_id not in others
    assert check(replicate, remote_id).state is RemoteState.DONE
    assert len(bought(simulator, task)) == 1


@pytest.mark.parametrize("marker", ["500-after", "hang", "reset", "html"])
def test_an_order_that_is_not_listed_stays_unknown(
    replicate: Replicate, simulator: Stage, spec: Spec, marker: str
) -> None:
    task = spec(f"{marker}] [sim:unlisted")

    with pytest.raises(OutcomeUnknown):
        order(replicate, task)

    assert len(bought(simulator, task)) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"), [("429;after=7", 7), ("429", 30)], ids=["header", "sentence"]
)
def test_being_told_when_to_come_back_is_believed(
    replicate: Replicate, spec: Spec, headers: str, seconds: int
) -> None:
    with pytest.raises(ProviderBusy) as caught:
        order(replicate, spec(headers))

    assert caught.value.retry_after is not None
    assert caught.value.retry_after.total_seconds() == seconds


def test_what_was_given_up_ends_there_too(simulator: Stage, spec: Spec) -> None:
    impatient, task = a_replicate(simulator.url, deadline_s=90), spec()

    order(impatient, task)

    [sent] = bought(simulator, task)
    [row] = [each for each in simulator.purchases() if task.params["prompt"] in each["reference"]]
    assert sent["deadline"] == pytest.approx(row["at"] + 90)


def test_a_running_order_is_not_stopped_for_free(replicate: Replicate, spec: Spec) -> None:
    waiting = order(replicate, spec("seconds=600"))
    ended = order(replicate, spec())

    assert replicate.cancel(waiting)
    assert check(replicate, waiting).state is RemoteState.CANCELLED
    assert not replicate.cancel(ended)
    assert check(replicate, ended).state is RemoteState.DONE


def test_its_word_can_be_checked_or_is_not_asked_for() -> None:
    with pytest.raises(ValidationError, match="REPLICATE_WEBHOOK_SECRET"):
        ReplicateSettings(webhook_url="https://example.com/api/hooks/replicate")  # pyright: ignore[reportArgumentType] -- as from the environment
    with pytest.raises(ValidationError, match="https"):
        ReplicateSettings(webhook_url="http://example.com/x", webhook_secret="whsec_YQ==")  # pyright: ignore[reportArgumentType] -- the same
    with pytest.raises(ValidationError, match="whsec_"):
        ReplicateSettings(webhook_secret="secret")  # pyright: ignore[reportArgumentType] -- the same


@pytest.mark.parametrize("model", MODELS)
def test_the_persons_words_come_whole(
    replicate: Replicate, simulator: Stage, spec: Spec, model: str
) -> None:
    task = spec(model=model, role="older_brother")

    assert made(replicate, task).files

    [sent] = bought(simulator, task)
    assert task.params["prompt"] in sent["input"]["prompt"]
    assert "older brother" in sent["input"]["prompt"]


def test_the_simulator_refuses_what_the_documentation_does(simulator: Stage) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    api = f"{simulator.url}{PREFIX}"
    official = f"{api}/models/black-forest-labs/flux-kontext-pro/predictions"
    good = {"prompt": "rain"}
    wrong = [
        (official, {"input": good, "user": "somebody"}, {}),
        (official, {"input": good | {"strength": 1}}, {}),
        (official, {"input": good | {"seed": 2**31}}, {}),
        (official, {"input": good | {"output_format": "gif"}}, {}),
        (official, {"input": good | {"input_image": f"{api}/files/nothing"}}, {}),
        (official, {"input": good, "version": "black-forest-labs/flux-kontext-pro"}, {}),
        (official, {"input": good}, {"Prefer": "wait=61"}),
        (official, {"input": good}, {"Cancel-After": "4s"}),
        (official, {"input": good, "webhook_events_filter": ["done"]}, {}),
        (f"{api}/predictions", {"input": good}, {}),
        (f"{api}/predictions", {"input": good, "version": "0" * 64}, {}),
        (f"{api}/models/zsxkib/instant-id/predictions", {"input": good}, {}),
    ]

    for url, body, more in wrong:
        answer = httpx.post(url, json=body, headers=headers | more)
        assert answer.status_code == 422, (body, more)
        assert answer.headers["Content-Type"] == "application/problem+json"

    assert httpx.post(official, json={"input": good}).status_code == 401
