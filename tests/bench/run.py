"""Runs benchmarks, prints a table, writes JSON."""

import argparse
import importlib
from pathlib import Path

from tests.bench.report import Report, lines
from tests.bench.rig import rig

BENCHMARKS = {
    "submit": "From a click to a job id, through REST",
    "documented": "The music API: a song asked for, and how far it is",
    "path": "The engine's whole path, per job",
    "cluster": "Worker processes side by side",
    "crowd": "Many generations in flight, one worker",
    "tabs": "Open tabs that ask every two seconds",
    "listeners": "Streams of events",
    "webhooks": "Word to people's own programs",
    "growth": "The same with many finished jobs",
    "death": "From the death of a worker to the next step of its jobs",
    "honesty": "Promised times",
    "song": "Sketch songs",
    "photo": "Sketched pictures",
    "storage": "A very large file through storage",
    "weight": "Bytes of a visit",
    "arrival": "From the provider to the page",
}


def main(words: list[str]) -> int:
    """Run what was asked for; 1 when something broke, never because something was slow."""
    asked = _asked(words)
    report = measure(asked.names or list(BENCHMARKS), quick=asked.quick)
    if asked.json:
        report.write(asked.json)
    return 1 if report.failed else 0


def measure(names: list[str], *, quick: bool) -> Report:
    """Run these benchmarks on servers of their own."""
    report = Report(quick=quick)
    with rig(quick=quick) as servers:
        for name in names:
            module = importlib.import_module(f"tests.bench.{name}")
            report.add(name, lambda module=module: module.run(servers))
            _say(report, name)
    return report


def _say(report: Report, name: str) -> None:
    title = f"{BENCHMARKS[name]} ({name}, {report.took_s[name]:.0f} s)"
    for line in lines(title, report.figures.get(name, [])):
        print(line, flush=True)  # noqa: T201 -- what it is for
    if name in report.failed:
        print(f"  broke: {report.failed[name]}", flush=True)  # noqa: T201


def _asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="meanwhile bench")
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--quick", action="store_true", help="smaller, in a few minutes")
    asked = parser.parse_args(words)
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"nothing here measures {', '.join(sorted(unknown))}")
    return asked
