"""Somebody who has one of everything that an address of the API names, for whoever asks there."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.domain.albums import Shoot
from app.domain.books import cover_id
from app.domain.errors import ProviderRejected
from app.domain.ids import new_id
from tests.api.conftest import SITE, Visitor
from tests.engine.conftest import House
from tests.engine.photos import brought

HOOK = {"url": "https://1.1.1.1/hooks"}
BROWSER = {"endpoint": "https://1.1.1.1/push", "keys": {"p256dh": f"B{'A' * 86}", "auth": "A" * 22}}
COVER = "https://covers.openlibrary.org/b/id/1-M.jpg"
_UNHEARD = {"deliver", "convert"}
"""Nobody outside hears of it; and what is drawn for a preview takes longer than all questions."""
_SPENDING = {"retry", "cancel", "restore", "process-next", "block", "role"}
"""After these, what is there is in another state than before."""
_NAMED = re.compile(r"{(\w+)}")


@dataclass
class Scene:
    """Somebody, and the ids of what is theirs at one address."""

    visitor: Visitor
    token: str
    ids: dict[str, str] = field(default_factory=dict)


class World:
    """A scene for each address; a new one, when what was there has been changed."""

    def __init__(self, house: House, member: Callable[[str], Visitor]) -> None:
        self.way = "cookie"
        self._house, self._member = house, member
        self._scenes: dict[str, Scene] = {}
        self._people = 0

    def at(self, path: str) -> Scene:
        """What is there at this address; one that names nothing has somebody all the same."""
        if path not in self._scenes:
            self._people += 1
            address = f"person{self._people}@example.com"
            visitor = self._member(address)
            scene = self._scenes[path] = Scene(visitor, visitor.token())
            if path.startswith("/api/operations/"):
                self._house.studio.accounts.appoint(address, "operator")
            for name in _NAMED.findall(path):
                if name not in scene.ids and name in _MADE:
                    scene.ids.update(_MADE[name](visitor, path))
        return self._scenes[path]

    def proof(self, scene: Scene) -> dict[str, str]:
        """Headers that say who asks."""
        if self.way == "token":
            return {"Authorization": f"Bearer {scene.token}"}
        cookie = scene.visitor.client.cookies.get("mw_session")
        return {"Cookie": f"mw_session={cookie}", "Origin": SITE}

    def sign(self) -> None:
        """A clock says that it is there."""
        self._house.lapse()

    def settle(self, method: str, path: str, *, done: bool) -> None:
        """What was started is made, and what is no longer what it was is not used again."""
        bell = self._house.bell
        while rung := [ring for ring in bell.rung if ring[0] not in _UNHEARD]:
            bell.rung.clear()
            for actor, what in rung:
                self._house.actor(actor)(what)
        bell.rung.clear()
        if done and (method == "DELETE" or path.rpartition("/")[2] in _SPENDING):
            self._scenes.pop(path, None)


def _made(ann: Visitor, path: str, body: dict[str, Any]) -> str:
    answer = ann.client.post(path, json=body)
    assert answer.is_success, answer.text
    return answer.json()["id"]


def _job(ann: Visitor, path: str) -> dict[str, str]:
    """A job of the kind that this address is about."""
    if path.startswith("/api/ai/jobs/"):
        return _set(ann, path)
    if path.endswith("/retry"):
        job = ann.failed_song()
    elif path.endswith("/cancel"):
        job = ann.start()
    else:
        job = ann.song()
    if path.startswith("/api/trash/"):
        ann.client.delete(f"/api/jobs/{job['id']}")
    return {"job_id": job["id"], "musicId": job["id"]}


def _set(ann: Visitor, path: str) -> dict[str, str]:
    """A set of photos that was begun, or failed."""
    ids = _album(ann, path)
    if path.endswith("/retry"):
        ann.house.camera.on_call.append(ProviderRejected("no"))
    asked = Shoot("batch", ("studio_light",), ("me",), total=1, provider="camera")
    shoot = ann.house.studio.albums.start(ann.id, ids["album_id"], asked)
    ann.house.answer()
    return {"job_id": shoot.job.id, "index": "0"}


def _model(ann: Visitor, path: str) -> dict[str, str]:
    model = ann.failed_model() if path.endswith("/retry") else ann.model()
    return {"model_id": model["id"]}


def _album(ann: Visitor, path: str) -> dict[str, str]:
    """An album with a photo of somebody."""
    albums = ann.house.studio.albums
    album_id = albums.make(ann.id, kind="profile", title="Me")
    upload_id = brought(ann.house, person=ann.id).id
    photo = albums.add_photo(ann.id, album_id, upload_id=upload_id, role="me")
    if path.startswith("/api/trash/albums"):
        albums.delete(ann.id, album_id)
    return {"album_id": album_id, "photo_id": photo.id}


def _journey(ann: Visitor, path: str) -> dict[str, str]:
    """A journey with a log after v0, which may be removed, and the track of that."""
    begun = ann.client.post("/api/journeys/create", json={"book_title": "Demian"}).json()
    journey = begun["journey"]["id"]
    log = ann.client.post(f"/api/journeys/{journey}/logs", json={"thoughts": "rain"}).json()
    if path.startswith("/api/trash/journeys"):
        ann.client.delete(f"/api/journeys/{journey}")
    return {"journey_id": journey, "log_id": log["log"]["id"], "track_id": log["musicTrack"]["id"]}


def _hook(ann: Visitor, path: str) -> dict[str, str]:
    del path
    hook = _made(ann, "/api/webhooks", HOOK)
    return {"hook_id": hook, "delivery_id": _made(ann, f"/api/webhooks/{hook}/test", {})}


def _asset(ann: Visitor, path: str) -> dict[str, str]:
    del path
    return {"asset_id": ann.song()["files"][0]["id"]}


def _playlist(ann: Visitor, path: str) -> dict[str, str]:
    song = _asset(ann, path)["asset_id"]
    listed = {"title": "Evenings", "asset_ids": [song]}
    return {"playlist_id": _made(ann, "/api/playlists", listed), "asset_id": song}


def _share(ann: Visitor, path: str) -> dict[str, str]:
    of_song = {"kind": "song", "target_id": _asset(ann, path)["asset_id"]}
    share = ann.client.post("/api/shares", json=of_song).json()
    return {"share_id": share["id"], "token": share["token"], "asset_id": of_song["target_id"]}


def _notice(ann: Visitor, path: str) -> dict[str, str]:
    """The first of their notices; of nobody's, where nothing has ended."""
    ann.song()
    told = ann.client.get("/api/notices").json()["items"]
    return {"notice_id": told[0]["id"] if told else new_id("notice")}


def _token(ann: Visitor, path: str) -> dict[str, str]:
    del path
    return {"token_id": _made(ann, "/api/auth/tokens", {"name": "Another", "scopes": ["read"]})}


def _clock(ann: Visitor, path: str) -> dict[str, str]:
    del path
    ann.house.lapse()
    return {"process_id": "witness"}


_MADE: dict[str, Callable[[Visitor, str], dict[str, str]]] = {
    "job_id": _job,
    "musicId": _job,
    "model_id": _model,
    "album_id": _album,
    "journey_id": _journey,
    "track_id": _journey,
    "hook_id": _hook,
    "asset_id": _asset,
    "playlist_id": _playlist,
    "share_id": _share,
    "token": _share,
    "notice_id": _notice,
    "token_id": _token,
    "upload_id": lambda ann, _: {"upload_id": brought(ann.house, person=ann.id).id},
    "device_id": lambda ann, _: {"device_id": _made(ann, "/api/devices", BROWSER)},
    "provider": lambda *_: {"provider": "keyed"},
    "cover_id": lambda *_: {"cover_id": cover_id(COVER)},
    "provider_id": lambda *_: {"provider_id": "keyed"},
    "person_id": lambda ann, _: {"person_id": ann.house.studio.accounts.guest().person.id},
    "process_id": _clock,
}
"""Who makes what an address names, and what is named after it and comes along."""
