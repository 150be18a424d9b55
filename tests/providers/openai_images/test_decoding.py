"""A picture is found in JSON and decoded while it comes, however the network cuts it."""

import base64
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadOutput
from app.providers.openai_images.decoding import photo_in

NOTE = {"revised_prompt": 'she said "b64_json": "no", and left \\"', "n": [1, None]}


def cut(body: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(body), size):
        yield body[at : at + size]


def said(picture: bytes, *, indent: int | None = None, late: bool = False) -> bytes:
    data = {"data": [{"b64_json": base64.b64encode(picture).decode()}]}
    return json.dumps(NOTE | data if late else data | NOTE, indent=indent).encode()


@given(
    picture=st.binary(min_size=1, max_size=400),
    size=st.integers(1, 90),
    indent=st.sampled_from([None, 0, 3]),
    late=st.booleans(),
    escaped=st.booleans(),
)
def test_every_picture_comes_as_it_was(
    *, picture: bytes, size: int, indent: int | None, late: bool, escaped: bool
) -> None:
    body = said(picture, indent=indent, late=late)
    if escaped:
        body = body.replace(b"/", b"\\/")

    assert b"".join(photo_in(cut(body, size))) == picture


@given(picture=st.binary(min_size=30, max_size=200), size=st.integers(1, 60))
def test_half_of_one_is_none(picture: bytes, size: int) -> None:
    body = said(picture)[: 24 + len(picture)]

    with pytest.raises(BadOutput):
        list(photo_in(cut(body, size)))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b'{"data":[{"url":"https://x.test/a.png"}]}',
        b'{"data":[{"b64_json":null}]}',
        b'{"data":[{"b64_json":"not base64!"}]}',
        b'{"data":[{"b64_json":"QUJD="}]}',
        b'{"data":[{"b64_json":"QUJ"}]}',
        b'{"error":{"message":"\\"b64_json\\": \\"QUJD\\""}}',
    ],
)
def test_what_is_no_picture_is_said(body: bytes) -> None:
    with pytest.raises(BadOutput):
        list(photo_in(iter([body])))


def test_a_picture_is_never_whole_in_memory() -> None:
    unit, count = b"QUJD" * 16_000, 400

    def body() -> Iterator[bytes]:
        yield b'{"data":[{"b64_json":"'
        for _ in range(count):
            yield unit
        yield b'"}]}'

    tracemalloc.start()
    try:
        total = sum(map(len, photo_in(body())))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert total == count * len(unit) * 3 // 4
    assert most < 1_000_000
