"""What Replicate says was ordered there, whoever ordered it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from app.domain.errors import ProviderFailed, ProviderMisconfigured
from app.domain.providing import Lists, RemoteOrder, RemoteState, TaskSpec
from app.providers.replicate.provider import Replicate
from tests.providers.polled import check, order
from tests.providers.replicate.conftest import FACTORY, KEY, PREFIX, a_replicate
from tests.simulators.stage import Stage

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
Spec = Callable[..., TaskSpec]


def listed(replicate: Replicate, *, since: datetime = LONG_AGO) -> list[RemoteOrder]:
    found, after = [], None
    for _ in range(50):
        page = replicate.orders(since=since, after=after)
        found += page.orders
        after = page.after
        if after is None:
            break
    return found


def of(replicate: Replicate, id_: str) -> RemoteOrder:
    (only,) = [each for each in listed(replicate) if each.id == replicate.own_id(id_)]
    return only


@pytest.mark.parametrize("model", ["flux_kontext_pro", "nano_banana_pro", "photomaker"])
def test_an_order_is_listed_under_the_words_that_its_model_heard(
    replicate: Replicate, spec: Spec, model: str
) -> None:
    assert isinstance(replicate, Lists)
    task = spec(model=model)
    id_ = order(replicate, task)

    line = of(replicate, id_)

    assert line.words == replicate.words_of(task)
    assert task.params["prompt"] in line.words
    assert (line.state, line.is_kept) == (RemoteState.DONE, True)
    assert abs(line.made_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert check(replicate, line.remote_id).files


@pytest.mark.parametrize(
    ("marker", "state", "kept"),
    [
        ("never", RemoteState.WORKING, True),
        ("fail", RemoteState.FAILED, True),
        ("cancelled", RemoteState.CANCELLED, True),
        ("aborted", RemoteState.FAILED, True),
        ("removed", RemoteState.DONE, False),
    ],
)
def test_each_state_is_told(
    replicate: Replicate, spec: Spec, *, marker: str, state: RemoteState, kept: bool
) -> None:
    line = of(replicate, order(replicate, spec(marker)))

    assert (line.state if line.state is not RemoteState.WAITING else RemoteState.WORKING) == state
    assert line.is_kept is kept


def test_more_than_a_page_is_listed_whole_and_once(tmp_path: Path, spec: Spec) -> None:
    options = {"seconds": 0, "key": KEY, "prefix": PREFIX, "page": 2}
    stage = Stage(FACTORY, tmp_path / "book.db", options).start()
    try:
        replicate = a_replicate(stage.url, answer_s=5)
        ids = [order(replicate, spec()) for _ in range(5)]
        lines = [line.id for line in listed(replicate)]
        none = listed(replicate, since=datetime.now(UTC) + timedelta(hours=1))
    finally:
        stage.kill()

    assert lines == ids[::-1]
    assert none == []


def test_the_list_is_asked_for_as_documented(simulator: Stage) -> None:
    known = {"Authorization": f"Bearer {KEY}"}

    for wrong in ({"odd": "1"}, {"created_after": "yesterday"}, {"created_after": "2026-01-01"}):
        address = f"{simulator.url}{PREFIX}/predictions"
        assert httpx.get(address, params=wrong, headers=known).status_code == 400, wrong


def test_a_refusal_is_told_without_the_token(simulator: Stage) -> None:
    with pytest.raises(ProviderMisconfigured) as caught:
        listed(a_replicate(simulator.url, api_token="r8-another-secret"))

    assert "another-secret" not in str(caught.value)


def test_silence_is_a_failure_in_words() -> None:
    with pytest.raises(ProviderFailed, match="no answer"):
        listed(a_replicate("http://127.0.0.1:9"))
