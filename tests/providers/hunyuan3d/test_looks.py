"""How far an order is, which the server hardly says; and the model within its answer."""

import base64
import io
import json
from collections.abc import Callable, Iterator

import pytest
import trimesh

from app.domain.errors import BadOutput, ProviderFailed, ProviderProblem
from app.domain.providing import RemoteState, TaskSpec
from app.providers.hunyuan3d import glb
from app.providers.hunyuan3d.answers import FILE, HEAD, check_of
from app.providers.hunyuan3d.provider import Hunyuan3D
from tests.providers.hunyuan3d.conftest import a_hunyuan
from tests.providers.polled import FAILED_LOOKS, check, made, order, says_nothing_of_the_order
from tests.simulators.solid import TRIANGLES, glb_of
from tests.simulators.stage import Stage

Spec = Callable[..., TaskSpec]
MODEL = glb_of("an owl")


def answer_with(model: bytes, *, initial_first: bool = False) -> bytes:
    said = {"model_base64": base64.b64encode(model).decode()}
    bare = {"initial_model_base64": base64.b64encode(glb_of("another")).decode()}
    rest = bare | said if initial_first else said | bare
    return json.dumps({"status": "completed"} | rest).encode()


def in_pieces(body: bytes, size: int) -> Iterator[bytes]:
    return (body[start : start + size] for start in range(0, len(body), size))


@pytest.mark.parametrize("size", [1, 3, 7, 1000, 10**6])
@pytest.mark.parametrize("initial_first", [False, True])
def test_a_model_comes_out_of_its_answer_whatever_its_pieces(
    size: int, *, initial_first: bool
) -> None:
    body = answer_with(MODEL, initial_first=initial_first)

    assert b"".join(glb.model_in(in_pieces(body, size))) == MODEL


def test_slashes_may_be_written_with_a_backslash() -> None:
    body = answer_with(MODEL).replace(b"/", b"\\/")

    assert b"".join(glb.model_in(in_pieces(body, 999))) == MODEL


def test_no_piece_holds_more_than_it_came_with() -> None:
    body = answer_with(MODEL)

    assert max(map(len, glb.model_in(in_pieces(body, 1000)))) <= 1000


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b'{"status":"processing"}', ProviderFailed),
        (answer_with(b""), ProviderFailed),
        (answer_with(MODEL[:-1]), ProviderFailed),
        (answer_with(MODEL[:7]), ProviderFailed),
        (answer_with(MODEL + b"more"), BadOutput),
        (answer_with(b"this is no model" * 9), BadOutput),
        (answer_with(MODEL)[:5000], BadOutput),
        (b'{"status":"completed","model_base64":"???"}', BadOutput),
        (b'{"status":"completed","model_base64":"AAA"}', BadOutput),
    ],
)
def test_what_is_not_whole_yet_and_what_never_will_be_are_told_apart(
    body: bytes, problem: type[ProviderProblem]
) -> None:
    with pytest.raises(problem) as caught:
        b"".join(glb.model_in(in_pieces(body, 1000)))

    assert type(caught.value) is problem


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (b'{"status":"processing"}', RemoteState.WORKING),
        (b'{"status": "texturing"}', RemoteState.WORKING),
        (b'{"status":"a word of next year"}', None),
        (b'{"status":"pondering"}', RemoteState.WORKING),
        (b"<html>We will be right back</html>", None),
        (answer_with(MODEL), RemoteState.DONE),
        (answer_with(MODEL, initial_first=True), RemoteState.DONE),
        (b'{"status":"completed","model_base64":""}', RemoteState.WORKING),
        (b'{"status":"completed","model_base64":"Z2xURg=="}', RemoteState.WORKING),
    ],
)
def test_a_look_reads_the_beginning_only(body: bytes, state: RemoteState | None) -> None:
    if state is None:
        with pytest.raises(ProviderFailed):
            check_of(body[:HEAD], size=len(body), url="x", clean=str)
        return

    found = check_of(body[:HEAD], size=len(body), url="status/x", clean=str)

    assert found.state is state
    assert [each.url for each in found.files] == ["status/x"] * (state is RemoteState.DONE)


def test_a_model_that_is_shorter_than_it_says_is_still_being_written() -> None:
    body = json.dumps(
        {"status": "completed", "model_base64": base64.b64encode(MODEL[:5000]).decode()}
    ).encode()

    assert check_of(body[:HEAD], size=len(body), url="x", clean=str).state is RemoteState.WORKING
    assert check_of(body[:HEAD], size=None, url="x", clean=str).state is RemoteState.DONE


def test_an_order_goes_on_while_it_does(hunyuan: Hunyuan3D, spec: Spec) -> None:
    for marker in ("seconds=600", "never", "fail"):
        assert check(hunyuan, order(hunyuan, spec(marker))).state is RemoteState.WORKING


def test_what_it_never_heard_of_goes_on_too(hunyuan: Hunyuan3D) -> None:
    assert check(hunyuan, "0b5b5f5e-0000-4000-8000-000000000000").state is RemoteState.WORKING


@pytest.mark.parametrize(("marker", "problem"), FAILED_LOOKS)
def test_a_look_that_fails_says_nothing_of_the_order(
    hunyuan: Hunyuan3D, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    says_nothing_of_the_order(hunyuan, spec(f"{marker}*1"), problem)


@pytest.mark.parametrize("marker", ["", "no-length", "slow-body"])
def test_a_model_comes_whole(hunyuan: Hunyuan3D, spec: Spec, marker: str) -> None:
    (file,) = made(hunyuan, spec(marker)).files

    with hunyuan.fetch(file) as pieces:
        body = b"".join(pieces)

    assert file.file == FILE
    assert len(trimesh.load_mesh(io.BytesIO(body), file_type="glb").faces) == TRIANGLES


def test_a_model_that_ends_early_is_not_taken(hunyuan: Hunyuan3D, spec: Spec) -> None:
    (file,) = made(hunyuan, spec("cut-body")).files

    with pytest.raises(BadOutput), hunyuan.fetch(file) as pieces:
        b"".join(pieces)


def test_a_model_that_is_being_written_is_waited_for(older: Stage, spec: Spec) -> None:
    hunyuan = a_hunyuan(older.url, model="hunyuan3d-2", textures=False)
    remote_id = order(hunyuan, spec("half-written*2"))

    states = [check(hunyuan, remote_id).state for _ in range(3)]

    assert states == [RemoteState.WORKING, RemoteState.WORKING, RemoteState.DONE]


def test_a_model_that_turns_out_half_written_is_fetched_again(
    hunyuan: Hunyuan3D, spec: Spec
) -> None:
    (file,) = made(hunyuan, spec("half-written*2")).files

    with pytest.raises(ProviderFailed, match="not whole yet"), hunyuan.fetch(file) as pieces:
        b"".join(pieces)

    with hunyuan.fetch(file) as pieces:
        body = b"".join(pieces)

    assert len(trimesh.load_mesh(io.BytesIO(body), file_type="glb").faces) == TRIANGLES
