"""What Meshy says was ordered there, whoever ordered it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from app.domain.errors import ProviderFailed, ProviderMisconfigured
from app.domain.providing import Lists, RemoteOrder, RemoteState, TaskSpec
from app.providers.meshy.provider import Meshy
from tests.providers.meshy.conftest import KEY, a_meshy
from tests.providers.polled import check, order
from tests.providers.shapes import a_picture
from tests.simulators.stage import Stage

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
Spec = Callable[..., TaskSpec]


def listed(meshy: Meshy, *, since: datetime = LONG_AGO) -> list[RemoteOrder]:
    found, after = [], None
    for _ in range(50):
        page = meshy.orders(since=since, after=after)
        found += page.orders
        after = page.after
        if after is None:
            break
    return found


def of(meshy: Meshy, remote_id: str) -> RemoteOrder:
    """The line of an order."""
    (only,) = [each for each in listed(meshy) if each.id == meshy.own_id(remote_id)]
    return only


def test_orders_from_words_and_from_pictures_are_listed(meshy: Meshy, spec: Spec) -> None:
    assert isinstance(meshy, Lists)
    shape, picture = spec(), spec(picture=a_picture())
    ids = [order(meshy, shape), order(meshy, picture)]

    lines = [of(meshy, id_) for id_ in ids]

    assert [line.state for line in lines] == [RemoteState.DONE] * 2
    assert lines[0].words == meshy.words_of(shape) == shape.params["prompt"]
    assert meshy.words_of(picture) == ""
    assert [check(meshy, line.remote_id).files != () for line in lines] == [True, True]
    now = datetime.now(UTC)
    assert all(abs(line.made_at - now) < timedelta(minutes=5) for line in lines)


def test_a_refinement_is_a_line_of_its_own_under_the_same_words(meshy: Meshy, spec: Spec) -> None:
    textured = spec(texture=True)
    draft = order(meshy, textured)
    then = check(meshy, draft).then
    done = meshy.go_on(then or "")

    assert meshy.own_id(then or "") == meshy.own_id(draft)
    assert of(meshy, done).words == of(meshy, draft).words == textured.params["prompt"]
    assert check(meshy, of(meshy, done).remote_id).files[0].file.meta == {"textured": True}


@pytest.mark.parametrize(
    ("marker", "state", "kept"),
    [
        ("never", RemoteState.WORKING, True),
        ("fail", RemoteState.FAILED, True),
        ("expired", RemoteState.FAILED, True),
        ("cancelled", RemoteState.CANCELLED, True),
        ("no-choices", RemoteState.DONE, False),
    ],
)
def test_each_state_is_told(
    meshy: Meshy, spec: Spec, *, marker: str, state: RemoteState, kept: bool
) -> None:
    line = of(meshy, order(meshy, spec(marker)))

    assert (line.state, line.is_kept) == (state, kept)


def test_more_than_a_page_is_listed_whole_and_once(tmp_path: Path, spec: Spec) -> None:
    options = {"seconds": 0, "key": KEY, "prefix": "/gateway", "queued": 1000}
    stage = Stage("tests.simulators.meshy:create", tmp_path / "book.db", options).start()
    try:
        meshy = a_meshy(stage.url, answer_s=5)
        ids = [meshy.own_id(order(meshy, spec())) for _ in range(53)]
        lines = [line.id for line in listed(meshy)]
        none = listed(meshy, since=datetime.now(UTC) + timedelta(hours=1))
    finally:
        stage.kill()

    assert lines == ids[::-1]
    assert none == []


def test_the_list_is_asked_for_as_documented(simulator: Stage) -> None:
    address = f"{simulator.url}/gateway/openapi/v2/text-to-3d"
    known = {"Authorization": f"Bearer {KEY}"}

    for wrong in ({"page_size": "51"}, {"page_num": "0"}, {"sort_by": "created_at"}, {"odd": "1"}):
        assert httpx.get(address, params=wrong, headers=known).status_code == 400, wrong


def test_a_refusal_is_told_without_the_key(simulator: Stage) -> None:
    with pytest.raises(ProviderMisconfigured) as caught:
        listed(a_meshy(simulator.url, api_key="msy-another-secret"))

    assert "another-secret" not in str(caught.value)


def test_silence_is_a_failure_in_words() -> None:
    with pytest.raises(ProviderFailed, match="no answer"):
        listed(a_meshy("http://127.0.0.1:9"))
