"""
The OpenAPI document is kept, whatever is sent: no fault of ours, no answer that it does not know.

Every operation is asked with data that fit the document and data that do not, by a browser and by a
program, with ids of things that are there; then answers lead to further questions. Every run asks
the same.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from schemathesis import Case, GenerationMode
from schemathesis.config import (
    ChecksConfig,
    GenerationConfig,
    PhasesConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
    StatefulPhaseConfig,
)
from schemathesis.core.parameters import ParameterLocation
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.hooks import unregister_all

from tests.api.conftest import Visitor
from tests.api.worlds import World
from tests.engine.conftest import House

EXAMPLES, CHAINS = 5, 10
WITHIN_S = 60
SNAPSHOT = 1
"""Streams are left after this many events, as by a listener who goes."""
OUTSIDE = {"/api/books/search", "/api/books/covers/{cover_id}"}
"""What other people's servers answer: here they are away, and 503 says so."""


def _prepare(world: World, case: Case) -> None:
    """Before a question: who asks, and after what."""
    path = case.operation.path
    is_chained = case.meta is not None and case.meta.phase.name == "stateful"
    scene = world.at("" if is_chained else path)
    if path == "/api/health":
        world.sign()
    part = case.meta.components.get(ParameterLocation.PATH) if case.meta else None
    if part is not None and part.mode is GenerationMode.POSITIVE and not is_chained:
        there = {name: id_ for name, id_ in scene.ids.items() if name in case.path_parameters}
        case.path_parameters = case.path_parameters | there
    case.headers.update(world.proof(scene))


@pytest.fixture
def world(house: House, member: Callable[[str], Visitor]) -> World:
    config = house.studio.settings
    config.reads_per_minute = config.changes_per_minute = config.address_per_minute = 0
    return World(house, member)


@schemathesis.serializer("application/offset+octet-stream")
def _piece(context: Any, value: Any) -> bytes:
    """A piece of a file is the bytes themselves."""
    del context
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


@pytest.fixture
def document(api: FastAPI, world: World) -> Iterator[Any]:
    """The document, and a world that it is asked in."""

    @schemathesis.hook
    def before_call(_: Any, case: Case, kwargs: dict[str, Any]) -> None:
        del kwargs
        _prepare(world, case)

    @schemathesis.hook
    def after_call(_: Any, case: Case, response: Any) -> None:
        world.settle(case.method, case.operation.path, done=response.status_code < 300)

    yield schemathesis.openapi.from_asgi("/api/openapi.json", api, config=_config())
    unregister_all()


def _config() -> SchemathesisConfig:
    few = {"deterministic": True, "database": "none", "no_shrink": True}
    # Refusing what fits the document is no drift: ids may be unknown, credits spent, songs kept.
    # That strangers get nothing, and others' ids are unknown, is walked elsewhere.
    off = ["positive_data_acceptance", "ignored_auth", "use_after_free"]
    off += ["ensure_resource_availability"]
    project = ProjectConfig(
        generation=GenerationConfig(with_security_parameters=False, max_examples=EXAMPLES, **few),
        checks=ChecksConfig.from_dict({name: {"enabled": False} for name in off}),
        phases=PhasesConfig(
            stateful=StatefulPhaseConfig(
                generation=GenerationConfig(
                    with_security_parameters=False, max_examples=CHAINS, **few
                ),
                max_steps=4,
            )
        ),
        max_stream_events=SNAPSHOT,
        request_timeout=WITHIN_S,
        continue_on_failure=True,
    )
    return SchemathesisConfig(seed=417, projects=ProjectsConfig(default=project))


@pytest.mark.timeout(900)
@pytest.mark.parametrize("way", ["cookie", "token"])
def test_no_answer_differs_from_what_the_document_says(
    document: Any, world: World, way: str
) -> None:
    world.way = way
    asked: set[str] = set()
    found: list[str] = []

    for event in from_schema(document).execute():
        if isinstance(event, events.ScenarioFinished):
            found += _failures(event.recorder)
            asked |= {node.value.operation.label for node in event.recorder.cases.values()}
        elif isinstance(event, (events.NonFatalError, events.FatalError)):
            problem = event.value if isinstance(event, events.NonFatalError) else event.exception
            found.append(f"{getattr(event, 'label', '')}: {problem!r}")

    if found:
        pytest.fail("\n".join(sorted(set(found))), pytrace=False)
    assert len(asked) == len(document)


def _failures(recorder: ScenarioRecorder) -> list[str]:
    """What was not as it is written, in words."""
    found = []
    for case_id, checks in recorder.checks.items():
        for check in checks:
            if check.failure_info is not None and not _is_expected(recorder, case_id):
                case = recorder.cases[case_id].value
                failure = check.failure_info.failure
                found.append(
                    f"{case.operation.label}: {failure.title}: {failure.message}\n"
                    f"    {case.as_curl_command()}"
                )
    return found


def _is_expected(recorder: ScenarioRecorder, case_id: str) -> bool:
    answer = recorder.find_response(case_id=case_id)
    path = recorder.cases[case_id].value.operation.path
    return answer is not None and answer.status_code == 503 and path in OUTSIDE
