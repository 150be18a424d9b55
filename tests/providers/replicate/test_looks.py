"""How far an order is, in the engine's words; and the files that come of it."""

import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from PIL import Image

from app.domain.errors import (
    BadOutput,
    LinkExpired,
    ProviderFailed,
    ProviderProblem,
)
from app.domain.providing import MadeFile, RemoteFile, RemoteState, TaskSpec
from app.providers.replicate.answers import check_of, files_of
from app.providers.replicate.provider import Replicate
from tests.providers.polled import FAILED_LOOKS, check, made, order, says_nothing_of_the_order
from tests.providers.replicate.conftest import FACTORY, KEY, PREFIX, a_replicate
from tests.providers.shown import shown
from tests.simulators.stage import Stage

Spec = Callable[..., TaskSpec]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"status": "starting"}, RemoteState.WAITING),
        ({"status": "processing"}, RemoteState.WORKING),
        ({"status": "failed", "error": "CUDA out of memory"}, RemoteState.FAILED),
        ({"status": "failed", "error": "NSFW content detected."}, RemoteState.REJECTED),
        ({"status": "failed", "error": "Flagged as sensitive (E005)"}, RemoteState.REJECTED),
        ({"status": "failed", "error": "Prediction interrupted (E8367)"}, RemoteState.FAILED),
        ({"status": "failed", "error": None}, RemoteState.FAILED),
        ({"status": "canceled"}, RemoteState.CANCELLED),
        (
            {
                "status": "canceled",
                "completed_at": "2026-09-01T10:10:00Z",
                "deadline": "2026-09-01T10:10:00.000Z",
            },
            RemoteState.FAILED,
        ),
        ({"status": "aborted"}, RemoteState.FAILED),
        ({"status": "a word of next year"}, RemoteState.WORKING),
        ({"status": "succeeded", "output": None}, RemoteState.FAILED),
        ({"status": "succeeded", "output": "https://x.test/a.png"}, RemoteState.DONE),
    ],
)
def test_every_status_has_a_meaning_and_a_new_one_means_wait(
    said: dict[str, Any], state: RemoteState
) -> None:
    assert check_of(said, clean=str).state is state


@pytest.mark.parametrize(
    ("output", "names"),
    [
        ("https://x.test/out-0.png", ["photo.png"]),
        (["https://x.test/a.jpg", "https://x.test/b.jpeg?x=1"], ["photo.jpg", "photo-2.jpg"]),
        ({"images": [{"url": "https://x.test/a.webp"}]}, ["photo.webp"]),
        ("https://x.test/nameless", ["photo.png"]),
        (["https://x.test/a.png", "https://x.test/a.png"], ["photo.png"]),
        ({"text": "no address"}, []),
        (None, []),
        (7, []),
    ],
)
def test_addresses_are_found_in_every_shape_of_output(output: Any, names: list[str]) -> None:
    found = files_of({"output": output, "input": {"output_format": "png"}})

    assert [each.file.name for each in found] == names


@pytest.mark.parametrize(
    ("model", "marker"),
    [
        ("flux_kontext_pro", ""),
        ("photomaker", ""),
        ("nano_banana_2", "as-object"),
        ("instant_id", "moved"),
        ("flux_2_flex", "slow-body"),
    ],
)
def test_a_photo_comes_whole_and_without_our_key(
    replicate: Replicate, spec: Spec, model: str, marker: str
) -> None:
    (file,) = made(replicate, spec(marker, model=model)).files

    with replicate.fetch(file) as pieces, Image.open(io.BytesIO(b"".join(pieces))) as picture:
        picture.load()
        assert f"image/{(picture.format or '').lower()}" == file.file.content_type
        assert min(picture.size) >= 1000


def test_what_comes_is_made_from_the_photo_that_was_sent(replicate: Replicate, spec: Spec) -> None:
    with Image.open(io.BytesIO(shown("ann")[0].read())) as plain:
        skin = plain.convert("RGB").getpixel((320, 420))
    (file,) = made(replicate, spec()).files

    with replicate.fetch(file) as pieces, Image.open(io.BytesIO(b"".join(pieces))) as picture:
        found = picture.convert("RGB").getpixel((picture.width // 2, round(picture.height * 0.52)))

    assert isinstance(skin, tuple)
    assert isinstance(found, tuple)
    assert all(abs(a - b) < 120 for a, b in zip(skin, found, strict=True))


def test_links_that_ended_are_told_again_and_after_an_hour_nothing_is_left(
    tmp_path: Any, spec: Spec
) -> None:
    options = {"seconds": 0, "key": KEY, "prefix": PREFIX}
    stage = Stage(FACTORY, tmp_path / "hour.db", options, virtual=True).start()
    try:
        replicate = a_replicate(stage.url)
        remote_id = order(replicate, spec("link-ends=60"))
        (first,) = check(replicate, remote_id).files
        stage.advance(120)

        with pytest.raises(LinkExpired), replicate.fetch(first) as pieces:
            b"".join(pieces)
        (second,) = check(replicate, remote_id).files
        with replicate.fetch(second) as pieces:
            assert b"".join(pieces)

        stage.advance(3600)
        with pytest.raises(LinkExpired), replicate.fetch(second) as pieces:
            b"".join(pieces)
        late = check(replicate, remote_id)
        assert late.state is RemoteState.FAILED
        assert "removed" in late.reason
    finally:
        stage.kill()


def test_what_there_took_longer_than_we_wait_is_late(tmp_path: Any, spec: Spec) -> None:
    options = {"seconds": 300, "key": KEY, "prefix": PREFIX}
    stage = Stage(FACTORY, tmp_path / "late.db", options, virtual=True).start()
    try:
        replicate = a_replicate(stage.url, deadline_s=100)
        remote_id = order(replicate, spec())
        assert check(replicate, remote_id).state is RemoteState.WAITING
        stage.advance(50)
        assert check(replicate, remote_id).state is RemoteState.WORKING

        stage.advance(51)

        late = check(replicate, remote_id)
        assert late.state is RemoteState.FAILED
        assert "within its time" in late.reason
    finally:
        stage.kill()


@pytest.mark.parametrize(("marker", "problem"), FAILED_LOOKS)
def test_a_look_that_fails_says_nothing_of_the_order(
    replicate: Replicate, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    says_nothing_of_the_order(replicate, spec(f"{marker}*1"), problem)


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
    replicate: Replicate, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    (file,) = made(replicate, spec(marker)).files

    with pytest.raises(problem), replicate.fetch(file) as pieces:
        b"".join(pieces)


@pytest.mark.parametrize("url", ["http://cdn.example.com/a.jpg", "file:///etc/passwd", ""])
def test_a_file_is_fetched_over_tls_or_not_at_all(replicate: Replicate, url: str) -> None:
    file = RemoteFile(url, MadeFile("photo.jpg", "image/jpeg"))

    with pytest.raises(BadOutput), replicate.fetch(file) as pieces:
        b"".join(pieces)


def test_the_simulator_refuses_a_token_that_is_sent_to_the_files(simulator: Stage) -> None:
    url = f"{simulator.url}/delivery/x/out-0.png"

    assert httpx.get(url, headers={"Authorization": f"Bearer {KEY}"}).status_code == 400
    assert httpx.get(url).status_code == 404
