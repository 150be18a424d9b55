"""
The book of purchases: the referee of "paid twice".

It is a file, because simulators are killed and started again like everything else.
"""

import sqlite3
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_TABLES = """
    CREATE TABLE IF NOT EXISTS orders (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, key TEXT UNIQUE, reference TEXT NOT NULL,
        prompt TEXT NOT NULL, at REAL NOT NULL, seconds REAL NOT NULL, charged INTEGER NOT NULL,
        webhook TEXT, cancelled_at REAL);
    CREATE INDEX IF NOT EXISTS by_reference ON orders (reference);
    CREATE TABLE IF NOT EXISTS tries (
        reference TEXT, name TEXT, n INTEGER NOT NULL, PRIMARY KEY (reference, name));
    CREATE TABLE IF NOT EXISTS firsts (
        reference TEXT, name TEXT, at REAL NOT NULL, PRIMARY KEY (reference, name));
    CREATE TABLE IF NOT EXISTS files (id TEXT PRIMARY KEY, at REAL NOT NULL, data BLOB NOT NULL);
"""


@dataclass(frozen=True)
class Bought:
    """One purchase."""

    id: str
    kind: str
    key: str | None
    reference: str
    prompt: str
    at: float
    seconds: float
    charged: bool
    webhook: str | None = None
    cancelled_at: float | None = None

    def share(self, now: float) -> float:
        """How much of its work is done at this moment of the simulator's clock, of 1."""
        return min(1.0, (now - self.at) / self.seconds) if self.seconds else 1.0


class Book:
    """Purchases and counted tries, whole after any kill."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        # Processes are killed here, machines are not.
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(_TABLES)

    def buy(self, order: Bought) -> Bought:
        """Write the purchase down before anybody is told of it."""
        values = tuple(asdict(order).values())
        with self._lock:
            self._db.execute("INSERT INTO orders VALUES (?,?,?,?,?,?,?,?,?,?)", values)
        return order

    def of_id(self, id_: str) -> Bought | None:
        """The order with this id."""
        return self._one("id", id_)

    def of_key(self, key: str) -> Bought | None:
        """The order that was made under this key."""
        return self._one("key", key)

    def of_reference(self, reference: str) -> list[Bought]:
        """Every order with this reference."""
        return self._all("WHERE reference = ? ORDER BY at", reference)

    def everything(self) -> list[Bought]:
        """All purchases, oldest first."""
        return self._all("ORDER BY at")

    def cancel(self, id_: str, *, now: float, free: bool) -> None:
        """Stop an order."""
        statement = "UPDATE orders SET cancelled_at = ?, charged = charged AND ? WHERE id = ?"
        with self._lock:
            self._db.execute(statement, (now, not free, id_))

    def count(self, reference: str, name: str) -> int:
        """Which time this happens, from 1."""
        statement = (
            "INSERT INTO tries VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1 RETURNING n"
        )
        with self._lock:
            return int(self._db.execute(statement, (reference, name)).fetchone()[0])

    def first(self, reference: str, name: str, *, now: float) -> float:
        """When this happened for the first time, which may be now."""
        statement = (
            "INSERT INTO firsts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = at RETURNING at"
        )
        with self._lock:
            return float(self._db.execute(statement, (reference, name, now)).fetchone()[0])

    def keep(self, id_: str, data: bytes, *, now: float) -> None:
        """Keep a file that somebody sent."""
        with self._lock:
            self._db.execute("INSERT INTO files VALUES (?, ?, ?)", (id_, now, data))

    def kept(self, id_: str) -> tuple[float, bytes] | None:
        """When a file was sent, and what it holds; None when there is none."""
        with self._lock:
            found = self._db.execute("SELECT at, data FROM files WHERE id = ?", (id_,)).fetchone()
        return None if found is None else (float(found[0]), bytes(found[1]))

    def drop(self, id_: str) -> bool:
        """Forget a file; whether there was one."""
        with self._lock:
            return self._db.execute("DELETE FROM files WHERE id = ?", (id_,)).rowcount > 0

    def _one(self, column: str, value: str) -> Bought | None:
        found = self._all(f"WHERE {column} = ?", value)
        return found[0] if found else None

    def _all(self, rest: str, *values: Any) -> list[Bought]:
        with self._lock:
            rows = self._db.execute(f"SELECT * FROM orders {rest}", values).fetchall()  # noqa: S608 -- ours
        return [Bought(*row[:7], bool(row[7]), *row[8:]) for row in rows]
