"""What was measured, beside what it was measured against and what was hoped for."""

import json
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

Need = Literal["at most", "at least"]


@dataclass(frozen=True)
class Aim:
    """The bound a figure should keep; `of_floor` when the ratio is meant and not the figure."""

    need: Need
    bound: float
    of_floor: bool = False

    def is_met(self, value: float) -> bool:
        """Whether this value keeps it."""
        return value <= self.bound if self.need == "at most" else value >= self.bound

    def __str__(self) -> str:
        sign = "≤" if self.need == "at most" else "≥"
        return f"{sign} {_short(self.bound)}{'×' if self.of_floor else ''}"


@dataclass(frozen=True)
class Figure:
    """One measured number."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    """The same unit, measured in the same run: what it costs when only the least is done."""
    floor_is: str = ""
    aims: tuple[Aim, ...] = ()
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The figure in floors."""
        return self.value / self.floor if self.floor else None

    def is_met(self) -> bool | None:
        """Whether every aim is kept; None when there is none."""
        if not self.aims:
            return None
        return all(aim.is_met(self._aimed(aim)) for aim in self.aims)

    def _aimed(self, aim: Aim) -> float:
        return (self.ratio if self.ratio is not None else 0.0) if aim.of_floor else self.value


@dataclass
class Report:
    """All figures of one run, by benchmark."""

    quick: bool
    figures: dict[str, list[Figure]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    took_s: dict[str, float] = field(default_factory=dict)

    def add(self, benchmark: str, run: Callable[[], Sequence[Figure]]) -> None:
        """Run a benchmark; one that breaks does not take the others with it."""
        started = time.monotonic()
        try:
            self.figures[benchmark] = list(run())
        except Exception as problem:  # noqa: BLE001 -- told in the report
            self.failed[benchmark] = f"{type(problem).__name__}: {problem}"
        self.took_s[benchmark] = round(time.monotonic() - started, 1)

    def as_json(self) -> str:
        """For machines."""
        told = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "quick": self.quick,
            "took_s": self.took_s,
            "failed": self.failed,
            "figures": {name: [_told(f) for f in each] for name, each in self.figures.items()},
        }
        return json.dumps(told, indent=2, ensure_ascii=False)

    def write(self, path: Path) -> None:
        """Keep it."""
        path.write_text(self.as_json() + "\n", encoding="utf-8")


def _told(figure: Figure) -> dict[str, object]:
    return asdict(figure) | {
        "aims": [str(aim) for aim in figure.aims],
        "ratio": figure.ratio,
        "met": figure.is_met(),
    }


def lines(name: str, figures: Sequence[Figure]) -> list[str]:
    """For people: one line per figure."""
    told = [f"\n{name}"]
    for f in figures:
        mark = {True: "✓", False: "✗", None: " "}[f.is_met()]
        value = f"{_short(f.value)} {f.unit}".strip()
        floor = "" if f.floor is None else f"{_short(f.floor)} {f.unit} ({f.floor_is})"
        ratio = "" if f.ratio is None else f"{f.ratio:.2f}×"
        aims = " and ".join(map(str, f.aims))
        told.append(f"  {mark} {f.name:<44} {value:>12}  {ratio:>8}  {aims:<18} {floor}")
        if f.note:
            told.append(f"      {f.note}")
    return told


def _short(value: float) -> str:
    if value == int(value) and abs(value) < 1e9:
        return f"{int(value)}"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
