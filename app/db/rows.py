"""Rows on their way into one statement: many tables, one round trip."""

import json
from collections.abc import Sequence
from typing import Any

from sqlmodel import SQLModel


def insert_of(row: type[SQLModel], parameter: str) -> str:
    """
    SQL that inserts the rows of this JSON parameter; see `as_json`.

    Columns that the database fills in by itself are left to it.
    """
    table = row.__table__  # pyright: ignore[reportAttributeAccessIssue] -- every table has one
    columns = ", ".join(f'"{c.name}"' for c in table.columns if c.server_default is None)
    # S608: names of our own tables and columns; every value is bound.
    return (
        f"INSERT INTO {table.name} ({columns}) SELECT {columns}"  # noqa: S608
        f" FROM jsonb_populate_recordset(NULL::{table.name}, CAST(:{parameter} AS jsonb))"
    )


def as_json(rows: Sequence[SQLModel]) -> str:
    """These rows as `insert_of` wants them."""
    return json.dumps([_values(row) for row in rows], default=str)


def _values(row: SQLModel) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}
