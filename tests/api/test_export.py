"""Everything of one person, for that person: complete, and nothing of anybody else."""

import io
import json
import zipfile
from collections.abc import Callable

import pytest

from app.db import belongings
from app.db.schema import metadata
from tests.api.conftest import PASSWORD, Visitor
from tests.engine.conftest import House


@pytest.fixture
def kim(member: Callable[[str], Visitor]) -> Visitor:
    return member("kim@example.com")


def exported(visitor: Visitor) -> zipfile.ZipFile:
    answer = visitor.client.get("/api/auth/export")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def lines(archive: zipfile.ZipFile, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in archive.read(f"data/{table}.jsonl").splitlines()]


def test_rows_and_files_are_all_there(kim: Visitor, house: House) -> None:
    job = kim.song(title="Rain", params={"prompt": "비 오는 밤"})
    kim.client.post("/api/journeys/create", json={"book_title": "설국"})

    archive = exported(kim)

    assert archive.testzip() is None
    assert lines(archive, "people")[0]["email"] == "kim@example.com"
    assert next(row["id"] for row in lines(archive, "jobs")) == job["id"]
    assert {row["kind"] for row in lines(archive, "events")} >= {"asked", "completed"}
    assert lines(archive, "reading_logs")[0]["version"] == "v0"
    assert lines(archive, "entries")
    [file] = [name for name in archive.namelist() if name.startswith("files/")]
    assert archive.read(file) == kim.client.get(f"/api/assets/{job['files'][0]['id']}/file").content


def test_nothing_of_anybody_else_and_no_proof_is_in_it(kim: Visitor, bob: Visitor) -> None:
    bob.song(title="Bob's secret song")
    kim.song()
    kim.token("read")
    kim.client.post("/api/webhooks", json={"url": "https://example.com/told"})

    archive = exported(kim)

    text = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    for secret in (
        bob.id,
        "secret song",
        PASSWORD,
        "argon2",
        "whsec_",
        "token_hash",
        "lease_owner",
    ):
        assert secret not in text
    assert lines(archive, "tokens")[0]["name"] == "A program"


def test_every_table_is_somebodys_or_named_as_nobodys(house: House) -> None:
    names = {table.name for table in metadata.sorted_tables}

    assert names >= belongings.NOBODYS
    with house.studio.db.transaction() as tx:
        for table in belongings.tables():
            list(belongings.rows(tx.session, table, house.person))
