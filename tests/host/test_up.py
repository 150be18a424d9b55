"""The launcher, with real servers and real signals."""

import json
import signal
import socket
from pathlib import Path

import psutil
import psycopg
import pytest
from redis import Redis

from app.host import postgres, redis
from app.host.private import directory
from tests.host.launching import Launcher, eventually


def recorded(launcher: Launcher) -> dict[str, int]:
    children = json.loads((launcher.home / "running.json").read_text())["children"]
    return {child["name"]: child["pid"] for child in children}


def grandchildren(launcher: Launcher) -> int:
    return len([process for process in launcher.family() if "grandchild" in process.cmdline()])


def test_it_says_one_url_and_keeps_its_data_to_itself(launcher: Launcher) -> None:
    launcher.start()
    launcher.wait_ready()

    assert launcher.screen().count("http://") == 1
    assert f"http://127.0.0.1:{launcher.port}" in launcher.screen()
    assert launcher.home.stat().st_mode & 0o007 == 0
    for name in ("secret.key", "postgres.password", "redis.password"):
        assert (launcher.home / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_being_asked_to_stop_leaves_no_process(launcher: Launcher, name: str) -> None:
    launcher.start()
    launcher.wait_ready()
    assert len(launcher.family()) > 5

    launcher.process.send_signal(getattr(signal, name))
    code = launcher.process.wait(timeout=10)

    assert code == 0
    assert launcher.family() == []


def test_ctrl_c_during_the_start_leaves_no_process(launcher: Launcher) -> None:
    launcher.start()
    eventually((launcher.home / "running.json").exists)

    launcher.process.send_signal(signal.SIGINT)
    launcher.process.wait(timeout=10)

    assert launcher.family() == []
    assert "Traceback" not in launcher.screen()


def test_a_killed_child_is_started_again_at_its_old_address(launcher: Launcher) -> None:
    launcher.start()
    launcher.wait_ready()
    before = recorded(launcher)

    for name, pid in before.items():
        psutil.Process(pid).kill()
        eventually(lambda name=name: f"{name} is back" in launcher.screen(), within_s=30)

    assert set(before) == set(recorded(launcher))
    assert set(before.values()).isdisjoint(recorded(launcher).values())
    assert launcher.screen().count("was killed (signal 9)") == len(before)
    assert grandchildren(launcher) == 1
    database, doorbells = postgres.known_url(launcher.home), redis.known_url(launcher.home)
    psycopg.connect(str(database).replace("+psycopg", "")).close()
    with Redis.from_url(str(doorbells)) as client:
        assert client.ping()


def test_after_a_killed_launcher_the_next_one_ends_its_orphans(launcher: Launcher) -> None:
    launcher.start()
    launcher.wait_ready()
    launcher.process.kill()
    launcher.process.wait()
    orphans = launcher.family()
    assert len(orphans) > 5

    launcher.start()
    launcher.wait_ready()

    assert "left by a run that was killed" in launcher.screen()
    assert not any(orphan.is_running() for orphan in orphans if orphan in launcher.family())
    assert grandchildren(launcher) == 1


def test_a_stranger_with_a_recorded_process_id_is_left_alone(launcher: Launcher) -> None:
    stranger = psutil.Popen(["sleep", "60"])
    directory(launcher.home)
    entry = {"name": "web", "pid": stranger.pid, "created": stranger.create_time() - 60}
    (launcher.home / "running.json").write_text(json.dumps({"children": [entry]}))

    launcher.start()
    launcher.wait_ready()

    assert stranger.is_running()
    stranger.kill()
    stranger.wait()


def test_a_second_launcher_says_where_the_first_one_is(launcher: Launcher) -> None:
    launcher.start()
    launcher.wait_ready()
    second = Launcher(launcher.home, launcher.port, name="second")

    second.start()

    assert second.process.wait(timeout=10) == 1
    assert second.screen().strip().startswith("✗ Meanwhile is already running at http://127.0.0.1")
    assert len(second.screen().strip().splitlines()) == 1
    assert launcher.process.poll() is None


def test_a_taken_port_is_one_sentence(launcher: Launcher) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", launcher.port))
        taken.listen()

        launcher.start()

        assert launcher.process.wait(timeout=10) == 1
    assert launcher.screen() == (
        f"  ✗ Port {launcher.port} is taken by another program: "
        "stop that one, or choose another port with --port.\n"
    )
    assert launcher.family() == []


def test_a_postgres_that_cannot_start_is_one_sentence(launcher: Launcher) -> None:
    launcher.start()
    launcher.wait_ready()
    launcher.process.send_signal(signal.SIGTERM)
    launcher.process.wait(timeout=10)
    (launcher.home / "postgres" / "global" / "pg_control").unlink()

    launcher.start()

    assert launcher.process.wait(timeout=10) == 1
    [sentence] = launcher.screen().strip().splitlines()
    assert sentence.startswith("✗ postgres did not start:")
    assert "Traceback" not in launcher.screen()
    assert launcher.family() == []


def test_an_unreachable_server_of_yours_is_one_sentence(
    launcher: Launcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql+psycopg://x:y@127.0.0.1:{launcher.port}/z")

    launcher.start()

    assert launcher.process.wait(timeout=10) == 1
    assert launcher.screen() == (
        "  ✗ PostgreSQL does not answer at DATABASE_URL: check the address, and that it runs.\n"
    )


def test_logs_are_kept_small_and_their_troubles_are_shown(launcher: Launcher) -> None:
    log = launcher.home / "logs" / "worker.log"
    log.parent.mkdir()
    with log.open("wb") as file:
        file.truncate(11 * 1024 * 1024)

    launcher.start()
    launcher.wait_ready()
    with log.open("a") as file:
        file.write('{"event": "task.failed", "level": "error", "error": "no luck"}\n')

    eventually(lambda: "worker: task.failed: no luck" in launcher.screen())
    assert log.stat().st_size < 1024
    assert Path(f"{log}.1").stat().st_size == 11 * 1024 * 1024
