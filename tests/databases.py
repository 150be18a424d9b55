"""Databases for tests: fresh copies, and used ones that were made as good as new."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from app.db.engine import make_engine
from app.db.migrations import migrate

Connection = psycopg.Connection[TupleRow]

# Deleted rows stay behind as dead ones, and each makes the server a little slower.
_MAX_DEAD = 5_000
# The server notices a moment later that somebody hung up.
_LEAVES_WITHIN_S = 1.0

_VISITORS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend'"""

# What statements about tables change, and statements about rows do not. A copy has it, too.
_SHAPE = """
    SELECT md5(concat(
        (SELECT string_agg(concat_ws(' ', oid, relname, relkind), ';' ORDER BY oid)
            FROM pg_class WHERE relnamespace = 'public'::regnamespace),
        (SELECT string_agg(concat_ws(' ', attrelid, attname, atttypid, attnotnull, atthasdef,
                attisdropped), ';' ORDER BY attrelid, attnum)
            FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
            WHERE relnamespace = 'public'::regnamespace),
        (SELECT string_agg(concat_ws(' ', oid, conname, convalidated), ';' ORDER BY oid)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace),
        (SELECT string_agg(concat_ws(' ', oid, tgname, tgenabled), ';' ORDER BY oid)
            FROM pg_trigger),
        (SELECT string_agg(concat_ws(' ', oid, proname, md5(prosrc)), ';' ORDER BY oid)
            FROM pg_proc WHERE pronamespace = 'public'::regnamespace)))"""

# Of an empty table that was counted, the server thinks that it stays so; of a new one it does not.
_COUNTED = """
    SELECT count(*) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND reltuples >= 0"""

_TABLES = """
    SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"""

_REWIND = """
    SELECT setval(seqrelid, seqstart, false) FROM pg_sequence
    JOIN pg_class ON pg_class.oid = seqrelid WHERE relnamespace = 'public'::regnamespace"""


class Databases:
    """The databases of one server."""

    def __init__(self, server_url: str) -> None:
        self._base = server_url.rsplit("/", 1)[0]
        self._server = _plain(server_url)
        self._numbers = count(1)
        self._clean: list[str] = []
        self._dead = Counter[str]()

    def make(self, template: str = "template0") -> str:
        """
        The URL of a fresh database: empty, or a copy of `template` (a URL that came from here).

        Nobody may be connected to the template while it is copied.
        """
        name = f"test_{next(self._numbers)}"
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        self._tell(statement.format(sql.Identifier(name), _name(template)))
        return f"{self._base}/{name}"

    @cached_property
    def migrated(self) -> str:
        """A database of the newest shape, to be copied."""
        url = self.make()
        engine = make_engine(url)
        migrate(engine)
        engine.dispose()
        return url

    @contextmanager
    def lend(self) -> Iterator[str]:
        """
        A migrated database that is as good as a fresh copy: a used one, when there is one.

        A copy is hundreds of files: to make and remove them takes longer than most tests.
        """
        url = self._clean.pop() if self._clean else self.make(self.migrated)
        try:
            yield url
        finally:
            if self._made_as_new(url):
                self._clean.append(url)
            else:
                self._tell(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(_name(url)))

    def _made_as_new(self, url: str) -> bool:
        """Whether it could be cleaned: nobody is in it, and a test changed nothing but rows."""
        shape, counted, rows = self._original
        with psycopg.connect(_plain(url)) as connection:
            if not _is_left(connection) or _one(connection, _SHAPE) != shape:
                return False
            if _one(connection, _COUNTED) != counted:
                return False
            # No trigger fires, so the order does not matter.
            connection.execute("SET LOCAL session_replication_role = replica")
            for table, content in rows.items():
                gone = connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
                self._dead[url] += gone.rowcount
                if content:
                    _fill(connection, table, content)
            connection.execute(_REWIND)
            # The server counts a table after so many changes: they begin anew, too.
            connection.execute("SELECT pg_stat_reset()")
        return self._dead[url] < _MAX_DEAD

    @cached_property
    def _original(self) -> tuple[object, object, dict[str, bytes]]:
        """The shape of a fresh copy, how many of its tables were counted, and what they hold."""
        with psycopg.connect(_plain(self.make(self.migrated))) as connection:
            tables = [name for (name,) in connection.execute(_TABLES)]
            rows = {table: _content(connection, table) for table in tables}
            return _one(connection, _SHAPE), _one(connection, _COUNTED), rows

    def _tell(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement)


def _plain(url: str) -> str:
    return url.replace("+psycopg", "", 1)


def _name(url: str) -> sql.Identifier:
    return sql.Identifier(url.rsplit("/", 1)[-1])


def _one(connection: Connection, question: str) -> object:
    row = connection.execute(sql.SQL(question)).fetchone()  # pyright: ignore[reportArgumentType]
    assert row is not None
    return row[0]


def _is_left(connection: Connection) -> bool:
    until = time.monotonic() + _LEAVES_WITHIN_S
    while _one(connection, _VISITORS):
        connection.rollback()  # within one transaction the answer stays the same
        if time.monotonic() > until:
            return False
        time.sleep(0.005)
    return True


def _content(connection: Connection, table: str) -> bytes:
    words = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    with connection.cursor().copy(words) as copy:
        return b"".join(bytes(part) for part in copy)


def _fill(connection: Connection, table: str, content: bytes) -> None:
    words = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
    with connection.cursor().copy(words) as copy:
        copy.write(content)
