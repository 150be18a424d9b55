"""A whole studio on real servers, with providers that a test can script."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.bootstrap import Studio, build
from app.domain import pricing
from app.domain.formats import Format
from app.domain.medium import Medium
from app.domain.providing import Traits
from app.domain.views import JobView, Order
from app.services.invariants import broken
from app.settings import Settings
from tests.conftest import template_url as template_url  # noqa: PLC0414 -- others take it from here
from tests.engine.pixels import photo
from tests.engine.scripted import ScriptedMaker, ScriptedPoller, ScriptedSculptor

PRICE = pricing.Price(base=3)
VAPID_KEY = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI"


@dataclass
class Bell:
    """A doorbell that writes down who was rung, so that a test decides when they answer."""

    rung: list[tuple[str, str]] = field(default_factory=list)

    def admit(self, provider: str) -> None:
        self.rung.append(("admit", provider))

    def submit(self, task_id: str) -> None:
        self.rung.append(("submit", task_id))

    def make(self, task_id: str, *, render: bool) -> None:
        del render
        self.rung.append(("make", task_id))

    def poll(self, provider: str) -> None:
        self.rung.append(("poll", provider))

    def save(self, task_id: str) -> None:
        self.rung.append(("save", task_id))

    def convert(self, asset_id: str, format_: Format) -> None:
        self.rung.append(("convert", f"{asset_id} {format_}"))

    def prepare(self, upload_id: str) -> None:
        self.rung.append(("prepare", upload_id))

    def deliver(self) -> None:
        self.rung.append(("deliver", ""))

    def sweep(self) -> None:
        self.rung.append(("sweep", ""))


@dataclass
class House:
    """One studio, its bell and its providers."""

    studio: Studio
    bell: Bell
    sketch: ScriptedMaker
    caller: ScriptedMaker
    keyed: ScriptedPoller
    looked_up: ScriptedPoller
    blind: ScriptedPoller
    sculptor: ScriptedSculptor
    camera: ScriptedMaker
    lab: ScriptedPoller
    person: str = ""

    def start(
        self,
        provider: str = "sketch",
        *,
        person: str | None = None,
        takes: int = 1,
        can_undo: bool = False,
    ) -> JobView:
        """Start a song with this provider."""
        order = Order(
            Medium.SONG, {"prompt": "rain"}, provider=provider, takes=takes, can_undo=can_undo
        )
        return self.studio.jobs.start(person or self.person, order)

    def sculpt(self, prompt: str = "a chair", *, person: str | None = None) -> JobView:
        """Start a model."""
        order = Order(Medium.MODEL3D, {"source": "text", "prompt": prompt})
        return self.studio.jobs.start(person or self.person, order)

    def newcomer(self) -> str:
        """Another person's id."""
        return self.studio.accounts.guest().person.id

    def answer(self, *, limit: int = 1000) -> int:
        """Answer the rings there are, and the rings that these cause; returns how many."""
        answered = 0
        while self.bell.rung and answered < limit:
            actor, argument = self.bell.rung.pop(0)
            self.actor(actor)(argument)
            answered += 1
        return answered

    def actor(self, name: str) -> Callable[[str], object]:
        """What a worker does when this bell rings."""
        s = self.studio
        steps: dict[str, Callable[[str], object]] = {
            "admit": s.admission.admit,
            "submit": s.ordering.submit,
            "make": s.making.make,
            "poll": s.polling.poll_due,
            "save": s.saving.save,
            "convert": lambda words: s.converting.convert(
                words.split()[0], Format(words.split()[1])
            ),
            "prepare": s.checking.check,
            "deliver": lambda _: s.courier.ring(),
            "sweep": lambda _: s.sweeper.sweep(),
        }
        return steps[name]

    def sql(self, statement: str, **values: object) -> list[tuple[object, ...]]:
        """Run SQL as an outsider would."""
        with self.studio.sql.begin() as connection:
            result = connection.exec_driver_sql(statement, values or None)
            return [tuple(row) for row in result] if result.returns_rows else []

    def lapse(self) -> None:
        """Let every lease run out, as after the death of all workers; what waits is due now.

        A clock was there all the time: nothing but their death explains it.
        """
        self.sql("""
            INSERT INTO processes (id, kind, host, pid, leads, steady_since)
            VALUES ('witness', 'clock', 'here', 1, false, now() - interval '1 h')
            ON CONFLICT (id) DO UPDATE SET seen_at = now()""")
        self.sql("UPDATE tasks SET lease_until = now() - interval '1 s' WHERE lease_until > now()")
        self.sql(
            "UPDATE tasks SET rung_at = NULL, due_at = least(due_at, now()), admitted_until = NULL"
        )

    def tick(self) -> None:
        """What the clock does once a second, and what workers then do."""
        self.studio.sweeper.ring_what_is_due()
        self.answer()

    def job(self, job: JobView) -> JobView:
        """The job as it is now."""
        return self.studio.jobs.get(self.person, job.id)

    def events(self, kind: str) -> int:
        """How many lines of this kind the history has."""
        return len(self.sql("SELECT 1 FROM events WHERE kind = %(kind)s", kind=kind))

    def broken(self) -> dict[str, list[str]]:
        """Invariants that do not hold."""
        with self.studio.db.transaction() as tx:
            return broken(tx.session)


def scripted_providers() -> dict[str, ScriptedMaker | ScriptedPoller]:
    """One provider of every kind there is."""
    free = Traits(repeatable=True, cancels_free=True, reports_progress=True, cpu_bound=True)
    return {
        "sketch": ScriptedMaker("sketch", traits=free),
        "caller": ScriptedMaker("caller", traits=Traits()),
        "keyed": ScriptedPoller("keyed", traits=Traits(honours_key=True, cancels_free=True)),
        "looked_up": ScriptedPoller("looked_up", traits=Traits(finds_reference=True)),
        "blind": ScriptedPoller("blind", traits=Traits(reports_progress=True)),
        "sculptor": ScriptedSculptor("sculptor", traits=free),
        "camera": ScriptedMaker("camera", traits=Traits()).photographs(photo()),
        "lab": ScriptedPoller("lab", traits=Traits(cancels_free=True)).photographs(photo()),
    }


@contextmanager
def open_house(database_url: str, redis_url: str, data_dir: Path) -> Iterator[House]:
    """A studio on these servers; its invariants hold when it closes."""
    providers = scripted_providers()
    config = Settings(
        data_dir=data_dir,
        database_url=database_url,
        redis_url=redis_url,
        welcome_credits=10_000,
        secret_key=SecretStr("a key of these tests"),
        vapid_key=SecretStr(VAPID_KEY),
    )
    bell = Bell()
    with pytest.MonkeyPatch.context() as patched:
        for id_ in providers:
            patched.setitem(pricing.PRICES, (id_, "sketch"), PRICE)
        studio = replace(build(config, providers=providers), doorbell=bell)
        house = House(studio, bell, **providers)  # pyright: ignore[reportArgumentType] -- by name
        try:
            house.person = house.newcomer()
            yield house
            assert house.broken() == {}
        finally:
            studio.close()


@pytest.fixture
def house(migrated_url: str, redis_url: str, tmp_path: Path) -> Iterator[House]:
    """A studio of this test alone."""
    with open_house(migrated_url, redis_url, tmp_path) as house:
        yield house
