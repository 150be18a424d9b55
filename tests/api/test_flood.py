"""Clients that lie about how much they send to a real server: refused, and nothing left."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from app.domain.uploads import PIECE_MAX
from app.host import redis
from app.host.child import family_of
from tests.api.streaming import Server, serving
from tests.databases import Databases
from tests.engine.conftest import open_house
from tests.engine.crew import Crew

FLOOD = 200_000_000
_BLOCK = b"\xff\xd8\xff" + bytes(65_533)
_FLAT = 40_000_000
"""Bytes that a process may grow by: less than a quarter of what is sent to it."""
_PIECE = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}


@dataclass(frozen=True)
class Shore:
    """A real server, and a person who asks it."""

    server: Server
    client: httpx.Client
    files: Path

    def begin(self, size: int) -> str:
        """Announce a file of this size; returns its address."""
        answer = self.client.post("/api/uploads", json={"name": "me.jpg", "size": size})
        assert answer.status_code == 201, answer.text
        return f"/api/uploads/{answer.json()['id']}"

    def kept(self) -> list[Path]:
        """Files in storage."""
        return [each for each in self.files.rglob("*") if each.is_file()]


@pytest.fixture(scope="module")
def shore(
    databases: Databases, redis_server: redis.Running, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shore]:
    home = tmp_path_factory.mktemp("shore")
    with databases.lend() as url, open_house(url, redis_server.url, home) as house:
        env = {"STUDIO_DATA_DIR": str(home), "DATABASE_URL": url, "REDIS_URL": redis_server.url}
        crew = Crew(env | {"STUDIO_LOG_LEVEL": "WARNING"}, home / "crew.log")
        token = house.studio.accounts.guest().token
        with (
            serving(crew, token) as server,
            httpx.Client(
                base_url=server.url,
                cookies=server.cookies,
                headers={"Origin": server.url},
                timeout=30,
                trust_env=False,
            ) as client,
        ):
            yield Shore(server, client, house.studio.settings.files)
        crew.dismiss()


def weight(server: Server) -> int:
    """Bytes in memory of the server with all its processes, at the most since they began."""
    total = 0
    for process in family_of(server.pid):
        with suppress(psutil.NoSuchProcess, FileNotFoundError):
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
            [most] = [line for line in status.splitlines() if line.startswith("VmHWM")]
            total += int(most.split()[1]) * 1024
    return total


def pour(server: Server, path: str, *headers: str, chunked: bool = False) -> bytes:
    """Send 200 MB whatever the headers say, as long as anybody takes them; returns the answer."""
    where = urlsplit(server.url)
    cookie = "; ".join(f"{name}={value}" for name, value in server.cookies.items())
    head = [f"PATCH {path} HTTP/1.1", f"Host: {where.netloc}", f"Origin: {server.url}"]
    head += [f"Cookie: {cookie}", *(f"{name}: {value}" for name, value in _PIECE.items())]
    head += headers
    block = b"%x\r\n%b\r\n" % (len(_BLOCK), _BLOCK) if chunked else _BLOCK
    answer = b""
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=20) as line:
        line.sendall("\r\n".join([*head, "", ""]).encode())
        with suppress(ConnectionError, TimeoutError):
            for _ in range(FLOOD // len(_BLOCK)):
                line.sendall(block)
            line.sendall(b"0\r\n\r\n" if chunked else b"")
            line.shutdown(socket.SHUT_WR)
        with suppress(ConnectionError, TimeoutError):
            while part := line.recv(65_536):
                answer += part
    return answer


def assert_nothing_stayed(shore: Shore, path: str, *, before: int) -> None:
    assert weight(shore.server) - before < _FLAT
    told = shore.client.get(path).json()
    assert (told["state"], told["offset"]) == ("receiving", 0)
    assert shore.kept() == []
    assert shore.client.delete(path).status_code == 204


@pytest.mark.parametrize("said", [FLOOD, PIECE_MAX + 1])
def test_who_says_that_it_is_too_much_is_refused_before_it_is_sent(shore: Shore, said: int) -> None:
    path, before = shore.begin(20_000_000), weight(shore.server)

    answer = pour(shore.server, path, f"Content-Length: {said}")

    assert answer == b"" or b" 413 " in answer.partition(b"\r\n")[0]
    assert_nothing_stayed(shore, path, before=before)


def test_who_does_not_say_how_much_is_stopped_when_it_is_too_much(shore: Shore) -> None:
    path, before = shore.begin(20_000_000), weight(shore.server)

    answer = pour(shore.server, path, "Transfer-Encoding: chunked", chunked=True)

    assert answer == b"" or b" 413 " in answer.partition(b"\r\n")[0]
    assert_nothing_stayed(shore, path, before=before)


def test_what_comes_after_the_length_that_was_said_is_not_taken(shore: Shore) -> None:
    path, before = shore.begin(3), weight(shore.server)

    answer = pour(shore.server, path, "Content-Length: 4")

    assert answer == b"" or b" 422 " in answer.partition(b"\r\n")[0]
    assert_nothing_stayed(shore, path, before=before)


def test_a_file_of_more_pieces_than_were_announced_is_not_taken(shore: Shore) -> None:
    path = shore.begin(4)
    before = weight(shore.server)

    def sends(piece: bytes, offset: int) -> int:
        headers = _PIECE | {"Upload-Offset": str(offset)}
        return shore.client.patch(path, content=piece, headers=headers).status_code

    told = [sends(b"\xff\xd8\xff", 0), sends(bytes(PIECE_MAX), 3), sends(b"\xe0", 3)]
    beyond = sends(b"x" * 9, 4)

    assert (told, beyond) == ([200, 422, 200], 409)
    assert weight(shore.server) - before < _FLAT
    assert sum(each.stat().st_size for each in shore.kept()) == 4
    assert shore.client.delete(path).status_code == 204
    assert shore.kept() == []
