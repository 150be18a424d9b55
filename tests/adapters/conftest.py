"""Both storages behind one fixture; the bucket is in a real server that speaks S3."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from app.adapters.storage_disk import DiskStorage
from app.adapters.storage_s3 import S3Storage
from app.domain.ports import Storage
from tests.simulators.bucket import Bucket, Weather, stormy

MAX = 40_000_000
_numbers = count(1)


@pytest.fixture
def weather(s3_server: str) -> Iterator[Weather]:
    """What stands between us and that server: fine, until a test says otherwise."""
    with stormy(s3_server) as weather:
        yield weather


@pytest.fixture
def bucket(s3_server: str, weather: Weather) -> Bucket:
    """An empty bucket, looked at directly and reached through the weather."""
    return Bucket.make(s3_server, f"songs-{next(_numbers)}", through=weather.url)


@pytest.fixture
def s3(bucket: Bucket) -> S3Storage:
    """Storage in that bucket, in a folder of it; it tries everything three times."""
    return S3Storage(bucket.settings(prefix="our/songs"), max_bytes=MAX, attempts=3)


@pytest.fixture(params=["disk", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """Each of them."""
    if request.param == "disk":
        return DiskStorage(tmp_path / "files", max_bytes=MAX)
    return request.getfixturevalue("s3")


@pytest.fixture
def keys(request: pytest.FixtureRequest, storage: Storage, tmp_path: Path) -> Callable[[], Any]:
    """Everything that is kept, half-written things included."""
    if isinstance(storage, DiskStorage):
        root = tmp_path / "files"
        return lambda: sorted(
            str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()
        )
    bucket: Bucket = request.getfixturevalue("bucket")
    return lambda: sorted(
        [key.removeprefix("our/songs/") for key in bucket.objects()] + bucket.unfinished()
    )
