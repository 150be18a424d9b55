"""Everything operators see and do, walked by everybody."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.ids import new_id
from tests.api.conftest import PASSWORD, Visitor
from tests.api.test_walk import OPERATIONS, Route

Member = Callable[[str], Visitor]


def _ask(visitor: Visitor, route: Route, **ids: str) -> Any:
    known = {
        "window": "hour",
        "provider_id": "sketch",
        "process_id": "process_1",
        "lost_id": new_id("lost"),
        "person_id": new_id("person"),
        "job_id": new_id("job"),
    } | ids
    method, path = route
    query = {"q": known["job_id"]} if path.endswith("/find") else {}
    return visitor.client.request(
        method, path.format(**known), json=OPERATIONS[route].body, params=query
    )


def _sign(house: Any) -> None:
    """A worker is there."""
    house.sql("""INSERT INTO processes (id, kind, host, pid, leads)
        VALUES ('process_1', 'worker', 'here', 1, false)""")


def _is_look(route: Route) -> bool:
    return route[0] == "GET" or route[1].endswith("/preview")


def test_to_everybody_else_there_is_no_such_address(ann: Visitor, bob: Visitor) -> None:
    job = ann.song()["id"]
    nowhere = ann.client.get("/api/jobs/job_0").json()

    for route in OPERATIONS:
        answer = _ask(bob, route, job_id=job, person_id=ann.id)

        assert (answer.status_code, answer.json()) == (404, nowhere), route


def test_a_reader_sees_everything_and_changes_nothing(
    reader: Visitor, ann: Visitor, house: Any
) -> None:
    job = ann.song(prompt="a secret garden")["id"]
    _sign(house)

    for route in OPERATIONS:
        answer = _ask(reader, route, job_id=job, person_id=ann.id)

        assert answer.status_code == (200 if _is_look(route) else 404), (route, answer.text)
        assert "garden" not in answer.text
        assert "@example.com" not in answer.text
    assert house.sql("SELECT 1 FROM audit WHERE who <> 'shell'") == []


def test_each_act_of_an_operator_is_written_down(
    operator: Visitor, ann: Visitor, house: Any
) -> None:
    job = ann.song(prompt="a secret garden")["id"]
    _sign(house)

    for route in OPERATIONS:
        if "{lost_id}" in route[1]:
            continue  # one act excludes the others: see test_lost
        answer = _ask(operator, route, job_id=job, person_id=ann.id)

        assert answer.status_code in {200, 204}, (route, answer.text)
    opened = operator.client.post(f"/api/operations/jobs/{job}/open").json()
    lines = operator.client.get("/api/operations/audit").json()["items"]
    acts = {line["act"] for line in lines if line["who"] == operator.id}
    assert opened["params"]["prompt"] == "a secret garden"
    assert acts == {
        "job.open",
        "provider.pause",
        "provider.resume",
        "provider.slots",
        "process.drain",
        "lost.compare",
        "person.open",
        "person.grant",
        "person.tier",
        "person.role",
        "person.block",
        "person.unblock",
    }
    assert "garden" not in str(lines)


def test_who_is_blocked_is_told_so_at_the_door(
    operator: Visitor, member: Member, program: Callable[..., Visitor]
) -> None:
    bob = member("bob@example.com")
    robot = program(bob.token())
    why = {"why": "an example"}

    operator.client.post(f"/api/operations/people/{bob.id}/block", json=why)

    asked = {"email": "bob@example.com", "password": PASSWORD}
    assert bob.client.get("/api/auth/me").status_code == 401
    assert robot.client.get("/api/jobs").status_code == 401
    refused = bob.client.post("/api/auth/sign-in", json=asked)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "blocked")
    operator.client.post(f"/api/operations/people/{bob.id}/unblock")
    assert bob.client.post("/api/auth/sign-in", json=asked).status_code == 200


def test_people_are_found_by_their_whole_address_alone(operator: Visitor, member: Member) -> None:
    bob = member("bob@example.com")

    def found(q: str) -> list[str]:
        answer = operator.client.get("/api/operations/people", params={"q": q})
        return [each["id"] for each in answer.json()["items"]]

    assert found("BOB@example.com") == found(bob.id) == [bob.id]
    assert found("bob") == found("@example.com") == []


def test_a_token_needs_the_scope_that_manages_also_to_look(
    operator: Visitor, program: Callable[..., Visitor]
) -> None:
    looks = program(operator.token("read", "make"))
    manages = program(operator.token("manage"))

    assert looks.client.get("/api/operations/overview").status_code == 403
    assert manages.client.get("/api/operations/overview").status_code == 200


@pytest.mark.parametrize(
    "query",
    ["?cursor=x", "?limit=0", "?state=odd", "?older_s=-1", "?nothing=1", "?words=%00"],
)
def test_filters_that_make_no_sense_are_refused_in_words(operator: Visitor, query: str) -> None:
    answer = operator.client.get(f"/api/operations/jobs{query}")

    assert answer.status_code == 422
    assert answer.json()["error"]["message"]
