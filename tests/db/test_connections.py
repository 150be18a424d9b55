"""Pooled connections are looked at before use, without asking the server each time."""

from sqlalchemy import Engine, text

from app.db.engine import make_engine
from tests.bench.measure import listen

WHO = text("SELECT pg_backend_pid()")


def ask(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(WHO).scalar_one())


def test_a_connection_in_use_is_not_asked_whether_it_lives(database_url: str) -> None:
    engine = make_engine(database_url)
    first = ask(engine)

    with listen(engine) as said:
        assert {ask(engine) for _ in range(5)} == {first}

    assert said.pings == 0
    engine.dispose()


def test_a_connection_that_the_server_ended_is_replaced_unseen(database_url: str) -> None:
    engine, other = make_engine(database_url), make_engine(database_url)
    first = ask(engine)

    with other.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": first})

    assert ask(engine) != first
    engine.dispose()
    other.dispose()


def test_a_connection_that_was_idle_for_long_is_asked(database_url: str) -> None:
    engine = make_engine(database_url)
    with engine.connect() as connection:
        record = connection.connection._connection_record
    record.info["used"] -= 60

    with listen(engine) as said:
        ask(engine)

    assert said.pings == 1
    engine.dispose()
