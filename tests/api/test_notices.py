"""The inbox over the API, devices, and links that need no sign-in."""

from typing import Any

import pytest

from tests.api.conftest import Visitor
from tests.engine.conftest import House

BROWSER = {"endpoint": "https://1.1.1.1/push", "keys": {"p256dh": f"B{'A' * 86}", "auth": "A" * 22}}


def test_the_inbox_tells_in_both_languages_and_clears(ann: Visitor) -> None:
    job = ann.song()
    inbox = ann.client.get("/api/notices", params={"unseen": True}).json()
    [notice] = inbox["items"]
    assert (inbox["unseen"], notice["subject"], notice["kind"]) == (1, job["id"], "song")
    assert notice["words"]["en"]["title"] == "Your song is ready"
    assert notice["words"]["ko"]["title"] == "음악이 준비됐어요"
    assert notice["path"] == f"/song/{job['id']}"

    assert ann.client.post(f"/api/notices/{notice['id']}/seen").status_code == 204

    assert ann.client.get("/api/notices").json()["unseen"] == 0
    assert ann.client.get(f"/api/jobs/{job['id']}").json()["seen"] is True


def test_seen_and_shown_by_what_they_are_about(ann: Visitor, house: House) -> None:
    first, second = ann.song(), ann.song()
    assert ann.client.post("/api/notices/shown", json={"subjects": [first["id"]]}).is_success
    assert ann.client.post("/api/notices/seen", json={"subjects": [second["id"]]}).is_success

    rows = house.sql("SELECT subject, shown_at IS NULL, seen_at IS NULL FROM notices ORDER BY at")

    assert rows == [(first["id"], False, True), (second["id"], True, False)]
    assert ann.client.post("/api/notices/seen-all").status_code == 204
    assert ann.client.get("/api/notices").json()["unseen"] == 0


def test_how_somebody_wants_to_be_told_is_kept(ann: Visitor) -> None:
    before = ann.client.get("/api/notices/settings").json()
    assert (before["email"], before["quiet"]) == ([], None)
    assert before["ways"]["push"] is True
    assert before["ways"]["push_key"].startswith("B")

    chosen = ann.client.patch(
        "/api/notices/settings",
        json={
            "push": ["song"],
            "quiet": {"begins": "22:00", "ends": "08:00"},
            "timezone": "Asia/Seoul",
        },
    ).json()

    assert chosen["push"] == ["song"]
    assert chosen["quiet"] == {"begins": "22:00:00", "ends": "08:00:00"}
    assert ann.client.get("/api/notices/settings").json() == chosen
    ended = ann.client.patch("/api/notices/settings", json={"quiet": None}).json()
    assert (ended["quiet"], ended["push"]) == (None, ["song"])


@pytest.mark.parametrize(
    "wrong",
    [{"push": ["weather"]}, {"timezone": "Mars/Base"}, {"quiet": {"begins": "22:00"}}, {"a": 1}],
)
def test_what_cannot_be_chosen_is_refused(ann: Visitor, wrong: dict[str, Any]) -> None:
    assert ann.client.patch("/api/notices/settings", json=wrong).status_code == 422


def test_a_browser_is_added_once_and_removed_by_what_it_knows(ann: Visitor) -> None:
    named = BROWSER | {"name": "Chrome on Linux", "expirationTime": None}
    first = ann.client.post("/api/devices", json=named)
    again = ann.client.post("/api/devices", json=named)
    assert first.status_code == 201, first.text
    assert first.json()["id"] == again.json()["id"]
    assert first.json()["service"] == "1.1.1.1"
    assert "auth" not in first.text

    gone = ann.client.request("DELETE", "/api/devices", json={"token": BROWSER["endpoint"]})

    assert gone.status_code == 204
    assert ann.client.get("/api/devices").json() == {"items": []}


def test_a_browsers_subscription_ends_with_its_session(ann: Visitor, house: House) -> None:
    ann.client.post("/api/devices", json=BROWSER)

    ann.client.post("/api/auth/sign-out")

    assert house.sql("SELECT 1 FROM devices") == []


def test_a_picture_is_shown_to_whoever_has_its_link_and_to_nobody_else(
    ann: Visitor, bob: Visitor, house: House
) -> None:
    ann.song()
    house.sql("""UPDATE assets SET meta = meta || '{"peaks": [1, 50, 100]}'""")
    [notice] = ann.client.get("/api/notices").json()["items"]
    path = house.studio.notice_pictures.path(notice["id"])
    bob.client.cookies.clear()

    shown = bob.client.get(path)

    assert shown.headers["content-type"] == "image/png"
    assert shown.content.startswith(b"\x89PNG")
    assert bob.client.get(path[:-1] + "?").status_code == 404
    other = path.replace(notice["id"], f"notice_{'0' * 26}")
    assert bob.client.get(other).status_code == 404


def test_a_mailbox_ends_the_letters_with_one_click(member: Any, browser: Any, house: House) -> None:
    ann = member("ann@example.com")
    ann.client.patch("/api/notices/settings", json={"email": ["song", "photo"]})
    token = house.studio.unsubscribing.token(ann.id)
    form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "https://mail.example"}
    mailbox = browser().client

    clicked = mailbox.post(
        f"/api/unsubscribe?t={token}", content="List-Unsubscribe=One-Click", headers=form
    )

    assert clicked.status_code == 204, clicked.text
    assert ann.client.get("/api/notices/settings").json()["email"] == []
    assert mailbox.post("/api/unsubscribe?t=nothing", headers=form).status_code == 404
    assert (
        mailbox.get(f"/api/unsubscribe?t={token}").status_code == 405
    )  # nobody ends it by looking
