"""Photos over REST: resumable, bounded, from a page of ours, and their owner's alone."""

from typing import Any

import pytest

from app.domain.uploads import PIECE_MAX
from tests.api.conftest import Visitor
from tests.engine.pixels import photo

PIECE = "application/offset+octet-stream"


def begin(visitor: Visitor, data: bytes, **more: Any) -> dict[str, Any]:
    asked = {"name": "me.jpg", "size": len(data)} | more
    answer = visitor.client.post("/api/uploads", json=asked)
    assert answer.status_code == 201, answer.text
    return answer.json()


def piece(visitor: Visitor, upload_id: str, data: bytes, offset: int, **headers: str) -> Any:
    told = {"Upload-Offset": str(offset), "Content-Type": PIECE} | headers
    return visitor.client.patch(f"/api/uploads/{upload_id}", content=data, headers=told)


def ready(visitor: Visitor) -> dict[str, Any]:
    data = photo()
    upload = begin(visitor, data)
    piece(visitor, upload["id"], data, 0)
    visitor.house.answer()
    return visitor.client.get(f"/api/uploads/{upload['id']}").json()


def test_a_photo_arrives_in_pieces_and_goes_on_where_it_broke_off(ann: Visitor) -> None:
    data = photo()
    upload = begin(ann, data)
    assert upload["piece"] == 2_000_000
    first = piece(ann, upload["id"], data[:300], 0)
    assert first.status_code == 200, first.text
    assert first.headers["upload-offset"] == "300"

    again = piece(ann, upload["id"], data[:300], 0)
    assert again.status_code == 409
    assert again.json()["error"]["code"] == "offset_conflict"
    assert again.headers["upload-offset"] == "300"
    there = ann.client.head(f"/api/uploads/{upload['id']}")
    assert (there.headers["upload-offset"], there.headers["upload-length"]) == (
        "300",
        str(len(data)),
    )
    last = piece(ann, upload["id"], data[300:], 300).json()

    assert last["state"] == "checking"
    ann.house.answer()
    done = ann.client.get(f"/api/uploads/{upload['id']}").json()
    assert (done["state"], done["width"], done["content_type"]) == ("ready", 320, "image/jpeg")
    file = ann.client.get(done["url"])
    assert file.headers["content-type"] == "image/jpeg"
    assert "immutable" in file.headers["cache-control"]
    assert ann.client.get(done["thumb_url"]).headers["content-type"] == "image/webp"


def test_two_hundred_megabytes_are_refused_at_once(ann: Visitor) -> None:
    answer = ann.client.post("/api/uploads", json={"name": "a.jpg", "size": 200_000_000})

    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == "size"
    assert "30 MB is the most" in answer.json()["error"]["message"]


def test_a_piece_that_is_too_large_is_refused_before_it_is_read(ann: Visitor) -> None:
    upload = begin(ann, b"", size=20_000_000)

    told = piece(ann, upload["id"], bytes(PIECE_MAX + 1), 0)
    untold = ann.client.patch(
        f"/api/uploads/{upload['id']}",
        content=iter([bytes(PIECE_MAX), b"x"]),
        headers={"Upload-Offset": "0", "Content-Type": PIECE},
    )

    assert (told.status_code, untold.status_code) == (413, 413)
    assert "8 MB" in told.json()["error"]["message"]
    assert "8 MB" in untold.json()["error"]["message"]
    assert ann.client.get(f"/api/uploads/{upload['id']}").json()["offset"] == 0


def test_other_routes_still_take_small_json_and_nothing_else(ann: Visitor) -> None:
    upload = begin(ann, photo())

    large = ann.client.post("/api/uploads", content=bytes(1_000_001))
    bytes_ = ann.client.post(
        "/api/uploads", content=b"x", headers={"Content-Type": "application/octet-stream"}
    )

    assert (large.status_code, bytes_.status_code) == (413, 415)
    assert ann.client.get(f"/api/uploads/{upload['id']}").status_code == 200


def test_a_piece_from_a_page_of_another_site_is_refused(ann: Visitor) -> None:
    upload = begin(ann, photo())

    answer = piece(ann, upload["id"], photo(), 0, Origin="https://evil.example")

    assert answer.status_code == 403


def test_only_its_owner_sees_an_upload(ann: Visitor, bob: Visitor) -> None:
    upload = ready(ann)
    at = f"/api/uploads/{upload['id']}"

    for path in (at, f"{at}/file", f"{at}/thumb"):
        assert bob.client.get(path).status_code == 404
    assert piece(bob, upload["id"], b"x", 0).status_code == 404
    assert bob.client.delete(at).status_code == 404
    assert ann.client.get(at).status_code == 200


@pytest.mark.parametrize("suffix", ["", "/file", "/thumb"])
def test_guessed_keys_and_ids_open_nothing(ann: Visitor, suffix: str) -> None:
    upload = ready(ann)
    [(key,)] = ann.house.sql("SELECT key FROM uploads")
    guesses = (
        "upload_" + "0" * 26,
        "..%2F..%2Fetc%2Fpasswd",
        str(key),
        str(key).rpartition("/")[0],
    )

    for guess in guesses:
        assert ann.client.get(f"/api/uploads/{guess}{suffix}").status_code == 404
    assert ann.client.get(f"/{key}").status_code == 404
    assert ann.client.get(f"/api/assets/{upload['id']}/file").status_code == 404


def test_what_is_no_photo_is_refused_in_words(ann: Visitor) -> None:
    data = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    upload = begin(ann, data, name="me.jpg")
    piece(ann, upload["id"], data, 0)
    ann.house.answer()

    refused = ann.client.get(f"/api/uploads/{upload['id']}").json()

    assert (refused["state"], refused["refusal"]["code"]) == ("refused", "not_a_picture")
    assert ann.client.get(refused["url"]).status_code == 404


def test_an_upload_is_let_go(ann: Visitor) -> None:
    upload = ready(ann)

    assert ann.client.delete(f"/api/uploads/{upload['id']}").status_code == 204

    assert ann.client.get(f"/api/uploads/{upload['id']}").status_code == 404
