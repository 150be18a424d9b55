"""What holds of a disk alone."""

import os
from pathlib import Path

from app.adapters.storage_disk import DiskStorage


def test_what_dead_writers_left_is_removed_after_an_hour(tmp_path: Path) -> None:
    storage = DiskStorage(tmp_path / "files", max_bytes=1_000_000)
    drafts = tmp_path / "files" / ".drafts"
    drafts.mkdir(parents=True)
    old, new = drafts / "old.part", drafts / "new.part"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))

    storage.tidy()

    assert (old.exists(), new.exists()) == (False, True)
