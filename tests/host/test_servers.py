"""The embedded PostgreSQL and Redis, as real processes."""

import signal
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from redis import AuthenticationError, Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.host import postgres, redis
from app.host.troubles import DidNotStart

MakeDatabase = Callable[..., str]


def plain(url: str) -> str:
    return url.replace("+psycopg", "", 1)


def test_postgres_answers_and_is_version_18(postgres_server: postgres.Running) -> None:
    with psycopg.connect(plain(postgres_server.url)) as connection:
        row = connection.execute("SHOW server_version").fetchone()

    assert row is not None
    assert row[0].startswith("18")


def test_postgres_refuses_a_wrong_password(postgres_server: postgres.Running) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(plain(postgres_server.url), password="wrong")


def test_a_database_is_copied_from_a_template(make_database: MakeDatabase) -> None:
    original = make_database()
    with psycopg.connect(plain(original)) as connection:
        connection.execute("CREATE TABLE seen (word text)")

    copy = make_database(template=original)

    with psycopg.connect(plain(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM seen").fetchone() == (0,)


def test_what_postgres_committed_survives_its_kill(server_dir: Path) -> None:
    home = server_dir / "killed"
    server = postgres.start(home)
    with psycopg.connect(plain(server.url)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    server.child.kill()
    again = postgres.start(home)

    with psycopg.connect(plain(again.url)) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
    again.stop()
    assert again.url == server.url


def test_data_of_another_postgres_is_refused_in_one_sentence(tmp_path: Path) -> None:
    data = tmp_path / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text("12\n")

    with pytest.raises(DidNotStart, match="PostgreSQL 12"):
        postgres.prepare(tmp_path)


def test_redis_keeps_its_data_over_a_kill(server_dir: Path) -> None:
    home = server_dir / "killed"
    server = redis.start(home)
    with Redis.from_url(server.url) as client:
        client.set("word", "kept")
        # What was written within the last second may be lost: wait until it is on disk.
        client.execute_command("WAITAOF", 1, 0, 5000)

    server.child.kill()
    again = redis.start(home)

    with Redis.from_url(again.url) as client:
        assert client.get("word") == b"kept"
    again.stop()


def test_redis_refuses_to_evict_and_to_talk_without_password(redis_server: redis.Running) -> None:
    with Redis.from_url(redis_server.url) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert client.config_get("appendonly") == {"appendonly": "yes"}
        port = client.connection_pool.connection_kwargs["port"]

    with (
        Redis(port=port, retry=Retry(NoBackoff(), 0)) as stranger,
        pytest.raises(AuthenticationError),
    ):
        stranger.ping()


def test_the_page_state_has_a_database_of_its_own() -> None:
    assert redis.database("redis://:secret@127.0.0.1:6379/0", 1).endswith(":6379/1")
    assert redis.database("rediss://cache.example", 1) == "rediss://cache.example/1"
    assert redis.database("unix:///redis.sock?db=0", 1) == "unix:///redis.sock?db=1"


def test_postgres_is_stopped_without_waiting_for_its_clients(server_dir: Path) -> None:
    unit, _ = postgres.prepare(server_dir / "signal", durable=False)

    assert unit.stop_signal is signal.SIGINT
