"""The benchmarks run and report; how fast anything is, no test asserts."""

import json
from pathlib import Path

import pytest

from tests.bench.cluster import scales_to
from tests.bench.report import Aim, Figure, Report, lines
from tests.bench.run import BENCHMARKS, main


def test_two_of_them_run_and_say_what_was_hoped_for(tmp_path: Path) -> None:
    kept = tmp_path / "report.json"

    assert main(["honesty", "path", "--quick", "--json", str(kept)]) == 0

    told = json.loads(kept.read_text())
    assert told["quick"]
    assert not told["failed"]
    assert set(told["figures"]) == {"honesty", "path"}
    for figure in told["figures"]["path"] + told["figures"]["honesty"]:
        assert figure["value"] > 0
        assert figure["met"] in {True, False, None}
    [rate] = [f for f in told["figures"]["path"] if f["aims"]]
    assert rate["ratio"] == rate["value"] / rate["floor"]


def test_a_benchmark_that_breaks_takes_no_other_with_it() -> None:
    report = Report(quick=True)

    report.add("first", lambda: [Figure("speed", 1 / 0, "/s")])
    report.add("second", lambda: [Figure("speed", 3, "/s", 2, aims=(Aim("at least", 2),))])

    assert report.failed == {"first": "ZeroDivisionError: division by zero"}
    assert "1.50×" in lines("second", report.figures["second"])[1]


@pytest.mark.parametrize(
    ("rates", "processes"),
    [({1: 100, 2: 190, 4: 350}, 4), ({1: 100, 2: 190, 4: 200}, 2), ({1: 100, 2: 101, 4: 900}, 1)],
)
def test_scaling_ends_where_twice_as_many_give_little_more(
    rates: dict[int, float], processes: int
) -> None:
    assert scales_to(rates) == processes


def test_every_benchmark_has_a_module_of_its_name() -> None:
    here = Path(__file__).parent

    assert all((here / f"{name}.py").is_file() for name in BENCHMARKS)
