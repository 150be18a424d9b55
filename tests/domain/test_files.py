"""What files are called and how their kind is told."""

import unicodedata
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.files import disposition, file_key, kind_of, sanitized
from app.domain.medium import Medium

AT = datetime(2026, 9, 1, 0, 45, 30, 123_000, tzinfo=UTC)


def test_a_key_says_when_what_and_which() -> None:
    key = file_key(
        Medium.SONG,
        AT,
        title="My Awesome Song",
        task_id="task_01kabcdefx7k2m9q4bd",
        name="song.mp3",
    )

    assert key == "music/2026-09-01T00-45-30-123Z_My_Awesome_Song_x7k2m9q4bd.mp3"


def test_korean_titles_stay_readable() -> None:
    assert sanitized("비 오는 날, 서울!") == "비_오는_날_서울"


@given(st.text(max_size=300))
def test_no_title_brings_a_letter_that_stores_or_addresses_stumble_over(title: str) -> None:
    key = file_key(Medium.SONG, AT, title=title, task_id="task_0123456789", name="song.mp3")

    assert not set(key) & set("\\{}^%`[]\"<>~#|&$@=;:+ ,?'*\r\n\t")
    assert key.isprintable()
    assert unicodedata.is_normalized("NFC", key)


@pytest.mark.parametrize("download", [True, False])
@given(st.text(max_size=80))
def test_no_name_breaks_out_of_its_header(download: bool, name: str) -> None:  # noqa: FBT001 -- given
    name = name.encode(errors="replace").decode()

    header = disposition(name, download=download)

    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    assert unquote(header.rpartition("''")[2]) == name


@given(st.text(max_size=300))
def test_no_title_can_leave_the_folder(title: str) -> None:
    key = file_key(Medium.SONG, AT, title=title, task_id="task_0123456789", name="song.mp3")

    assert key.count("/") == 1
    assert ".." not in key
    assert len(key.encode()) < 300
    assert "\x00" not in key


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"ID3\x04\x00", "audio/mpeg"),
        (b"\xff\xfb\x90d", "audio/mpeg"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"glTF\x02", "model/gltf-binary"),
        (b"<!doctype html>", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_the_kind(head: bytes, kind: str | None) -> None:
    assert kind_of(head) == kind
