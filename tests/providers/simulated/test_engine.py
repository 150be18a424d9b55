"""Real workers order from simulated providers: what people get for each kind of trouble."""

from collections.abc import Iterator

import pytest

from app.domain.states import JobStatus
from app.domain.views import JobView
from app.host import redis
from app.services.invariants import broken
from tests.conftest import MakeDatabase
from tests.engine.crew import Crew, wait_until
from tests.providers.simulated.town import ALL, PRICE, Town
from tests.simulators.running import Simulator
from tests.simulators.studio import as_web, environment, generous


@pytest.fixture(scope="module")
def town(
    *,
    make_database: MakeDatabase,
    template_url: str,
    redis_server: redis.Running,
    tmp_path_factory: pytest.TempPathFactory,
    async_sim: Simulator,
    sync_sim: Simulator,
) -> Iterator[Town]:
    path = tmp_path_factory.mktemp("town")
    doorbells = redis.database(redis_server.url, 5)
    config = generous(path, make_database(template_url), doorbells, lease_s=4)
    env = environment(
        config,
        async_sim,
        sync_sim,
        SIMULATED_LOOKUP_DEADLINE_S="3",
        SIMULATED_SYNC_DEADLINE_S="2",
    )
    studio, crew = as_web(config, env), Crew(env, path / "crew.log")
    crew.worker()
    crew.clock()
    yield Town(studio, crew, async_sim, sync_sim)
    crew.dismiss()
    with studio.db.transaction() as tx:
        assert broken(tx.session) == {}
    studio.close()


MADE = (JobStatus.COMPLETED, None, PRICE)
PASSING = (
    "404-check*2",
    "500-check*2",
    "html-check*2",
    "reset-check*2",
    "hang-check*1",
    "unknown-status*2",
    "cut-body*1",
    "404-file*1",
    "slow-body",
    "seconds=2",
)


@pytest.mark.parametrize("provider", ALL)
def test_a_song_is_made_stored_and_paid_once(town: Town, provider: str) -> None:
    job = town.start(provider=provider)

    assert town.outcome(job) == MADE
    assert town.bought(job) == 1
    opened = town.studio.library.open(town.owners[job.id], town.now(job).files[0].id)
    assert opened.path is not None
    assert opened.path.read_bytes().startswith(b"ID3")


@pytest.mark.parametrize("provider", ["simulated_blind", "simulated_sync"])
@pytest.mark.parametrize(
    ("marker", "code", "reason"),
    [
        ("reject=no names of artists", "rejected", "no names of artists"),
        ("403", "rejected", "scripted 403"),
        ("fail", "provider_failed", None),
        ("reset", "outcome_unknown", None),
        ("garbage", "bad_output", None),
        ("empty", "bad_output", None),
        ("cut-body", "bad_output", None),
    ],
)
def test_what_was_not_made_costs_nothing(
    town: Town, provider: str, marker: str, code: str, reason: str | None
) -> None:
    job = town.start(marker, provider)

    assert town.outcome(job) == (JobStatus.FAILED, code, 0)
    failure = town.now(job).failure
    assert failure is not None
    assert reason is None or failure.reason == reason
    calm(town)


@pytest.mark.parametrize(
    ("provider", "marker"),
    [(provider, "503*1;after=1") for provider in ALL] + [("simulated", "429*2;after=1")],
)
def test_a_busy_provider_is_asked_again_when_it_says(
    town: Town, provider: str, marker: str
) -> None:
    job = town.start(marker, provider)

    assert town.outcome(job) == MADE
    assert town.bought(job) == 1
    assert town.kinds(job).count("busy") == int(marker[4])


def test_a_provider_that_stays_busy_is_given_up_after_three_tries(town: Town) -> None:
    job = town.start("503;after=1", "simulated_blind")

    assert town.outcome(job) == (JobStatus.FAILED, "provider_busy", 0)
    assert town.kinds(job).count("submitting") == 3
    calm(town)


@pytest.fixture(scope="module")
def passing(town: Town) -> dict[str, JobView]:
    """One job for each trouble that passes, all at work at the same time."""
    return {marker: town.start(marker, "simulated_blind") for marker in PASSING}


@pytest.mark.parametrize("marker", PASSING)
def test_trouble_that_passes_is_not_noticed(
    town: Town, passing: dict[str, JobView], marker: str
) -> None:
    job = passing[marker]

    assert town.outcome(job) == MADE
    assert town.bought(job) == 1


def test_what_never_ends_is_given_up_at_its_deadline(town: Town) -> None:
    job = town.start("never", "simulated_lookup")

    assert town.outcome(job) == (JobStatus.FAILED, "late", 0)


def test_a_call_that_is_never_answered_ends_at_its_deadline(town: Town) -> None:
    job = town.start("never", "simulated_sync")

    assert town.outcome(job) == (JobStatus.FAILED, "outcome_unknown", 0)
    calm(town)


def test_a_provider_without_our_money_is_paused_until_an_operator_looks(town: Town) -> None:
    poor = town.start("quota", "simulated_blind")
    assert town.outcome(poor) == (JobStatus.FAILED, "provider_out_of_money", 0)

    waiting = town.start(provider="simulated_blind")
    other = town.start()
    assert town.outcome(other) == MADE
    assert town.now(waiting).status is JobStatus.PENDING

    calm(town)
    assert town.outcome(waiting) == MADE


def test_a_cancel_that_is_free_stops_the_provider_too(town: Town) -> None:
    job = town.start("seconds=600")
    wait_until(lambda: "ordered" in town.kinds(job), what="the order")

    town.studio.jobs.cancel(town.owners[job.id], job.id)

    assert town.outcome(job) == (JobStatus.CANCELLED, None, 0)
    [task] = town.studio.jobs.tasks(town.owners[job.id], job.id)
    [order] = [each for each in town.orders.purchases() if each["reference"] == task.id]
    assert not order["charged"]


@pytest.mark.parametrize(
    ("provider", "marker"),
    [("simulated_blind", "seconds=2"), ("simulated", "late-after-cancel][sim:seconds=2")],
)
def test_what_comes_after_a_cancel_is_kept_and_charged(
    town: Town, provider: str, marker: str
) -> None:
    job = town.start(marker, provider)
    wait_until(lambda: "ordered" in town.kinds(job), what="the order")

    town.studio.jobs.cancel(town.owners[job.id], job.id)

    assert town.now(job).status is JobStatus.CANCELLING
    assert town.outcome(job) == MADE
    assert len(town.now(job).files) == 1


def test_an_order_outlives_the_death_of_its_provider(town: Town) -> None:
    job = town.start("seconds=1", "simulated_blind")
    wait_until(lambda: "ordered" in town.kinds(job), what="the order")

    town.orders.kill()
    wait_until(lambda: "poll_failed" in town.kinds(job), what="a look in vain")
    town.orders.start()

    assert town.outcome(job) == MADE
    assert town.bought(job) == 1


def test_a_provider_that_is_away_sells_nothing_and_is_asked_again(town: Town) -> None:
    town.orders.kill()
    job = town.start(provider="simulated_blind")
    wait_until(lambda: "busy" in town.kinds(job), what="a try in vain")

    town.orders.start()
    calm(town)

    assert town.outcome(job) == MADE
    assert town.bought(job) == 1


def calm(town: Town) -> None:
    """Let the next test find providers that nobody thinks ill of."""
    with town.studio.sql.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE providers SET failures = 0, opens = 0, open_until = NULL,"
            " blocked_until = NULL, paused = false, paused_reason = NULL"
        )
        connection.exec_driver_sql("UPDATE tasks SET due_at = now() WHERE state = 'pending'")
