"""Readers of events miss nothing and hear nothing twice, whatever order commits come in."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from sqlalchemy import text

from app.db import migrations
from app.domain.places import Place
from tests.engine.conftest import House

INSERT = text("""
    INSERT INTO events (job_id, task_id, kind, data)
    VALUES (:job, 'task_1', :kind, '{}') RETURNING tx, id""")


def test_a_line_that_is_committed_later_but_counted_earlier_is_not_skipped(house: House) -> None:
    job = house.start()
    streams = house.studio.streams
    place = streams.look(house.person, after=None, job_id=job.id).place

    with ExitStack() as open_:
        slow = open_.enter_context(house.studio.sql.connect())
        slow.execute(INSERT, {"job": job.id, "kind": "slow"})
        with house.studio.sql.begin() as quick:
            quick.execute(INSERT, {"job": job.id, "kind": "quick"})
        early = streams.look(house.person, after=place, job_id=job.id)
        slow.commit()
    late = streams.look(house.person, after=early.place, job_id=job.id)

    assert (early.lines, early.is_behind) == ((), True)
    assert [line.event.kind for line in late.lines] == ["slow", "quick"]
    assert not late.is_behind
    assert streams.look(house.person, after=late.place, job_id=job.id).lines == ()


def test_readers_beside_twelve_writers_hear_every_line_once_and_in_one_order(house: House) -> None:
    jobs = [house.start() for _ in range(3)]
    start = house.studio.streams.look(house.person, after=None).place
    done = threading.Event()
    engine = house.studio.sql

    def write(seed: int) -> list[tuple[int, int]]:
        dice = random.Random(seed)
        written: list[tuple[int, int]] = []
        for turn in range(25):
            with engine.connect() as connection:
                values = {"job": dice.choice(jobs).id, "kind": f"{seed}.{turn}"}
                row = connection.execute(INSERT, values).one()
                # Commits leave in another order than ids were given.
                time.sleep(dice.random() * 0.01)
                if dice.random() < 0.1:
                    connection.rollback()
                    continue
                connection.commit()
                written.append((row[0], row[1]))
        return written

    def read() -> list[tuple[int, int]]:
        heard: list[tuple[int, int]] = []
        place, last = start, False
        while True:
            look = house.studio.streams.look(house.person, after=place)
            heard += [(line.place.tx, line.place.id) for line in look.lines]
            place = look.place
            if last and not look.is_behind:
                return heard
            last = done.is_set()

    with ThreadPoolExecutor(15) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        writers = [pool.submit(write, seed) for seed in range(12)]
        written = [each for writer in writers for each in writer.result()]
        done.set()
        heard = [reader.result() for reader in readers]

    assert heard[0] == heard[1] == heard[2] == sorted(written)


def test_many_lines_come_in_looks_of_bounded_size(house: House) -> None:
    job = house.start()
    place = house.studio.streams.look(house.person, after=None).place
    with house.studio.sql.begin() as connection:
        for turn in range(450):
            connection.execute(INSERT, {"job": job.id, "kind": str(turn)})

    kinds: list[str] = []
    while True:
        look = house.studio.streams.look(house.person, after=place)
        kinds += [line.event.kind for line in look.lines]
        place = look.place
        if not look.is_behind:
            break

    assert kinds == [str(turn) for turn in range(450)]


def test_what_a_dump_brought_from_another_server_is_not_told_as_new(house: House) -> None:
    job = house.start()
    house.sql("UPDATE events SET tx = 900000000000")

    migrations.migrate(house.studio.sql)

    look = house.studio.streams.look(house.person, after=Place(1), job_id=job.id)
    assert look.lines == ()
    assert house.sql("SELECT DISTINCT tx FROM events") == [(0,)]
