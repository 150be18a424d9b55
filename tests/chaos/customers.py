"""People who keep asking while everything breaks; they ask again until they get an answer."""

import random
import threading
import time
from dataclasses import dataclass, field

from app.bootstrap import Studio
from app.domain.errors import Problem
from app.domain.medium import Medium
from app.domain.views import Order

_PROVIDERS = {"simulated": 9, "simulated_blind": 7, "simulated_sync": 6, "sketch_song": 2}
_WISHES = {
    "": 30,
    "[sim:seconds=0.2]": 10,
    "[sim:seconds=4]": 10,
    "[sim:fail]": 2,
    "[sim:reject=no names of artists]": 2,
    "[sim:429*1;after=1]": 2,
    "[sim:503*1;after=1]": 2,
    "[sim:cut-body*1]": 2,
    "[sim:500-check*2]": 2,
    "[sim:html-check*1]": 2,
    "[sim:unknown-status*2]": 2,
    "[sim:slow-body]": 2,
    "[sim:late-after-cancel]": 1,
}
_CANCELS = 0.06
_THREADS = 8
_AGAIN_S = 0.2
_LONG_LINE = 200


@dataclass
class Customers:
    """Some people, and the jobs they were promised."""

    studio: Studio
    seed: int
    per_second: float
    jobs: dict[str, str] = field(default_factory=dict)
    """The owner of every job that was acknowledged."""
    people: list[str] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    """Seconds each answered start took."""
    asked_again: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def open(self, *, people: int = 12) -> None:
        """Begin to ask."""
        self.people = [self.studio.accounts.guest().person.id for _ in range(people)]
        for number in range(_THREADS):
            thread = threading.Thread(target=self._ask_on, args=(number,), daemon=True)
            thread.start()
            self._threads.append(thread)

    def leave(self) -> None:
        """Ask for nothing more; whoever waits for an answer still gets it."""
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def _ask_on(self, number: int) -> None:
        rng = random.Random(self.seed * 100 + number)
        count = 0
        while not self._stop.wait(rng.expovariate(self.per_second / _THREADS)):
            if self._line_is_long():
                continue
            count += 1
            job_id, person = self._start(rng, key=f"{number}-{count}")
            self.jobs[job_id] = person
            if rng.random() < _CANCELS:
                self._stop.wait(rng.uniform(0, 2))
                self._cancel(person, job_id)

    def _line_is_long(self) -> bool:
        """They come back later, so that a slow machine is measured and not buried."""
        try:
            with self.studio.sql.connect() as connection:
                query = "SELECT count(*) FROM jobs WHERE ended_at IS NULL"
                return int(connection.exec_driver_sql(query).scalar_one()) > _LONG_LINE
        except Exception:  # noqa: BLE001 -- nobody can tell: ask all the same
            return False

    def _start(self, rng: random.Random, *, key: str) -> tuple[str, str]:
        wish = rng.choices([*_WISHES], [*_WISHES.values()])[0]
        provider = rng.choices([*_PROVIDERS], [*_PROVIDERS.values()])[0]
        person = rng.choice(self.people)
        params = {"prompt": f"rain {wish}", "length_s": 3}
        order = Order(Medium.SONG, params, provider=provider, key=key)
        while True:
            began = time.monotonic()
            try:
                job = self.studio.jobs.start(person, order)
            except Exception:  # noqa: BLE001 -- the database is away: ask the same again
                self.asked_again += 1
                time.sleep(_AGAIN_S)
            else:
                self.starts.append(time.monotonic() - began)
                return job.id, person

    def _cancel(self, person: str, job_id: str) -> None:
        try:
            self.studio.jobs.cancel(person, job_id)
        except Problem:
            return
        except Exception:  # noqa: BLE001 -- whoever cannot cancel waits for the song
            self.asked_again += 1
