"""
The OpenAPI document is kept, whatever is sent: no fault of ours, no answer that it does not know.

Every operation is asked with data that fit the document and data that do not, by a browser and by a
program, with ids of things that are there; then answers lead to further questions. Every run asks
the same.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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

from app.domain.albums import Shoot
from app.domain.books import cover_id
from app.domain.errors import ProviderRejected
from app.domain.ids import new_id
from tests.api.conftest import SITE, Visitor
from tests.engine.conftest import House
from tests.engine.photos import brought

EXAMPLES, CHAINS = 5, 10
WITHIN_S = 5
SNAPSHOT = 1
"""Streams are left after this many events, as by a listener who goes."""
OUTSIDE = {"/api/books/search", "/api/books/covers/{cover_id}"}
"""What other people's servers answer: here they are away, and 503 says so."""
UNHEARD = {"deliver", "convert"}
"""Nobody outside hears of it; and what is drawn for a preview takes longer than all questions."""
HOOK = {"url": "https://1.1.1.1/hooks"}
BROWSER = {"endpoint": "https://1.1.1.1/push", "keys": {"p256dh": f"B{'A' * 86}", "auth": "A" * 22}}
COVER = "https://covers.openlibrary.org/b/id/1-M.jpg"


@dataclass(frozen=True)
class Scene:
    """Somebody who has one of everything."""

    visitor: Visitor
    token: str
    ids: dict[str, str]


class World:
    """A scene for each address; a new one, when what was there has been changed."""

    def __init__(self, house: House, member: Callable[[str], Visitor]) -> None:
        self.way = "cookie"
        self._house, self._member = house, member
        self._scenes: dict[str, Scene] = {}
        self._people = 0

    def prepare(self, case: Case) -> None:
        """Before a question: who asks, and after what."""
        scene = self._at(case.operation.path)
        if case.operation.path == "/api/health":
            self._house.lapse()  # a clock signs
        part = case.meta.components.get(ParameterLocation.PATH) if case.meta else None
        is_chained = case.meta is not None and case.meta.phase.name == "stateful"
        if part is not None and part.mode is GenerationMode.POSITIVE and not is_chained:
            case.path_parameters = case.path_parameters | {
                name: id_ for name, id_ in scene.ids.items() if name in case.path_parameters
            }
        case.headers.update(self._proof(scene if not is_chained else self._at("")))

    def settle(self, case: Case, status: int) -> None:
        """After an answer: what was started is made, and what was changed is not used again."""
        bell = self._house.bell
        while rung := [ring for ring in bell.rung if ring[0] not in UNHEARD]:
            bell.rung.clear()
            for actor, what in rung:
                self._house.actor(actor)(what)
        bell.rung.clear()
        if case.method != "GET" and status < 300:
            self._scenes.pop(case.operation.path, None)

    def _proof(self, scene: Scene) -> dict[str, str]:
        if self.way == "token":
            return {"Authorization": f"Bearer {scene.token}"}
        cookie = scene.visitor.client.cookies.get("mw_session")
        return {"Cookie": f"mw_session={cookie}", "Origin": SITE}

    def _at(self, path: str) -> Scene:
        if path not in self._scenes:
            self._people += 1
            visitor = self._member(f"person{self._people}@example.com")
            token = visitor.token()
            self._scenes[path] = Scene(visitor, token, _everything(visitor, path))
        return self._scenes[path]


def _everything(ann: Visitor, path: str) -> dict[str, str]:
    """Ids for what is at this address."""
    if "{" not in path:
        return {}
    job = _job(ann, path)
    model = _model(ann, path)
    hook = _made(ann, "/api/webhooks", HOOK)
    named = {"name": "Another", "scopes": ["read"]}
    ids = {
        "job_id": job["id"],
        "musicId": job["id"],
        "model_id": model["id"],
        "hook_id": hook,
        "delivery_id": _made(ann, f"/api/webhooks/{hook}/test", {}),
        "token_id": _made(ann, "/api/auth/tokens", named),
        "provider": "keyed",
        "cover_id": cover_id(COVER),
        "token": "nobody-has-it",
        "device_id": _made(ann, "/api/devices", BROWSER),
        "notice_id": _notice(ann),
        **_album(ann, path),
        **_read(ann),
    }
    for file in job["files"]:
        of_song = {"kind": "song", "target_id": file["id"]}
        listed = {"title": "Evenings", "asset_ids": [file["id"]]}
        share = ann.client.post("/api/shares", json=of_song).json()
        ids |= {
            "asset_id": file["id"],
            "playlist_id": _made(ann, "/api/playlists", listed),
            "share_id": share["id"],
            "token": share["token"],
        }
    return ids


def _album(ann: Visitor, path: str) -> dict[str, str]:
    """An album with a photo of somebody; where a set is meant, one that was begun, or failed."""
    albums = ann.house.studio.albums
    album_id = albums.make(ann.id, kind="profile", title="Me")
    upload_id = brought(ann.house, person=ann.id).id
    if path.startswith("/api/uploads/"):
        return {"upload_id": upload_id}
    photo = albums.add_photo(ann.id, album_id, upload_id=upload_id, role="me")
    ids = {"album_id": album_id, "photo_id": photo.id, "upload_id": upload_id, "index": "0"}
    if path.startswith("/api/trash/albums"):
        albums.delete(ann.id, album_id)
    if not path.startswith("/api/ai/jobs/"):
        return ids
    if path.endswith("/retry"):
        ann.house.camera.on_call.append(ProviderRejected("no"))
    asked = Shoot("batch", ("studio_light",), ("me",), total=1, provider="camera")
    shoot = albums.start(ann.id, album_id, asked)
    ann.house.answer()
    return ids | {"job_id": shoot.job.id}


def _read(ann: Visitor) -> dict[str, str]:
    """A journey with a log after v0, which may be removed, and the track of that."""
    begun = ann.client.post("/api/journeys/create", json={"book_title": "Demian"}).json()
    journey = begun["journey"]["id"]
    log = ann.client.post(f"/api/journeys/{journey}/logs", json={"thoughts": "rain"}).json()
    return {"journey_id": journey, "log_id": log["log"]["id"], "track_id": log["musicTrack"]["id"]}


def _notice(ann: Visitor) -> str:
    """The first of their notices; of nobody's, where nothing has ended."""
    told = ann.client.get("/api/notices").json()["items"]
    return told[0]["id"] if told else new_id("notice")


def _made(ann: Visitor, path: str, body: dict[str, Any]) -> str:
    answer = ann.client.post(path, json=body)
    assert answer.is_success, answer.text
    return answer.json()["id"]


def _job(ann: Visitor, path: str) -> dict[str, Any]:
    """A job of the kind that this address is about."""
    if path.endswith("/retry"):
        return ann.failed_song()
    if path.endswith("/cancel"):
        return ann.start()
    job = ann.song()
    if path.startswith("/api/trash/"):
        ann.client.delete(f"/api/jobs/{job['id']}")
    return job


def _model(ann: Visitor, path: str) -> dict[str, Any]:
    """A model of the kind that this address is about."""
    return ann.failed_model() if path.endswith("/retry") else ann.model()


@pytest.fixture
def world(house: House, member: Callable[[str], Visitor]) -> World:
    config = house.studio.settings
    config.reads_per_minute = config.changes_per_minute = config.address_per_minute = 0
    return World(house, member)


@pytest.fixture
def document(api: FastAPI, world: World) -> Iterator[Any]:
    """The document, and a world that it is asked in."""

    @schemathesis.hook
    def before_call(_: Any, case: Case, kwargs: dict[str, Any]) -> None:
        del kwargs
        world.prepare(case)

    @schemathesis.hook
    def after_call(_: Any, case: Case, response: Any) -> None:
        world.settle(case, response.status_code)

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


@pytest.mark.skipif("WHOLE_DOCUMENT" not in os.environ, reason="WHOLE_DOCUMENT=1 asks everything")
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

    assert "\n".join(sorted(set(found))) == ""
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
