"""What goes wrong, chosen by a seed: things die, freeze, forget and fill up, several at a time."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from redis.exceptions import RedisError

from app.services.sweeper import RING_EVERY
from tests.chaos.place import LEASE_S, Place, Process, freeze, thaw
from tests.chaos.recovery import Recovery

Act = Callable[[], None]

_CHANCES = {
    "kill web": 4,
    "freeze web": 2,
    "kill worker": 6,
    "freeze worker": 3,
    "kill clock": 3,
    "freeze clock": 1,
    "kill redis": 2,
    "freeze redis": 1,
    "flush redis": 2,
    "kill postgres": 2,
    "freeze postgres": 1,
    "break storage": 1,
}


@dataclass
class Mischief:
    """Does one thing after another; each is healed after a while."""

    place: Place
    recovery: Recovery
    rng: random.Random
    done: Counter[str] = field(default_factory=Counter)
    leaders: list[int] = field(default_factory=list)
    _hurt: dict[str, tuple[float, Act]] = field(default_factory=dict)
    """What is broken now, when it is healed, and how."""

    def run(self, seconds: float) -> None:
        """Break and heal for so long, then heal everything."""
        until = time.monotonic() + seconds
        next_at = time.monotonic() + 2
        while time.monotonic() < until:
            self._heal(time.monotonic())
            if time.monotonic() >= next_at:
                self._break(self.rng.choices([*_CHANCES], [*_CHANCES.values()])[0])
                next_at = time.monotonic() + self.rng.uniform(0.4, 2.0)
            self.watch()
            time.sleep(0.1)
        self._heal(float("inf"))

    def watch(self) -> None:
        """Note who leads, and who has been taken care of."""
        if self._is_hurt("postgres"):
            return
        leader = self.place.leader()
        if leader is not None and self.leaders[-1:] != [leader]:
            self.leaders.append(leader)
        self.recovery.look()

    def _break(self, what: str) -> None:
        verb, subject = what.split()
        if self._is_hurt(subject) and subject not in ("web", "worker", "clock"):
            return
        act: Callable[[], bool] = getattr(self, f"_{verb}_{subject}")
        if act():
            self.done[what] += 1

    def _heal(self, now: float) -> None:
        for name, (at, heal) in list(self._hurt.items()):
            if at <= now:
                del self._hurt[name]
                heal()

    def _is_hurt(self, subject: str) -> bool:
        return any(name.startswith(subject) for name in self._hurt)

    def _later(self, name: str, low: float, high: float, heal: Act) -> bool:
        self._hurt[name] = (time.monotonic() + self.rng.uniform(low, high), heal)
        return True

    def _healthy(self, subject: str, processes: list[Process]) -> Process | None:
        """One of those that nothing happened to; what waits for healing is left alone."""
        free = [each for each in processes if f"{subject} {each.pid}" not in self._hurt]
        return self.rng.choice(free) if free else None

    def _kill_web(self) -> bool:
        victim = self._healthy("web", [*self.place.serving.values()])
        if victim is None:
            return False
        self.place.crew.kill(victim)
        return self._later(f"web {victim.pid}", 0, 1, lambda: self.place.replace_web(victim))

    def _freeze_web(self) -> bool:
        victim = self._healthy("web", [*self.place.serving.values()])
        if victim is None:
            return False
        self.place.crew.freeze(victim)
        return self._later(f"web {victim.pid}", 1, 8, lambda: self.place.crew.thaw(victim))

    def _kill_worker(self) -> bool:
        victim = self._healthy("worker", self.place.at_work)
        if victim is None:
            return False
        self._expect_recovery(victim)
        self.place.crew.kill(victim)
        return self._later(f"worker {victim.pid}", 0, 1, lambda: self.place.replace_worker(victim))

    def _freeze_worker(self) -> bool:
        victim = self._healthy("worker", self.place.at_work)
        if victim is None:
            return False
        self._expect_recovery(victim)
        self.place.crew.freeze(victim)
        # Some wake before their tasks are taken over, some after.
        least, most = LEASE_S + 1, LEASE_S + RING_EVERY.total_seconds() + 4
        heal = partial(self.place.crew.thaw, victim)
        return self._later(f"worker {victim.pid}", least, most, heal)

    def _expect_recovery(self, victim: Process) -> None:
        # A frozen database answers nobody, and whoever asks it waits.
        if not self._is_hurt("postgres"):
            self.recovery.expect(victim)

    def _kill_clock(self) -> bool:
        victim = self._leading_clock()
        if victim is None:
            return False
        self.place.crew.kill(victim)
        return self._later(f"clock {victim.pid}", 0, 2, lambda: self.place.replace_clock(victim))

    def _freeze_clock(self) -> bool:
        victim = self._leading_clock()
        if victim is None:
            return False
        self.place.crew.freeze(victim)
        return self._later(f"clock {victim.pid}", 7, 9, lambda: self.place.crew.thaw(victim))

    def _leading_clock(self) -> Process | None:
        leader = None if self._is_hurt("postgres") else self.place.leader()
        leading = [each for each in self.place.watching if each.pid == leader]
        return self._healthy("clock", leading or self.place.watching)

    def _kill_redis(self) -> bool:
        self.place.redis.child.kill()
        return self._later("redis", 0.2, 3, self.place.start_redis)

    def _freeze_redis(self) -> bool:
        child = self.place.redis.child
        freeze(child)
        return self._later("redis", 1, 4, lambda: thaw(child))

    def _flush_redis(self) -> bool:
        try:
            self.place.flush_redis()
        except RedisError:
            return False
        return True

    def _kill_postgres(self) -> bool:
        self.place.postgres.child.kill()
        return self._later("postgres", 0.2, 2, self.place.start_postgres)

    def _freeze_postgres(self) -> bool:
        child = self.place.postgres.child
        freeze(child)
        return self._later("postgres", 1, 4, lambda: thaw(child))

    def _break_storage(self) -> bool:
        self.place.break_storage()
        return self._later("storage", 0.5, 4, self.place.mend_storage)
