"""Lost and found over REST: seen by readers, decided by operators, hidden from everybody else."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.ids import new_id
from tests.api.conftest import Visitor

Member = Callable[[str], Visitor]
AT = "/api/operations/lost"


@pytest.fixture
def lost(house: Any) -> str:
    """An order of nobody's, with the words that its provider told."""
    id_ = new_id("lost")
    house.sql(
        """INSERT INTO lost_orders (id, provider, order_id, remote_id, model, state, made_at, words,
               found_at, seen_at)
           VALUES (%(id)s, 'blind', %(id)s, %(id)s, '', 'made', now(), 'a secret garden', now(),
               now())""",
        id=id_,
    )
    return id_


def acts_on(lost: str) -> list[tuple[str, str, Any]]:
    return [
        ("POST", f"{AT}/compare", None),
        ("POST", f"{AT}/{lost}/adopt", {"email": "op@example.com"}),
        ("PUT", f"{AT}/{lost}/mark", {"mark": "left"}),
        ("POST", f"{AT}/{lost}/open", None),
    ]


def test_a_reader_sees_what_is_lost_and_decides_nothing(
    reader: Visitor, house: Any, lost: str
) -> None:
    seen = reader.client.get(AT)

    assert [each["id"] for each in seen.json()["items"]] == [lost]
    assert "garden" not in seen.text
    for method, path, body in acts_on(lost):
        assert reader.client.request(method, path, json=body).status_code == 404, path
    assert house.sql("SELECT mark, adopted_task_id FROM lost_orders") == [(None, None)]
    assert house.sql("SELECT 1 FROM audit WHERE who <> 'shell'") == []


def test_to_a_person_there_is_nothing_of_it(bob: Visitor, lost: str) -> None:
    nowhere = bob.client.get("/api/jobs/job_0").json()

    assert bob.client.get(AT).json() == nowhere
    for method, path, body in acts_on(lost):
        assert bob.client.request(method, path, json=body).json() == nowhere, path


def test_an_operator_opens_marks_and_adopts(
    operator: Visitor, bob: Visitor, house: Any, lost: str
) -> None:
    ask = operator.client

    unnamed = ask.post(f"{AT}/{lost}/adopt", json={})
    opened = ask.post(f"{AT}/{lost}/open")
    left = ask.put(f"{AT}/{lost}/mark", json={"mark": "left"})
    gone = ask.get(AT).json()["items"]
    ask.put(f"{AT}/{lost}/mark", json={"mark": None})
    adopted = ask.post(f"{AT}/{lost}/adopt", json={"email": "op@example.com"})
    house.answer()

    assert (unnamed.status_code, unnamed.json()["error"]["field"]) == (422, "email")
    assert opened.json() == {"id": lost, "words": "a secret garden"}
    assert (left.json()["mark"], gone) == ("left", [])
    assert adopted.status_code == 200
    job = ask.get(f"/api/jobs/{adopted.json()['job_id']}").json()
    assert job["status"] == "completed"
    assert bob.client.get(f"/api/jobs/{job['id']}").status_code == 404
    lines = ask.get("/api/operations/audit").json()["items"]
    assert [line["act"] for line in lines if line["who"] == operator.id] == [
        "lost.adopt",
        "lost.mark",
        "lost.mark",
        "lost.open",
    ]
    assert ask.post(f"{AT}/{lost}/adopt", json={"email": "op@example.com"}).status_code == 409


def test_a_list_of_nobody_tells_who_was_asked(operator: Visitor) -> None:
    answer = operator.client.post(f"{AT}/compare").json()["items"]

    assert {each["provider"] for each in answer} == {"keyed", "looked_up", "blind", "lab"}
    assert all(each["problem"] is None and not each["lists"] for each in answer)
