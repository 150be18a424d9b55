"""A studio is copied while it works, and made again from the copy, to the last credit and byte."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.adapters.storage_disk import DiskStorage
from app.bootstrap import Studio, build
from app.host import backup, stack
from app.host.troubles import HostTrouble
from app.services.invariants import broken
from app.settings import Settings
from tests.engine.conftest import House, house, template_url

__all__ = ["house", "template_url"]


KEYS = {"secret.key": "the key", "vapid.key": "the key of notifications"}


@pytest.fixture
def elsewhere(tmp_path: Path) -> DiskStorage:
    return DiskStorage(tmp_path / "elsewhere", max_bytes=10**9)


def copy(house: House, target: Path) -> backup.Report:
    url = house.studio.settings.database_url or ""
    return backup.save(target, database_url=url, storage=house.studio.storage, keys=KEYS)


def reopened(house: House, url: str, files: Path) -> Studio:
    config = house.studio.settings.model_copy(update={"database_url": url, "files_dir": files})
    return build(config, providers=house.studio.providers)


def test_what_was_made_is_there_again(
    house: House, make_database: Callable[..., str], tmp_path: Path, elsewhere: DiskStorage
) -> None:
    job = house.start()
    house.answer()
    waits = house.start()
    saved = copy(house, tmp_path / "copy")
    empty = make_database()

    brought = backup.restore(tmp_path / "copy", database_url=empty, storage=elsewhere)

    other = reopened(house, empty, tmp_path / "elsewhere")
    [file] = other.jobs.get(house.person, job.id).files
    [original] = house.job(job).files
    assert saved == brought
    assert saved.missing == ()
    assert file == original
    opened = other.library.open(house.person, file.id)
    assert b"".join(opened.read()) == b"".join(
        house.studio.library.open(house.person, file.id).read()
    )
    assert other.jobs.get(house.person, waits.id).status == waits.status
    assert other.accounts.person(house.person) == house.studio.accounts.person(house.person)
    with other.db.transaction() as tx:
        assert broken(tx.session) == {}
    other.close()


def test_a_copy_is_closed_to_others_and_never_written_over(house: House, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    copy(house, target)

    with pytest.raises(HostTrouble, match="not empty"):
        copy(house, target)

    assert target.stat().st_mode & 0o077 == 0
    for name, words in KEYS.items():
        assert (target / name).read_text() == words
        assert (target / name).stat().st_mode & 0o077 == 0


def test_a_file_that_is_gone_is_told(house: House, tmp_path: Path) -> None:
    house.start()
    house.answer()
    [(key,)] = house.sql("SELECT key FROM assets")
    house.studio.storage.delete(str(key))

    assert copy(house, tmp_path / "copy").missing == (key,)


@pytest.mark.parametrize("what", ["database.dump", "files"])
def test_a_damaged_copy_changes_nothing(
    house: House,
    make_database: Callable[..., str],
    tmp_path: Path,
    elsewhere: DiskStorage,
    what: str,
) -> None:
    house.start()
    house.answer()
    copy(house, tmp_path / "copy")
    [path] = [
        p for p in [tmp_path / "copy" / what, *(tmp_path / "copy" / what).rglob("*")] if p.is_file()
    ]
    path.write_bytes(path.read_bytes()[:-1])
    empty = make_database()

    with pytest.raises(HostTrouble, match=r"damaged|not what was saved"):
        backup.restore(tmp_path / "copy", database_url=empty, storage=elsewhere)

    assert list(elsewhere.list()) == []


def test_a_database_that_is_in_use_is_left_alone(
    house: House, tmp_path: Path, elsewhere: DiskStorage
) -> None:
    copy(house, tmp_path / "copy")
    url = house.studio.settings.database_url or ""

    with pytest.raises(HostTrouble, match="not empty"):
        backup.restore(tmp_path / "copy", database_url=url, storage=elsewhere)


def test_both_keys_come_along_and_are_used_from_then_on(house: House, tmp_path: Path) -> None:
    copy(house, tmp_path / "copy")
    fresh = Settings(data_dir=tmp_path / "fresh", secret_key=None, vapid_key=None)

    backup.adopt_keys(tmp_path / "copy", fresh)

    assert stack.keys_of(fresh) == KEYS
    for name in KEYS:
        assert (tmp_path / "fresh" / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", sorted(KEYS))
def test_another_key_is_never_replaced(house: House, tmp_path: Path, name: str) -> None:
    copy(house, tmp_path / "copy")
    used = tmp_path / "used"
    used.mkdir()
    (used / name).write_text("another")
    configured = {name.replace(".", "_"): SecretStr("x")}
    bare = Settings(data_dir=used, secret_key=None, vapid_key=None)

    with pytest.raises(HostTrouble, match="another key"):
        backup.adopt_keys(tmp_path / "copy", bare)
    with pytest.raises(HostTrouble, match="not the key"):
        backup.adopt_keys(tmp_path / "copy", bare.model_copy(update=configured))

    assert [path.name for path in used.iterdir()] == [name]


def test_a_copy_from_before_there_were_notifications_is_restored_too(
    house: House, tmp_path: Path
) -> None:
    copy(house, tmp_path / "copy")
    (tmp_path / "copy" / "vapid.key").unlink()
    fresh = Settings(data_dir=tmp_path / "fresh", secret_key=None, vapid_key=None)

    backup.adopt_keys(tmp_path / "copy", fresh)

    assert stack.secret_key(fresh) == KEYS["secret.key"]
    assert not (tmp_path / "fresh" / "vapid.key").exists()
