"""Secrets and private directories."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.host import ports, private


def test_a_secret_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"

    first, second = private.secret(path), private.secret(path)

    assert first == second
    assert len(first) >= 40
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_many_at_once_get_the_same_secret(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"

    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: private.secret(path), range(64)))

    assert len(found) == 1


def test_a_private_directory_is_closed_to_others(tmp_path: Path) -> None:
    open_to_all = tmp_path / "data"
    open_to_all.mkdir(mode=0o755)

    private.directory(open_to_all)

    assert open_to_all.stat().st_mode & 0o777 == 0o700


def test_a_server_keeps_its_port(tmp_path: Path) -> None:
    first = ports.remembered(tmp_path / "server.port")

    assert ports.remembered(tmp_path / "server.port") == first
