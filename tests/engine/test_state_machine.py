"""Starting, dying, finishing, failing, cancelling, retrying: in any order the books are exact."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.domain.errors import Conflict, NotEnoughCredits, ProviderBusy, ProviderRejected
from app.domain.states import FINAL, TaskState
from app.domain.views import JobView
from tests.engine.conftest import PRICE, House

PROVIDERS = ["sketch", "caller", "keyed", "looked_up", "blind"]
WELCOME = 40


class Killed(BaseException):
    """A worker's death."""


def die() -> None:
    raise Killed


class Books(RuleBasedStateMachine):
    """A model of one person's credits beside the real thing."""

    house: House

    def __init__(self) -> None:
        super().__init__()
        self.person = self.house.newcomer()
        house = self.house
        over = house.studio.accounts.person(self.person).available - WELCOME
        house.sql(
            "UPDATE accounts SET available = %(w)s WHERE id = %(p)s", w=WELCOME, p=self.person
        )
        house.sql(
            "UPDATE entries SET amount = amount - sign(amount) * %(o)s WHERE transfer_id ="
            " (SELECT id FROM transfers WHERE person_id = %(p)s)",
            o=over,
            p=self.person,
        )
        self.jobs: list[JobView] = []

    def tasks(self) -> list[tuple[str, str, int]]:
        """Task id, state and price of everything this person asked for."""
        rows = self.house.sql(
            "SELECT id, state, price FROM tasks WHERE person_id = %(p)s", p=self.person
        )
        return [(str(a), str(b), int(str(c))) for a, b, c in rows]

    @rule(provider=st.sampled_from(PROVIDERS), takes=st.integers(1, 3))
    def start(self, provider: str, takes: int) -> None:
        """Ask for something, or be told that the credits do not reach."""
        free = self.house.studio.accounts.person(self.person).available
        if free < PRICE.of(1) * takes:
            with pytest.raises(NotEnoughCredits):
                self.house.start(provider, person=self.person, takes=takes)
        else:
            self.jobs.append(self.house.start(provider, person=self.person, takes=takes))

    @rule(steps=st.integers(1, 6))
    def work(self, steps: int) -> None:
        """Some workers answer some bells."""
        self.house.answer(limit=steps)

    @rule(
        provider=st.sampled_from(PROVIDERS),
        trouble=st.sampled_from(["rejected", "busy", "dies before", "dies after"]),
    )
    def trouble(self, provider: str, trouble: str) -> None:
        """The next call to this provider goes wrong, and whoever makes it may die of it."""
        scripted: Any = getattr(self.house, provider)
        acts: dict[str, Any] = {
            "rejected": ProviderRejected("no"),
            "busy": ProviderBusy("later"),
            "dies before": die,
            "dies after": die,
        }
        script = scripted.after_buying if trouble == "dies after" else scripted.on_call
        script.append(acts[trouble])
        with suppress(Killed):
            self.house.answer(limit=8)
        script.clear()

    @rule()
    def time_passes(self) -> None:
        """Leases lapse, the clock ticks, workers answer."""
        self.house.lapse()
        self.house.tick()

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        """Stop one."""
        job = data.draw(st.sampled_from(self.jobs))
        self.house.studio.jobs.cancel(self.person, job.id)

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def retry(self, data: st.DataObject) -> None:
        """Try one again."""
        job = data.draw(st.sampled_from(self.jobs))
        with suppress(Conflict, NotEnoughCredits):
            self.house.studio.jobs.retry(self.person, job.id)

    @invariant()
    def credits_are_what_the_tasks_say(self) -> None:
        """Available, held and spent follow from the states alone."""
        tasks = self.tasks()
        spent = sum(price for _, state, price in tasks if state == TaskState.COMPLETED)
        held = sum(price for _, state, price in tasks if state not in FINAL)
        person = self.house.studio.accounts.person(self.person)
        assert (person.available, person.held) == (WELCOME - spent - held, held)

    @invariant()
    def nothing_is_bought_twice(self) -> None:
        """Every task is bought at most once; sketches cost nothing."""
        for name in ("caller", "keyed", "looked_up", "blind"):
            bought = getattr(self.house, name).bought
            assert len(bought) == len(set(bought))

    def teardown(self) -> None:
        """In the end everything ends, and the books are exact."""
        for _ in range(6):
            self.house.lapse()
            self.house.tick()
        assert {state for _, state, _ in self.tasks()} <= set(FINAL)
        assert self.house.broken() == {}


def test_the_books_are_exact_in_any_order(house: House) -> None:
    machine = type("Books", (Books,), {"house": house})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
