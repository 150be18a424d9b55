"""Figures for Prometheus: behind their token, of the whole studio, and nothing of anybody."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from pydantic import SecretStr

from app.db.engine import make_engine
from app.db.transaction import Database
from app.domain.errors import ProviderFailed
from app.services.figures import Figures
from app.services.health import Health
from tests.api.conftest import Visitor
from tests.engine.conftest import House

TOKEN = "what prometheus knows"
DEPLOY = Path(__file__).parents[2] / "deploy"


@pytest.fixture
def watched(house: House) -> House:
    """A studio whose figures are told."""
    house.studio.settings.metrics_token = SecretStr(TOKEN)
    return house


def figures(visitor: Visitor) -> dict[tuple[str, ...], float]:
    """Values by name, and by the labels beside it in the order of their names."""
    answer = visitor.client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return {
        (
            sample.name.removeprefix("meanwhile_"),
            *dict(sorted(sample.labels.items())).values(),
        ): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_without_a_token_there_is_no_such_page(ann: Visitor) -> None:
    assert ann.client.get("/metrics").status_code == 404


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}])
def test_only_whoever_knows_the_token_sees_them(
    ann: Visitor, watched: House, header: dict[str, str]
) -> None:
    assert ann.client.get("/metrics", headers=header).status_code == 401


def test_they_tell_what_waits_runs_ended_and_is_held(ann: Visitor, watched: House) -> None:
    ann.song()
    watched.sketch.on_call += [ProviderFailed("broken")] * 3
    ann.song()
    ann.start(title="A secret title", params={"prompt": "a secret prompt"})

    told = figures(ann)

    assert told["tasks", "sketch", "pending"] == 1
    assert told["tasks_ended", "", "sketch", "completed"] == 1
    assert told["tasks_ended", "provider_failed", "sketch", "failed"] == 1
    assert told["credits_held",] == 3
    assert told["making_seconds", "sketch", "0.5"] >= 0
    assert told["provider_slots", "sketch"] == 4
    assert told["wake_to_claim_seconds", "1"] > 0
    assert told["clock_age_seconds",] == -1
    text = str(sorted(told))
    assert not [secret for secret in ("secret", ann.id, "job_") if secret in text]


def test_a_database_that_is_away_is_told_as_such(watched: House) -> None:
    nowhere = Database(make_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing"))
    away = Figures(nowhere, Health(nowhere, lambda: True))

    [only] = away.read()

    assert (only.name, only.values) == ("up", (({}, 0.0),))


def test_alerts_and_charts_ask_for_figures_that_are_told(ann: Visitor, watched: House) -> None:
    ann.song()
    answer = ann.client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    told = set(re.findall(r"^# TYPE (\w+)", answer.text, re.MULTILINE))

    asked = {
        name
        for path in (DEPLOY / "prometheus" / "rules.yml", DEPLOY / "grafana" / "meanwhile.json")
        for name in re.findall(r"\bmeanwhile_[a-z_]+", path.read_text())
    }
    assert asked <= told
    assert len(asked) > 15


def test_the_alerts_do_what_they_say() -> None:
    promtool = shutil.which("promtool")
    if promtool is None and "CI" not in os.environ:
        pytest.skip("promtool is not installed here")
    assert promtool, "promtool comes with Debian's prometheus"
    rules = DEPLOY / "prometheus" / "rules_test.yml"

    done = subprocess.run(
        [promtool, "test", "rules", rules], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
