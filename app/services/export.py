"""All that a studio knows of one person, for that person to take along."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table
from sqlmodel import col, select

from app.db import belongings
from app.db.tables.assets import AssetRow
from app.db.tables.jobs import JobRow
from app.db.tables.uploads import UploadRow
from app.db.transaction import Database
from app.domain.files import sanitized
from app.domain.ports import Storage
from app.services.packing import Entry, pack


@dataclass(frozen=True)
class Export:
    """Makes the archive while it is sent; nothing is held open meanwhile."""

    db: Database
    storage: Storage

    def of(self, person_id: str) -> Iterator[bytes]:
        """
        A ZIP: every row about the person as JSON, a file a table, and every file that was made.

        Proofs (passwords, tokens, secrets) are stored hashed or sealed, and are left out.
        """
        return pack(self.storage, self._entries(person_id))

    def _entries(self, person_id: str) -> Iterator[Entry]:
        now = datetime.now(UTC)
        for table in belongings.tables():
            if lines := self._lines(table, person_id):
                yield Entry(f"data/{table.name}", "jsonl", "", now, content=lines)
        yield from self._files(person_id)

    def _lines(self, table: Table, person_id: str) -> list[bytes]:
        with self.db.transaction() as tx:
            return [_line(row) for row in belongings.rows(tx.session, table, person_id)]

    def _files(self, person_id: str) -> list[Entry]:
        statement = (
            select(AssetRow, JobRow.title)
            .join(JobRow, col(JobRow.id) == col(AssetRow.job_id))
            .where(col(AssetRow.person_id) == person_id)
            .order_by(col(AssetRow.created_at), col(AssetRow.id))
        )
        brought = select(UploadRow).where(
            col(UploadRow.person_id) == person_id, col(UploadRow.key).is_not(None)
        )
        with self.db.transaction() as tx:
            found = tx.session.exec(statement).all()
            theirs = tx.session.exec(brought.order_by(col(UploadRow.id))).all()
        return [_brought(row) for row in theirs] + [
            Entry(
                f"files/{asset.medium}/{sanitized(title)}_{sanitized(asset.name.rpartition('.')[0])}",
                asset.name.rpartition(".")[2],
                asset.key,
                asset.created_at,
            )
            for asset, title in found
        ]


def _brought(row: UploadRow) -> Entry:
    key, stem = row.key or "", sanitized(row.name.rpartition(".")[0] or row.name)
    return Entry(f"files/brought/{stem}", key.rpartition(".")[2], key, row.created_at)


def _line(row: Any) -> bytes:
    return json.dumps(dict(row), ensure_ascii=False, default=str).encode() + b"\n"
