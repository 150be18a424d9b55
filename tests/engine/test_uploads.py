"""Files that people bring: whole or not at all, looked at once, theirs alone, gone when let go."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from app.domain.errors import (
    Conflict,
    Invalid,
    NotFound,
    NotThere,
    StorageAway,
    StorageFull,
    TooLarge,
    TooMany,
)
from app.domain.uploads import AT_ONCE, PIECE_MAX, UploadState
from app.services.checking import Checking
from app.services.orphans import Orphans
from tests.engine.conftest import House
from tests.engine.photos import brought, sent
from tests.engine.pixels import photo


def objects(house: House) -> list[Path]:
    """What lies in storage."""
    root = house.studio.settings.files / "uploads"
    return sorted(path for path in root.rglob("*") if path.is_file())


def state(house: House, upload_id: str) -> UploadState:
    return house.studio.uploads.get(house.person, upload_id).state


def test_a_photo_in_three_pieces_becomes_ready_and_its_pieces_go(house: House) -> None:
    data, uploads = photo(), house.studio.uploads
    begun = uploads.begin(house.person, name=r"C:\Photos\me.jpg", size=len(data))
    assert (begun.name, begun.state, begun.offset) == ("me.jpg", UploadState.RECEIVING, 0)

    for start, end in ((0, 100), (100, 101), (101, len(data))):
        view = uploads.append(house.person, begun.id, offset=start, chunks=[data[start:end]])

    assert view.state is UploadState.CHECKING
    assert house.bell.rung == [("prepare", begun.id)]
    house.answer()
    ready = uploads.get(house.person, begun.id)
    assert (ready.state, ready.width, ready.height) == (UploadState.READY, 320, 400)
    assert ready.blur
    assert ready.blur.startswith("data:image/")
    assert {path.name for path in objects(house)} == {"photo.jpg", "thumb.webp"}
    assert uploads.open(house.person, begun.id).size == ready.size
    assert uploads.open(house.person, begun.id, thumb=True).content_type == "image/webp"


def test_what_is_too_large_is_refused_before_a_byte_is_sent(house: House) -> None:
    with pytest.raises(Invalid, match="200 MB: 30 MB is the most") as caught:
        house.studio.uploads.begin(house.person, name="big.jpg", size=200_000_000)

    assert caught.value.field == "size"
    with pytest.raises(Invalid, match="empty"):
        house.studio.uploads.begin(house.person, name="none.jpg", size=0)


def test_what_is_longer_than_announced_is_not_taken(house: House) -> None:
    uploads = house.studio.uploads
    begun = uploads.begin(house.person, name="a.jpg", size=10)

    def flood() -> Iterator[bytes]:
        yield b"x" * 10
        yield b"x"
        raise AssertionError("nobody reads on")

    with pytest.raises(Invalid, match="more bytes"):
        uploads.append(house.person, begun.id, offset=0, chunks=flood())

    assert uploads.get(house.person, begun.id).offset == 0
    assert objects(house) == []


def test_a_piece_has_a_largest_size(house: House) -> None:
    uploads = house.studio.uploads
    begun = uploads.begin(house.person, name="a.jpg", size=PIECE_MAX * 2)

    with pytest.raises(TooLarge):
        uploads.append(house.person, begun.id, offset=0, chunks=[bytes(PIECE_MAX), b"x"])


def test_a_piece_that_begins_elsewhere_is_told_where_to_go_on(house: House) -> None:
    uploads = house.studio.uploads
    begun = uploads.begin(house.person, name="a.jpg", size=10)
    uploads.append(house.person, begun.id, offset=0, chunks=[b"1234"])

    for offset in (0, 3, 5):
        with pytest.raises(NotThere) as caught:
            uploads.append(house.person, begun.id, offset=offset, chunks=[b"5"])
        assert caught.value.offset == 4


def test_of_two_that_race_one_is_taken_and_nothing_of_the_other_stays(house: House) -> None:
    uploads, data = house.studio.uploads, photo()
    begun = uploads.begin(house.person, name="a.jpg", size=len(data))
    together = Barrier(2)

    def bring(body: bytes) -> str:
        def chunks() -> Iterator[bytes]:
            yield body
            together.wait(10)

        try:
            uploads.append(house.person, begun.id, offset=0, chunks=chunks())
        except NotThere:
            return "late"
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(bring, [data, data])) == ["late", "taken"]

    assert len(objects(house)) == 1
    house.answer()
    assert state(house, begun.id) is UploadState.READY


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "not_a_picture"),
        (b"%PDF-1.7 hello", "not_a_picture"),
        (photo()[:200], "broken"),
        (b"\xff\xd8\xff" + bytes(400), "broken"),
        (photo() + b"PK\x03\x04" + bytes(60), "not_a_picture"),
        (photo(20, 20), "too_small"),
    ],
)
def test_what_is_no_photo_is_refused_in_words_and_nothing_stays(
    house: House, data: bytes, code: str
) -> None:
    upload = sent(house, data)

    house.answer()

    refused = house.studio.uploads.get(house.person, upload.id)
    assert refused.state is UploadState.REFUSED
    assert refused.refusal is not None
    assert refused.refusal.code == code
    assert refused.refusal.reason.endswith(".")
    assert objects(house) == []
    assert house.studio.storage_use.of(house.person).bytes == 0
    with pytest.raises(NotFound):
        house.studio.uploads.open(house.person, upload.id)


def test_a_photo_whose_worker_was_killed_is_looked_at_again(house: House) -> None:
    upload = sent(house, photo())
    house.bell.rung.clear()
    house.sql(
        "UPDATE uploads SET fence = 1, lease_owner = 'gone', lease_until = now() + interval '9 s'"
    )
    house.studio.checking.check(upload.id)
    assert state(house, upload.id) is UploadState.CHECKING

    house.sql("UPDATE uploads SET lease_until = now() - interval '1 s', rung_at = NULL")
    house.tick()

    assert state(house, upload.id) is UploadState.READY


def test_a_ring_that_was_lost_is_made_up_for_by_the_clock(house: House) -> None:
    upload = sent(house, photo())
    house.bell.rung.clear()
    house.sql("UPDATE uploads SET rung_at = now() - interval '11 s'")

    house.tick()

    assert state(house, upload.id) is UploadState.READY


def test_one_that_kills_worker_after_worker_is_refused(house: House) -> None:
    upload = sent(house, photo())
    house.bell.rung.clear()
    house.sql("UPDATE uploads SET crashes = 3")

    house.studio.checking.check(upload.id)

    refusal = house.studio.uploads.get(house.person, upload.id).refusal
    assert refusal is not None
    assert refusal.code == "crashed"


def test_a_worker_that_was_believed_dead_changes_nothing(house: House) -> None:
    upload = sent(house, photo())
    house.bell.rung.clear()
    real = house.studio.pictures

    class Slow:
        def prepare(self, chunks: Any) -> Any:
            found = real.prepare(chunks)
            house.sql("UPDATE uploads SET fence = fence + 1")
            return found

        see = real.see

    Checking(house.studio.engine, Slow()).check(upload.id)

    assert state(house, upload.id) is UploadState.CHECKING


def test_a_store_that_is_away_for_a_while_costs_no_photo(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = sent(house, photo())
    put = house.studio.storage.put

    def away(*args: Any, **more: Any) -> Any:
        raise StorageAway("the store does not answer")

    monkeypatch.setattr(house.studio.storage, "put", away)
    house.answer()
    assert state(house, upload.id) is UploadState.CHECKING

    monkeypatch.setattr(house.studio.storage, "put", put)
    house.sql("UPDATE uploads SET due_at = now(), rung_at = NULL")
    house.tick()

    assert state(house, upload.id) is UploadState.READY


def test_somebody_elses_upload_is_not_there(house: House) -> None:
    upload, other = brought(house), house.newcomer()
    uploads = house.studio.uploads

    for ask in (
        lambda: uploads.get(other, upload.id),
        lambda: uploads.open(other, upload.id),
        lambda: uploads.open(other, upload.id, thumb=True),
        lambda: uploads.append(other, upload.id, offset=0, chunks=[b"x"]),
        lambda: uploads.delete(other, upload.id),
    ):
        with pytest.raises(NotFound):
            ask()


def test_what_is_let_go_leaves_nothing_in_storage(house: House) -> None:
    ready = brought(house)
    begun = house.studio.uploads.begin(house.person, name="b.jpg", size=100)
    house.studio.uploads.append(house.person, begun.id, offset=0, chunks=[b"half"])

    house.studio.uploads.delete(house.person, ready.id)
    house.studio.uploads.delete(house.person, begun.id)

    assert objects(house) == []


def test_one_that_is_let_go_while_it_is_looked_at_leaves_nothing(house: House) -> None:
    upload = sent(house, photo())
    real = house.studio.pictures

    class Interrupting:
        def prepare(self, chunks: Any) -> Any:
            found = real.prepare(chunks)
            house.studio.uploads.delete(house.person, upload.id)
            return found

        see = real.see

    Checking(house.studio.engine, Interrupting()).check(upload.id)

    assert objects(house) == []


def test_what_nobody_came_back_to_goes_after_a_day(house: House) -> None:
    brought(house)
    half = house.studio.uploads.begin(house.person, name="b.jpg", size=100)
    house.studio.uploads.append(house.person, half.id, offset=0, chunks=[b"half"])
    refused = sent(house, b"no photo at all")
    house.answer()
    assert state(house, refused.id) is UploadState.REFUSED
    assert house.studio.uploads.forget() == 0

    house.sql("UPDATE uploads SET touched_at = now() - interval '25 h'")
    late = sent(house, photo(colour="red"))
    house.sql("UPDATE uploads SET touched_at = now() - interval '25 h'")

    assert house.studio.uploads.forget() == 3
    assert house.sql("SELECT id FROM uploads") == [(late.id,)]


def test_the_search_for_litter_knows_what_uploads_name(house: House) -> None:
    import os
    import time

    brought(house)
    half = house.studio.uploads.begin(house.person, name="b.jpg", size=100)
    house.studio.uploads.append(house.person, half.id, offset=0, chunks=[b"half"])
    long_ago = time.time() - 3 * 86_400
    lost = objects(house)[0].parent / "000000000000_00000000000000aa.part"
    lost.write_bytes(b"lost a race")
    for path in objects(house):
        os.utime(path, (long_ago, long_ago))

    assert Orphans(house.studio.engine, timedelta(0)).sweep() == 1

    assert not lost.exists()
    assert len(objects(house)) == 3


def test_what_people_bring_is_counted_and_needs_room(house: House) -> None:
    upload = brought(house)
    half = house.studio.uploads.begin(house.person, name="b.jpg", size=100)
    house.studio.uploads.append(house.person, half.id, offset=0, chunks=[b"half"])

    use = house.studio.storage_use.of(house.person)

    assert use.bytes == sum(path.stat().st_size for path in objects(house))
    assert [(w.medium, w.things, w.brought) for w in use.media] == [("photo", 0, 1)]
    limits = replace(house.studio.engine.limits, storage_free=use.bytes + 9)
    object.__setattr__(house.studio.engine, "limits", limits)
    with pytest.raises(StorageFull):
        house.studio.uploads.begin(house.person, name="c.jpg", size=10)
    assert upload.size is not None


def test_one_person_has_a_bounded_number_on_their_way(house: House) -> None:
    for n in range(AT_ONCE):
        house.studio.uploads.begin(house.person, name=f"{n}.jpg", size=10)

    with pytest.raises(TooMany):
        house.studio.uploads.begin(house.person, name="more.jpg", size=10)


def test_crumbs_are_not_taken_for_ever(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.uploads.PIECES_MOST", 2)
    uploads = house.studio.uploads
    begun = uploads.begin(house.person, name="a.jpg", size=10)
    for offset in (0, 1):
        uploads.append(house.person, begun.id, offset=offset, chunks=[b"x"])

    with pytest.raises(Conflict, match="too many pieces"):
        uploads.append(house.person, begun.id, offset=2, chunks=[b"x"])

    assert len(objects(house)) == 2


def test_who_leaves_takes_along_what_they_brought(house: House) -> None:
    brought(house)

    house.studio.accounts.erase(house.person)

    assert objects(house) == []
    assert house.sql("SELECT 1 FROM uploads") == []
    house.person = house.newcomer()


def test_what_a_guest_brought_moves_with_them(house: House) -> None:
    upload = brought(house)
    member = house.studio.accounts.sign_up(
        email="ann@example.com", password="a long enough one"
    ).person
    house.studio.accounts.sign_in(
        email="ann@example.com", password="a long enough one", guest_id=house.person
    )

    assert house.studio.uploads.get(member.id, upload.id).id == upload.id
