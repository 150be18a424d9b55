"""What is sent is read as JSON is."""

import pytest
from pydantic import BaseModel

from app.api.bodies import Body
from tests.api.conftest import Visitor


class Inner(Body):
    number: int


class Asked(Body):
    yes: bool | None = None
    number: int = 0
    share: float = 0.0
    words: str = ""
    many: list[str] | None = None
    inner: Inner | None = None


@pytest.mark.parametrize(
    "body",
    [
        {"yes": True, "number": 7, "share": 0.5, "words": "x", "many": ["x"]},
        {"yes": None, "number": 7.0, "share": 1, "many": None, "inner": {"number": 1}},
    ],
)
def test_what_the_document_names_is_taken(body: dict[str, object]) -> None:
    assert isinstance(Asked.model_validate(body), BaseModel)


@pytest.mark.parametrize(
    "body",
    [
        {"yes": 0},
        {"yes": "true"},
        {"number": "7"},
        {"number": True},
        {"number": None},
        {"share": "0.5"},
        {"share": False},
        {"words": 7},
        {"many": {}},
        {"inner": {"number": "1"}},
    ],
)
def test_another_kind_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Asked.model_validate(body)


def test_the_field_is_named_and_the_kinds_it_takes(ann: Visitor) -> None:
    file = ann.song()["files"][0]["id"]

    answer = ann.client.patch(f"/api/assets/{file}", json={"favourite": 0})

    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == "favourite"
    assert "boolean" in answer.json()["error"]["message"]
