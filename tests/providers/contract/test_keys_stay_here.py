"""Whole journeys, good and bad: afterwards nothing that anybody can read holds a provider's key."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlmodel import SQLModel

from app.domain.medium import Medium
from tests.api.conftest import Visitor, api, browser, house, template_url
from tests.engine.conftest import House
from tests.engine.photos import brought
from tests.providers.contract.case import KEY, Case
from tests.providers.contract.cases import CASES
from tests.providers.contract.conftest import Bench
from tests.providers.undrawn import undrawn
from tests.simulators.portraits import somebody

__all__ = ["api", "browser", "house", "template_url"]

_KEYED = ("elevenlabs", "mureka", "replicate", "openai_images", "meshy", "tripo")
SOLD = [case for case in CASES if case.name in _KEYED]
ENDED = {"completed", "failed", "cancelled"}
CALM = """UPDATE providers SET paused = false, paused_reason = NULL, failures = 0, opens = 0,
    open_until = NULL, blocked_until = NULL"""


@pytest.mark.parametrize("case", SOLD, ids=str)
def test_no_log_row_answer_or_page_holds_the_key(
    case: Case,
    benches: Callable[[Case], Bench],
    browser: Callable[..., Visitor],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    visitor = browser()
    visitor.id = visitor.client.post("/api/auth/guest", json={}).json()["id"]
    bench = benches(case)
    undrawn(visitor.house).studio.providers[case.name] = bench.provider  # pyright: ignore[reportIndexIssue] -- a dict
    album = visitor.house.studio.albums.make(visitor.id, kind="profile", title="Me")
    photos = [brought(visitor.house, somebody(w), person=visitor.id).id for w in case.photos]
    read: list[str] = []
    states = {}

    for trouble in ("", *(each.marker for each in case.troubles)):
        job = _journey(visitor, bench, _asked(bench, trouble, photos, album=album))
        states[trouble] = job["status"]
        read += _everything_read(visitor, job["id"])
        read += _rows(visitor.house)
        visitor.house.sql(CALM)
    read += [f"{record.getMessage()} {vars(record)}" for record in caplog.records]

    assert states == dict.fromkeys(states, "failed") | {"": "completed"}
    assert len(read) > 100
    assert not [text[:300] for text in read if KEY in text]


def _journey(visitor: Visitor, bench: Bench, params: dict[str, Any]) -> dict[str, Any]:
    """From the click to the end, whatever end that is."""
    provider = bench.provider
    job = visitor.start(medium=provider.medium, provider=provider.id, params=params)
    for _ in range(60):
        visitor.house.answer()
        job = visitor.client.get(f"/api/jobs/{job['id']}").json()
        if job["status"] in ENDED:
            return job
        visitor.house.sql("UPDATE providers SET blocked_until = NULL, open_until = NULL")
        visitor.house.lapse()
        visitor.house.tick()
    raise AssertionError(f"never ended: {job}")


def _asked(bench: Bench, trouble: str, photos: Sequence[str], *, album: str) -> dict[str, Any]:
    """What a person asks for: a photo is asked for as a set of one."""
    params = bench.spec(trouble).params
    if bench.provider.medium is not Medium.PHOTO:
        return params
    looks = [{"style": params["style"], "prompt": params["prompt"]}]
    people = [{"role": params["role"], "references": photos}]
    return {"album_id": album, "mode": "single", "looks": looks, "people": people}


def _everything_read(visitor: Visitor, job_id: str) -> list[str]:
    """What a person, a program and a monitor see."""
    paths = (
        f"/api/jobs/{job_id}",
        f"/api/jobs/{job_id}/receipt",
        f"/api/music/{job_id}/status",
        "/api/jobs",
        "/api/jobs/job_nothing",
        "/api/library",
        "/api/health",
        "/api/openapi.json",
        "/api/nowhere",
    )
    answers = [visitor.client.get(path) for path in paths]
    refused = {"medium": "song", "params": {"prompt": "x", "length_s": 1}, "provider": "nobody"}
    answers.append(visitor.client.post("/api/jobs/quote", json=refused))
    return [f"{answer.headers} {answer.text}" for answer in answers]


def _rows(house: House) -> list[str]:
    """Every column of every table, paused reasons and details for operators too."""
    return [
        str(text)
        for table in SQLModel.metadata.tables
        for (text,) in house.sql(f'SELECT row_to_json(t)::text FROM "{table}" t')  # noqa: S608 -- ours
    ]
