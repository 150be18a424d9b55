"""Keeps units running until told to stop."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence

from app.host.child import Child, Unit
from app.host.logs import Watch, rotate
from app.host.roster import Roster
from app.host.troubles import DidNotStart

_TICK_S = 0.2
_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 10.0
_HEALTHY_S = 30.0


class Interrupted(Exception):
    """We were asked to stop before everything had started."""


class _Kept:
    """One unit and its present child."""

    def __init__(self, unit: Unit) -> None:
        rotate(unit.log)
        self.unit = unit
        self.watch = Watch(unit.log)
        self.failures = 0
        self.due_at: float | None = None
        self.is_ready = False
        self.child = Child(unit)

    def pause(self) -> float:
        """How long to wait before the next start: longer each time, until it stays healthy."""
        if time.monotonic() - self.child.started_at > _HEALTHY_S:
            self.failures = 0
        self.failures += 1
        return min(_FIRST_PAUSE_S * 2 ** (self.failures - 1), _LONGEST_PAUSE_S)


class Supervisor:
    """Starts units, restarts those that end, and stops them all."""

    def __init__(self, roster: Roster, say: Callable[[str], None], *, url: str = "") -> None:
        self.stopping = threading.Event()
        self._roster = roster
        self._say = say
        self._url = url
        self._kept: list[_Kept] = []

    def launch(self, units: Iterable[Unit]) -> None:
        """Start without waiting until they answer."""
        for unit in units:
            self._check_wanted()
            self._kept.append(_Kept(unit))
            self._note()

    def wait_ready(self) -> None:
        """Return when every unit answers; raise `DidNotStart` for the first that ends before."""
        while waiting := [kept for kept in self._kept if not kept.is_ready]:
            self._check_wanted()
            for kept in waiting:
                kept.is_ready = kept.child.check_ready()
            time.sleep(0.03)

    def watch(self) -> None:
        """Keep everything running until `stopping` is set."""
        while not self.stopping.wait(_TICK_S):
            for kept in self._kept:
                self._look_after(kept)

    def run_once(self, unit: Unit) -> None:
        """Run a unit that is meant to end; raise `DidNotStart` where it fails."""
        self._check_wanted()
        rotate(unit.log)
        child = Child(unit)
        self._note(child)
        while (code := child.exit_code) is None:
            if self.stopping.wait(0.03):
                child.kill()
        child.kill()
        self._check_wanted()
        if code:
            raise DidNotStart(f"{unit.name} failed: {child.last_words()}")

    def stop(self) -> None:
        """Stop everything, servers last: the others still write to them as they leave."""
        ranks = sorted({kept.unit.stops_last for kept in self._kept})
        for is_last in ranks:
            _stop_together([k.child for k in self._kept if k.unit.stops_last is is_last])
        self._roster.release()

    def _look_after(self, kept: _Kept) -> None:
        for trouble in kept.watch.troubles():
            self._say(f"    {kept.unit.name}: {trouble}")
        if kept.due_at is not None:
            if time.monotonic() >= kept.due_at:
                self._restart(kept)
        elif (code := kept.child.exit_code) is not None:
            self._bury(kept, code)
        elif not kept.is_ready and kept.unit.is_ready():
            kept.is_ready = True
            self._say(f"    {kept.unit.name} is back")

    def _bury(self, kept: _Kept, code: int) -> None:
        # What it had started itself would otherwise go on beside its successor.
        kept.child.kill()
        pause = kept.pause()
        kept.due_at = time.monotonic() + pause
        kept.is_ready = False
        how = f"was killed (signal {-code})" if code < 0 else f"ended (code {code})"
        self._say(f"    {kept.unit.name} {how}: starting it again in {pause:g} s")

    def _restart(self, kept: _Kept) -> None:
        kept.due_at = None
        kept.child = Child(kept.unit)
        self._note()

    def _note(self, *others: Child) -> None:
        self._roster.note([*(kept.child for kept in self._kept), *others], self._url)

    def _check_wanted(self) -> None:
        if self.stopping.is_set():
            raise Interrupted


def _stop_together(children: Sequence[Child]) -> None:
    for child in children:
        child.ask_to_stop()
    asked_at = time.monotonic()
    while waiting := [child for child in children if child.exit_code is None]:
        waited = time.monotonic() - asked_at
        if all(waited > child.unit.grace_s for child in waiting):
            break
        time.sleep(0.02)
    for child in children:
        child.kill()
