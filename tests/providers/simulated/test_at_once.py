"""A call that lasts as long as the work, and every way in which it can end."""

from collections.abc import Callable, Iterable

import pytest

from app.domain.errors import (
    BadOutput,
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.domain.providing import MadeFile, Maker, TaskSpec
from app.providers.simulated.maker import SimulatedMaker
from tests.providers.simulated.conftest import a_maker
from tests.simulators.running import Simulator
from tests.simulators.stage import free_port

Spec = Callable[..., TaskSpec]


class Shelf:
    """A workshop that keeps what it is given."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def progress(self, share: float) -> None:
        del share

    def put(self, file: MadeFile, chunks: Iterable[bytes]) -> None:
        self.files[file.name] = b"".join(chunks)


def test_it_is_a_maker(maker: SimulatedMaker) -> None:
    assert isinstance(maker, Maker)


@pytest.mark.parametrize("marker", ["", "[sim:slow-body]", "[sim:seconds=0.3]"])
def test_it_gives_the_file_it_promised(maker: SimulatedMaker, spec: Spec, marker: str) -> None:
    shelf, wanted = Shelf(), spec(f"rain {marker}")

    maker.make(wanted, shelf)

    assert [file.name for file in maker.expects(wanted)] == list(shelf.files)
    assert shelf.files["song.mp3"].startswith(b"ID3")


@pytest.mark.parametrize(
    ("marker", "problem", "words", "purchases"),
    [
        ("429", ProviderBusy, "scripted 429", 0),
        ("503", ProviderBusy, "scripted 503", 0),
        ("reject=no", ProviderRejected, "no", 0),
        ("quota", ProviderOutOfMoney, "no credits left", 0),
        ("500", OutcomeUnknown, "answered 500", 0),
        ("500-after", OutcomeUnknown, "answered 500", 1),
        ("fail", ProviderFailed, "out of breath", 1),
        ("never", OutcomeUnknown, "ReadTimeout", 1),
        ("hang", OutcomeUnknown, "ReadTimeout", 1),
        ("reset", OutcomeUnknown, "broke after it was sent", 1),
        ("html", BadOutput, "text/html", 1),
        ("cut-body", BadOutput, "broke off", 1),
    ],
)
def test_trouble(
    *,
    maker: SimulatedMaker,
    sync_sim: Simulator,
    spec: Spec,
    marker: str,
    problem: type[ProviderProblem],
    words: str,
    purchases: int,
) -> None:
    wanted = spec(f"rain [sim:{marker}]")

    with pytest.raises(problem, match=words) as raised:
        maker.make(wanted, Shelf())

    assert type(raised.value) is problem
    assert sync_sim.bought()[wanted.task_id] == purchases


def test_whoever_cannot_be_reached_sold_nothing(spec: Spec) -> None:
    with pytest.raises(ProviderBusy, match="no connection"):
        a_maker(f"http://127.0.0.1:{free_port()}").make(spec(), Shelf())


def test_our_trouble_with_the_file_stays_our_own(maker: SimulatedMaker, spec: Spec) -> None:
    class Full(Shelf):
        def put(self, file: MadeFile, chunks: Iterable[bytes]) -> None:
            del file, chunks
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        maker.make(spec(), Full())
