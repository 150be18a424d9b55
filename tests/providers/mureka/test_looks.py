"""How far an order is, in the engine's words; and the files that come of it."""

from collections.abc import Callable

import httpx
import pytest

from app.domain.errors import BadOutput, ProviderFailed, ProviderProblem
from app.domain.files import kind_of
from app.domain.providing import MadeFile, RemoteFile, RemoteState, TaskSpec
from app.providers.mureka.answers import check_of
from app.providers.mureka.provider import Mureka
from tests.providers.mureka.conftest import WORDS
from tests.providers.polled import FAILED_LOOKS, check, made, order, says_nothing_of_the_order
from tests.simulators.sound import song_of
from tests.simulators.stage import Stage

Spec = Callable[..., TaskSpec]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("preparing", RemoteState.WAITING),
        ("queued", RemoteState.WAITING),
        ("running", RemoteState.WORKING),
        ("streaming", RemoteState.WORKING),
        ("reviewing", RemoteState.WORKING),
        ("failed", RemoteState.FAILED),
        ("timeouted", RemoteState.FAILED),
        ("cancelled", RemoteState.CANCELLED),
        ("a word of next year", RemoteState.WORKING),
    ],
)
def test_every_status_has_a_meaning_and_a_new_one_means_wait(
    status: str, state: RemoteState
) -> None:
    assert check_of({"status": status}, clean=str).state is state


@pytest.mark.parametrize(
    ("marker", "state"),
    [
        ("fail", RemoteState.FAILED),
        ("timeouted", RemoteState.FAILED),
        ("cancelled", RemoteState.CANCELLED),
        ("no-choices", RemoteState.FAILED),
        ("reviewing] [sim:seconds=600", RemoteState.WORKING),
        ("unknown-status", RemoteState.WORKING),
        ("seconds=600", RemoteState.WAITING),
    ],
)
def test_an_order_is_where_it_is(
    mureka: Mureka, spec: Spec, marker: str, state: RemoteState
) -> None:
    assert check(mureka, order(mureka, spec(marker))).state is state


def test_the_reason_is_told(mureka: Mureka, spec: Spec) -> None:
    found = check(mureka, order(mureka, spec("fail")))

    assert found.reason == "The model ran out of breath."


@pytest.mark.parametrize(("marker", "problem"), FAILED_LOOKS)
def test_a_look_that_fails_says_nothing_of_the_order(
    mureka: Mureka, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    says_nothing_of_the_order(mureka, spec(f"{marker}*1"), problem)


def test_takes_come_in_their_order_each_with_its_facts(mureka: Mureka, spec: Spec) -> None:
    files = made(mureka, spec(takes=3, lyrics=WORDS)).files

    assert [each.file.name for each in files] == ["song.mp3", "song-2.mp3", "song-3.mp3"]
    assert all(each.file.content_type == "audio/mpeg" for each in files)
    assert all(each.file.meta["duration_s"] == 1.0 for each in files)
    assert files[0].file.meta["lyrics"] == f"[verse]\n{WORDS}"
    assert len({each.file.meta["song_id"] for each in files}) == 3


def test_a_take_that_did_not_come_is_not_there(mureka: Mureka, spec: Spec) -> None:
    assert len(made(mureka, spec("fewer", takes=2)).files) == 1


def test_flac_is_taken_where_there_is_no_mp3(mureka: Mureka, spec: Spec) -> None:
    (file,) = made(mureka, spec("flac-only")).files

    with mureka.fetch(file) as pieces:
        assert kind_of(b"".join(pieces)) == file.file.content_type == "audio/flac"
    assert file.file.name == "song.flac"


def test_a_resellers_names_and_units_are_understood(mureka: Mureka, spec: Spec) -> None:
    (file,) = made(mureka, spec("wrapper")).files

    assert file.url.endswith(".mp3")
    assert file.file.meta["duration_s"] == 1.0


@pytest.mark.parametrize("marker", ["", "moved", "slow-body"])
def test_a_file_comes_whole_and_without_our_key(mureka: Mureka, spec: Spec, marker: str) -> None:
    (file,) = made(mureka, spec(marker)).files
    name = file.url.rpartition("/")[2].removesuffix(".mp3")

    with mureka.fetch(file) as pieces:
        assert b"".join(pieces) == song_of(name)


def test_the_simulator_refuses_a_key_that_is_sent_to_the_files(simulator: Stage) -> None:
    answer = httpx.get(f"{simulator.url}/cdn/x.mp3", headers={"Authorization": "Bearer x"})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("moved-plain", BadOutput),
        ("cut-body", BadOutput),
        ("404-file", ProviderFailed),
        ("link-ends=-1", ProviderFailed),
    ],
)
def test_a_file_that_does_not_come_is_said_so(
    mureka: Mureka, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    (file,) = made(mureka, spec(marker)).files

    with pytest.raises(problem), mureka.fetch(file) as pieces:
        b"".join(pieces)


@pytest.mark.parametrize(
    "url",
    ["http://cdn.example.com/a.mp3", "ftp://cdn.example.com/a", "file:///etc/passwd", "/a.mp3", ""],
)
def test_a_file_is_fetched_over_tls_or_not_at_all(mureka: Mureka, url: str) -> None:
    file = RemoteFile(url, MadeFile("song.mp3", "audio/mpeg"))

    with pytest.raises(BadOutput), mureka.fetch(file) as pieces:
        b"".join(pieces)
