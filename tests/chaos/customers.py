"""People who keep asking over HTTP while everything breaks; they repeat what was not answered."""

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.bootstrap import Studio
from tests.chaos.door import Door, WrongAnswer

PROVIDERS = {
    "simulated": 7,
    "simulated_lookup": 6,
    "simulated_blind": 6,
    "simulated_sync": 6,
    "sketch_song": 2,
}
_WISHES = {
    "": 30,
    "[sim:seconds=0.2]": 10,
    "[sim:seconds=4]": 10,
    "[sim:fail]": 2,
    "[sim:reject=no names of artists]": 2,
    "[sim:429*1;after=1]": 2,
    "[sim:429;window=2]": 2,
    "[sim:503*1;after=1]": 2,
    "[sim:reset*1]": 2,
    "[sim:cut-body*1]": 2,
    "[sim:500-check*2]": 2,
    "[sim:html-check*1]": 2,
    "[sim:unknown-status*2]": 2,
    "[sim:slow-body]": 2,
    "[sim:late-after-cancel]": 1,
}
_CANCELS = 0.06
_HANGS_UP = 0.08
"""Leaves before the answer, and asks the same under the same key."""
_REPEATS = 0.05
"""Asks once more although it was answered."""
_THREADS = 8
_LONG_LINE = 200
_ENDS = {"completed", "failed", "cancelled"}


@dataclass
class Customers:
    """Some people, and the jobs they were promised."""

    studio: Studio
    """Only looked at, to see how long the line is."""
    addresses: Sequence[str]
    seed: int
    per_second: float
    jobs: dict[str, str] = field(default_factory=dict)
    """The owner of every job that was acknowledged."""
    ends: dict[str, str] = field(default_factory=dict)
    """How those ended whose end somebody has read."""
    starts: list[float] = field(default_factory=list)
    """Seconds from asking to being answered, repeats included."""
    hung_up: int = 0
    asked_again: int = 0
    wrong: list[str] = field(default_factory=list)
    """Whatever nobody should have been told."""
    _people: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def open(self, *, people: int = 12) -> None:
        """Begin to ask."""
        door = Door(self.addresses)
        self._people = [door.guest() for _ in range(people)]
        door.close()
        for number in range(_THREADS):
            thread = threading.Thread(target=self._live, args=(number,), daemon=True)
            thread.start()
            self._threads.append(thread)

    def leave(self) -> None:
        """Ask for nothing more; whoever waits for an answer still gets it."""
        self._stop.set()
        for thread in self._threads:
            thread.join(120)
        if any(thread.is_alive() for thread in self._threads):
            self.wrong.append("somebody still waits for an answer")

    def read_everything(self) -> None:
        """Everybody looks at all that they were promised, once it is quiet."""
        door = Door(self.addresses)
        for job_id in self.jobs:
            self._read(door, job_id)
        door.close()

    def _live(self, number: int) -> None:
        rng, door = random.Random(self.seed * 100 + number), Door(self.addresses)
        count = 0
        while not self._stop.wait(rng.expovariate(self.per_second / _THREADS)):
            if mine := list(self.jobs):
                self._read(door, rng.choice(mine[-100:]))
            if self._line_is_long():
                continue
            count += 1
            try:
                self._buy(rng, door, key=f"{number}-{count}")
            except WrongAnswer as answer:
                self.wrong.append(str(answer))
        self.asked_again += door.again
        door.close()

    def _buy(self, rng: random.Random, door: Door, *, key: str) -> None:
        cookie, hasty = rng.choice(self._people), rng.random() < _HANGS_UP
        wish, began = _wish(rng), time.monotonic()
        job_id = _start(door, wish, cookie=cookie, key=key, hasty=hasty)
        self.starts.append(time.monotonic() - began)
        self.hung_up += hasty
        self.jobs[job_id] = cookie
        if rng.random() < _REPEATS and _start(door, wish, cookie=cookie, key=key) != job_id:
            self.wrong.append(f"key {key} started {job_id} and another")
        if rng.random() < _CANCELS:
            self._stop.wait(rng.uniform(0, 2))
            door.insist("POST", f"/api/jobs/{job_id}/cancel", cookie=cookie)

    def _read(self, door: Door, job_id: str) -> None:
        """What was acknowledged is known to everybody, and an end is the end."""
        try:
            said = door.insist("GET", f"/api/jobs/{job_id}", cookie=self.jobs[job_id]).json()
        except WrongAnswer as answer:
            self.wrong.append(str(answer))
            return
        known = self.ends.get(job_id, said["status"])
        if said["status"] != known:
            self.wrong.append(f"{job_id} was {known}, then {said['status']}")
        if said["status"] in _ENDS:
            self.ends[job_id] = said["status"]

    def _line_is_long(self) -> bool:
        """They come back later, so that a slow machine is measured and not buried."""
        try:
            with self.studio.sql.connect() as connection:
                query = "SELECT count(*) FROM jobs WHERE ended_at IS NULL"
                return int(connection.exec_driver_sql(query).scalar_one()) > _LONG_LINE
        except Exception:  # noqa: BLE001 -- nobody can tell: ask all the same
            return False


def _wish(rng: random.Random) -> dict[str, object]:
    marker = rng.choices([*_WISHES], [*_WISHES.values()])[0]
    provider = rng.choices([*PROVIDERS], [*PROVIDERS.values()])[0]
    params = {"prompt": f"rain {marker}", "length_s": 3}
    return {"medium": "song", "params": params, "provider": provider}


def _start(
    door: Door, wish: dict[str, object], *, cookie: str, key: str, hasty: bool = False
) -> str:
    answer = door.insist("POST", "/api/jobs", cookie=cookie, key=key, content=wish, hasty=hasty)
    return str(answer.json()["id"])
