"""Providers send word; it is verified, and only makes us ask sooner."""

from tests.api.conftest import Visitor
from tests.engine.conftest import House

JSON = {"Content-Type": "application/json"}
GENUINE = JSON | {"x-signature": "genuine"}


def ordered(ann: Visitor, house: House) -> str:
    """Somebody's song at the provider, to be asked about in a while; its id there."""
    ann.start(provider="blind")
    house.answer()
    house.sql("UPDATE tasks SET due_at = now() + interval '1 hour'")
    [remote_id] = house.blind.orders.values()
    return remote_id


def test_word_from_a_provider_makes_the_next_question_due(ann: Visitor, house: House) -> None:
    remote_id = ordered(ann, house)

    answer = ann.client.post("/api/hooks/blind", content=remote_id, headers=GENUINE)
    house.answer()

    assert answer.status_code == 204
    assert house.sql("SELECT state FROM tasks") == [("completed",)]


def test_doubled_late_and_foreign_word_is_harmless(ann: Visitor, house: House) -> None:
    remote_id = ordered(ann, house)
    for content in [remote_id, remote_id, "remote-of-nobody"]:
        ann.client.post("/api/hooks/blind", content=content, headers=GENUINE)
    house.answer()

    late = ann.client.post("/api/hooks/blind", content=remote_id, headers=GENUINE)

    assert late.status_code == 204
    assert house.events("completed") == 1


def test_a_forged_message_changes_nothing(ann: Visitor, house: House) -> None:
    remote_id = ordered(ann, house)

    answer = ann.client.post("/api/hooks/blind", content=remote_id, headers=JSON)
    unknown = ann.client.post("/api/hooks/sketch", content=remote_id, headers=GENUINE)

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "not_genuine")
    assert unknown.status_code == 404
    assert house.sql("SELECT due_at > now() FROM tasks") == [(True,)]
