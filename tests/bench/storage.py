"""A very large file through storage and back: how fast, and what memory it takes."""

import subprocess
import sys
from pathlib import Path

from tests.bench.report import Aim, Figure
from tests.bench.rig import Rig
from tests.simulators.bucket import Bucket, bucket_server

_MB = 1_000_000
_ONE = """
import os, shutil, sys, threading, time
from pathlib import Path
from app.adapters.s3_settings import S3Settings
from app.adapters.storage_disk import DiskStorage
from app.adapters.storage_s3 import S3Storage
where, source, size = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])

import psutil

# The kernel's own maximum is no use: a child inherits that of the process that started it.
process, seen, done = psutil.Process(), [], threading.Event()

def watch():
    while not done.wait(0.02):
        seen.append(process.memory_info().rss / 1e6)

def chunks():
    with source.open("rb") as file:
        while chunk := file.read(256 * 1024):
            yield chunk

def timed(act):
    started = time.perf_counter()
    act()
    return size / 1e6 / (time.perf_counter() - started)

def copied():
    shutil.copyfile(source, source.with_suffix(".copy"))
    with source.with_suffix(".copy").open("rb+") as file:
        os.fsync(file.fileno())

def through(storage):
    for _ in storage.read("big"):
        pass

if where == "disk":
    storage = DiskStorage(source.parent / "files", max_bytes=10 * size)
    floor = timed(copied)
    source.with_suffix(".copy").unlink()
else:
    storage = S3Storage(S3Settings(), max_bytes=10 * size)
    upload = lambda: storage.client.upload_file(str(source), storage.bucket, "floor")
    floor = 0.0
# One small file first: what is loaded once is no growth.
storage.put("small", iter([bytes(1000)]), content_type="audio/wav")
list(storage.read("small"))
before = process.memory_info().rss / 1e6
threading.Thread(target=watch, daemon=True).start()
put = timed(lambda: storage.put("big", chunks(), content_type="audio/wav"))
got = timed(lambda: through(storage))
done.set()
grown = max(seen) - before
assert storage.stat("big").size == size
if where == "s3":
    floor = timed(upload)
    storage.client.delete_object(Bucket=storage.bucket, Key="floor")
storage.delete("big")
print(put, got, grown, floor)
"""


def run(rig: Rig) -> list[Figure]:
    """Each storage in a process of its own, so that its memory is told apart."""
    size = rig.size(500, 100) * _MB
    source = rig.home / "big.wav"
    with source.open("wb") as file:
        for _ in range(size // _MB):
            file.write(bytes(range(250)) * 4000)
    with bucket_server() as url:
        bucket = Bucket.make(url, "bench")
        secret = bucket.settings().secret_access_key
        s3 = {
            "S3_BUCKET": bucket.name,
            "S3_ENDPOINT_URL": url,
            "S3_ACCESS_KEY_ID": "test",
            "S3_SECRET_ACCESS_KEY": secret.get_secret_value() if secret else "",
        }
        figures = _figures("disk", source, size, {}) + _figures("s3", source, size, s3)
    source.unlink()
    return figures


def _figures(where: str, source: Path, size: int, env: dict[str, str]) -> list[Figure]:
    words = [sys.executable, "-c", _ONE, where, str(source), str(size)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=env)
    put, got, grown, floor = (float(word) for word in done.stdout.split())
    least = "copy of the file" if where == "disk" else "boto3 upload_file"
    flat = (Aim("at most", 64),)
    fast = (Aim("at least", 0.5, of_floor=True),)
    name = f"{size // _MB} MB, {where}"
    return [
        Figure(f"{name}: put", put, "MB/s", floor, least, fast),
        Figure(f"{name}: read", got, "MB/s"),
        Figure(f"{name}: memory that it grew", grown, "MB", aims=flat),
    ]
